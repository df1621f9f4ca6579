"""Train one run from its folder: what a worker process does, and the command line."""

import os
import platform
import time
import traceback
from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from filelock import Timeout

from playground.config import RunConfig
from playground.datasets.base import Examples, Progress
from playground.encodings import FittedEncoding
from playground.errors import PlaygroundError, RunError
from playground.prediction.splits import run_examples
from playground.runs import ControlReader, Run, RunFolder
from playground.training.batches import Batches
from playground.training.build import build, get_weights
from playground.training.fit import Fit, StoppedError, take_turns
from playground.training.losses import class_weights
from playground.training.results import baseline, results_on_test
from playground.training.steps import Steps

PROGRESS_GAP = 0.2
"""Seconds between two progress events, at least."""


@dataclass(frozen=True)
class Prepared:
    """A run ready to train: the fitted encoding, the compiled steps, the encoded examples, and the naive baseline."""

    encoding: FittedEncoding
    steps: Steps
    train: Batches
    validation: Batches
    test: Batches
    baseline: dict[str, float]


def prepare(config: RunConfig, progress: Progress | None = None) -> Prepared:
    """Load and encode the examples and build the model, everything from the run's seed."""
    examples = run_examples(config, progress)
    fitted = config.encoding.fit(examples.train, progress)

    def batches(part: Examples, steps: int | None = None) -> Batches:
        return Batches(fitted.encode(part), config.plan, config.encoding.padding, steps)

    model = build(config.plan, seed=config.seed)
    if fitted.table is not None:
        model.get_layer(config.plan.layers[0].name).set_weights([fitted.table])
    deviation = getattr(fitted, "target_deviation", 1.0) or 1.0
    weights = None
    if config.weighs_classes:
        weights = class_weights(examples.train.targets, len(config.dataset.class_names))
    return Prepared(
        fitted,
        Steps(config, model, weights),
        batches(examples.train, config.steps_per_epoch),
        batches(examples.validation),
        batches(examples.test),
        baseline(config, examples, deviation),
    )


def train(path: Path) -> bool:
    """Train the queued run in the folder `path` to its end and record the end. Never raises for a run that fails.

    Runs that race with it and wait are trained too, in turns: each advances by the same number of batches.
    False: there is no such folder here.  Raises `OSError` where nobody can tell whether another process trains it.
    """
    if not path.is_dir():
        return False
    lanes, unclear = [], dict[Path, OSError]()
    with ExitStack() as held:
        for lane in Run(path).race or (Run(path),):  # in this order everywhere: all of a race go to one process
            if not _waits(lane):
                continue
            folder = RunFolder(lane.path)
            try:
                held.enter_context(folder.lock(timeout=5))
                if _waits(lane):
                    lanes.append(_record(folder))
            except Timeout:  # another process trains it
                continue
            except OSError as error:  # of a damaged folder, which costs that lane only
                unclear[lane.path] = error
        take_turns(lanes)
    if lanes:
        keras.backend.clear_session()  # takes a quarter of a second: here, where no learner waits
    if path in unclear:
        raise unclear[path]
    return True


def _waits(run: Run) -> bool:
    return (run.path / "config.json").is_file() and run.recorded().state == "queued"


def _record(folder: RunFolder) -> Iterator[float]:
    event, values = yield from _outcome(folder)
    with suppress(RunError):  # it was deleted: nobody asks how it ended
        folder.event(event, **values)


def _outcome(folder: RunFolder) -> Generator[float, None, tuple[str, dict[str, Any]]]:
    """Train, a batch per turn, and return the event that says how it ended."""
    started = time.monotonic()
    try:
        test = yield from _train(folder)
        return "finished", {"test": test, "seconds": round(time.monotonic() - started, 3)}
    except StoppedError:
        return "stopped", {"reason": "Stopped by you."}
    except PlaygroundError as error:
        return "failed", {"reason": str(error)}
    except MemoryError:
        return "failed", {"reason": "The run needs more memory than its worker has. Choose a smaller batch or length."}
    except Exception as error:
        traceback.print_exc()
        return "failed", {"reason": f"Training ended with an error of the program: {type(error).__name__}: {error}"}


def _train(folder: RunFolder) -> Generator[float, None, dict[str, float]]:
    """Train, a batch per turn, and return the test metrics."""
    config = Run(folder.path).config
    folder.event("started", learning_rate=config.learning_rate, process=os.getpid(), machine=platform.node())
    prepared = prepare(config, _progress(folder))
    folder.save_encoding(prepared.encoding)
    batches = prepared.train.shuffled(config.batch_size, config.seed, 1)
    folder.event(
        "prepared",
        train=len(prepared.train),
        validation=len(prepared.validation),
        test=len(prepared.test),
        parameters=config.plan.num_parameters,
        steps_per_epoch=len(batches),
        examples_per_epoch=sum(map(len, batches)),
        epochs=config.epochs,
        baseline=prepared.baseline,
    )

    def weights() -> dict[str, np.ndarray]:
        return get_weights(prepared.steps.model, config.plan)

    fit = Fit(config, prepared.steps, folder, prepared.train, prepared.validation, prepared.test, weights)
    yield from fit.turns()
    return _test(fit, prepared)


def _test(fit: Fit, prepared: Prepared) -> dict[str, float]:
    """The test metrics; what they come from is kept in the run's folder."""
    task = fit.config.task
    one_each = not (task.each_timestep or task.answers)
    outputs = np.empty((len(prepared.test), *fit.config.plan.output_shape), np.float32) if one_each else None
    metrics = fit.evaluate(prepared.test, outputs).means(task.metrics)
    arrays = results_on_test(fit.config, prepared.test, outputs, prepared.steps)
    if task.answers:
        metrics["exact"] = round(float((arrays["truth"] == arrays["written"]).all(axis=1).mean()), 6)
    if arrays:
        fit.folder.save_results(arrays)
    return metrics


def _progress(folder: RunFolder) -> Progress:
    """Writes an event now and then during long downloads and parsing.  Raises `StoppedError` when asked to stop."""
    control = ControlReader(folder.control)
    last = 0.0

    def report(done: int, total: int, what: str) -> None:
        nonlocal last
        if time.monotonic() - last >= PROGRESS_GAP:
            last = time.monotonic()
            folder.event("progress", done=done, total=total, what=what)
            if control.read().stop:
                raise StoppedError

    return report

"""Train one run from its folder: what a worker process does, and the command line."""

import os
import platform
import time
import traceback
from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
from filelock import Timeout

from playground.datasets.base import Progress
from playground.errors import ConfigError, PlaygroundError, RunError
from playground.languages import N_, _
from playground.runs import ControlReader, Run, RunFolder
from playground.training.build import get_weights
from playground.training.fit import Fit, StoppedError
from playground.training.going_on import go_on
from playground.training.prepare import prepare
from playground.training.results import results_on_test
from playground.training.turns import take_turns

PROGRESS_GAP = 0.2
"""Seconds between two progress events, at least."""
STOPPED = N_("Stopped by you.")
NO_MEMORY = N_("The run needs more memory than its worker has. Choose a smaller batch or length.")
UNEXPECTED = N_("Training ended with an error of the program: {name}: {error}")


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
    except StoppedError as stopped:
        return "stopped", {"reason": str(stopped) or STOPPED}
    except PlaygroundError as error:
        return "failed", {"reason": str(error)}
    except MemoryError:
        return "failed", {"reason": NO_MEMORY}
    except Exception as error:
        traceback.print_exc()
        return "failed", {"reason": UNEXPECTED.format(name=type(error).__name__, error=error)}


def _train(folder: RunFolder) -> Generator[float, None, dict[str, float]]:
    """Train, a batch per turn, and return the test metrics."""
    config = Run(folder.path).config
    (_start, first), *later = config.stages
    folder.event("started", learning_rate=first.learning_rate, process=os.getpid(), machine=platform.node())
    prepared = prepare(first, _progress(folder))
    folder.save_encoding(prepared.encoding)
    batches = prepared.train.shuffled(config.batch_size, config.seed, 1)
    if later and later[-1][0] >= (last := len(batches) * config.epochs):
        raise ConfigError(
            _(
                "Something was to change after {batches:,} batches, but this run ends after {last:,}. Give it more "
                "epochs, or go on from an earlier moment.",
                batches=later[-1][0],
                last=last,
            )
        )
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
        return get_weights(fit.steps.model, config.plan)

    fit = Fit(config, prepared.steps, folder, prepared.train, prepared.validation, prepared.test, weights)
    fit.changes = {after: partial(go_on, fit, prepared.encoding, stage) for after, stage in later}
    yield from fit.turns()
    return _test(fit)


def _test(fit: Fit) -> dict[str, float]:
    """The test metrics; what they come from is kept in the run's folder."""
    task = fit.config.task
    one_each = not (task.each_timestep or task.answers)
    outputs = np.empty((len(fit.test), *fit.config.plan.output_shape), np.float32) if one_each else None
    metrics = fit.evaluate(fit.test, outputs).means(task.metrics)
    arrays = results_on_test(fit.config, fit.test, outputs, fit.steps)
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
                raise StoppedError(control.current.reason)

    return report

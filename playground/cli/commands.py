"""What each command does. Results go to standard output, progress to standard error."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from playground.analysis.memory_curve import check, memory_curves
from playground.choices import as_given
from playground.cli.output import bar, onto, print_json, print_rows, whole
from playground.config import RunConfig
from playground.datasets import DATASETS, Dataset
from playground.encodings import EncodedExample, EncodedText, Glove
from playground.errors import ConfigError, RunError
from playground.exporting import FORMATS
from playground.exporting.keras_file import check_ending
from playground.exporting.suiting import check_suits
from playground.narration.memory import sentence, unit_of
from playground.prediction.predict import answer, encoded_example, encoded_text, in_words, network
from playground.recipes import RECIPES, recipe
from playground.recipes.demonstrations import as_lines, demonstration
from playground.reference import Network
from playground.runs import Run, RunFolder, all_runs, ask
from playground.wording import rounded

FETCHED: dict[str, type[Dataset | Glove]] = {**DATASETS, "glove": Glove}
"""What can be had ahead of a class."""


def recipes(json: bool) -> None:
    """The named experiments."""
    print_rows([{"name": r.name, "title": r.title} for r in RECIPES.values()], json)


def show(recipe: str, json: bool) -> None:
    """What a recipe without training computes."""
    results = demonstration(recipe)
    if json:
        print_json(results)
    else:
        print("\n".join(as_lines(results)))


def datasets(json: bool) -> None:
    """The datasets, and whether each can be used without a network."""
    print_rows([{"name": name, "title": kind.title, "here": kind().is_here()} for name, kind in DATASETS.items()], json)


def fetch(dataset: str) -> None:
    """Make a dataset, or the vectors of GloVe, loadable without a network: what is here is read and checked."""
    if dataset not in FETCHED:
        raise ConfigError(f"There is no dataset {as_given(dataset)}; expected one of {', '.join(FETCHED)}.")
    with bar(unit_scale=True) as progress:
        what = FETCHED[dataset]()
        what.fetch(onto(progress))
    print(f"{what.title} is ready.")


def train(
    recipe: str | None, config: str | None, epochs: int | None, train_samples: int | None, seed: int | None, json: bool
) -> None:
    """Train in this process; the run's folder is like any other's."""
    chosen = _config(recipe, config)
    given = {"epochs": epochs, "train_samples": train_samples, "seed": seed}
    chosen = chosen.changed(**{name: value for name, value in given.items() if value is not None})
    chosen.check(chosen.dataset.num_train)
    # Imported before the run exists: it takes seconds, in which a server that starts would take a waiting run over.
    from playground.training.train import train as train_run
    from playground.training.warm_up import few_threads

    folder = RunFolder.create(chosen)
    done = threading.Event()
    follower = threading.Thread(target=_follow, args=(Run(folder.path), done), daemon=True)
    follower.start()
    interrupted = threading.Event()
    try:
        few_threads()
        with _asks_to_stop(folder, interrupted):
            train_run(folder.path)
    except KeyboardInterrupt:
        interrupted.set()
        if Run(folder.path).recorded().active:
            folder.event("stopped", reason="Stopped by you.")
    finally:
        done.set()
        follower.join()
    history = Run(folder.path).history()
    if interrupted.is_set() and history.state == "stopped":
        print(f"run {folder.id}, stopped", file=sys.stderr)
        raise KeyboardInterrupt
    if history.state == "failed":
        raise RunError(history.reason)
    result = {"run": folder.id, "state": history.state, "epochs": history.epochs, "test": history.test}
    if json:
        print_json(result)
        return
    for epoch in history.epochs:
        figures = (f"{name} {rounded(value, 4)}" for name, value in epoch.items() if name not in ("epoch", "seconds"))
        print(f"epoch {epoch['epoch']}: {', '.join(figures)}, {epoch['seconds']:.1f} s")
    if history.test:
        print("test: " + ", ".join(f"{name} {rounded(value, 4)}" for name, value in history.test.items()))
    print(f"run {folder.id}, {history.state}")


@contextmanager
def _asks_to_stop(folder: RunFolder, interrupted: threading.Event) -> Iterator[None]:
    """Let Ctrl-C ask the run to stop after its batch, and a second one interrupt it.

    An interrupt at any moment may fall into Python called by TensorFlow, which makes an error of its own of it.
    """

    def stop(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        interrupted.set()
        ask(folder, stop=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def predict(id: str, text: str | None, example: int | None, json: bool) -> None:
    """What the network says of a text or a test example; for classes of a text also after each token it reads."""
    run = _run(id)
    trained, encoded = _read(run, text, example)
    traced = trained.trace(encoded).checked()
    result = answer(run.config, run.encoding, traced)
    if run.config.task.classifies and isinstance(encoded, EncodedText):
        result |= {"tokens": encoded.words, "running": trained.running(encoded).tolist()}
    if json:
        print_json(result)
        return
    for token, prediction in zip(result.get("tokens", ()), result.get("running", ()), strict=True):
        values = prediction if isinstance(prediction, list) else [prediction]
        print("  ".join(f"{value:.4f}" for value in values), f" {token}")
    short, figures = in_words(run.config, result)
    print(f"{short}  {figures}".rstrip())


def trace(id: str, text: str | None, example: int | None, output: str) -> None:
    """Every gate and state, with what was read at each timestep and what the network says."""
    trained, encoded = _read(_run(id), text, example)
    traced = trained.trace(encoded)
    with whole(output) as path, path.open("wb") as file:
        inputs = {"token_ids" if traced.inputs.ndim == 1 else "numbers": traced.inputs}
        predictions = {"output": traced.output}
        if trained.plan.task == "binary":
            predictions["probability"] = np.array(traced.probability, np.float32)
        np.savez(file, allow_pickle=False, **traced.arrays(), **inputs, **predictions, tokens=np.array(traced.labels))
    print(f"{output}: {', '.join(traced.arrays())}")


def memory(ids: list[str], epoch: int | None, json: bool) -> None:
    """The memory curve of every recurrent layer of some runs, after an epoch or after the last that is saved."""
    chosen = [_run(id) for id in ids]
    rows: list[dict[str, Any]] = []
    said = []
    for run in chosen:
        check(run.config)
    with bar(bar_format="{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}", leave=False) as progress:
        report = onto(progress)

        def tell(what: str, done: int, total: int) -> None:
            if report:
                report(done, total, what)

        for run in chosen:
            for curve in memory_curves(run, epoch, partial(tell, run.short_id)):
                number = run.saved_epochs()[-1] if epoch is None else epoch
                rows.append(
                    {"run": run.id, "epoch": number, "layer": curve.layer, "state": curve.state}
                    | {"aligned": curve.aligned, "steps": curve.steps, "score": curve.score, "floor": curve.floor}
                )
                told = sentence(curve, unit_of(run.config)).replace("**", "")
                said.append(f"{run.short_id}, epoch {number}, {curve.layer}, {curve.state}: {told}")
    if json:
        print_json(rows)
        return
    for told, row in zip(said, rows, strict=True):
        print(told)
        print(f"  {'before the end' if row['aligned'] == 'end' else 'after':>14}  probe  shuffled")
        for step, score, floor in zip(row["steps"], row["score"], row["floor"], strict=True):
            print(f"  {step:>14,}  {score:.3f}     {floor:.3f}")


def _read(run: Run, text: str | None, number: int | None) -> tuple[Network, EncodedExample]:
    """The run's network, and a typed text or a test example as it is given it."""
    if text is not None and number is None:
        return network(run), encoded_text(run, text)
    if number is not None and text is None:
        return network(run), encoded_example(run, number, run.config.dataset.load().test)
    raise ConfigError("Give either a text or --example with the number of a test example.")


def export(id: str, format: str, output: str) -> None:
    """A run in one of the formats in which it leaves the playground."""
    run = _run(id)
    if format == "keras":
        check_ending(Path(output))
    check_suits(run, format)
    with whole(output) as path:
        said = FORMATS[format].write(run, path)
    print(f"{output}: {said}")


def _config(name: str | None, file: str | None) -> RunConfig:
    if name is not None:
        chosen = recipe(name)
        if chosen.config is None:
            raise ConfigError(f"{name} trains nothing. Print what it computes: python -m playground show {name}")
        return chosen.config
    assert file is not None  # a name or a file is given, as the arguments demand
    try:
        return RunConfig.from_json(Path(file).read_bytes())
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}. Give the path of a config.json.") from None


def _run(start: str) -> Run:
    """The run whose id begins with `start`."""
    found = [run for run in all_runs() if start and run.id.startswith(start)]
    if len(found) > 1:
        raise RunError(f"{len(found)} runs begin with {start!r}. Give more of the id; `runs` lists them.")
    return found[0] if found else Run.open(start)


def _follow(run: Run, done: threading.Event) -> None:
    """Show a run's progress while another thread trains it."""
    layout = "{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"
    with bar(total=run.config.epochs, unit="epoch", bar_format=layout) as epochs:
        while epochs is not None and not done.wait(0.3):
            history = run.recorded()
            if history.latest:
                metric = run.config.task.metrics[0]
                said = f"{metric} {rounded(history.latest[metric], 3)}"
                epochs.set_description(f"epoch {history.latest['epoch']}/{run.config.epochs}, {said}")
                epochs.update(history.latest["position"] - epochs.n)
            elif history.progress:
                epochs.set_description(
                    f"{history.progress['what']} {history.progress['done']:,}/{history.progress['total']:,}"
                )

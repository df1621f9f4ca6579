"""What each command does. Results go to standard output, progress to standard error."""

import csv
import json as jsons
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.datasets.base import Progress
from playground.demonstrations import as_lines, demonstration
from playground.errors import ConfigError, RunError, StorageError
from playground.recipes import RECIPES, recipe
from playground.reference import Network
from playground.runs import Run, RunFolder, all_runs


def recipes(json: bool) -> None:
    """The named experiments."""
    _list([{"name": r.name, "title": r.title} for r in RECIPES.values()], json)


def show(recipe: str, json: bool) -> None:
    """What a recipe without training computes."""
    results = demonstration(recipe)
    print(jsons.dumps(results, ensure_ascii=False) if json else "\n".join(as_lines(results)))


def datasets(json: bool) -> None:
    """The datasets, and whether each can be used without a network."""
    _list([{"name": name, "title": kind.title, "here": kind().is_here()} for name, kind in DATASETS.items()], json)


def fetch(dataset: str) -> None:
    """Make a dataset loadable without a network."""
    if dataset not in DATASETS:
        raise ConfigError(f"There is no dataset {dataset!r}; expected one of {', '.join(DATASETS)}.")
    with tqdm(unit_scale=True) as bar:
        DATASETS[dataset]().fetch(_onto(bar))
    print(f"{DATASETS[dataset].title} is ready.")


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
    from playground.training.warm_up import one_thread

    folder = RunFolder.create(chosen)
    done = threading.Event()
    follower = threading.Thread(target=_follow, args=(Run(folder.path), done), daemon=True)
    follower.start()
    try:
        one_thread()
        train_run(folder.path)
    finally:
        done.set()
        follower.join()
    history = Run(folder.path).history()
    if history.state == "failed":
        raise RunError(history.reason)
    result = {"run": folder.id, "state": history.state, "epochs": history.epochs, "test": history.test}
    if json:
        print(jsons.dumps(result))
        return
    for epoch in history.epochs:
        print(
            f"epoch {epoch['epoch']}: loss {epoch['loss']:.4f}, accuracy {epoch['accuracy']:.4f}, "
            f"val_loss {epoch['val_loss']:.4f}, val_accuracy {epoch['val_accuracy']:.4f}, {epoch['seconds']:.1f} s"
        )
    if history.test:
        print(f"test: loss {history.test['loss']:.4f}, accuracy {history.test['accuracy']:.4f}")
    print(f"run {folder.id}, {history.state}")


def runs(json: bool) -> None:
    """All runs on this machine, newest first."""
    rows = [
        {"run": run.id, "recipe": run.config.recipe, "state": run.history().state, "starter": False}
        for run in all_runs()
    ]
    _list(rows, json)


def predict(id: str, text: str, json: bool) -> None:
    """The probability of the positive class, and after each word the network reads."""
    network = _network(_run(id))
    encoded = network.encoding.text(text)
    tokens = encoded.words
    result = {
        "probability": network.trace(encoded).probability,
        "tokens": tokens,
        "running": [float(p) for p in network.running(encoded)],
    }
    if json:
        print(jsons.dumps(result, ensure_ascii=False))
        return
    for token, probability in zip(tokens, result["running"], strict=True):
        print(f"{probability:.4f}  {token}")
    print(f"{result['probability']:.4f}  P(positive)")


def trace(id: str, text: str, output: str) -> None:
    """Every gate and state, with the tokens, their ids and the probability."""
    network = _network(_run(id))
    traced = network.trace(network.encoding.text(text))
    with _writing(output) as path, path.open("wb") as file:
        np.savez(
            file,
            **traced.arrays(),
            tokens=np.array(traced.labels),
            inputs=traced.inputs,
            output=traced.output,
        )
    print(f"{output}: {', '.join(traced.arrays())}")


def export(id: str, format: str, output: str) -> None:
    """A trained run in a format other programs read."""
    run = _run(id)
    with _writing(output) as path:
        FORMATS[format](run, path)
    print(output)


def _export_keras(run: Run, output: Path) -> None:
    if output.suffix != ".keras":
        raise ConfigError(f"The output is {output.name!r}; Keras expects a name ending in .keras.")
    weights = run.weights()
    from playground.training.export import save_keras

    save_keras(run.config.plan, weights, output)


def _export_csv(run: Run, output: Path) -> None:
    epochs = run.history().epochs
    if not epochs:
        raise RunError("This run has no finished epoch yet. Wait for its first one.")
    with output.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(epochs[0]))
        writer.writeheader()
        writer.writerows(epochs)


FORMATS: dict[str, Callable[[Run, Path], None]] = {"keras": _export_keras, "csv": _export_csv}


def _config(name: str | None, file: str | None) -> RunConfig:
    if name:
        return recipe(name).config
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


def _network(run: Run) -> Network:
    return Network(run.config.plan, run.encoding, run.weights())


@contextmanager
def _writing(output: str) -> Iterator[Path]:
    """Where to write; raises `StorageError` when that cannot be written."""
    path = Path(output)
    try:
        if not path.parent.is_dir() or path.is_dir():
            raise StorageError(f"{output} cannot be written: {path.parent} is not a folder, or {output} is one.")
        yield path
    except OSError as error:
        raise StorageError(f"{output} cannot be written: {error.strerror or error}. Choose another place.") from error


def _list(rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        print(jsons.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            print("  ".join(str(value) for value in row.values()))


def _onto(bar: tqdm) -> Progress:
    """A progress callback that moves a bar; a new kind of work starts the bar anew."""

    def report(done: int, total: int, what: str) -> None:
        if bar.desc != f"{what}: ":
            bar.reset()
            bar.set_description(what)
        bar.total = total
        bar.update(done - bar.n)

    return report


def _follow(run: Run, done: threading.Event) -> None:
    """Show a run's progress while another thread trains it."""
    with tqdm(
        total=run.config.epochs, unit="epoch", bar_format="{desc} {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"
    ) as bar:
        while not done.wait(0.3):
            history = run.recorded()
            if history.latest:
                accuracy = history.latest["accuracy"]
                bar.set_description(f"epoch {history.latest['epoch']}/{run.config.epochs}, accuracy {accuracy:.3f}")
                bar.update(history.latest["position"] - bar.n)
            elif history.progress:
                bar.set_description(
                    f"{history.progress['what']} {history.progress['done']:,}/{history.progress['total']:,}"
                )

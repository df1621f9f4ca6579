"""`predictions`: what the trained network made of the test examples, as CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from playground.datasets import Dataset, Examples
from playground.encodings.numbers import FittedNumbers
from playground.prediction.splits import run_examples
from playground.runs import Run

LONGEST_TEXT = 300
"""Characters of an example's text."""


def write_predictions(run: Run, output: Path) -> str:
    """A line for each test example that is kept, see `playground.training.results`, in the order of the dataset.

    Raises `RunError` where the run was not tested, `DatasetError` where its data are not here.
    """
    rows = _rows(run)
    names = next(rows)
    with output.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
    return ", ".join(map(str, names))


def _rows(run: Run) -> Iterator[list[Any]]:
    """The names of the columns, then the rows."""
    config, results = run.config, run.results
    dataset = config.dataset
    names = dataset.class_names
    if config.task.numeric:
        fitted = run.encoding
        assert isinstance(fitted, FittedNumbers)
        yield ["example", "truth", "forecast"]
        values = fitted.in_units(results["truth"]), fitted.in_units(results["forecast"])
        for number, (truth, forecast) in enumerate(zip(*values, strict=True)):
            yield [number, f"{truth:.7g}", f"{forecast:.7g}"]
        return
    test = run_examples(config).test
    if config.task.answers:
        yield ["example", "text", "truth", "answer"]
        for number, (right, written) in enumerate(zip(results["truth"], results["written"], strict=True)):
            texts = _text(dataset, test, number)
            yield [number, *texts, *("".join(names[symbol] for symbol in row).strip() for row in (right, written))]
        return
    said = results["said"]
    if config.task.each_timestep:
        encoded = run.encoding.encode(test)
        targets = encoded.targets(np.arange(len(said)), said.shape[1], config.encoding.padding)
        yield ["example", "timestep", "truth", "answer", "probability"]
        for number, timestep in np.argwhere(targets >= 0):
            here = said[number, timestep]
            yield [number, timestep + 1, names[targets[number, timestep]], names[here.argmax()], f"{here.max():.6f}"]
        return
    told = ["text"] if dataset.reads != "numbers" else []
    yield ["example", *told, "truth", "answer", *(f"P({name})" for name in names)]
    answers = config.task.predictions(said)
    for number, (shares, answer) in enumerate(zip(config.task.distribution(said), answers, strict=True)):
        texts = _text(dataset, test, number)
        yield [number, *texts, names[test.targets[number]], names[answer], *(f"{share:.6f}" for share in shares)]


def _text(dataset: Dataset, test: Examples, number: int) -> list[str]:
    """What was read, on one line and cut after `LONGEST_TEXT` characters; nothing where it was numbers."""
    if dataset.reads == "numbers":
        return []
    text = dataset.line(test, number)
    return [text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"]

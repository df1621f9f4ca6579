"""The formats that a trained run is written in for other programs."""

import csv
from collections.abc import Callable
from pathlib import Path

from playground.errors import RunError
from playground.exporting_page import save_page
from playground.runs import Run


def _keras(run: Run, output: Path) -> str:
    weights = run.weights()
    from playground.training.export import save_keras

    return save_keras(run.config.plan, weights, output)


def _csv(run: Run, output: Path) -> str:
    epochs = run.history().epochs
    if not epochs:
        raise RunError("This run has no finished epoch yet. Wait for its first one.")
    with output.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(epochs[0]))
        writer.writeheader()
        writer.writerows(epochs)
    return ", ".join(epochs[0])


FORMATS: dict[str, Callable[[Run, Path], str]] = {"keras": _keras, "csv": _csv, "page": save_page}
"""Format → writes a run to a path, and says what is in that file."""

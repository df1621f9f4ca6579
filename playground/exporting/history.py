"""`history`: the curves of a run as CSV, a line for each epoch."""

import csv
from pathlib import Path

from playground.errors import RunError
from playground.languages import _
from playground.runs import Run


def write_history(run: Run, output: Path) -> str:
    """A line for each epoch.  Raises `RunError` before the first has finished."""
    epochs = run.history().epochs
    if not epochs:
        raise RunError(_("This run has no finished epoch yet. Wait for its first one."))
    with output.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(epochs[0]))
        writer.writeheader()
        writer.writerows(epochs)
    return ", ".join(epochs[0])

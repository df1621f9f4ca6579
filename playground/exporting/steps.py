"""`steps`: the curves of a run within its epochs, as CSV."""

import csv
from pathlib import Path

from playground.errors import RunError
from playground.languages import _
from playground.runs import Run


def write_steps(run: Run, output: Path) -> str:
    """A line for each recorded step, `epoch` such as 1.5: halfway through the second.  Raises `RunError` before any."""
    steps = {name: values for name, values in run.history().steps.items() if values}
    if not steps:
        raise RunError(_("This run has not trained a step yet. Wait for its first one."))
    names = ["epoch" if name == "position" else name for name in steps]
    with output.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(zip(*steps.values(), strict=True))
    return ", ".join(names)

"""Which formats are true of a run, and of the others in a sentence why not."""

from playground.datasets import GivenExamples
from playground.errors import RunError
from playground.exporting.data import reads_table
from playground.runs import Run

REPEATS = {"script": "a program", "notebook": "a notebook", "data": "a table", "command": "a command", "link": "a link"}
"""Formats that train a run again, and what each is called."""


def why_not(run: Run, name: str) -> str:
    """Why a run does not leave in this format, and what to do, in a sentence; empty where it does."""
    config, history = run.config, run.history()
    given = isinstance(config.dataset, GivenExamples)
    if given and name in REPEATS:
        return (
            f"This network was trained outside the playground, on data that are not here, so {REPEATS[name]} could not "
            "train it again. Export it as keras."
        )
    if given and name == "predictions":
        return "This network was trained outside the playground and never tested here. Export it as keras."
    if not history.active and name == "history" and not history.epochs:
        return "This run has no finished epoch and trains no more, so it has no history. Export its card."
    if not history.active and name == "steps" and not history.recorded:
        return "This run has no recorded step and trains no more, so it has no curves. Export its card."
    if name == "data" and not reads_table(config):
        return f"A script gets or draws {config.dataset.title} itself. Export the script alone."
    return ""


def check_suits(run: Run, name: str) -> None:
    """Raise `RunError` where a run does not leave in this format."""
    if why := why_not(run, name):
        raise RunError(why)

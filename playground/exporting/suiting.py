"""Which formats are true of a run, and of the others in a sentence why not."""

from playground.datasets import GivenExamples
from playground.errors import RunError
from playground.exporting.data import reads_table
from playground.languages import N_, _
from playground.runs import Run

REPEATS = {
    "script": N_(
        "This network was trained outside the playground, on data that are not here, so a program could not train it "
        "again. Export it as keras."
    ),
    "notebook": N_(
        "This network was trained outside the playground, on data that are not here, so a notebook could not train it "
        "again. Export it as keras."
    ),
    "data": N_(
        "This network was trained outside the playground, on data that are not here, so a table could not train it "
        "again. Export it as keras."
    ),
    "command": N_(
        "This network was trained outside the playground, on data that are not here, so a command could not train it "
        "again. Export it as keras."
    ),
    "link": N_(
        "This network was trained outside the playground, on data that are not here, so a link could not train it "
        "again. Export it as keras."
    ),
}
"""Formats that train a run again, and why a network from elsewhere does not leave in them."""


def why_not(run: Run, name: str) -> str:
    """Why a run does not leave in this format, and what to do, in a sentence; empty where it does."""
    config, history = run.config, run.history()
    given = isinstance(config.dataset, GivenExamples)
    if given and name in REPEATS:
        return _(REPEATS[name])
    if given and name == "predictions":
        return _("This network was trained outside the playground and never tested here. Export it as keras.")
    if not history.active and name == "history" and not history.epochs:
        return _("This run has no finished epoch and trains no more, so it has no history. Export its card.")
    if not history.active and name == "steps" and not history.recorded:
        return _("This run has no recorded step and trains no more, so it has no curves. Export its card.")
    if name == "data" and not reads_table(config):
        return _("A script gets or draws {dataset} itself. Export the script alone.", dataset=_(config.dataset.title))
    return ""


def check_suits(run: Run, name: str) -> None:
    """Raise `RunError` where a run does not leave in this format."""
    if why := why_not(run, name):
        raise RunError(why)

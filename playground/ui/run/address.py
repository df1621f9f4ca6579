"""What pages that look at a run keep in their address."""

import re

from playground.languages import N_
from playground.recipes import RECIPES
from playground.runs import Run
from playground.ui.link import Parameter, any_text, one_of, whole_number

OWN, TEST = N_("My own text"), N_("A test example")
"""What a network reads, as the address says it; shown in the language that is spoken."""


def a_run(name: str) -> Parameter[Run]:
    """A run whose settings can be read."""

    def read(run_id: str) -> Run:
        run = Run.open(run_id)
        run.config  # noqa: B018, raises where they are damaged: then there is nothing to show
        return run

    return Parameter(name, read, lambda run: run.id)


def epoch_of(text: str) -> float:
    """A whole number, or one with at most six decimals.  Raises `ValueError` for anything else."""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,6})?", text, re.ASCII):
        raise ValueError
    return int(text) if text.isdecimal() else float(text)


def epoch_text(epoch: float) -> str:
    """How `epoch_of` reads it."""
    return str(epoch) if isinstance(epoch, int) else f"{epoch:.6f}".rstrip("0").rstrip(".")


RUN = a_run("run")
RECIPE = one_of("recipe", RECIPES)
"""The experiment that led here."""
READS = one_of("reads", (OWN, TEST))
TEXT = any_text("text")
EXAMPLE = whole_number("example")
"""Number of a test example."""
EPOCH = Parameter("epoch", epoch_of, epoch_text, expected=N_("a number of epochs"))
"""A saved epoch, or a moment within one such as 2.25, where it is not the newest."""

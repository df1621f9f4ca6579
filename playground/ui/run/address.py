"""What pages that look at a run keep in their address."""

from playground.recipes import RECIPES
from playground.runs import Run
from playground.ui.link import Parameter, any_text, one_of, whole_number

OWN, TEST = "My own text", "A test example"
"""What a network reads."""


def a_run(name: str) -> Parameter[Run]:
    """A run whose settings can be read."""

    def read(run_id: str) -> Run:
        run = Run.open(run_id)
        run.config  # noqa: B018, raises where they are damaged: then there is nothing to show
        return run

    return Parameter(name, read, lambda run: run.id)


RUN = a_run("run")
RECIPE = one_of("recipe", RECIPES)
"""The experiment that led here."""
READS = one_of("reads", (OWN, TEST))
TEXT = any_text("text")
EXAMPLE = whole_number("example")
"""Number of a test example."""
EPOCH = whole_number("epoch")
"""A saved epoch, where it is not the newest."""

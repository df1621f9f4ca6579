"""What the Inside page shows of a trace."""

from collections.abc import Callable

from playground.languages import N_, _
from playground.layers import RECURRENT
from playground.prediction.cache import Reading
from playground.ui.inside.cell import cell
from playground.ui.inside.compare import compare
from playground.ui.inside.gradient import gradient_view
from playground.ui.inside.memory import memory_view
from playground.ui.inside.timesteps import timesteps
from playground.ui.inside.units import UNIT, WORDS, units
from playground.ui.inside.what_if import what_if
from playground.ui.inside.what_if_link import CHANGES
from playground.ui.link import one_of
from playground.ui.widgets.view import choose_view as choose_in_link

GATES = {f"{kind}-gates": layer for kind, layer in RECURRENT.items() if layer.reads_with.gates}
"""Experiment → the layer that is looked at."""
NO_SUCH_LAYER = N_(
    "You have no trained {layer} yet. Train one first: on the short film reviews it takes a few seconds."
)
RECIPE = one_of("recipe", GATES)


def choose_view() -> Callable[[Reading], None]:
    """What to look at; kept in the link."""
    view = VIEWS[choose_in_link(VIEW, {name: _(title) for name, (title, _view) in VIEWS.items()})][1]
    if view is not what_if:
        CHANGES.drop()
    if view is not units:
        UNIT.drop()
        WORDS.drop()
    return view


VIEWS: dict[str, tuple[str, Callable[[Reading], None]]] = {
    "timesteps": (N_("Timestep by timestep"), timesteps),
    "cell": (N_("Cell"), cell),
    "gradient": (N_("Gradient through time"), gradient_view),
    "memory": (N_("Memory curve"), memory_view),
    "compare": (N_("Compare"), compare),
    "what-if": (N_("What if"), what_if),
    "units": (N_("Unit finder"), units),
}
"""Name in the link → title and view."""
VIEW = one_of("view", VIEWS)

"""What the Inside page shows of a trace."""

from collections.abc import Callable

import streamlit as st

from playground.prediction.cache import Reading
from playground.ui import link
from playground.ui.inside.compare import compare
from playground.ui.inside.gradient import gradient_view
from playground.ui.inside.memory import memory_view
from playground.ui.inside.timesteps import timesteps
from playground.ui.inside.what_if import what_if
from playground.ui.inside.what_if_changes import IN_LINK


def choose_view() -> Callable[[Reading], None]:
    """What to look at; kept in the link."""
    view = VIEWS[link.choose_view("view", {name: title for name, (title, _) in VIEWS.items()})][1]
    if view is not what_if:
        st.query_params.pop(IN_LINK, None)
    return view


VIEWS: dict[str, tuple[str, Callable[[Reading], None]]] = {
    "timesteps": ("Timestep by timestep", timesteps),
    "gradient": ("Gradient through time", gradient_view),
    "memory": ("Memory curve", memory_view),
    "compare": ("Compare", compare),
    "what-if": ("What if", what_if),
}
"""Name in the link → title and view."""

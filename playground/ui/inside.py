"""What the Inside page shows of a trace."""

from collections.abc import Callable

import streamlit as st

from playground.ui.inside_compare import compare
from playground.ui.inside_gradient import gradient_view
from playground.ui.inside_what_if import what_if
from playground.ui.refused import one_of, refused
from playground.ui.timesteps import timesteps
from playground.ui.trained import Reading
from playground.ui.what_if_changes import IN_LINK


def choose_view() -> Callable[[Reading], None]:
    """What to look at; kept in the link."""
    given = st.query_params.get("view", "")
    if given and given not in VIEWS:
        refused("view", one_of(VIEWS))
    first = given if given in VIEWS else next(iter(VIEWS))
    view = st.segmented_control(
        "What to look at",
        list(VIEWS),
        default=None if "inside view" in st.session_state else first,
        format_func=lambda name: VIEWS[name][0],
        required=True,
        key="inside view",
        persist_state="session",
        label_visibility="collapsed",
    )
    if view != given:
        st.query_params["view"] = view
    if VIEWS[view][1] is not what_if:
        st.query_params.pop(IN_LINK, None)
    return VIEWS[view][1]


VIEWS: dict[str, tuple[str, Callable[[Reading], None]]] = {
    "timesteps": ("Timestep by timestep", timesteps),
    "gradient": ("Gradient through time", gradient_view),
    "compare": ("Compare", compare),
    "what-if": ("What if", what_if),
}
"""Name in the link → title and view."""

"""One of a page's views."""

import streamlit as st

from playground.languages import _
from playground.ui.link import Parameter
from playground.ui.widgets.control import control


def choose_view(parameter: Parameter[str], titles: dict[str, str]) -> str:
    """One of a page's views, chosen by the learner or by the address.  titles: name in the address → as it is shown."""
    key = f"{parameter.name} chosen"
    if parameter.leads(key) and (linked := parameter.given()):  # until it is drawn: a run may be interrupted
        st.session_state[key] = linked
    if st.session_state.get(key) not in titles:
        st.session_state[key] = next(iter(titles))
    views = control("view")
    if views.hidden:
        parameter.put(st.session_state[key])
        return str(st.session_state[key])
    view = st.segmented_control(
        _("What to look at"),
        list(titles),
        format_func=lambda name: _(titles[name]),
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
        disabled=views.locked,
    )
    assert view is not None  # it is required
    parameter.put(view)
    return view

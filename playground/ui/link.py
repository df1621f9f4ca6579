"""What a page shows is in its address: the views of a page, and what is a step of the browser's history.

Streamlit runs a page again with the address that Back or Forward brings; a page then shows what stands there.
"""

from functools import cache

import streamlit as st

from playground.ui.web import script
from playground.ui.widgets.refused import one_of, refused

STEPS = ("run", "view", "recipe", "dataset")
"""Parameters whose change by the learner is a step; any other only says more exactly what is shown."""


@cache
def _script() -> str:
    code = script("address", STEPS=STEPS)
    return f"<script>(() => {{\n{code}\n}})();</script>"  # a page runs it again: its names must be its own


def keep_address(page: str) -> None:
    """For every page, before anything else: steps as above, pages open at their top, and the address is the true one.

    A link from a page to itself, such as another run's, leaves the browser's address as it was; and a page that is left
    while it is drawn may still put what it shows into the address of the next.
    """
    with st.container(key="address"):
        st.html(_script(), unsafe_allow_javascript=True)
    now = (page, *(st.query_params.get(name, "") for name in (*STEPS, "config")))
    if st.session_state.get("address told") != now:
        st.session_state["address told"] = now
        st.query_params.update({})  # tells the browser all of them


def put(name: str, value: str) -> None:
    """Let the address say `value` under `name`; an empty one leaves it.  Told to the browser only where it is new: what
    is told late would undo a Back that came in between."""
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def choose_view(name: str, titles: dict[str, str]) -> str:
    """One of a page's views, chosen by the learner or by the address, which holds it as `name`.

    titles: name in the address → as it is shown.
    """
    given, key, before = st.query_params.get(name, ""), f"{name} chosen", f"{name} linked"
    if given and given != st.session_state.get(before):
        if given in titles:
            st.session_state[key] = given
        else:
            refused(name, one_of(titles))
    if st.session_state.get(key) not in titles:
        st.session_state[key] = next(iter(titles))
    view = st.segmented_control(
        "What to look at",
        list(titles),
        format_func=titles.__getitem__,
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
    )
    st.session_state[before] = view
    put(name, view)
    return view

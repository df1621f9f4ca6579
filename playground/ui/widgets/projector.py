"""A page on a projector: large type, nothing around it."""

import streamlit as st

from playground.ui.link import flag

PROJECTOR = flag("projector")
ZOOM = 1.5
STYLE = f"""<style>
[data-testid=stHeader] {{ display: none; }}
[data-testid=stMainBlockContainer] {{ zoom: {ZOOM}; padding-top: 1rem; }}
[data-testid=stLayoutWrapper]:has(> :is(.st-key-reading-bar, .st-key-epoch-bar)) {{ top: 0 !important; }}
</style>"""


def projector() -> None:
    """The switch, kept in the link as `projector=1`."""
    on = st.toggle(
        "Projector",
        bool(PROJECTOR.given()),
        key="projector",
        help="Large type and no navigation, for a class. F11 hides the rest of the browser.",
    )
    with st.container():
        if on:
            st.html(STYLE)
    PROJECTOR.put(on)

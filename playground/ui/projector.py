"""A page on a projector: large type, nothing around it."""

import streamlit as st

from playground.ui.refused import refused

ZOOM = 1.5
STYLE = f"""<style>
[data-testid=stSidebar], [data-testid=stHeader] {{ display: none; }}
[data-testid=stMainBlockContainer] {{ zoom: {ZOOM}; padding-top: 1rem; }}
</style>"""


def projector() -> None:
    """A switch for it, kept in the link as `projector=1`."""
    if st.query_params.get("projector", "1") != "1":
        refused("projector", "1 or nothing")
    given = st.query_params.get("projector") == "1"
    on = st.toggle(
        "Projector",
        given,
        key="projector",
        help="Large type and no sidebar, for a class. F11 hides the rest of the browser.",
    )
    with st.container():
        if on:
            st.html(STYLE)
    if on and not given:
        st.query_params["projector"] = "1"
    elif not on and "projector" in st.query_params:
        del st.query_params["projector"]

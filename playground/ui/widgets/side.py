"""A picture, and at its side what is said of it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def with_side(key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two places: for a picture, and for what is said of it, which stays in sight while the picture scrolls; below the
    picture where the window is narrow, see widgets.css.  key: one on the page.
    """
    with st.container(key=f"sided-{key}"):
        picture, side = st.columns([2, 1])
    return picture, side

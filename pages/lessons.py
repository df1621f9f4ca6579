"""Lessons: paths of five minutes over the pages, with the learner's own runs."""

import streamlit as st

from playground.ui.lessons.tiles import tiles

with st.container(horizontal=True, vertical_alignment="center", key="title-bar"):
    st.title("Lessons", width="content")
    with st.container(width="stretch"):
        st.markdown(
            "Five minutes each, with your own networks. Predict first, then look; this browser keeps your place."
        )
tiles()

"""Lessons: paths of five minutes over the pages, with the learner's own runs."""

import streamlit as st

from playground.languages import _
from playground.ui.lessons.tiles import ABOUT, tiles

with st.container(horizontal=True, vertical_alignment="center", key="title-bar"):
    st.title(_("Lessons"), width="content")
    with st.container(width="stretch"):
        st.markdown(_(ABOUT))
tiles()

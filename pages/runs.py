"""My runs: every run of this learner, with its result, to open or to delete; and the starter, to open."""

import streamlit as st

from playground.runs import starter
from playground.ui.runs import run_row
from playground.ui.trained import EMPTY, about_run, my_runs

st.title("My runs")
runs = my_runs()
if not runs:
    st.info(EMPTY)
    st.page_link("../../pages/start.py", label="Go to Start", icon=":material/home:")
for run in runs:
    run_row(run, can_delete=True)
st.subheader("The starter")
run_row(starter())
about_run(starter())

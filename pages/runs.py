"""My runs: every run of this learner, with its result, to open, to race or to delete; and the starter, to open."""

import streamlit as st

from playground.limits import limits
from playground.runs import starter
from playground.runs.disk import kept_megabytes
from playground.ui.learner import learner
from playground.ui.link import link_to
from playground.ui.race.of_runs import race_them
from playground.ui.run.choose import EMPTY, about_run, my_runs
from playground.ui.run.import_keras import import_a_network
from playground.ui.run.row import run_row

st.title("My runs")
runs = my_runs()
if not runs:
    st.info(EMPTY)
    link_to("experiments", "Go to Experiments", ":material/science:")
else:
    kept, allowed = kept_megabytes(learner()), limits().learner_disk_mb
    with st.container(horizontal=True, vertical_alignment="center"):
        race_them(runs)
        st.caption(f"They keep {kept:,.0f} of the {allowed:,} megabytes that this server allows each learner.")
for run in runs:
    run_row(run, own=True)
import_a_network()
st.subheader("The starter")
run_row(starter())
about_run(starter())

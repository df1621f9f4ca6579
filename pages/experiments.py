"""Start: what this is, one button that trains a network, and every experiment."""

import streamlit as st

from playground.recipes import GROUPS
from playground.ui.run.choose import my_runs
from playground.ui.run.row import run_row
from playground.ui.train.start import recipe_card, worker_status

st.title("Train a recurrent network and look inside it")
st.markdown(
    "Pick an experiment and press **Train**: a real Keras network learns in the background while its accuracy and loss "
    "draw themselves. Then open it timestep by timestep: every hidden state and every gate."
)
worker_status()
if runs := my_runs():
    st.caption("Your latest run")
    run_row(runs[0])
quick = st.toggle(
    "Quick",
    key="quick",
    persist_state="session",
    help="Train every experiment on fewer examples and epochs, for a first look. Its result is then not compared with "
    "the reference.",
)
for group, recipes in GROUPS.items():
    st.subheader(group)
    for recipe in recipes:
        recipe_card(recipe, quick)

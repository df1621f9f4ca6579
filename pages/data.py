"""Data: what a dataset holds, as a learner would read it, and where it comes from."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.ui.data.dataset import choose_dataset, origin, read_splits, train_on
from playground.ui.data.examples import examples
from playground.ui.data.fetch import wait_until_ready
from playground.ui.data.numbers import balance_or_spread, lengths, overview
from playground.ui.data.series import series

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title(_("Data"), width="content", help=terms("sequence", "feature", "training", "test", "leakage"))
    onward = st.container(width="content")  # before the settings, where a file can be deleted
dataset = choose_dataset()
with onward:
    train_on(dataset)
origin(dataset)
wait_until_ready(dataset)
splits = read_splits(dataset)
overview(dataset, splits)
series(dataset, splits)
examples(dataset, splits)
balance_or_spread(dataset, splits)
lengths(dataset, splits)

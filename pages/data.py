"""Data: what a dataset holds, as a learner would read it, and where it comes from."""

import streamlit as st

from playground.ui.data import choose_dataset, origin, read_splits
from playground.ui.data_examples import examples
from playground.ui.data_fetch import wait_until_ready
from playground.ui.data_numbers import balance_or_spread, lengths, overview
from playground.ui.data_series import series

st.title("Data")
dataset = choose_dataset()
origin(dataset)
wait_until_ready(dataset)
splits = read_splits(dataset)
overview(dataset, splits)
series(dataset, splits)
examples(dataset, splits)
balance_or_spread(dataset, splits)
lengths(splits)

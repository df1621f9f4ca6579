"""For loop: a recurrent network as ten lines of NumPy, line by line."""

import streamlit as st

from playground.glossary import terms
from playground.ui.loop.views import choose_view

st.title("For loop", help=terms("weights", "kernel", "recurrent kernel", "bias", "tanh"))
st.markdown("A recurrent network is a for loop that keeps a state: here in plain NumPy, every number shown.")
choose_view()()

"""For loop: a recurrent network as ten lines of NumPy, line by line."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.ui.loop.views import ABOUT, choose_view

st.title(_("For loop"), help=terms("weights", "kernel", "recurrent kernel", "bias", "tanh"))
st.markdown(_(ABOUT))
choose_view()()

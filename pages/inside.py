"""Inside: the hidden states and gates of a trained network, timestep by timestep."""

import streamlit as st

from playground.layers import GRU, LSTM
from playground.ui.inside import gates_and_states, outcome
from playground.ui.trained import choose_reading

GATES = {"lstm-gates": LSTM, "gru-gates": GRU}

st.title("Inside")
st.markdown("What the network computed at every timestep: one column a timestep, one row a unit.")
wanted = GATES.get(st.query_params.get("recipe"))
if wanted:
    reading = choose_reading(
        lambda config: any(isinstance(layer, wanted) for layer in config.layers),
        f"You have no trained {wanted.title} yet. Train one first: on the short film reviews it takes a few seconds.",
    )
else:
    reading = choose_reading()
outcome(reading)
gates_and_states(reading.run.config.plan, reading.trace)

"""Sentiment: type a text and see what a trained network thinks of it, after every word."""

import streamlit as st

from playground.figures.running import running_probability
from playground.ui.describe import classifies_text
from playground.ui.outcome import outcome
from playground.ui.trained import choose_reading, running

st.title("Sentiment")
st.markdown("Type a sentence; the network reads it word by word.")
reading = choose_reading(
    classifies_text, "You have no network yet that judges texts. Train one on the film reviews: it takes a few seconds."
)
names = reading.run.config.dataset.class_names
if len(names) == 2:
    st.progress(reading.trace.probability)
outcome(reading)
st.echarts_chart(
    running_probability(reading.encoded.words, running(reading.run.id, reading.epoch, reading.chosen), names),
    key="running",
    height=270,
    alt="What the network says after every word",
)
if len(names) == 2:
    st.caption(f"P({names[1]}) had the text ended after that word. Above the middle line the network says {names[1]}.")
else:
    st.caption("The probability of each class had the text ended after that word.")

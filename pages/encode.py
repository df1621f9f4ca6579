"""Encode: what a network is fed, from text over tokens and ids to vectors."""

import streamlit as st

from playground.encodings import HashingTrick
from playground.errors import PlaygroundError
from playground.glossary import terms
from playground.languages import _
from playground.ui.encode.choose import choose, choose_preset, follow_link, show_in_link
from playground.ui.encode.learned import learned
from playground.ui.encode.steps import colliding, show_collisions, show_ids, show_texts, show_vectors
from playground.ui.encode.vectors import show_table
from playground.ui.widgets.plain import plain

with st.container(horizontal=True, vertical_alignment="center", key="title-bar"):
    st.title(
        _("Encode"),
        width="content",
        help=terms("token", "vocabulary", "unknown word", "one-hot", "bag of words", "embedding"),
    )
    with st.container(width="stretch"):
        st.markdown(
            _("A network reads numbers, not words. Every step from text to numbers: text → tokens → ids → vectors.")
        )
follow_link()
choose_preset()
try:
    chosen, run = choose()
    texts = chosen.texts
    subject = learned(chosen, run)
    encoded = [subject.fitted.text(text) for text in texts]
except PlaygroundError as error:
    st.error(plain(error))
    st.stop()
show_in_link(chosen, run)

shared = colliding(subject, encoded)
show_texts(subject, texts, encoded, shared)
number = 1
if len(texts) > 1:
    numbers = list(range(1, len(texts) + 1))
    number = st.segmented_control(
        _("Step by step: text"), numbers, default=1, required=True, key=f"one of {len(texts)}"
    )
show_ids(subject, encoded[number - 1], shared)
show_vectors(subject, encoded[number - 1], encoded)
if isinstance(subject.fitted.encoding, HashingTrick):
    show_collisions(subject, encoded, shared)
if subject.embeds:
    show_table(subject)

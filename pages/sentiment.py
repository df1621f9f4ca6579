"""Sentiment: type a text and see what a trained network thinks of it, after every word."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.prediction.cache import last_epoch, network_of
from playground.recipes.compatible import classifies_text
from playground.ui.run.choose import about_run, choose_run
from playground.ui.sentiment.editor import choose_beside, editor
from playground.ui.widgets.projector import for_class

with st.container(horizontal=True, vertical_alignment="center", key="sentiment-bar"):
    st.title(_("Sentiment"), width="content", help=terms("saliency", "logit"))
    first, second = st.container(width="stretch"), st.container(width="stretch")
    for_class()
with first:
    run = choose_run(
        classifies_text,
        _("You have no network yet that classifies texts. Train one on the film reviews: it takes a few seconds."),
    )
with second:
    beside = choose_beside(run)
for one in filter(None, (run, beside)):
    network_of(one.id, last_epoch(one))  # that one is damaged is said here: an error in a fragment stays in it
editor(*((one, last_epoch(one)) for one in (run, beside) if one))
for one in (run, beside):
    if one:
        about_run(one)

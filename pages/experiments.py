"""Experiments: every named run as a tile, one button to train it, the rest on demand."""

import streamlit as st

from playground.glossary import terms
from playground.languages import _
from playground.ui.experiments.tiles import tiles
from playground.ui.experiments.wanted import choose_wanted
from playground.ui.train.start import worker_status

with st.container(gap="xsmall"):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Experiments"), width="content", help=terms("naive baseline", "encoder–decoder"))
        with st.container(width="stretch"):
            worker_status()
        quick = st.toggle(
            _("Quick"),
            key="quick",
            persist_state="session",
            help=_(
                "Train every experiment on fewer examples and epochs, for a first look. Its result is then not "
                "compared with the reference."
            ),
        )
    tiles(choose_wanted(), quick)

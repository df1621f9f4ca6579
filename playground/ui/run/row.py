"""One run in words, with ways to where it can be looked at."""

import streamlit as st

from playground.languages import _
from playground.languages.again import again
from playground.recipes.compatible import classifies_text
from playground.recipes.variations import stack_of
from playground.runs import Run
from playground.ui.link import link_to
from playground.ui.run.address import RUN
from playground.ui.run.describe import describe, in_short, training
from playground.ui.run.elsewhere import use_elsewhere
from playground.ui.run.live import COLORS
from playground.ui.widgets.plain import plain


def run_row(run: Run) -> None:
    """State, network and result of a run that is not one's own to change, with links to it."""
    with st.container(border=True):
        text, links = st.columns([5, 4], vertical_alignment="center")
        with text:
            run_text(run)
        with links.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            run_links(run)
            if run.is_starter:
                st.caption(_("Comes with the playground"), width="content")


def run_text(run: Run) -> None:
    """Its state, its network and how well it did, or why it ended; below it how it was trained."""
    history = run.history()
    result = in_short(run, history) if history.test else plain(again(history.reason))
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_(history.shown_state), color=COLORS[history.shown_state])
            result = f"{result or '…'} · " if not history.imported else ""
            st.markdown(f"{plain(describe(run.config))}  \n:gray[{result}{run.short_id}]", width="stretch")
        st.caption(plain(training(run)))


def run_links(run: Run) -> None:
    """Links to the pages that can show it, and what it is used as elsewhere."""
    link_to("train", _("Open"), ":material/show_chart:", (RUN, run))
    if run.has_weights:
        link_to("inside", _("Inside"), ":material/view_timeline:", (RUN, run))
        if classifies_text(run.config):
            link_to("sentiment", _("Sentiment"), ":material/sentiment_satisfied:", (RUN, run))
        if stack_of(run.config) is not None and run.config.dataset.is_ready():
            link_to("playground", _("Playground"), ":material/play_circle:", (RUN, run))
        use_elsewhere(run)

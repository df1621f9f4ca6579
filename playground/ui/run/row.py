"""One row of the list of runs."""

import streamlit as st

from playground.recipes.variations import stack_of
from playground.runs import Run, delete
from playground.ui.link import link_to
from playground.ui.race.of_runs import choose_to_race
from playground.ui.run.address import RUN
from playground.ui.run.describe import describe, figures, training
from playground.ui.run.elsewhere import use_elsewhere
from playground.ui.run.live import COLORS
from playground.ui.widgets.plain import plain


def run_row(run: Run, own: bool = False) -> None:
    """State, network and result of a run, with links to it; of one's `own` also ways to race and to delete it."""
    history = run.history()
    result = plain(history.reason)
    if history.test:
        label, value, _ = figures(run, history)[0]
        result = f"{label.split(',')[0].lower()} {value}"
    with st.container(border=True):
        text, links = st.columns([5, 4], vertical_alignment="center")
        with text.container(gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(history.state, color=COLORS[history.state])
                st.markdown(
                    f"{plain(describe(run.config))}  \n:gray[{result or '…'} · {run.short_id}]", width="stretch"
                )
            st.caption(plain(training(run)))
        with links.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            layered = stack_of(run.config) is not None
            if layered and own:
                choose_to_race(run)
            link_to("train", "Open", ":material/show_chart:", (RUN, run))
            if run.has_weights:
                link_to("inside", "Inside", ":material/view_timeline:", (RUN, run))
            if layered and run.has_weights and run.config.dataset.is_ready():
                link_to("playground", "Playground", ":material/play_circle:", (RUN, run))
            if run.has_weights:
                use_elsewhere(run)
            key = f"delete {run.id}"
            if run.is_starter:
                st.caption("Comes with the playground", width="content")
            elif own and not history.active and st.button("Delete", icon=":material/delete:", key=key, type="tertiary"):
                _confirm(run)


@st.dialog("Delete this run?")
def _confirm(run: Run) -> None:
    st.markdown(f"{plain(describe(run.config))}  \nIts curves and weights will be gone for good.")
    if st.button("Delete", type="primary", icon=":material/delete:"):
        delete(run)
        st.rerun()

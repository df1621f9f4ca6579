"""Queueing a sweep of the settings on the Train page: one setting at several values, each with several seeds."""

import streamlit as st

from playground.config import RunConfig
from playground.engine import engine
from playground.errors import PlaygroundError
from playground.languages import _, n_
from playground.recipes.sweep import SEED, offered, sweep, title_in, values_of
from playground.runs import Run
from playground.ui.learner import learner
from playground.ui.link import go_to
from playground.ui.runs.address import CHOSEN
from playground.ui.widgets.plain import plain

MOST_SEEDS = 10


def sweep_form(config: RunConfig) -> None:
    """Which setting, which values, how many seeds, and a button that queues all of them."""
    with st.expander(_("A sweep: one setting at several values"), icon=":material/tune:"):
        choices = offered(config)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox(
                _("Setting"), list(choices), format_func=lambda name: _(title_in(name, config)), key="swept", width=200
            )
            text = st.text_input(
                _("Values"),
                ", ".join(f"{value:g}" for value in choices[name]),
                key=f"swept values of {title_in(name, config)}",
                width=260,
                help=_("With commas in between."),
            )
            seeds = 1
            if name != SEED:
                seeds = st.number_input(
                    _("Seeds per value"),
                    1,
                    MOST_SEEDS,
                    3,
                    key="swept seeds",
                    width=130,
                    help=_(
                        "So many runs of each value, which differ in nothing but chance: their spread says how much a "
                        "difference means."
                    ),
                )
            try:
                runs = sweep(config, name, values_of(name, text or ""), seeds)
                for one in runs:
                    one.check(one.dataset.num_train)
            except PlaygroundError as error:
                st.error(plain(error))
                return
            queue = n_("Queue {number:,} run", "Queue {number:,} runs", len(runs))
            pressed = st.button(queue, icon=":material/queue:", key="queue sweep")
        st.caption(
            _("They train one after another, other learners' runs in between, and are drawn as one chart on My runs.")
        )
        if pressed:
            _queue(runs)


def _queue(runs: list[RunConfig]) -> None:
    try:
        ids = engine().race(runs, learner(), together="sweep")
    except PlaygroundError as error:
        st.error(plain(error))
        return
    go_to("runs", (CHOSEN, tuple(map(Run.open, ids))))

"""The race that the playground offers first: one button, and it runs."""

import streamlit as st

from playground.languages import _
from playground.recipes.race import first
from playground.ui.link import go_to
from playground.ui.playground.stage import Stage
from playground.ui.race.address import RUNS
from playground.ui.race.track import track
from playground.ui.widgets.control import control


def offer(stage: Stage) -> None:
    """The button.  What trains on the playground stops, once the race is accepted: it would hold a worker."""
    button = control("race")
    pressed = not button.hidden and st.button(
        _("LSTM against SimpleRNN"),
        key="playground-race",
        icon=":material/flag:",
        type="primary",
        disabled=button.locked,
        help=_(
            "A race: LSTM, SimpleRNN and GRU learn at once from the same reviews, whose verdict lies up to 50 words "
            "before the end. Who remembers it?"
        ),
    )
    if not pressed:
        return
    race = track()
    race.start(configs=first(), also=stage.own())
    stage.complaint = race.said()
    if not stage.complaint:
        go_to("race", (RUNS, race.lanes()))

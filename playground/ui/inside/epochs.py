"""The epoch time machine: which of a run's saved epochs, or recorded batches between them, the pictures show, and
playing them like a film."""

import streamlit as st

from playground.languages import N_, _
from playground.runs import Run
from playground.ui.fork.dialog import go_on
from playground.ui.run.address import EPOCH
from playground.ui.run.moments import named
from playground.ui.widgets.control import control

SECONDS_AN_EPOCH = 1.0
SECONDS_A_STEP = 0.4
"""Of a film that has more pictures: where batches within an epoch are recorded."""
ONLY_FIRST = N_("Only the weights before training are saved so far.")
ONLY_GIVEN = N_("There is one set of weights: those that were given.")
WAITS = "film waits"
"""Set in the session by a view that is not drawn yet: the film stays at its epoch until it is."""
FORK = N_("Train on from this moment with one thing changed. The run and its fork stand in one chart.")
SHIPS = N_("The network that ships stays as it is: train one of your own.")
LOOK_AGAIN = 2.0
"""Seconds between two looks for new epochs, while the run trains."""


def choose_epoch(run: Run) -> float:
    """A saved epoch of the run: the newest, or the one the learner chose.  0 is before training; 2.25 a quarter through
    the third, where such steps are recorded.

    Follows a run that still trains as long as the newest epoch is chosen.
    """
    epochs, key = run.saved(), f"epoch {run.id}"
    with st.container(key="epoch-bar"):  # always there, so that nothing below is drawn anew when it changes
        _start(epochs, key)
        if control("epoch").hidden:
            epoch: float = st.session_state[key]
        elif len(epochs) == 1:
            epoch = epochs[0]
            st.caption(_(ONLY_GIVEN if run.recorded().imported else ONLY_FIRST))
        else:
            epoch = _slider(epochs, key, run)
        playing = bool(st.session_state.get("playing epochs")) and epoch != epochs[-1]
        st.session_state["playing epochs"] = playing
        if playing or run.recorded().active:
            seconds = SECONDS_A_STEP if run.config.record_every else SECONDS_AN_EPOCH
            _tick(run, epochs, epoch, seconds if playing else LOOK_AGAIN)
    return epoch


def _start(epochs: list[float], key: str) -> None:
    """Set the slider before it is drawn: to where the film has come, the newest epoch, or the one in the link."""
    if "next epoch" in st.session_state:
        st.session_state[key] = st.session_state.pop("next epoch")
    if key not in st.session_state:
        saved = EPOCH.among(epochs, _("a saved epoch from {first} to {last}", first=epochs[0], last=epochs[-1]))
        linked = (saved if EPOCH.is_news() else EPOCH).given()  # no news: it may be the epoch of another run
        st.session_state[key] = linked if linked in epochs else epochs[-1]
    if st.session_state[key] not in epochs:
        st.session_state[key] = epochs[-1]


def _slider(epochs: list[float], key: str, run: Run) -> float:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        epoch = st.select_slider(
            _("Epoch"),
            epochs,
            key=key,
            format_func=lambda number: named(run, number),
            help=_("Every picture on this page shows the network as it was after this epoch or batch.")
            if run.config.record_every
            else _("Every picture on this page shows the network as it was after this epoch."),
            persist_state="session",
            disabled=control("epoch").locked,
        )
        playing = bool(st.session_state.get("playing epochs")) and epoch != epochs[-1]
        st.button(
            _("Pause") if playing else _("Play"),
            key="play epochs",
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=_play,
            args=(epochs, key),
            disabled=control("epoch").locked,
            width=88,
        )
        if control("epoch").free and st.button(
            _("Go on from here"),
            key="fork",
            icon=":material/fork_right:",
            help=_(SHIPS if run.is_starter else FORK),
            disabled=run.is_starter,
        ):
            go_on(run, epoch)
    EPOCH.put(None if epoch == epochs[-1] else epoch)
    return epoch


def _play(epochs: list[float], key: str) -> None:
    """Start, from the beginning where the end is reached; or stop."""
    playing = not st.session_state.get("playing epochs")
    st.session_state["playing epochs"] = playing
    if playing and st.session_state[key] == epochs[-1]:
        st.session_state[key] = epochs[0]


def _tick(run: Run, epochs: list[float], epoch: float, seconds: float) -> None:
    """After some seconds draw the page anew, an epoch further, or with an epoch that has been saved since."""

    @st.fragment(run_every=seconds)
    def tick() -> None:
        if not st.session_state.get("epoch drawn"):  # the run of the whole page, not a tick
            st.session_state["epoch drawn"] = True
            return
        saved = run.saved()
        if st.session_state.get("playing epochs") and st.session_state[WAITS]:
            return
        if st.session_state.get("playing epochs"):
            later = [number for number in saved if number > epoch]
            st.session_state["next epoch"] = later[0] if later else epoch
        elif saved == epochs and run.recorded().active:
            return
        elif epoch == epochs[-1]:
            st.session_state["next epoch"] = saved[-1]
        st.rerun()

    st.session_state["epoch drawn"] = st.session_state[WAITS] = False
    tick()

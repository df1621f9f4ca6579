"""A race of two to four runs that a learner chooses from their own."""

from collections.abc import Sequence

import streamlit as st

from playground.errors import PlaygroundError
from playground.recipes.race import FEWEST, MOST, check_race
from playground.runs import Run
from playground.ui.link import go_to
from playground.ui.race.address import CONFIGS
from playground.ui.widgets.plain import plain


def choose_to_race(run: Run) -> None:
    """Whether a run is one of them."""
    st.checkbox("Race", key=_key(run), help=f"Choose {FEWEST} to {MOST} runs; then press Race them above.")


def race_them(runs: Sequence[Run]) -> None:
    """The button that opens the Race page on the settings of those that are chosen; a complaint is shown in place."""
    chosen = [run for run in runs if st.session_state.get(_key(run))]
    pressed = st.button(
        "Race them",
        icon=":material/flag:",
        disabled=not FEWEST <= len(chosen) <= MOST,
        help=f"Choose {FEWEST} to {MOST} runs below: their settings learn anew, at once, from the same batches.",
    )
    if not pressed:
        return
    configs = tuple(run.config for run in chosen)
    try:
        check_race(configs)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    go_to("race", (CONFIGS, configs))


def _key(run: Run) -> str:
    return f"race {run.id}"

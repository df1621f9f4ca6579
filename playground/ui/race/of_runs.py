"""A race of two to four runs that a learner has chosen."""

from collections.abc import Sequence

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import _
from playground.recipes.race import FEWEST, MOST, check_race
from playground.recipes.variations import stack_of
from playground.runs import Run
from playground.ui.link import go_to
from playground.ui.race.address import CONFIGS
from playground.ui.widgets.plain import plain


def race_them(runs: Sequence[Run]) -> None:
    """The button that opens the Race page on the settings of some runs; a complaint is shown in place.

    Only networks race that carry something from step to step.
    """
    configs = tuple(run.config for run in runs)
    pressed = st.button(
        _("Race them"),
        icon=":material/flag:",
        disabled=not FEWEST <= len(runs) <= MOST or None in map(stack_of, configs),
        help=_(
            "Of {fewest} to {most} recurrent networks; they learn anew, side by side, from the same batches.",
            fewest=FEWEST,
            most=MOST,
        ),
    )
    if not pressed:
        return
    try:
        check_race(configs)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    go_to("race", (CONFIGS, configs))

"""What a view needs that reads many test examples: that they are here, and some time."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from playground.background import Work
from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.languages import _
from playground.prediction.cache import Reading

LOOK_AGAIN = 0.4
"""Seconds between two looks at how far the work is."""


def why_not(reading: Reading, check: Callable[[RunConfig], object], what: str) -> str:
    """Why a view cannot be drawn, in a sentence; empty where it can.

    check: raises a `PlaygroundError` for settings of which there is none.  what: the sentence, marked, that is said
    where the test examples of `{dataset}` are not on this machine.
    """
    dataset = reading.run.config.dataset
    try:
        check(reading.run.config)
        if dataset.is_ready():
            return ""
    except PlaygroundError as error:
        return str(error)
    return _(what, dataset=_(dataset.title))


def wait_for(begun: Callable[[], Sequence[Work[Any]]], said: str) -> None:
    """Show how far work in the background is, then draw the page anew.  begun: all of it.  said: what it does."""

    @st.fragment(run_every=LOOK_AGAIN)
    def look() -> None:
        works = begun()
        st.progress(sum(1.0 if one.ended else one.share for one in works) / len(works), said)
        if all(one.ended for one in works):
            st.rerun()

    look()

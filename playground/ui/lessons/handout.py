"""Lessons to print: one page each, with the learner's own numbers and pictures."""

from collections.abc import Mapping

import streamlit as st

from playground.languages import _, language, speaking
from playground.lessons.handout import handout
from playground.lessons.lesson import Lesson
from playground.lessons.subjects import Mine
from playground.ui.learner import learner

ALL = "all"


def handouts(found: Mapping[str, Lesson]) -> None:
    """Choose a lesson, or all, and take it along as an HTML file."""
    if not found:
        return
    who, spoken = Mine(learner()), language()
    with st.container(horizontal=True, vertical_alignment="bottom", key="handouts"):
        name = st.selectbox(
            _("Handout"),
            [ALL, *found],
            format_func=lambda one: found[one].heading if one in found else _("All lessons"),
            width=320,
        )
        chosen = [found[name]] if name in found else list(found.values())

        def written() -> bytes:  # when the button is pressed, by a thread of its own
            with speaking(spoken):
                return handout(chosen, who).encode()

        st.download_button(
            _("Save to print"),
            written,
            f"{name if name in found else 'lessons'}.html",
            "text/html",
            icon=":material/print:",
            on_click="ignore",
            help=_("One page per lesson, with what your own networks said and their pictures. Open it and print it."),
        )

"""The page of all lessons."""

from typing import Any

import streamlit as st

from playground.languages import N_, _, n_
from playground.lessons.lesson import Lesson
from playground.lessons.read import OURS, lessons
from playground.ui.lessons.address import FINISHED, begin, go_to_step
from playground.ui.lessons.handout import handouts
from playground.ui.widgets.component import component
from playground.ui.widgets.plain import plain

KEY = "lesson tiles"
ABOUT = N_("Five minutes each, with your own networks. Predict first, then look; this browser keeps your place.")
"""What stands beside the title of the page."""
WORDS = {"start": N_("Start"), "resume": N_("Resume"), "again": N_("Do it again"), "done": N_("done")}
_component = component("lessons")


def tiles() -> None:
    """A tile for each, and what is wrong with a teacher's own; then the handouts."""
    found, wrong = lessons()
    _finished(found)
    data = {
        "tiles": [_tile(lesson, at) for at, lesson in enumerate(found.values(), start=1)],
        "words": {name: _(word) for name, word in WORDS.items()},
    }
    told = _component(data=data, key=KEY, on_told_change=lambda: None).told
    for sentence in wrong:
        st.error(plain(sentence))
    if isinstance(told, dict) and (lesson := found.get(str(told.get("lesson")))):
        to = told.get("to")
        number = to if isinstance(to, int) and 1 <= to <= len(lesson.steps) else 1
        st.session_state.pop(FINISHED, None)
        begin(lesson, number)
        go_to_step(lesson, number)
    handouts(found)


def _finished(found: dict[str, Lesson]) -> None:
    """Say that a lesson was just finished, and offer the one after it."""
    done = found.get(st.session_state.get(FINISHED, ""))
    if not done:
        return
    names = list(found)
    after = found[names[at]] if (at := names.index(done.name) + 1) < len(names) else None
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-finished"):
        st.success(plain(_("You have finished “{lesson}”.", lesson=done.heading)), icon=":material/check:", width=460)
        if after and st.button(_("Next lesson: {lesson}", lesson=plain(after.heading)), type="primary"):
            del st.session_state[FINISHED]
            begin(after, 1)
            go_to_step(after, 1)


def _tile(lesson: Lesson, at: int) -> dict[str, Any]:
    """at: which of all lessons it is, from 1."""
    minutes = n_("{number:,} minute", "{number:,} minutes", lesson.minutes)
    steps = n_("{number:,} step", "{number:,} steps", len(lesson.steps))
    return {
        "name": lesson.name,
        "title": f"{at}. {lesson.heading}",
        "heading": lesson.heading,
        "goal": lesson.goal,
        "about": f"{minutes} · {steps}",
        "count": len(lesson.steps),
        "own": not (OURS / f"{lesson.name}.toml").exists(),
    }

"""The page of all lessons."""

from typing import Any

import streamlit as st

from playground.lessons.lesson import Lesson
from playground.lessons.read import OURS, lessons
from playground.ui.lessons.address import begin, go_to_step
from playground.ui.lessons.handout import handouts
from playground.ui.widgets.component import component
from playground.ui.widgets.plain import plain
from playground.wording import counted

KEY = "lesson tiles"
WORDS = {"start": "Start", "resume": "Resume", "again": "Do it again", "done": "done"}
_component = component("lessons")


def tiles() -> None:
    """A tile for each, and what is wrong with a teacher's own; then the handouts."""
    found, wrong = lessons()
    data = {"tiles": [_tile(lesson) for lesson in found.values()], "words": WORDS}
    told = _component(data=data, key=KEY, on_told_change=lambda: None).told
    for sentence in wrong:
        st.error(plain(sentence))
    if isinstance(told, dict) and (lesson := found.get(str(told.get("lesson")))):
        to = told.get("to")
        number = to if isinstance(to, int) and 1 <= to <= len(lesson.steps) else 1
        begin(lesson, number)
        go_to_step(lesson, number)
    handouts(found)


def _tile(lesson: Lesson) -> dict[str, Any]:
    return {
        "name": lesson.name,
        "heading": lesson.heading,
        "goal": lesson.goal,
        "about": f"{counted(lesson.minutes, 'minute')} · {counted(len(lesson.steps), 'step')}",
        "count": len(lesson.steps),
        "own": not (OURS / f"{lesson.name}.toml").exists(),
    }

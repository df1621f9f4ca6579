"""Next, after a training: the step of a lesson that fits what was trained."""

from collections.abc import Sequence

import streamlit as st

from playground.config import RunConfig
from playground.languages import _
from playground.lessons.fitting import fitting
from playground.lessons.read import lessons
from playground.ui.lessons.address import ASKED, LESSON, PAGE, STEP, Going, begin
from playground.ui.link import link_to


def offered(configs: Sequence[RunConfig]) -> str:
    """How the step is offered; empty where none fits, or a lesson is going on."""
    found = _step(configs)
    return "" if found is None or LESSON.kept() else _("Next: {lesson}", lesson=found[0].heading)


def offer(config: RunConfig) -> None:
    """A link to it, where there is one."""
    found = _step((config,))
    if found and (said := offered((config,))):
        lesson, number = found
        link_to(PAGE, said, ":material/school:", (LESSON, lesson.name), (STEP, number))


def take(configs: Sequence[RunConfig]) -> None:
    """For a component's callback: go to it."""
    if found := _step(configs):
        begin(*found)
        st.session_state[ASKED] = "open"


def _step(configs: Sequence[RunConfig]) -> Going | None:
    """The lesson, and the number of the question whose answer fits, else of the answer itself."""
    fits = fitting(configs)
    lesson = lessons()[0].get(fits[0]) if fits else None
    if not fits or not lesson:
        return None
    number = next(number for number, step in enumerate(lesson.steps, start=1) if step.answer == fits[1])
    return lesson, lesson.prediction(number) or number

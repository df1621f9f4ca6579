"""The bar of the lesson that is going on, below every page: drawn once, before the page."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from playground.errors import PlaygroundError
from playground.languages import N_, _, p_
from playground.lessons.lesson import Lesson
from playground.ui.learner import learner
from playground.ui.lessons.address import ASKED, FINISHED, LESSON, PAGE, begin, go_to_step, going, is_elsewhere, leave
from playground.ui.lessons.computed import Shown, shown
from playground.ui.lessons.targets import KEYS, TARGETS
from playground.ui.link import go_to, page_shown
from playground.ui.widgets.component import component

KEY = "lesson"
"""Of the component."""
EVERY = 1.5
"""Seconds between two looks at an answer that may change."""
WORDS = {
    "leave": N_("Leave the lesson"),
    "finish": N_("Finish"),
    "right": N_("Right."),
    "wrong": N_("Not quite."),
    "predicted": N_("You predicted: {choice}."),
    "held": N_("It came true."),
    "failed": N_("It came otherwise."),
    "first": N_("Answer first."),
    "gone": N_("This control is not here now. Go on without it."),
    "locked": N_("This control has nothing left to do. Go on without it."),
    "show": N_("Go to it"),
}
_component = component("lessons")


def lesson_bar(titles: dict[str, str]) -> None:
    """Draw the bar where a lesson is going on, and go where its buttons lead.  titles: page → as it is called."""
    opened = page_shown() == PAGE and LESSON.is_news()
    now = going()
    asked: str = st.session_state.pop(ASKED, "")
    if asked == "done":
        go_to(PAGE)
    if not now:
        return
    lesson, number = now
    step = lesson.steps[number - 1]
    if opened or (asked == "go" and _opens_another(*now)):
        go_to_step(*now)
    found = shown(step.answer, learner()) if step.answer else None
    if asked == "open":
        go_to_step(lesson, _to_do(lesson, number, found))
    if page_shown() == PAGE:
        return
    with st.container(key="lesson-bar"):
        _component(data=_data(lesson, number, found, titles), key=KEY, height="stretch", on_told_change=_hear)
        if found and found.again:
            st.fragment(_look_again, run_every=EVERY)(step.answer, found)


def _kinds() -> dict[str, str]:
    """Kind of step → what it is called."""
    return {
        "read": p_("a step of a lesson", "Read"),
        "do": p_("a step of a lesson", "Do"),
        "predict": p_("a step of a lesson", "Predict"),
        "see": p_("a step of a lesson", "See"),
        "check": p_("a step of a lesson", "Check"),
    }


def _data(lesson: Lesson, number: int, found: Shown | None, titles: dict[str, str]) -> dict[str, Any]:
    step, asked = lesson.steps[number - 1], lesson.prediction(number)
    elsewhere = titles[lesson.place(number).page] if is_elsewhere(lesson, number) else ""
    to_open = _to_do(lesson, number, found)
    way = titles[lesson.place(to_open).page] if is_elsewhere(lesson, to_open) else ""
    return {
        "lesson": lesson.name,
        "heading": lesson.heading,
        "count": len(lesson.steps),
        "step": {
            "number": number,
            "kind": step.kind,
            "title": _kinds()[step.kind],
            "text": step.text,
            "choices": list(step.choices.items()),
            "right": step.right,
            "why": step.why,
            "target": TARGETS.get(step.control, ""),
            "keys": KEYS.get(step.control, ""),
        },
        "prediction": {"number": asked, "choices": list(lesson.steps[asked - 1].choices.items())} if asked else None,
        "answer": asdict(found) if found else None,
        "elsewhere": elsewhere,
        "words": {name: _(word) for name, word in WORDS.items()}
        | {
            "next": p_("a step of a lesson", "Next"),
            "back": p_("a step of a lesson", "Back"),
            "step": _("Step {number} of {count}", number=number, count=len(lesson.steps)),
            "open": _("Open {page}", page=way) if way else "",
            "elsewhere": _("Open {page} first: what this step asks for is there.", page=elsewhere),
        },
    }


def _to_do(lesson: Lesson, number: int, found: Shown | None) -> int:
    """The step whose page is to be opened for step `number`: where its answer lacks something, the last one to do."""
    if not found or not found.wrong:
        return number
    return next((before for before in range(number, 0, -1) if lesson.steps[before - 1].kind == "do"), number)


def _hear() -> None:
    """Take over what a button of the bar has told."""
    told = (st.session_state.get(KEY) or {}).get("told")
    now = going()
    if not isinstance(told, dict) or not now or told.get("lesson") != now[0].name:
        return
    do, to = told.get("do"), told.get("to")
    if do in ("leave", "done"):
        leave()
        if do == "done":
            st.session_state[FINISHED] = now[0].name
    elif do == "go" and isinstance(to, int) and 1 <= to <= len(now[0].steps):
        st.session_state["lesson before"] = now[1]
        begin(now[0], to)
    st.session_state[ASKED] = do


def _opens_another(lesson: Lesson, number: int) -> bool:
    """Whether a step that was just gone to stands elsewhere than what is shown.

    A way back, or to a step on the page as it is, leaves what the learner has done there.
    """
    before = int(st.session_state.get("lesson before", number))
    if number < before or not lesson.steps[number - 1].page:
        return is_elsewhere(lesson, number)
    return True


def _look_again(answer: str, was: Shown) -> None:
    """Draw the page anew once there is something else to say."""
    try:
        if shown(answer, learner()) != was:
            st.rerun()
    except PlaygroundError:  # a run that is being deleted; the next look will tell
        return

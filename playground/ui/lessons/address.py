"""Which lesson is going on and how far, kept in the address of every page of the visit; and the way to a step."""

from playground.choices import as_given
from playground.errors import LinkError
from playground.languages import _
from playground.lessons.lesson import Lesson
from playground.lessons.read import lessons
from playground.lessons.subjects import Mine, in_link
from playground.ui.learner import learner
from playground.ui.link import Parameter, go_to_address, page_shown, whole_number

PAGE, ASKED = "lessons", "lesson asks"
"""The page of all of them; in the session: what was pressed since: `go`, `open`, `leave` or `done`."""
FINISHED = "lesson finished"
"""In the session: the name of the lesson whose end was just reached."""


def _read(text: str) -> str:
    if text not in lessons()[0]:
        raise LinkError(_("There is no lesson {name}. Choose one on the Lessons page.", name=as_given(text)))
    return text


LESSON = Parameter("lesson", _read, str)
STEP = whole_number("step")
"""From 1."""
Going = tuple[Lesson, int]
"""A lesson and the number of a step of it, from 1."""


def going() -> Going | None:
    """What is going on in this visit, as a link or the learner's last press brings it."""
    name, number = LESSON.for_visit(), STEP.for_visit()
    lesson = lessons()[0].get(name or "")
    return (lesson, min(max(number or 1, 1), len(lesson.steps))) if lesson else None


def begin(lesson: Lesson, number: int) -> None:
    """Let that step go on from now."""
    LESSON.keep(lesson.name)
    STEP.keep(number)


def leave() -> None:
    """No lesson goes on from now."""
    LESSON.keep(None)
    STEP.keep(None)


def go_to_step(lesson: Lesson, number: int) -> None:
    """Open the page that a step stands on, as its link says."""
    place, mine = lesson.place(number), Mine(learner())
    go_to_address(place.page, {name: in_link(value, mine) for name, value in place.link.items()})


def is_elsewhere(lesson: Lesson, number: int) -> bool:
    """Whether the page that is shown is not the one that a step stands on."""
    return lesson.place(number).page != page_shown()

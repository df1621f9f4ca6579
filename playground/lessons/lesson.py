"""What a lesson is: steps over the pages, as typed values that a file is read into."""

from typing import Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError, model_validator

from playground.choices import Choices, as_given, sentence, written_for_link
from playground.errors import LessonError
from playground.languages import N_, _
from playground.lessons.answers import ANSWERS
from playground.lessons.pictures import PICTURES
from playground.lessons.subjects import SUBJECTS

NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
"""Of a lesson, as its file and the address call it."""
TEXT, WORDS = 320, 120
"""Most characters of a step's text, and of a choice or a title: a step is read in seconds."""
PLACES = (
    *("playground", "lessons", "race", "experiments", "data", "encode", "train", "inside", "loop", "sentiment"),
    *("runs", "glossary", "link"),
)
"""Pages that a step may stand on."""
ASKS = ("predict", "check")
"""Kinds of steps that ask."""


class Step(Choices):
    """One step of a lesson.

    kind: `read`, a text; `do`, press the `control`; `predict`, a question that must be answered before the next step
    opens; `see`, the `answer` out of the learner's own numbers; `check`, a question that an exam would ask.
    page: the page it stands on, empty: that of the step before.  link: what its address says there, parameter → a text,
    a table or a list written as JSON, or `$name` for what stands in `playground.lessons.subjects.SUBJECTS`.
    choices: name → text.  right: name of the right one; a prediction may leave it to the answer that follows.
    """

    title: ClassVar[str] = N_("The step")
    error: ClassVar[type[LessonError]] = LessonError

    kind: Literal["read", "do", "predict", "see", "check"]
    text: str = Field("", max_length=TEXT)
    page: str = Field("", max_length=40)
    link: dict[str, Any] = Field(default_factory=dict)
    control: str = Field("", max_length=40)
    choices: dict[str, str] = Field(default_factory=dict)
    right: str = Field("", max_length=40)
    why: str = Field("", max_length=TEXT)
    answer: str = Field("", max_length=40)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """What its kind needs is there, and nothing else."""
        needs = {
            "do": ("text", "control"),
            "predict": ("text", "choices"),
            "see": ("answer",),
            "check": ("text", "choices", "right", "why"),
        }.get(self.kind, ("text",))
        for name in needs:
            if not getattr(self, name):
                raise ValueError(
                    _(
                        "A step to {kind} has no {field}; expected {needed}.",
                        kind=self.kind,
                        field=name,
                        needed=", ".join(needs),
                    )
                )
        if self.page and self.page not in PLACES:
            raise ValueError(
                _("The page is {given}; expected one of {pages}.", given=repr(self.page), pages=", ".join(PLACES))
            )
        for name, value in self.link.items():
            try:
                written_for_link(value)
            except (TypeError, ValueError):
                raise ValueError(
                    _(
                        "The link's {name} is {given}; expected a text, a number, a list or a table of these.",
                        name=name,
                        given=as_given(value),
                    )
                ) from None
        if self.link and not self.page:
            raise ValueError(
                _("A step to {kind} has a link and no page; expected the page that it leads to.", kind=self.kind)
            )
        if self.kind in ASKS and not 2 <= len(self.choices) <= 4:
            raise ValueError(_("A question has {number} choices; expected 2 to 4.", number=len(self.choices)))
        for text in self.choices.values():
            if len(text) > WORDS:
                raise ValueError(
                    _("A choice has {number} characters; expected at most {most}.", number=len(text), most=WORDS)
                )
        if self.right and self.right not in self.choices:
            raise ValueError(
                _(
                    "The right choice is {given}; expected one of {choices}.",
                    given=repr(self.right),
                    choices=", ".join(self.choices),
                )
            )
        for value in self.link.values():
            if isinstance(value, str) and value.startswith("$") and value[1:] not in SUBJECTS:
                raise ValueError(
                    _(
                        "The link names {given}; expected one of {runs}.",
                        given=value,
                        runs=", ".join(f"${name}" for name in SUBJECTS),
                    )
                )
        if self.answer and self.answer not in ANSWERS:
            raise ValueError(
                _(
                    "There is no answer {given}; expected one of {answers}.",
                    given=repr(self.answer),
                    answers=", ".join(ANSWERS),
                )
            )
        return self


class Lesson(Choices):
    """A lesson.  name: as its file is called.  number: where it stands among the others.  minutes: about how long.  "
    "pictures: of the handout."""

    title: ClassVar[str] = N_("The lesson")
    error: ClassVar[type[LessonError]] = LessonError

    name: str = Field(pattern=NAME)
    heading: str = Field(min_length=1, max_length=WORDS)
    goal: str = Field(min_length=1, max_length=TEXT)
    minutes: int = Field(5, ge=1, le=60)
    pictures: tuple[str, ...] = Field((), max_length=2)
    steps: tuple[Step, ...] = Field(min_length=2, max_length=20)

    @model_validator(mode="before")
    @classmethod
    def _steps_say_what_is_wrong(cls, values: Any) -> Any:
        """The first step that is wrong, by its number."""
        steps = values.get("steps") if isinstance(values, dict) else None
        for number, step in enumerate(steps if isinstance(steps, list) else (), start=1):
            try:
                Step.model_validate(step)
            except LessonError as problem:
                raise ValueError(_("Step {number}: {problem}", number=number, problem=problem)) from None
            except ValidationError as problem:
                said = sentence(Step, problem.errors()[0])
                raise ValueError(_("Step {number}: {problem}", number=number, problem=said)) from None
        return values

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.steps[0].page:
            raise ValueError(_("The first step has no page; expected the page that the lesson begins on."))
        for name in self.pictures:
            if name not in PICTURES:
                raise ValueError(
                    _(
                        "There is no picture {given}; expected one of {pictures}.",
                        given=repr(name),
                        pictures=", ".join(PICTURES),
                    )
                )
        for number, step in enumerate(self.steps, start=1):
            asked = self.prediction(number)
            outcomes = ANSWERS[step.answer].outcomes if step.answer else ()
            if asked and step.answer and (unknown := set(self.steps[asked - 1].choices) - set(outcomes)):
                raise ValueError(
                    _(
                        "Step {number}: the choice {given} is nothing that the answer {answer} can come to; expected "
                        "some of {outcomes}.",
                        number=asked,
                        given=repr(min(unknown)),
                        answer=repr(step.answer),
                        outcomes=", ".join(outcomes),
                    )
                )
        return self

    def place(self, number: int) -> Step:
        """The step that says on which page step `number`, from 1, stands: itself, or one before it."""
        return next(step for step in reversed(self.steps[:number]) if step.page)

    def prediction(self, number: int) -> int:
        """The number of the prediction that step `number` answers, from 1; 0: none."""
        if self.steps[number - 1].kind != "see":
            return 0
        for before in range(number - 1, 0, -1):
            if self.steps[before - 1].kind == "predict":
                return before
            if self.steps[before - 1].kind == "see":
                return 0
        return 0

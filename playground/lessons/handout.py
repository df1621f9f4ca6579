"""A lesson on one page to print: what is asked, what the learner's own networks said, and their pictures."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from playground.choices import written_for_link
from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.languages import _, language
from playground.lessons.answers import ANSWERS
from playground.lessons.lesson import Lesson, Step
from playground.lessons.pictures import PICTURES
from playground.lessons.subjects import Mine

DOCUMENT = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 14mm }}
body {{ font: 10.5pt/1.35 system-ui, sans-serif; color: #111; background: #fff; max-width: 180mm; margin: 0 auto }}
section {{ break-after: page }} section:last-child {{ break-after: auto }}
h1 {{ font-size: 16pt; margin: 0 0 1mm }} p, ol, ul, figure {{ margin: 0 0 2mm }} ol {{ padding-left: 6mm }}
li {{ break-inside: avoid; margin-bottom: 1.2mm }} ul {{ list-style: "☐ "; padding-left: 6mm }} ul li {{ margin: 0 }}
.goal {{ font-style: italic }} .own {{ border-left: 2px solid #111; padding-left: 2mm }} figcaption {{ font-size: 9pt }}
.why {{ font-size: 9pt; border-top: 1px solid #999; padding-top: 1mm }}
</style></head><body>{pages}</body></html>"""


def handout(lessons: Sequence[Lesson], mine: Mine) -> str:
    """The lessons as one HTML page without a server, a sheet of paper each."""
    pages = "".join(_page(lesson, replace(mine, like=_trained_in(lesson))) for lesson in lessons)
    title = lessons[0].heading if len(lessons) == 1 else _("Lessons")
    return DOCUMENT.format(language=language(), title=escape(title), pages=pages)


def _trained_in(lesson: Lesson) -> tuple[RunConfig, ...]:
    """The settings that the lesson's steps train: their runs stand in its handout, also where others are newer."""
    links = [value for step in lesson.steps for name, value in step.link.items() if name in ("config", "configs")]
    found = []
    for settings in (one for value in links for one in (value if isinstance(value, list) else [value])):
        try:
            found.append(RunConfig.from_link(written_for_link(settings)))
        except PlaygroundError:
            continue  # the page says what is wrong with it
    return tuple(found)


def _page(lesson: Lesson, mine: Mine) -> str:
    steps = "".join(f"<li>{_step(step, mine)}</li>" for step in lesson.steps if step.kind != "do")
    pictures = "".join(_picture(name, mine) for name in lesson.pictures)
    answers = " ".join(_why(step.choices[step.right], step.why) for step in lesson.steps if step.kind == "check")
    return (
        f'<section><h1>{escape(lesson.heading)}</h1><p class="goal">{escape(lesson.goal)}</p><ol>{steps}</ol>'
        f'{pictures}<p class="why">{escape(answers)}</p></section>'
    )


def _why(answer: str, why: str) -> str:
    if answer.endswith(("?", "？")):
        return _("Answer: {answer} {why}", answer=answer, why=why)
    return _("Answer: {answer}. {why}", answer=answer, why=why)


def _step(step: Step, mine: Mine) -> str:
    said = escape(step.text)
    if step.choices:
        said += "<ul>" + "".join(f"<li>{escape(choice)}</li>" for choice in step.choices.values()) + "</ul>"
    if step.answer:
        said += f'<p class="own">{escape(_found(step.answer, mine))}</p>'
    return said


def _found(answer: str, mine: Mine) -> str:
    try:
        return ANSWERS[answer].find(mine).sentence
    except PlaygroundError as error:
        return _("Not there yet. {why}", why=error)


def _picture(name: str, mine: Mine) -> str:
    try:
        about, svg = PICTURES[name](mine)
    except PlaygroundError:
        return ""
    return f"<figure>{svg}<figcaption>{escape(about)}</figcaption></figure>"

"""The lessons there are: ours, a file each in ours/, and those that teachers put into `PLAYGROUND_HOME/lessons`."""

import re
import tomllib
from pathlib import Path
from typing import Any

from playground.caching import remembered
from playground.datasets import WRITTEN_REVIEWS
from playground.errors import LessonError
from playground.languages import ENGLISH, _, language
from playground.languages.tables import LESSON, with_texts
from playground.lessons.lesson import NAME, Lesson
from playground.paths import home

OURS = Path(__file__).parent / "ours"
LARGEST = 100_000
"""Bytes of a lesson's file."""
OF_REVIEWS = ("name", "learn_from", "split")
"""Fields of a link that name a dataset, or how its texts are split."""
MOST = 100
"""Lessons of a teacher's folder that are read."""


def lessons() -> tuple[dict[str, Lesson], list[str]]:
    """Name → lesson, ours first, in the order of the files' names; and a sentence for each file that is no lesson.

    Ours are in the language that is spoken.
    """
    found: dict[str, Lesson] = {}
    wrong = []
    for path in [*sorted(OURS.glob("*.toml")), *sorted((home() / "lessons").glob("*.toml"))[:MOST]]:
        try:
            one = read_lesson(path)
            if one.name in found:
                raise LessonError(
                    _("There is a lesson {name} already. Give the file another name.", name=repr(one.name))
                )
            found[one.name] = one
        except LessonError as error:
            wrong.append(_("{file}: {problem}", file=path.name, problem=error))
    return found, wrong


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file.  Raises `LessonError` with one sentence for a file that is none."""
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise LessonError(_("It cannot be read: {reason}.", reason=error.strerror)) from None


@remembered
def _read(path: Path, changed: int, size: int) -> Lesson:
    if size > LARGEST:
        raise LessonError(_("It has {size:,} bytes; expected at most {most:,}.", size=size, most=LARGEST))
    return parsed(path.stem, path.read_bytes(), translated=path.parent == OURS)


def parsed(name: str, data: bytes, translated: bool = False) -> Lesson:
    """A lesson of that name from TOML.  translated: into the language that is spoken.

    Raises `LessonError` with one sentence for anything else.
    """
    if not re.fullmatch(NAME, name):
        raise LessonError(
            _(
                "A lesson cannot be called {name}; expected small letters, digits and hyphens.",
                name=repr(name[:60]),
            )
        )
    try:
        values = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise LessonError(_("It is no TOML: {reason}.", reason=error)) from None
    if translated:
        values = _of_the_language(with_texts(values, LESSON, _))
    return Lesson(**{"name": name} | values)


def _of_the_language(value: Any) -> Any:
    """A lesson's values whose links lead to the reviews of the language that is spoken, split as suits them."""
    if isinstance(value, list):
        return [_of_the_language(one) for one in value]
    if not isinstance(value, dict):
        return value
    ours, spoken = (WRITTEN_REVIEWS.get(code, WRITTEN_REVIEWS[ENGLISH])() for code in (ENGLISH, language()))
    instead = {ours.name: spoken.name, ours.splitter: spoken.splitter}
    return {name: instead.get(one, one) if name in OF_REVIEWS else _of_the_language(one) for name, one in value.items()}

"""The lessons there are: ours, a file each in ours/, and those that teachers put into `PLAYGROUND_HOME/lessons`."""

import re
import tomllib
from pathlib import Path

from playground.caching import remembered
from playground.errors import LessonError
from playground.lessons.lesson import NAME, Lesson
from playground.paths import home

OURS = Path(__file__).parent / "ours"
LARGEST = 100_000
"""Bytes of a lesson's file."""
MOST = 100
"""Lessons of a teacher's folder that are read."""


def lessons() -> tuple[dict[str, Lesson], list[str]]:
    """Name → lesson, ours first, in the order of the files' names; and a sentence for each file that is no lesson."""
    found: dict[str, Lesson] = {}
    wrong = []
    for path in [*sorted(OURS.glob("*.toml")), *sorted((home() / "lessons").glob("*.toml"))[:MOST]]:
        try:
            one = read_lesson(path)
            if one.name in found:
                raise LessonError(f"There is a lesson {one.name!r} already. Give the file another name.")
            found[one.name] = one
        except LessonError as error:
            wrong.append(f"{path.name}: {error}")
    return found, wrong


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file.  Raises `LessonError` with one sentence for a file that is none."""
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise LessonError(f"It cannot be read: {error.strerror}.") from None


@remembered
def _read(path: Path, changed: int, size: int) -> Lesson:
    if size > LARGEST:
        raise LessonError(f"It has {size:,} bytes; expected at most {LARGEST:,}.")
    return parsed(path.stem, path.read_bytes())


def parsed(name: str, data: bytes) -> Lesson:
    """A lesson of that name from TOML.  Raises `LessonError` with one sentence for anything else."""
    if not re.fullmatch(NAME, name):
        raise LessonError(f"A lesson cannot be called {name[:60]!r}; expected small letters, digits and hyphens.")
    try:
        values = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise LessonError(f"It is no TOML: {error}.") from None
    return Lesson(**{"name": name} | values)

"""The language a learner reads in.

Texts stand in the code in English, where they are shown, as whole sentences with named places:
`_("{name} has {count} words.", name=…, count=…)`.  What they are in another language stands in a catalogue,
`zh/<area>.po`; see docs/languages.md.  Without anybody who asks, as on the command line, texts stay English.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from playground.languages.catalogues import translations
from playground.languages.filling import filled

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "zh": "中文"}
"""Code, as in `?lang=` → what the language calls itself."""


class Heard:
    """asked: whether anything depended on the language."""

    asked = False


_spoken: ContextVar[str] = ContextVar("_spoken", default="")
_heard: ContextVar[Heard | None] = ContextVar("_heard", default=None)
_sessions: list[Callable[[], str]] = []


def language() -> str:
    """The code of the language that is spoken here and now: that of `speaking`, else the session's, else English."""
    if (heard := _heard.get()) is not None:
        heard.asked = True
    return _spoken.get() or next(filter(None, (session() for session in _sessions)), ENGLISH)


def ask_session(session: Callable[[], str]) -> None:
    """From now on ask `session`, too: it returns the language of the session whose script runs, empty where none."""
    if session not in _sessions:
        _sessions.append(session)


def speak(code: str) -> None:
    """From now on this thread speaks a language."""
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """While this lasts, texts are in this language: for an answer to a request, or for work beside the pages."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


@contextmanager
def hearing() -> Iterator[Heard]:
    """Find out whether what is done meanwhile depends on the language; so does then what it is done for."""
    around, heard = _heard.get(), Heard()
    before = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(before)
        if around is not None:
            around.asked |= heard.asked


def _(text: str, /, **places: Any) -> str:
    """A text in the language that is spoken.  places: what stands in its places, `{name}` or `{name:,}`.

    Without places braces are braces.
    """
    code = language()
    said = text if code == ENGLISH or not text else translations(code).gettext(text)
    return filled(said, places, code) if places else said


def N_(text: str) -> str:  # noqa: N802, gettext's customary name
    """A text that is shown later, by `_`: marked to be translated, and left as it is."""
    return text


class Later:
    """A text marked with `N_` that is translated where it is written, so that what holds it is in no language yet."""

    def __init__(self, text: str, **places: Any) -> None:
        self.text, self.places = text, places

    def __str__(self) -> str:
        return _(self.text, **self.places)


def n_(one: str, several: str, number: int, /, **places: Any) -> str:
    """As `_`, in the form that goes with a number, which stands in the place `{number}`: `{number:,}` as a rule."""
    code = language()
    english = one if number == 1 else several
    said = english if code == ENGLISH else translations(code).ngettext(one, several, number)
    return filled(said, {"number": number, **places}, code)


def p_(context: str, text: str, /, **places: Any) -> str:
    """As `_`, for a short text that is another word in another place.  context: which place, in English."""
    code = language()
    said = text if code == ENGLISH else translations(code).pgettext(context, text)
    return filled(said, places, code) if places else said

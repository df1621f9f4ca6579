"""What a page shows is in its address: every choice that is kept there, and every way from one page to another.

Streamlit runs a page again with the address that a link, Back or Forward brings; a page then shows what stands there.
"""

from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import streamlit as st

from playground.choices import as_given
from playground.errors import LinkError, PlaygroundError
from playground.languages import N_, _
from playground.languages.again import again
from playground.ui.widgets.pages import page_path
from playground.ui.widgets.plain import plain

T = TypeVar("T")
STEPS = ("run", "view", "recipe", "dataset")
"""Parameters whose change by the learner is a step of the browser's history; any other only says more exactly what is
shown."""
WITHOUT_STEPS = ("experiments", "runs")
"""Pages that show none of them: what the page before has put there too late is taken out of their address."""
PAGE, TOLD = "page of the address", "put into addresses"
"""In the session: the page that is shown; (page, parameter) → the text that the page put there, or took over, last."""
VISIT, LEFT = "kept for the visit", "addresses left"
"""In the session: parameter → the text that stands in the address of every page; page → what its address said last."""


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A choice that a page keeps in its address.  Declared once, where the module of the page begins.

    name: as the address calls it.  read: raises `ValueError` for nonsense, or a `PlaygroundError` where a sentence of
    its own says more.  write: such that `read` gives the value back.  default: is not written.  expected: what should
    have been given, as the end of a sentence in English.
    """

    name: str
    read: Callable[[str], T]
    write: Callable[[T], str]
    default: T | None = None
    expected: str = ""

    def parsed(self, text: str) -> T | None:
        """What a text in the address says.  Raises a `PlaygroundError` with one sentence for nonsense."""
        try:
            return self.read(text) if text else self.default
        except ValueError:
            raise LinkError(
                _(
                    "The link's {name} is {given}; expected {expected}.",
                    name=self.name,
                    given=as_given(text),
                    expected=again(self.expected),
                )
            ) from None

    def text(self, value: T | None) -> str:
        """How a value stands in the address; empty: not at all."""
        return "" if value is None or value == self.default else self.write(value)

    def among(self, values: Container[T], expected: str) -> "Parameter[T]":
        """The same, but only these values are taken."""

        def check(value: T) -> None:
            if value not in values:
                raise ValueError

        return replace(self.where(check), expected=expected)

    def where(self, check: Callable[[T], None]) -> "Parameter[T]":
        """The same, but only values are taken for which `check` raises nothing."""

        def read(text: str) -> T:
            value = self.read(text)
            check(value)
            return value

        return replace(self, read=read)

    def given(self) -> T | None:
        """What the address says now.  Nonsense is said to be so, taken out, and counts as nothing."""
        try:
            return self.parsed(self._in_address())
        except PlaygroundError as error:
            st.error(plain(error))
            self.drop()
            return self.default

    def is_news(self) -> bool:
        """Whether a link, Back or Forward brought what the address says, as opposed to this page itself.

        It is until the page has `put` it, or has asked for the `news`.
        """
        return self._in_address() not in ("", _told().get((page_shown(), self.name)))

    def news(self) -> T | None:
        """What the address says where that is news, which it is once; else None."""
        if not self.is_news():
            return None
        _told()[page_shown(), self.name] = self._in_address()
        return self.given()

    def leads(self, key: str) -> bool:
        """Whether the address, as opposed to the learner, says what the widget `key` shows, whose values are written as
        they are.  What was chosen since the page was drawn counts more: a quick click comes with the address of before.
        """
        told = _told().get((page_shown(), self.name))
        return key not in st.session_state or (self.is_news() and told in (None, st.session_state[key] or ""))

    def put(self, value: T | None) -> None:
        """Let the address say `value`.  Told to the browser only where that is new: what is told late would undo a Back
        that came in between."""
        text = _told()[page_shown(), self.name] = self.text(value)
        if not text:
            self.drop()
        elif self._in_address() != text:
            st.query_params[self.name] = text

    def drop(self) -> None:
        """Take it out of the address: the page does not show it now, but may again."""
        st.query_params.pop(self.name, None)

    def for_visit(self) -> T | None:
        """What the address brought last in this visit, on whatever page; put into the address of this page, too."""
        if self.is_news():
            self.keep(self.given())
        value = self.kept()
        self.put(value)
        return value

    def keep(self, value: T | None) -> None:
        """Let `for_visit` say `value` from now on."""
        st.session_state.setdefault(VISIT, {})[self.name] = self.text(value)

    def kept(self) -> T | None:
        """What `for_visit` said last."""
        return self.parsed(st.session_state.get(VISIT, {}).get(self.name, ""))

    def bound(self) -> dict[str, Any]:
        """Arguments of a widget that Streamlit itself keeps in the address; `given` before it, to refuse nonsense."""
        return {"key": self.name, "persist_state": "session", "bind": "query-params"}

    def _in_address(self) -> str:
        return st.query_params.get(self.name, "")


def one_of(name: str, names: Collection[str]) -> Parameter[str]:
    """One of several names, which is always written."""
    return any_text(name).among(names, N_("one of {values}").format(values=", ".join(names)))


def whole_number(name: str) -> Parameter[int]:
    """A whole number from 0, of up to 9 digits."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError
        return int(text)

    return Parameter(name, read, str, expected=N_("a whole number"))


def flag(name: str) -> Parameter[bool]:
    """Something that is on, `1`, or off, which is not written."""

    def read(text: str) -> bool:
        if text != "1":
            raise ValueError
        return True

    return Parameter(name, read, lambda _on: "1", False, N_("1 or nothing"))


def any_text(name: str) -> Parameter[str]:
    """Any text."""
    return Parameter(name, str, str)


def keep_address(page: str) -> None:
    """For every page, before anything else: the address is the true one.

    A link from a page to itself, such as another run's, leaves the browser's address as it was; and a page that is left
    while it is drawn may still put what it shows into the address of the next.
    """
    st.session_state[PAGE] = page
    for name in STEPS if page in WITHOUT_STEPS else ():
        st.query_params.pop(name, None)
    now = (page, *(st.query_params.get(name, "") for name in (*STEPS, "config")))
    if st.session_state.get("address told") != now:
        st.session_state["address told"] = now
        st.query_params.update({})  # tells the browser all of them


def link_to(page: str, label: str, icon: str, *shown: tuple[Parameter[Any], Any]) -> None:
    """A link to a page.  icon: such as `:material/home:`, or empty.  shown: what its address says there."""
    st.page_link(page_path(page), label=label, icon=icon or None, query_params=_address(shown))


def go_to(page: str, *shown: tuple[Parameter[Any], Any]) -> None:
    """Leave this page for another.  shown: what its address says there."""
    st.switch_page(page_path(page), query_params=_address(shown))


def go_to_address(page: str, said: Mapping[str, str]) -> None:
    """Leave this page for another, or open it anew.  said: what its address says there, parameter → text."""
    kept = {name: text for name, text in st.session_state.get(VISIT, {}).items() if text}
    st.switch_page(page_path(page), query_params=kept | {name: text for name, text in said.items() if text})


def page_shown() -> str:
    """The page that is shown; empty: none yet."""
    return str(st.session_state.get(PAGE, ""))


def address_shown() -> dict[str, str]:
    """What the address says, by parameter."""
    return dict(st.query_params.to_dict())


def put_back(said: Mapping[str, str]) -> None:
    """Let the address say again what it said; empty: nothing there."""
    for name, text in said.items():
        if not text:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != text:
            st.query_params[name] = text


def _address(shown: tuple[tuple[Parameter[Any], Any], ...]) -> dict[str, str]:
    kept = {name: text for name, text in st.session_state.get(VISIT, {}).items() if text}
    return kept | {parameter.name: parameter.text(value) for parameter, value in shown}


def _told() -> dict[tuple[str, str], str]:
    told: dict[tuple[str, str], str] = st.session_state.setdefault(TOLD, {})
    return told

"""Values of controls that a teacher's link hides or locks: whatever is clicked in the app, they stay in the address."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from playground.languages import _
from playground.ui.link import LEFT, address_shown, page_shown, put_back
from playground.ui.widgets.control import CONTROLS, HIDE, LOCK, control

T = TypeVar("T")
HELD = "held values"
"""In the session: page, and what is hidden and locked → parameter → text, of the controls that are not free."""


@contextmanager
def held() -> Iterator[None]:
    """While the page that is shown is drawn: what its fixed controls showed at first is what they show again.

    The address of the first time may say anything: a link that was typed does.
    """
    page = page_shown()
    kept: dict[str, str] | None = st.session_state.setdefault(HELD, {}).get(_key(page))
    if kept is not None:
        told = address_shown()
        if any(told.get(name, text) != text for name, text in kept.items()):
            fixed = [name for name in CONTROLS[page] if not control(name, page).free]
            st.info(
                _(
                    "The link you were given fixes this here: {controls}. So something else is not opened.",
                    controls=_titles(page, fixed),
                )
            )
        put_back(kept)
    yield
    st.session_state.setdefault(LEFT, {})[page] = address_shown()
    if kept is None:
        st.session_state[HELD][_key(page)] = _fixed(page, address_shown())


def address_of(page: str) -> dict[str, str]:
    """What a way to a page beside Streamlit's own must say, empty: not; what is hidden and locked, and what is held."""
    said = {parameter.name: parameter.text(parameter.kept()) for parameter in (HIDE, LOCK)}
    held_there: dict[str, str] = st.session_state.get(HELD, {}).get(_key(page), {})
    return said | held_there


def fixed_and_other(page: str, values: Mapping[str, Callable[[T], object]], before: T, after: T) -> list[str]:
    """Names of the page's controls that are not free and of whose value `after` has another.  values: name → value."""
    return [name for name, value in values.items() if not control(name, page).free and value(before) != value(after)]


def refused(page: str, names: list[str]) -> str:
    """Why something with other values of these controls is not opened, in a sentence; empty where there are none."""
    if not names:
        return ""
    return _("The link you were given fixes {controls}. What you opened differs there.", controls=_titles(page, names))


def _titles(page: str, names: Iterable[str]) -> str:
    return ", ".join(_(CONTROLS[page][name].title) for name in names)


def _key(page: str) -> tuple[str, str, str]:
    return page, HIDE.text(HIDE.kept()), LOCK.text(LOCK.kept())


def _fixed(page: str, said: dict[str, str]) -> dict[str, str]:
    """What the address says, or does not, of the controls of a page that are not free.

    A parameter may have a dataset behind its name, as that of its own text does.
    """
    names = [
        name
        for short, named in CONTROLS.get(page, {}).items()
        if not control(short, page).free
        for name in named.kept_in
    ]
    with_dataset = {name: text for name, text in said.items() if name.split(" ")[0] in names}
    return dict.fromkeys(names, "") | with_dataset

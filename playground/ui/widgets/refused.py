"""What a link asks for that is not there: one sentence, and the rest of the page as without it."""

from collections.abc import Iterable

import streamlit as st

from playground.choices import as_given
from playground.ui.widgets.plain import plain


def refused(name: str, expected: str) -> None:
    """Say what the link gave as `name` and what was expected, and take it out of the link."""
    st.error(plain(f"The link's {name} is {as_given(st.query_params[name])}; expected {expected}."))
    del st.query_params[name]


def one_of(names: Iterable[str]) -> str:
    """Such as `one of a, b, c`."""
    return f"one of {', '.join(names)}"

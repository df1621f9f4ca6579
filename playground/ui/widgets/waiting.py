"""Saying what one waits for while something is computed that will be remembered."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from playground.caching import is_kept
from playground.languages import _

P = ParamSpec("P")
T = TypeVar("T")


def told(text: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Show `text`, in English here, while a `remembered` function computes; nothing where its answer is kept, or
    beside the pages."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            if is_kept(function, *args, **kwargs):
                return function(*args, **kwargs)
            with st.spinner(_(text)):
                return function(*args, **kwargs)

        return call

    return decorate

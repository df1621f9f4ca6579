"""Forms drawn from typed choices: one widget a field, with the field's own title, description and values."""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import floor, log10
from typing import Any, Literal, TypeVar, get_args, get_origin

import streamlit as st
from pydantic.fields import FieldInfo

from playground.choices import Choices, expected

COLUMNS = 3
Item = TypeVar("Item")


def form(initial: Choices, key: str, only: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Draw the fields of `initial` and return what the learner has chosen, unchecked.

    key: prefix of the widgets' keys; a new prefix starts the form anew from `initial`.
    only: the fields to draw (None: all that can be chosen).
    Numbers are not clamped here: `Choices` says in a sentence what is wrong with one.
    """
    fields = {n: f for n, f in type(initial).model_fields.items() if (n in only if only else f.title)}
    values = {}
    for row in batched(fields.items(), COLUMNS):  # row by row: a phone shows the fields in their order
        for column, (name, field) in zip(st.columns(COLUMNS), row, strict=False):
            values[name] = _widget(column, field, getattr(initial, name), f"{key}/{name}")
    return values


def batched(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """The items in groups of `size`, the last one smaller (`itertools.batched` comes with Python 3.12)."""
    rest = iter(items)
    while group := tuple(islice(rest, size)):
        yield group


def _widget(column: Any, field: FieldInfo, value: Any, key: str) -> Any:
    keep = {"key": key, "persist_state": "session"}
    kind = field.annotation
    if kind is bool:
        return column.toggle(field.title, value, help=field.description, **keep)
    if get_origin(kind) is Literal:
        options = list(get_args(kind))
        return column.selectbox(field.title, options, options.index(value), help=field.description, **keep)
    if kind is str:
        return column.text_area(field.title, value, help=field.description, height="content", **keep)
    help_text = f"{field.description} Expected: {expected(field)}."
    if int in (kind, *get_args(kind)):
        return column.number_input(field.title, value=value, step=1, help=help_text, placeholder="all", **keep)
    return column.number_input(
        field.title, value=value, step=_step(value), format="%g", help=help_text, placeholder="none", **keep
    )


def _step(value: float | None) -> float:
    """A step of the value's own size: 0.005 → 0.001, 0.2 → 0.1."""
    return 10.0 ** floor(log10(value)) if value else 0.1

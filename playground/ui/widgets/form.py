"""Forms drawn from typed choices: one widget a field, with the field's own title, description and values."""

from math import floor, log10
from typing import Any, Literal, get_args, get_origin

import streamlit as st
from pydantic.fields import FieldInfo

from playground.choices import Choices, expected
from playground.languages import _, p_

WIDTH = 171
"""Pixels of a field: six in a row on a laptop, two on a phone."""


def form(initial: Choices, key: str, only: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Draw the fields of `initial` and return what the learner has chosen, unchecked.

    key: prefix of the widgets' keys; a new prefix starts the form anew from `initial`.
    only: the fields to draw (None: all that can be chosen).
    Numbers are not clamped here: `Choices` says in a sentence what is wrong with one.
    """
    fields = {n: f for n, f in type(initial).model_fields.items() if (n in only if only else f.title)}
    values = {}
    row = st.container(horizontal=True, vertical_alignment="bottom")
    for name, field in fields.items():
        values[name] = _widget(row, field, getattr(initial, name), f"{key}/{name}")
    return values


def _widget(row: Any, field: FieldInfo, value: Any, key: str) -> Any:
    keep: dict[str, Any] = {"key": key, "persist_state": "session", "width": WIDTH}
    kind, (title, about) = field.annotation, (_(said) if said else said for said in (field.title, field.description))
    if kind is bool:
        return row.toggle(title, value, help=about, **keep)
    if get_origin(kind) is Literal:
        extra: Any = field.json_schema_extra or {}
        options = [*dict.fromkeys([*extra.get("offered", get_args(kind)), value])]
        return row.selectbox(title, options, options.index(value), lambda one: _(str(one)), help=about, **keep)
    if kind is str:
        return row.text_area(title, value, help=about, height="content", **keep | {"width": "stretch"})
    about = _("{description} Expected: {expected}.", description=about, expected=expected(field))
    if int in (kind, *get_args(kind)):
        return row.number_input(title, value=value, step=1, help=about, placeholder=_("all"), **keep)
    return row.number_input(
        title, value=value, step=_step(value), format="%g", help=about, placeholder=p_("no number", "none"), **keep
    )


def _step(value: float | None) -> float:
    """A step of the value's own size: 0.005 → 0.001, 0.2 → 0.1."""
    return 10.0 ** floor(log10(value)) if value else 0.1

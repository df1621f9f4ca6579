"""Reading a file of one's own: how it is read, what was done to it, its columns; kept once the learner says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.datasets import OwnReviews, OwnSeries
from playground.datasets.own_reviews import store_texts
from playground.datasets.own_series import store_series
from playground.datasets.preview import Column, preview
from playground.datasets.tables import Reading, Table, read_table
from playground.datasets.tables.decoding import ENCODINGS
from playground.datasets.tables.kind import Kind
from playground.datasets.tables.notes import listed
from playground.datasets.tables.series import SeriesChoices, SeriesRead, read_series
from playground.datasets.tables.series_columns import MOST_FEATURES
from playground.datasets.tables.series_time import time_and_times
from playground.datasets.tables.series_work import Work
from playground.datasets.tables.text_columns import propose_columns
from playground.datasets.tables.texts import TextChoices, TextsRead, read_texts
from playground.datasets.tables.uneven_rows import DELIMITERS
from playground.datasets.upload_file import other_kind
from playground.errors import PlaygroundError
from playground.narration.own_data import named_series, span
from playground.ui.data.notes import decisions, show_notes
from playground.ui.learner import learner
from playground.ui.widgets.plain import plain
from playground.ui.widgets.waiting import told

DETECT = "Detect automatically"
LOOKS_LIKE: dict[Kind, str] = {
    "texts": "This file looks like texts with labels, to be classified, rather than a series of numbers.",
    "series": "This file looks like a series of numbers, to be forecast, rather than texts with labels.",
}
MOST_NAMED = 5
"""Columns that are named in a sentence."""


@dataclass(frozen=True)
class Given:
    """A file that a learner gave, and the choices to begin with, by the names that `uploads.About.choices` has."""

    name: str
    data: bytes
    id: str
    choices: dict[str, Any] = field(default_factory=dict)


def read_given(given: Given, kind: Kind, key: str, read_as: Callable[[Kind], None]) -> OwnReviews | OwnSeries | None:
    """Draw what a file holds and how it is read; returns its dataset once it is to be used.

    key: prefix of the widgets' keys, the file's own.  read_as: called with the other kind, where it is one of that.
    """
    if f"{key} decisions" not in st.session_state:
        decisions(key).update(given.choices.get("decisions", {}))
    try:
        reading = _reading(key, given.choices)
        table, columns = _read(given.data, given.id, reading)
        _show(table, columns)
        if other := _other(given.id, reading, kind, table):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.info(LOOKS_LIKE[other], icon=":material/lightbulb:", width="stretch")
                st.button(f"Read it as {other}", key=f"{key} other", on_click=read_as, args=(other,))
        return (_texts if kind == "texts" else _series)(given, table, reading, key)
    except PlaygroundError as error:
        st.error(plain(error))
        return None


def _reading(key: str, start: dict[str, Any]) -> Reading:
    """How the learner wants the file to be read, where it is not to be detected."""
    asked: tuple[tuple[str, str, dict[Any, str], str], ...] = (
        ("encoding", "Encoding", ENCODINGS, "coding"),
        ("delimiter", "Delimiter", DELIMITERS, "cut"),
        ("header", "First row", {True: "names the columns", False: "is a row like the others"}, "header"),
    )
    chosen: dict[str, Any] = {}
    with st.expander("How the file is read"):
        for column, (name, label, titles, short) in zip(st.columns(3), asked, strict=True):
            options: list[Any] = [None, *titles]
            shown = {one: titles.get(one, DETECT) for one in options}
            chosen[name] = column.selectbox(
                label,
                options,
                options.index(start.get(name)) if start.get(name) in options else 0,
                format_func=shown.__getitem__,
                key=f"{key} {short}",
            )
    return Reading(**chosen)


@told("Reading the file …")
@remembered
def _read(_data: bytes, file_id: str, reading: Reading) -> tuple[Table, tuple[Column, ...]]:
    table = read_table(_data, reading)
    return table, preview(table)


Decided = tuple[tuple[str, str], ...]
"""The learner's decisions, in the form that results are remembered by."""


@told("Reading the texts …")
@remembered
def _as_texts(file_id: str, reading: Reading, text: str, label: str, decided: Decided, _table: Table) -> TextsRead:
    return read_texts(_table, TextChoices(text, label, dict(decided)))


@remembered
def _proposed_texts(file_id: str, reading: Reading, _table: Table) -> dict[str, str]:
    return dict(zip(("text", "label"), propose_columns(_table), strict=True))


@told("Reading the series …")
@remembered
def _as_series(
    file_id: str,
    reading: Reading,
    time: tuple[str, ...],
    target: str | None,
    columns: tuple[str, ...] | None,
    decided: Decided,
    _table: Table,
) -> SeriesRead:
    return read_series(_table, SeriesChoices(time, target, columns, dict(decided)))


@remembered
def _proposed_time(file_id: str, reading: Reading, decided: Decided, _table: Table) -> tuple[str, ...]:
    return time_and_times(Work(_table, SeriesChoices(decisions=dict(decided))))[0]


@remembered
def _other(file_id: str, reading: Reading, kind: Kind, _table: Table) -> Kind | None:
    return other_kind(_table, kind)


def _show(table: Table, columns: tuple[Column, ...]) -> None:
    """What was found in the file, column by column."""
    how = [table.format]
    if table.format == "CSV":
        how = [ENCODINGS[table.encoding], f"with a {DELIMITERS[table.delimiter]} between cells"]
    names = "its first row names the columns" if table.header else "without a row of names"
    how += [names] if table.format in ("CSV", "Excel") else []
    st.caption(f"{len(table.rows):,} rows, read as {' '.join(how[:2])}{', ' if how[2:] else ''}{''.join(how[2:])}.")
    with st.expander(f"Its columns ({len(columns)})"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Column": [column.name for column in columns],
                    "Looks like": [column.kind for column in columns],
                    "Different": [column.num_different for column in columns],
                    "Empty": [column.num_empty for column in columns],
                    "First cells": [" · ".join(cell[:60] for cell in column.first) for column in columns],
                }
            ),
            hide_index=True,
        )


def _texts(given: Given, table: Table, reading: Reading, key: str) -> OwnReviews | None:
    proposed = _proposed_texts(given.id, reading, table)
    text, label = (_first(table.names, given.choices.get(name), found) for name, found in proposed.items())
    left, right = st.columns(2)
    text = left.selectbox("Column of texts", table.names, table.names.index(text), key=f"{key} {table.names} text")
    label = right.selectbox("Column of labels", table.names, table.names.index(label), key=f"{key} {table.names} label")
    choices = TextChoices(text, label, dict(decisions(key)))
    read = _as_texts(given.id, reading, text, label, tuple(choices.decisions.items()), table)
    show_notes(read.notes, key)
    st.caption(f"{len(read.texts):,} texts with {len(read.classes)} classes: {plain(listed(list(read.classes), 12))}.")
    if not _used(key):
        return None
    with st.spinner("Checking and keeping the texts …"):
        return store_texts(given.data, given.name, choices, reading, learner())


def _first(names: tuple[Any, ...] | list[Any], *wanted: Any) -> Any:
    """The first of `wanted` that there is."""
    return next(one for one in wanted if one in names)


def _series(given: Given, table: Table, reading: Reading, key: str) -> OwnSeries | None:
    decided, start = tuple(decisions(key).items()), given.choices
    proposed = _proposed_time(given.id, reading, decided, table)
    time_before: list[tuple[str, ...]] = [] if start.get("time") is None else [tuple(start["time"])]
    usable = [names for names in time_before if set(names) <= set(table.names)]
    times = list(dict.fromkeys([*usable, proposed, (), *((name,) for name in table.names)]))
    left, right = st.columns(2)
    time = left.selectbox(
        "Column of times",
        times,
        format_func=lambda names: " + ".join(names) or "none: number the rows",
        key=f"{key} {table.names} time",
    )
    read = _as_series(given.id, reading, time, None, None, decided, table)
    targets = [*read.targets, *(name for name in read.offered if name not in read.targets)]
    target = right.selectbox(
        "Column to forecast",
        targets,
        targets.index(_first(targets, start.get("target"), read.target)),
        key=f"{key} {targets} target",
    )
    columns_before = [name for name in start.get("columns") or () if name in read.offered]
    chosen = st.multiselect(
        "Columns a window holds",
        read.offered,
        columns_before or read.names,
        max_selections=MOST_FEATURES,
        help="What is forecast is always among them.",
        key=f"{key} {read.offered} columns",
    )
    columns = None if set(chosen) == set(read.names) else tuple(chosen)
    choices = SeriesChoices(time, None if target == read.target else target, columns, dict(decided))
    if choices.target or choices.columns is not None:
        read = _as_series(given.id, reading, time, choices.target, columns, decided, table)
    show_notes(read.notes, key)
    st.caption(
        plain(
            f"{len(read.values):,} records of {listed(list(read.names), MOST_NAMED)}{named_series(read.series)}, "
            f"{span(str(read.times[0]), str(read.times[-1]))}; {read.target} is forecast."
        )
    )
    if not _used(key):
        return None
    with st.spinner("Checking and keeping the series …"):
        return store_series(given.data, given.name, choices, reading, learner())


def _used(key: str) -> bool:
    used = st.button("Use this file", type="primary", key=f"{key} use")
    st.caption("Until it is used the file is known to this page alone: after a reload it has to be chosen again.")
    return used

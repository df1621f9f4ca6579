"""How a file of one's own is read, and what was found in it, column by column."""

from typing import Any

import pandas as pd
import streamlit as st

from playground.datasets.preview import Column
from playground.datasets.tables import Reading, Table
from playground.datasets.tables.decoding import ENCODINGS
from playground.datasets.tables.uneven_rows import DELIMITERS
from playground.languages import N_, _

DETECT = N_("Detect automatically")
LOOKS_LIKE = (N_("numbers"), N_("times"), N_("labels"), N_("texts"), N_("empty"))
"""What a column can be."""
FIRST_ROW = {True: N_("names the columns"), False: N_("is a row like the others")}
READ = {
    "CSV": (
        N_("{number:,} rows, read as {encoding} with a {delimiter} between cells, its first row names the columns."),
        N_("{number:,} rows, read as {encoding} with a {delimiter} between cells, without a row of names."),
    ),
    "Excel": (
        N_("{number:,} rows, read as Excel, its first row names the columns."),
        N_("{number:,} rows, read as Excel, without a row of names."),
    ),
    "other": (N_("{number:,} rows, read as {format}."), N_("{number:,} rows, read as {format}.")),
}
"""Format of a file → what is said of it, with and without a row of names."""


def how_read(key: str, start: dict[str, Any]) -> Reading:
    """How the learner wants the file to be read, where it is not to be detected."""
    asked: tuple[tuple[str, str, dict[Any, str], str], ...] = (
        ("encoding", _("Encoding"), ENCODINGS, "coding"),
        ("delimiter", _("Delimiter"), DELIMITERS, "cut"),
        ("header", _("First row"), FIRST_ROW, "header"),
    )
    chosen: dict[str, Any] = {}
    with st.expander(_("How the file is read")):
        for column, (name, label, titles, short) in zip(st.columns(3), asked, strict=True):
            options: list[Any] = [None, *titles]
            shown = {one: _(titles.get(one, DETECT)) for one in options}
            chosen[name] = column.selectbox(
                label,
                options,
                options.index(start.get(name)) if start.get(name) in options else 0,
                format_func=shown.__getitem__,
                key=f"{key} {short}",
            )
    return Reading(**chosen)


def show_table(table: Table, columns: tuple[Column, ...]) -> None:
    """What was found in the file, column by column."""
    how = "other" if table.format not in READ else table.format
    st.caption(
        _(
            READ[how][0 if table.header else 1],
            number=len(table.rows),
            format=_(table.format),
            encoding=_(ENCODINGS.get(table.encoding, "")),
            delimiter=_(DELIMITERS.get(table.delimiter, "")),
        )
    )
    with st.expander(_("Its columns ({number})", number=len(columns))):
        st.dataframe(
            pd.DataFrame(
                {
                    _("Column"): [column.name for column in columns],
                    _("Looks like"): [_(column.kind) for column in columns],
                    _("Different"): [column.num_different for column in columns],
                    _("Empty"): [column.num_empty for column in columns],
                    _("First cells"): [" · ".join(cell[:60] for cell in column.first) for column in columns],
                }
            ),
            hide_index=True,
        )

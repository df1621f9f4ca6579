"""What a table is: texts with labels, or a series."""

from dataclasses import replace
from typing import Literal

from playground.datasets.tables.series import SeriesRead, read_series
from playground.datasets.tables.table import Table
from playground.datasets.tables.text_columns import (
    FEWEST_LETTERS,
    TEXT_NAMES,
    called,
    is_words,
    like_labels,
    num_different,
    num_letters,
    propose_columns,
)
from playground.errors import UploadError

Kind = Literal["texts", "series"]
HEAD = 1_000
"""Rows that are looked at for a time."""
DIFFERENT_SHARE, MOSTLY = 0.1, 0.5
"""Of the rows have another text than the rest, or the column labels them; so many where there is a time too."""


def kind_of(table: Table) -> Kind:
    """What a table probably is: texts where a column of different phrases stands there, unless it comments on a series.

    Where neither can be read it is the one whose complaint names the cause.
    """
    text, label = propose_columns(table)
    column = table.column(text)
    different, rows = num_different(column), len(table.rows)
    named = called(text, TEXT_NAMES)
    phrases = different > max(2, DIFFERENT_SHARE * rows) and num_letters(column) >= FEWEST_LETTERS
    if phrases or (named and different > 2):
        labelled = text != label and like_labels(num_different(table.column(label)), rows)
        if different >= MOSTLY * rows and (labelled or named == 2):
            return "texts"
        if not (named or labelled) and sum(is_words(table, name) for name in table.names) * 2 < len(table.names):
            return "series"
        found = _series(table)
        return "series" if found and (found.time or different < MOSTLY * rows) else "texts"
    if _series(table) or any(not is_words(table, name) for name in table.names):
        return "series"
    return "texts" if num_letters(column) >= 2 and different > 2 else "series"


def _series(table: Table) -> SeriesRead | None:
    """The first rows as a series; None where they are none."""
    head = replace(table, columns=tuple(column[:HEAD] for column in table.columns), rows=table.rows[:HEAD])
    try:
        return read_series(head)
    except UploadError:
        return None

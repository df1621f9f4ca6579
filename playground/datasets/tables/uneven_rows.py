"""Rows with another number of cells than most: left out with a note, or complained of."""

import csv
from typing import Any

import numpy as np

from playground.datasets.tables.notes import Note, above_left_out, cell_text, comments_left_out
from playground.errors import UploadError
from playground.languages import N_, _, n_

DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar |"), " ": N_("blank")}
FEWEST_TO_MEND = 10
"""Rows a table needs before a line that does not fit is taken for a footer, or for a mistake."""
MENDED_SHARE = 0.01
"""Of the rows may be left out for having too few or too many cells."""


def left_out(uneven: list[Any], rows: np.ndarray, delimiter: str, unnamed: bool) -> tuple[list[Note], list[str] | None]:
    """What becomes of rows with another number of cells than most.  Raises `UploadError` for many in the middle.

    unnamed: whether the first of the other rows does not name the columns
    """
    notes, short_header = [], None
    enough = len(rows) >= FEWEST_TO_MEND
    comments = [row for row in uneven if row.text.startswith(("#", "%", "//"))]
    others = [row for row in uneven if row not in comments]
    before = [row for row in others if len(rows) > 5 and row.number < rows[0]]
    last = before[-1] if before else None
    if last and unnamed and last.number == rows[0] - 1 and last.actual_columns == last.expected_columns - 1:
        short_header = next(csv.reader([before.pop().text], delimiter=delimiter))
    behind = [row for row in others if enough and row.number > rows[-1] and row.actual_columns < row.expected_columns]
    middle = [row for row in others if row.number > rows[0] and row not in behind] if len(rows) else others
    for kind, said, some in (
        ("comments", comments_left_out, comments),
        ("title", above_left_out, before),
        ("footer", _below_left_out, behind),
    ):
        if some:
            notes.append(Note(kind, said(len(some), some[0].number, cell_text(some[0].text))))
    unclosed = any("\n" in row.text.strip() for row in middle)
    if middle and (unclosed or len(middle) > max(1, MENDED_SHARE * len(rows)) or not enough):
        _complain(middle[0], delimiter)
    if middle:
        row = middle[0]
        notes.append(
            Note(
                "uneven rows",
                n_(
                    "{number:,} row left out for too few or too many cells: row {row:,} has {cells}, the others have "
                    "{others}.",
                    "{number:,} rows left out for too few or too many cells: row {row:,} has {cells}, the others have "
                    "{others}.",
                    len(middle),
                    row=row.number,
                    cells=row.actual_columns,
                    others=row.expected_columns,
                ),
            )
        )
    return notes, short_header


def _complain(row: Any, delimiter: str) -> None:
    expected, given = row.expected_columns, row.actual_columns
    if "\n" in row.text.strip():
        cure = _("A quotation mark in it is probably never closed.")
    else:
        cure = _(
            "Put cells that hold a {delimiter} between quotation marks, or choose another delimiter.",
            delimiter=_(DELIMITERS[delimiter]),
        )
    raise UploadError(
        n_(
            "Row {row:,} has {number} cell; the first row has {expected}. {cure}",
            "Row {row:,} has {number} cells; the first row has {expected}. {cure}",
            given,
            row=row.number,
            expected=expected,
            cure=cure,
        )
    )


def _below_left_out(number: int, row: int, cell: str) -> str:
    return n_(
        "{number:,} line below the table left out: row {row:,}, {cell}.",
        "{number:,} lines below the table left out: row {row:,}, {cell}.",
        number,
        row=row,
        cell=cell,
    )

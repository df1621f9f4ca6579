"""Exports of the survey service Qualtrics, which name every column three times."""

from dataclasses import replace

from playground.datasets.tables.notes import Note, cell_text
from playground.datasets.tables.table import Table
from playground.languages import n_

IMPORT_ID = '{"ImportId"'
MOST_ROWS = 3
"""Below the names, in which the questions and their ids may stand."""


def without_questions(table: Table) -> Table:
    """Without the rows of questions and ids below the names."""
    ids = table.columns[0][:MOST_ROWS].to_pylist()
    last = next((at for at, cell in enumerate(ids) if cell.startswith(IMPORT_ID)), None)
    if last is None:
        return table
    sentence = n_(
        "{number:,} row below the names of the columns left out, with the questions and ids of Qualtrics: row {row:,}, "
        "{cell}.",
        "{number:,} rows below the names of the columns left out, with the questions and ids of Qualtrics: row "
        "{row:,}, {cell}.",
        last + 1,
        row=table.rows[0],
        cell=cell_text(table.columns[-1][0]),
    )
    note = Note("questions", sentence)
    columns = tuple(column[last + 1 :] for column in table.columns)
    return replace(table, columns=columns, rows=table.rows[last + 1 :], notes=(*table.notes, note))

"""Excel workbooks: the sheet with the table; macros are never run, formulas give the value saved last."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np

from playground.datasets.tables.heading import is_header, num_titles, title_note
from playground.datasets.tables.notes import Note, cell_text
from playground.datasets.tables.table import Table, unique
from playground.datasets.tables.values import MOST_FIELDS, cell_of, strings
from playground.errors import UploadError
from playground.languages import _
from playground.limits import limits

FEWEST_ROWS = 10
"""Of a sheet that is taken for the table, unless it is the longest."""
LOOKED_AT = 50
"""Rows in which a formula is looked for."""
Rows = list[tuple[int, list[Any]]]
"""A row's number in its sheet, and its cells."""


def workbook(data: bytes) -> Table:
    """The first sheet that holds a table.  Raises `UploadError`."""
    try:
        title, others, cells = _sheet_with_rows(data)
    except UploadError:
        raise
    except Exception:  # openpyxl passes on whatever its XML reader, zip reader or date reader raises
        raise UploadError(
            _(
                "The workbook cannot be read: it is damaged, or not as Excel writes it. Save its sheet as CSV, and "
                "upload that."
            )
        ) from None
    if not cells:
        raise UploadError(
            _("The workbook holds no filled cell. Choose one with a row of column names and rows below it.")
        )
    notes: tuple[Note, ...] = ()
    if others:
        unread = ", ".join(map(cell_text, others))
        notes = (
            Note(
                "sheet",
                _(
                    "The sheet {cell} was read; the others were not: {unread}.",
                    cell=cell_text(title),
                    unread=unread,
                ),
            ),
        )
    width = max(len(row) for _, row in cells)
    _without_midnight(cells, width)
    texts = [[cell_of(cell) for cell in row] + [""] * (width - len(row)) for _, row in cells]
    titles = num_titles(texts)
    if titles:
        notes += (title_note(texts[:titles], cells[0][0]),)
        texts, cells = texts[titles:], cells[titles:]
    header = is_header(texts)
    body, numbers = texts[int(header) :], [number for number, _ in cells][int(header) :]
    names = unique(texts[0] if header else [""] * width)
    notes += _never_calculated(data, title, names, body)
    columns = tuple(strings([row[at] for row in body]) for at in range(width))
    return Table(names, columns, np.array(numbers, np.int64), "Excel", header=header, notes=notes)


def _open(data: bytes, values: bool) -> Any:
    """values: those of formulas as they were saved, else the formulas."""
    import defusedxml  # noqa: F401, where it is installed openpyxl reads with it, and entities do not explode
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _sheet_with_rows(data: bytes) -> tuple[str, list[str], Rows]:
    """The first sheet with rows enough for a table, else the longest; its title, those of the others, its rows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size, most = sum(entry.file_size for entry in archive.infolist()), 20 * limits().upload_mb * 2**20
    if size > most:
        raise UploadError(
            _("The workbook unpacks to {size:,.0f} MB. Save the one sheet you need as CSV.", size=size / 2**20)
        )
    title, sheets = "", _open(data, values=True).worksheets
    longest: Rows = []
    for sheet in sheets:
        sheet.reset_dimensions()
        cells = _bounded(sheet.iter_rows(values_only=True))
        if len(cells) > len(longest):
            title, longest = sheet.title, cells
        if len(longest) >= FEWEST_ROWS:
            break
    return title, [sheet.title for sheet in sheets if sheet.title != title], longest


def _bounded(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """The rows of a sheet with something in them, trailing empty cells left out."""
    found, most = [], limits().upload_rows + 1
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if len(cells) > MOST_FIELDS:
            raise UploadError(
                _(
                    "Row {row:,} has {count:,} cells; expected at most {most:,}.",
                    row=number,
                    count=len(cells),
                    most=MOST_FIELDS,
                )
            )
        if cells:
            found.append((number, cells))
        if len(found) > most:
            raise UploadError(
                _("The sheet has more than {upload_rows:,} rows. Upload a part.", upload_rows=limits().upload_rows)
            )
    return found


def _without_midnight(cells: Rows, width: int) -> None:
    """Days, which Excel keeps as midnights, become days: a column beside them may hold the clock."""
    for at in range(width):
        column = [row for _, row in cells if at < len(row) and isinstance(row[at], datetime)]
        if all(row[at].time() == datetime.min.time() for row in column):
            for row in column:
                row[at] = row[at].date()


def _never_calculated(data: bytes, title: str, names: tuple[str, ...], body: list[list[str]]) -> tuple[Note, ...]:
    """Of empty columns of formulas: a program wrote them, and no Excel has calculated them since."""
    empty = [at for at in range(len(names)) if not any(row[at] for row in body)]
    if not empty:
        return ()
    sheet = _open(data, values=False)[title]
    sheet.reset_dimensions()
    notes = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=LOOKED_AT), start=1):
        for at in [at for at in empty if at < len(row) and str(row[at]).startswith("=")]:
            empty.remove(at)
            notes.append(
                Note(
                    f"formulas {names[at]}",
                    _(
                        "Column {column!r} holds formulas that were never calculated: {cell} in row "
                        "{row:,}. Open the file in Excel, save it, and upload it again.",
                        column=names[at],
                        cell=cell_text(row[at]),
                        row=number,
                    ),
                )
            )
    return tuple(notes)

"""A delimited text file (CSV, TSV) as columns of texts, whatever its encoding and delimiter; nothing is guessed twice.

Row numbers are those a spreadsheet shows: the file's first row is row 1, and a line break inside quotes starts no row.
Lines around the table (a title, comments, a footer) are left out with a note.
"""

import csv
import io
import re
from itertools import islice
from typing import Any, Literal

import numpy as np

from playground.datasets.tables.decoding import SAMPLE, decode
from playground.datasets.tables.heading import is_header, num_titles, title_note
from playground.datasets.tables.not_tables import check_table
from playground.datasets.tables.notes import Note
from playground.datasets.tables.punctuation import marked
from playground.datasets.tables.table import Reading, Table, unique
from playground.datasets.tables.uneven_rows import DELIMITERS, FEWEST_TO_MEND, left_out
from playground.datasets.tables.writing import blanks_as_tabs, cut_by_blanks, written
from playground.errors import UploadError
from playground.languages import _

MOST_CELLS = 5_000
"""Of one row; a network reads far fewer."""


def read_delimited(data: bytes, reading: Reading) -> Table:
    """Read a file's bytes.  Raises `UploadError` with the first thing that is wrong."""
    decoded = decode(data, reading.encoding)
    text = decoded.text
    if not text.strip():
        raise UploadError(_("The file is empty. Choose one with a row of column names and rows below it."))
    if reading.delimiter is None:
        check_table(text)
    start = written(text)
    body = start.body
    delimiter = reading.delimiter or start.delimiter or guess_delimiter(body[:SAMPLE])
    said = delimiter
    if delimiter == " ":
        body, delimiter = blanks_as_tabs(body), "\t"
    punctuation: tuple[Note, ...] = ()
    if delimiter == ",":
        body, punctuation = marked(body, start.lines_before)
    quoted = not (delimiter == "\t" and _quotes_are_text(body))
    first = _first_rows(body, delimiter, quoted)
    widths = [len(row) for row in first if any(cell.strip() for cell in row) and not row[0].startswith("#")]
    width = (widths or [len(first[0])])[0]
    if len(widths) >= FEWEST_TO_MEND or widths.count(max(widths, default=0)) * 2 > len(widths) > 5:
        width = max(set(widths), key=lambda number: (widths.count(number), number))
    if width > MOST_CELLS:
        raise UploadError(
            _(
                "The first row has {width:,} cells; expected at most {most:,}. Choose its delimiter.",
                width=width,
                most=MOST_CELLS,
            )
        )
    table, rows, notes, short_header = _table(body, width, delimiter, quoted)
    columns = [column.combine_chunks() for column in table.columns]
    cells = [list(row) for row in zip(*(column[:1_000].to_pylist() for column in columns), strict=True)]
    if short_header:
        names, header = ["", *short_header], False
    else:
        header = is_header(cells) if reading.header is None else reading.header
        names = cells[0] if header and cells else [""] * width
    titles = num_titles(cells) if reading.header is None and not short_header else 0
    if titles:
        at = next((at for at in range(titles) if any(cells[at])), None)
        if at is not None:  # else they are empty rows
            notes.append(title_note(cells[at:titles], int(rows[at]) + start.lines_before))
        header, names = True, cells[titles]
    top = titles + int(header)
    columns = [column[top:] for column in columns]
    if not len(columns[0]):
        raise UploadError(_("The file has a row of column names and nothing below it. Choose one with rows."))
    if not quoted and '"' in body:
        notes.append(
            Note(
                "quotation marks", _("Quotation marks are part of the text: every line has the right number of cells.")
            )
        )
    return Table(
        unique([name.removeprefix("#").strip() if at == 0 else name for at, name in enumerate(names)]),
        tuple(columns),
        rows[top:] + start.lines_before,
        "CSV",
        decoded.encoding,
        said,
        header or bool(short_header),
        (*decoded.notes, *start.notes, *punctuation, *notes),
    )


def guess_delimiter(sample: str) -> str:
    """The delimiter that cuts the first rows into the same number of cells, several if possible."""

    def regular(delimiter: str) -> tuple[float, int]:
        cells = [len(row) for row in _first_rows(sample, delimiter) if row]
        if not cells:
            return (0, 0)
        usual = max(set(cells), key=cells.count)
        return (cells.count(usual) / len(cells) if usual > 1 else 0, usual)

    best = max((one for one in DELIMITERS if one != " "), key=regular)
    return " " if regular(best)[1] < 2 and cut_by_blanks(sample) else best


def _first_rows(text: str, delimiter: str, quoted: bool = True) -> list[list[str]]:
    """Up to 50 rows; the last one of a long text is left out, since the sample may end inside it."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    try:
        reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=delimiter, quoting=quoting)
        rows = list(islice(reader, 50))
    except csv.Error as error:  # a cell of more than 131,072 characters
        raise UploadError(
            _("The file's first rows are not a table ({error}). Save the table as CSV.", error=error)
        ) from None
    return rows[:-1] if len(rows) > 1 and len(text) >= SAMPLE else rows


def _quotes_are_text(text: str) -> bool:
    """Whether quotation marks in a tab-separated text are part of its cells: every line has the same number of tabs,
    and there are cells that begin with a mark but are not quoted as a whole, or that did not need to be.
    """
    if '"' not in text:
        return False
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    cells = [line.split("\t") for line in lines]
    if len({len(row) for row in cells}) != 1:
        return False
    marked = [cell for row in cells for cell in row if cell.startswith('"')]
    if any(not re.fullmatch(r'"(?:[^"]|"")*"', cell) for cell in marked):
        return True
    always = any(all(row[at].startswith('"') for row in cells[1:] or cells) for at in range(len(cells[0])))
    return bool(marked) and not always and not any(re.search(r'""|,', cell[1:-1]) for cell in marked)


def _table(
    text: str, num_columns: int, delimiter: str, quoted: bool
) -> tuple[Any, np.ndarray, list[Note], list[str] | None]:
    """The cells as an Arrow table of strings, the number of each row, what was left out, and the names of the columns
    where the first row has one cell less than the others, for row names that have no name.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    uneven: list[Any] = []

    def collect(row: Any) -> str:
        uneven.append(row)
        return "skip"

    data = text.encode("utf-8", errors="replace")
    names = [f"f{i}" for i in range(num_columns)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=collect,
            ),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise UploadError(
            _("The file is not a table ({error}). Save the table as CSV, and upload that.", error=error)
        ) from None
    rows = np.arange(1, len(table) + len(uneven) + 1)
    rows = np.delete(rows, [row.number - 1 for row in uneven])
    unnamed = not is_header([list(row.values()) for row in table.slice(0, 1_000).to_pylist()])
    filled = next((at for at, row in enumerate(table.slice(0, 100).to_pylist()) if any(row.values())), 0)
    notes, short_header = left_out([row for row in uneven if row.text.strip()], rows[filled:], delimiter, unnamed)
    return table, rows, notes, short_header

"""Files that are no delimited text: JSON Lines, JSON arrays, Excel workbooks, Parquet, fastText's lines."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

import numpy as np

from playground.datasets.tables.heading import is_header, num_titles, title_note
from playground.datasets.tables.labelled_lines import MARK, labelled_lines
from playground.datasets.tables.notes import Note, cell_text
from playground.datasets.tables.table import Table, unique
from playground.datasets.tables.zipped import is_zip
from playground.errors import UploadError
from playground.limits import limits

PARQUET = b"PAR1"
MOST_FIELDS = 2_000
"""Columns of a file that is not delimited text."""


def format_of(data: bytes) -> str:
    """A key of READERS; empty for what is read as delimited text."""
    if is_zip(data):
        return "Excel"
    if data.startswith(PARQUET):
        return "Parquet"
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(MARK.encode()):
        return "fastText"
    if start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"[", b"]"):
        return "JSON"
    if start[:1] == b"{":
        line, _, more = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        try:
            first = json.loads(line)
        except (ValueError, RecursionError):  # an object over several lines, or none
            return "JSON" if b'"' in start and b":" in start else ""
        columns = not more.strip() and any(isinstance(value, list | dict) for value in first.values())
        return "JSON" if columns else "JSON Lines"
    return ""


def json_lines(data: bytes) -> Table:
    """One JSON object per line."""
    records, rows = [], []
    for number, line in enumerate(_text(data).splitlines(), start=1):
        if line.strip():
            records.append(_parsed(line, f"Line {number:,}"))
            rows.append(number)
    return _of_records(records, rows, "JSON Lines", "Line")


def json_array(data: bytes) -> Table:
    """A JSON array of objects or of arrays, or an object that holds one such array."""
    found = _parsed(_text(data), "The file")
    if isinstance(found, dict):
        lists = {name: value for name, value in found.items() if isinstance(value, list) and value}
        if len(lists) != 1 and not (lists and len(lists) == len(found)):
            raise UploadError(
                "The file is a JSON object without one list of records in it. Save the records as a JSON array, one "
                "object per record."
            )
        if len(lists) == 1:
            found = next(iter(lists.values()))
        else:  # a list per column
            longest = max(map(len, lists.values()))
            found = [{name: v[i] if i < len(v) else None for name, v in lists.items()} for i in range(longest)]
    if found and all(isinstance(record, list) for record in found):
        width = max(map(len, found))
        head = [str(cell) if isinstance(cell, str) else "" for cell in found[0]]
        named = len(found) > 1 and all(head)
        names = unique([*(head if named else []), *[""] * (width - (len(head) if named else 0))])
        found = [dict(zip(names, record, strict=False)) for record in (found[1:] if named else found)]
    return _of_records(found, list(range(1, len(found) + 1)), "JSON", "Record")


def workbook(data: bytes) -> Table:
    """The first sheet of an Excel workbook that has rows; macros are never run, formulas give the value saved last."""
    import defusedxml  # noqa: F401, where it is installed openpyxl reads with it, and entities do not explode
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size, most = sum(entry.file_size for entry in archive.infolist()), 20 * limits().upload_mb * 2**20
        if size > most:
            raise UploadError(f"The workbook unpacks to {size / 2**20:,.0f} MB. Save the one sheet you need as CSV.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets
        for sheet in sheets:
            sheet.reset_dimensions()
            cells = _bounded(sheet.iter_rows(values_only=True))
            if cells:
                break
    except UploadError:
        raise
    except Exception:  # openpyxl passes on whatever its XML reader, zip reader or date reader raises
        raise UploadError(
            "The workbook cannot be read: it is damaged, or not as Excel writes it. Save its sheet as CSV, and upload "
            "that."
        ) from None
    if not cells:
        raise UploadError("The workbook holds no filled cell. Choose one with a row of column names and rows below it.")
    notes = ()
    if len(sheets) > 1:
        names = ", ".join(cell_text(other.title) for other in sheets if other is not sheet)
        notes = (Note("sheet", f"The sheet {cell_text(sheet.title)} was read; the others were not: {names}."),)
    width = max(len(row) for _, row in cells)
    texts = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for _, row in cells]
    titles = num_titles(texts)
    if titles:
        notes += (title_note(texts[:titles], cells[0][0]),)
        texts, cells = texts[titles:], cells[titles:]
    header = is_header(texts)
    body, numbers = texts[int(header) :], [number for number, _ in cells][int(header) :]
    columns = tuple(_strings([row[at] for row in body]) for at in range(width))
    return Table(
        unique(texts[0] if header else [""] * width),
        columns,
        np.array(numbers, np.int64),
        "Excel",
        header=header,
        notes=notes,
    )


def parquet(data: bytes) -> Table:
    """A Parquet file; every value as a text."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > limits().upload_rows or file.metadata.num_columns > MOST_FIELDS:
            raise UploadError(
                f"The file has {file.metadata.num_rows:,} rows and {file.metadata.num_columns:,} columns; this server "
                f"takes up to {limits().upload_rows:,} and {MOST_FIELDS:,}. Upload a part."
            )
        size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
        if size > 20 * limits().upload_mb * 2**20:
            raise UploadError(f"The file unpacks to {size / 2**20:,.0f} MB. Upload a part.")
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UploadError(f"The Parquet file cannot be read ({error}). Save the table as CSV.") from None
    if "__index_level_0__" in table.column_names:
        table = table.drop_columns(["__index_level_0__"])
    columns = []
    for column in table.columns:
        values = column.combine_chunks()
        try:
            values = pc.cast(values, pa.string())
        except pa.ArrowNotImplementedError:  # lists and structs
            values = pa.array(
                [None if value is None else json.dumps(value, default=str) for value in values.to_pylist()]
            )
        columns.append(pc.fill_null(values, ""))
    names = unique(table.column_names)
    return Table(names, tuple(columns), np.arange(1, len(table) + 1), "Parquet")


READERS: dict[str, Callable[[bytes], Table]] = {
    "JSON Lines": json_lines,
    "JSON": json_array,
    "Excel": workbook,
    "Parquet": parquet,
    "fastText": labelled_lines,
}
"""Format → its reader."""


def _text(data: bytes) -> str:
    from playground.datasets.tables.decoding import decode

    return decode(data)[0]


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        what = f"{error.msg} at character {error.colno:,}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise UploadError(f"{where} is not valid JSON ({what}). Correct it, or save the table as CSV.") from None
    except RecursionError:
        raise UploadError(f"{where} holds too many brackets inside brackets. Save the table as CSV.") from None


def _of_records(records: list[Any], rows: list[int], format: str, what: str) -> Table:
    """Objects as a table; a field that only some have is empty in the others."""
    fields: dict[str, None] = {}
    for number, record in zip(rows, records, strict=True):
        if not isinstance(record, dict):
            raise UploadError(
                f"{what} {number:,} is {cell_text(json.dumps(record, ensure_ascii=False))}; expected an object such as "
                '{"text": "…", "label": "…"}.'
            )
        fields |= dict.fromkeys(record)
        if len(fields) > MOST_FIELDS:
            raise UploadError(f"The file has more than {MOST_FIELDS:,} different fields. Keep those you need.")
    columns = tuple(_strings([_cell(record.get(name)) for record in records]) for name in fields)
    return Table(unique([str(name) for name in fields]), columns, np.array(rows, np.int64), format, "utf-8")


def _bounded(rows: Iterable[tuple[Any, ...]]) -> list[tuple[int, list[Any]]]:
    """The rows of a sheet with something in them and their numbers, trailing empty cells left out."""
    found, most = [], limits().upload_rows + 1
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if len(cells) > MOST_FIELDS:
            raise UploadError(f"Row {number:,} has {len(cells):,} cells; expected at most {MOST_FIELDS:,}.")
        if cells:
            found.append((number, cells))
        if len(found) > most:
            raise UploadError(f"The sheet has more than {limits().upload_rows:,} rows. Upload a part.")
    return found


def _cell(value: Any) -> str:
    """A value of JSON or Excel as the text that stands for it in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _strings(values: list[str]) -> Any:
    import pyarrow as pa

    return pa.array([value.encode("utf-8", "replace").decode() for value in values], pa.string())

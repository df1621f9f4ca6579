"""Files that are no delimited text: JSON Lines, JSON arrays, Excel workbooks, Parquet, fastText's lines."""

import io
import json
from collections.abc import Callable

import numpy as np

from playground.datasets.tables.json_records import ASSIGNED, json_array, json_lines
from playground.datasets.tables.labelled_lines import MARK, labelled_lines
from playground.datasets.tables.table import Table, unique
from playground.datasets.tables.values import MOST_FIELDS
from playground.datasets.tables.workbook import workbook
from playground.datasets.tables.zipped import is_zip
from playground.errors import UploadError
from playground.languages import _
from playground.limits import limits

PARQUET = b"PAR1"


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
    if ASSIGNED.match(start.decode("latin-1")):
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


def parquet(data: bytes) -> Table:
    """A Parquet file; every value as a text."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > limits().upload_rows or file.metadata.num_columns > MOST_FIELDS:
            raise UploadError(
                _(
                    "The file has {num_rows:,} rows and {num_columns:,} columns; this server takes up to "
                    "{upload_rows:,} and {most:,}. Upload a part.",
                    num_rows=file.metadata.num_rows,
                    num_columns=file.metadata.num_columns,
                    upload_rows=limits().upload_rows,
                    most=MOST_FIELDS,
                )
            )
        size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
        if size > 20 * limits().upload_mb * 2**20:
            raise UploadError(_("The file unpacks to {size:,.0f} MB. Upload a part.", size=size / 2**20))
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UploadError(_("The Parquet file cannot be read ({error}). Save the table as CSV.", error=error)) from None
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

"""An uploaded file's bytes → a table, whatever its format."""

from playground.datasets.tables import formats
from playground.datasets.tables.delimited import read_delimited
from playground.datasets.tables.notes import Note
from playground.datasets.tables.survey import without_questions
from playground.datasets.tables.table import Reading, Table
from playground.datasets.tables.tidy import tidied
from playground.datasets.tables.zipped import is_workbook, is_zip, unzipped
from playground.errors import UploadError
from playground.languages import _
from playground.limits import limits


def read_table(data: bytes, reading: Reading | None = None) -> Table:
    """Read a file: CSV and its kin, JSON Lines, a JSON array, Excel, Parquet, or a zip with one of them.

    Raises `UploadError` with the first thing that is wrong.
    """
    reading, most = reading or Reading(), limits().upload_mb
    if len(data) > most * 2**20:
        raise UploadError(
            _(
                "The file has {count:,.1f} MB; this server takes up to {most:,}. Upload a part.",
                count=len(data) / 2**20,
                most=most,
            )
        )
    notes: tuple[Note, ...] = ()
    if is_zip(data) and not is_workbook(data):
        data, notes = unzipped(data, most * 2**20)
    kind = formats.format_of(data)
    table = formats.READERS[kind](data) if kind else read_delimited(data, reading)
    table = without_questions(table) if len(table.rows) else table
    if not table.names or not len(table.rows):
        raise UploadError(_("The file holds no rows. Choose one with a row of column names and rows below it."))
    if len(table.rows) > limits().upload_rows:
        raise UploadError(
            _(
                "The file has {count:,} rows; this server takes up to {upload_rows:,}. Upload a part.",
                count=len(table.rows),
                upload_rows=limits().upload_rows,
            )
        )
    return tidied(table, notes)

"""A delimited text file (CSV, TSV) as columns of texts, whatever its encoding and delimiter; nothing is guessed twice.

Row numbers are those a spreadsheet shows: the file's first row is row 1, and a line break inside quotes starts no row.
"""

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from playground.errors import UploadError
from playground.limits import limits

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32": "UTF-32",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "gb18030": "Chinese (GB18030)",
    "big5": "Chinese (Big5)",
    "cp932": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "cp949": "Korean (EUC-KR)",
}
"""Codec → what a learner calls it."""
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar |"}
GUESSED = ["cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r"]
"""Codecs told apart by what they spell; the rest look too much like Windows-1252."""
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32"} | {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
NOT_TEXT = {
    b"PK\x03\x04": "a workbook or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"\x93NUMPY": "a NumPy file",
    b"{\\rtf": "an RTF document",
}
MOST_COLUMNS = 200
SAMPLE = 65_536
"""Characters the delimiter and the header are guessed from."""
NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*")


@dataclass(frozen=True)
class Delimited:
    """A file's columns, and how it was read.

    names: one a column, none twice
    columns: Arrow arrays of strings, (rows,) each
    rows: where each row stands in the file, (rows,) int64; rows without any text in them are left out
    encoding, delimiter: keys of ENCODINGS and DELIMITERS; header: whether the first row gave the names
    """

    names: tuple[str, ...]
    columns: tuple[Any, ...]
    rows: np.ndarray
    encoding: str
    delimiter: str
    header: bool

    def column(self, name: str) -> Any:
        """The column called `name`, an Arrow array of strings.  Raises `UploadError` where there is none."""
        if name not in self.names:
            raise UploadError(f"The file has no column {name!r}; it has {', '.join(self.names)}.")
        return self.columns[self.names.index(name)]


def read_delimited(
    data: bytes, encoding: str | None = None, delimiter: str | None = None, header: bool | None = None
) -> Delimited:
    """Read a file's bytes; None: guessed from them.  Raises `UploadError` with the first thing that is wrong."""
    most = limits().upload_mb
    if len(data) > most * 2**20:
        raise UploadError(f"The file has {len(data) / 2**20:,.1f} MB; this server takes up to {most:,}. Upload a part.")
    text, encoding = decode(data, encoding)
    if not text.strip():
        raise UploadError("The file is empty. Choose one with a row of column names and rows below it.")
    body = text.lstrip("\r\n")
    blank = len(re.findall(r"\r\n|\r|\n", text[: len(text) - len(body)]))
    delimiter = delimiter or guess_delimiter(body[:SAMPLE])
    first = _first_rows(body, delimiter)[0]
    if header is None:
        header = not any(NUMBER.fullmatch(cell) for cell in first)  # a number is hardly a name
    if len(first) > MOST_COLUMNS:
        raise UploadError(
            f"The file has {len(first):,} columns; expected at most {MOST_COLUMNS}. Choose its delimiter."
        )
    table, rows = _table(body, len(first), delimiter)
    if len(rows) > limits().upload_rows:
        raise UploadError(
            f"The file has {len(rows):,} rows; this server takes up to {limits().upload_rows:,}. Upload a part."
        )
    columns = [column.combine_chunks() for column in table.columns]
    names = _names([column[0].as_py() for column in columns] if header else [""] * len(columns))
    columns = [column[int(header) :] for column in columns]
    if not len(columns[0]):
        raise UploadError("The file has a row of column names and nothing below it. Choose one with rows.")
    return Delimited(names, tuple(columns), rows[int(header) :] + blank, encoding, delimiter, header)


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text in `data`, and its encoding.  Raises `UploadError` for what is not text."""
    for start, what in NOT_TEXT.items():
        if data.startswith(start):
            raise UploadError(f"The file is {what}, not text. Save the table as CSV, and upload that.")
    guessed = encoding or guess_encoding(data)
    try:
        text = data.decode(guessed)
    except UnicodeError as error:
        if encoding is None and guessed != "cp1252":
            raise UploadError(
                "The file is not text that can be read. Save the table as CSV, and upload that."
            ) from None
        where = f" (byte {error.start + 1:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise UploadError(f"The file is not {ENCODINGS[guessed]}{where}. Choose another encoding.") from None
    text = text.removeprefix("\ufeff")
    odd = re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
    if odd:
        raise UploadError(
            f"Character {odd.start() + 1:,} of the file is no text (code {ord(odd.group())}). Save the table as CSV, "
            "and upload that."
        )
    return text, guessed


def guess_encoding(data: bytes) -> str:
    """A key of ENCODINGS: byte order marks, then UTF-8, then what the bytes spell, then Western European."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data[:SAMPLE]:
            return "utf-8"
    if b"\0" in data[:SAMPLE]:  # half of every Latin letter
        return "utf-16-be" if data[:SAMPLE:2].count(0) > data[1:SAMPLE:2].count(0) else "utf-16"
    above = re.findall(rb"[\x80-\xff]+", data)
    alone = sum(len(run) == 1 for run in above)
    if alone * 2 < sum(map(len, above)):  # accents stand alone among letters; other scripts fill whole words
        from charset_normalizer import from_bytes

        sample = data[:SAMPLE].rpartition(b"\n")[0] or data[:SAMPLE]
        spelled = sample.decode("cp932", errors="ignore")  # easily taken for Korean, but for its hiragana
        if len(re.findall("[ぁ-ゖ]", spelled)) > 0.1 * sum(letter > "\x7f" for letter in spelled):
            return "cp932"
        best = from_bytes(sample, cp_isolation=GUESSED).best()
        if best and best.encoding in ENCODINGS:
            return best.encoding
    return "cp1252"


def guess_delimiter(sample: str) -> str:
    """The delimiter that cuts the first rows into the same number of cells, several if possible."""

    def regular(delimiter: str) -> tuple[float, int]:
        cells = [len(row) for row in _first_rows(sample, delimiter) if row]
        usual = max(set(cells), key=cells.count)
        return (cells.count(usual) / len(cells) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=regular)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """Up to 50 rows; the last one of a long text is left out, since the sample may end inside it."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=delimiter), 50))
    except csv.Error as error:  # a cell of more than 131,072 characters
        raise UploadError(f"The file's first rows are not a table ({error}). Save the table as CSV.") from None
    return rows[:-1] if len(rows) > 1 and len(text) >= SAMPLE else rows


def _table(text: str, num_columns: int, delimiter: str) -> tuple[Any, np.ndarray]:
    """The cells as an Arrow table of strings, and the number of each row."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as arrow_csv

    uneven: list[Any] = []

    def collect(row: Any) -> str:
        uneven.append(row)
        return "skip"

    data = text.encode("utf-8", errors="replace")
    names = [f"f{i}" for i in range(num_columns)]
    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
        arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=collect
        ),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )
    for row in uneven:
        if row.text.strip():
            _complain(row, delimiter)
    rows = np.arange(1, len(table) + len(uneven) + 1)
    rows = np.delete(rows, [row.number - 1 for row in uneven])
    blank = pa.array(np.ones(len(table), bool))
    for column in table.columns:
        blank = pc.and_(blank, pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(column.combine_chunks())), 0))
    kept = pc.invert(blank)
    return table.filter(kept), rows[kept.to_numpy(zero_copy_only=False)]


def _complain(row: Any, delimiter: str) -> None:
    expected, given = row.expected_columns, row.actual_columns
    cure = f"Put cells that hold a {DELIMITERS[delimiter]} between quotation marks, or choose another delimiter."
    if "\n" in row.text.strip():
        cure = "A quotation mark in it is probably never closed."
    raise UploadError(f"Row {row.number:,} has {given} cell{'s' * (given != 1)}; the first row has {expected}. {cure}")


def _names(cells: list[str]) -> tuple[str, ...]:
    """A name for each column: its own, else its number; a second of the same name is numbered."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"column {place}"
        while name in names:
            name += f" ({place})"
        names.append(name)
    return tuple(names)

"""The Jena climate file, a CSV file or one in a zip, read into arrays; trusting neither."""

import io
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import numpy as np

from playground.choices import as_given
from playground.datasets.climate import HEADER, MISSING, TIME_FORMAT
from playground.datasets.series import Arrays, filled
from playground.errors import ArchiveError
from playground.languages import _

MAX_BYTES = 2**28
"""Of the CSV file; the official one has 43 MB."""


def read(path: Path) -> Arrays:
    """Values (rows, 14), what was missing, and times, of the CSV file at `path` or in the zip there.

    -9999 and an empty cell are missing. Raises ArchiveError for whatever is wrong, naming its column and record.
    """
    data = _content(path)
    given = data.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").strip()
    columns = tuple(name.strip().strip('"') for name in given.split(","))
    _check_header(columns, path)
    table = _parsed(data, path)
    values = np.stack([table[name].to_numpy() for name in HEADER[1:]], axis=1)
    values[values == MISSING] = np.nan
    times = table[HEADER[0]].to_numpy().astype("datetime64[s]")
    return *filled(values), times


def _content(path: Path) -> bytes:
    """The CSV file's bytes."""
    again = _("Delete it and fetch the dataset again.")
    try:
        if path.suffix != ".zip":
            with path.open("rb") as file:
                return _bounded(file, path)
        with zipfile.ZipFile(path) as archive:
            members = [name for name in archive.namelist() if name == path.stem]
            if not members:
                found = ", ".join(archive.namelist()[:3]) or "nothing"
                raise ArchiveError(
                    _(
                        "{path} holds {found}; {stem} was expected. {again}",
                        path=path,
                        found=found,
                        stem=path.stem,
                        again=again,
                    )
                )
            with archive.open(members[0]) as file:
                return _bounded(file, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(
            _("{path} is damaged, or not a zip as was expected ({error}). {again}", path=path, error=error, again=again)
        ) from error
    except OSError as error:
        raise ArchiveError(
            _("{path} cannot be read ({strerror}). Allow reading it, or delete it.", path=path, strerror=error.strerror)
        ) from error


def _bounded(file: IO[bytes], path: Path) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ArchiveError(
            _(
                "{path} holds more than {most:,} bytes of text; the Jena climate file is smaller. "
                "Delete it and fetch the dataset again.",
                path=path,
                most=MAX_BYTES,
            )
        )
    return data


def _check_header(columns: tuple[str, ...], path: Path) -> None:
    for index, (given, expected) in enumerate(zip(columns, HEADER, strict=False), start=1):
        if given != expected:
            raise ArchiveError(
                _(
                    "Column {index} of {path} is named {given}; {expected!r} was expected. Put the Jena "
                    "climate file in its place, or delete it and fetch the dataset again.",
                    index=index,
                    path=path,
                    given=as_given(given),
                    expected=expected,
                )
            )
    if len(columns) != len(HEADER):
        raise ArchiveError(
            _(
                "{path} has {count} columns; the {expected} of the Jena climate file were expected. Delete "
                "it and fetch the dataset again.",
                path=path,
                count=len(columns),
                expected=len(HEADER),
            )
        )


def _parsed(data: bytes, path: Path) -> Any:
    """The file as an Arrow table of times and finite numbers; an empty cell is missing."""
    import pyarrow as pa

    types = {HEADER[0]: pa.timestamp("s")} | dict.fromkeys(HEADER[1:], pa.float32())
    try:
        table = _csv(data, types)
    except pa.ArrowInvalid:
        raise _complaint(data, path) from None
    if not table.num_rows:
        raise ArchiveError(_("{path} holds no records. Delete it and fetch the dataset again.", path=path))
    numbers = (column.drop_null().to_numpy() for column in table.columns[1:])
    if table[0].null_count or not all(np.isfinite(column).all() for column in numbers):
        raise _complaint(data, path)
    return table


def _csv(data: bytes, types: dict[str, Any], use_threads: bool = True) -> Any:
    from pyarrow import csv

    return csv.read_csv(
        io.BytesIO(data),
        csv.ReadOptions(column_names=HEADER, skip_rows=1, use_threads=use_threads),
        convert_options=csv.ConvertOptions(column_types=types, timestamp_parsers=[TIME_FORMAT], null_values=[""]),
    )


def _complaint(data: bytes, path: Path) -> ArchiveError:
    """What is wrong with a file that cannot be parsed, and where."""
    import pyarrow as pa

    again = _("Correct it, or delete the file and fetch the dataset again.")
    try:
        cells = _csv(data, dict.fromkeys(HEADER, pa.string()), use_threads=False)
    except pa.ArrowInvalid as error:  # a row with too few cells, or bytes that are no text
        return ArchiveError(
            _(
                "{path} is damaged ({reason}). {again}",
                path=path,
                reason=str(error).splitlines()[0][:160],
                again=again,
            )
        )
    for name in HEADER:
        valid, expected = (_is_number, _("a number"))
        if name == HEADER[0]:
            valid, expected = (_is_time, _("a time such as 01.01.2009 00:10:00"))
        index = next((index for index, cell in enumerate(cells[name].to_pylist()) if not valid(cell)), None)
        if index is not None:
            given = cells[name][index].as_py()[:40]
            return ArchiveError(
                _(
                    "Record {index:,} of {path} has {given!r} in column {name!r}; {expected} was expected. {again}",
                    index=index + 1,
                    path=path,
                    given=given,
                    name=name,
                    expected=expected,
                    again=again,
                )
            )
    return ArchiveError(_("{path} cannot be read as the Jena climate file. {again}", path=path, again=again))


def _is_time(cell: str) -> bool:
    try:
        datetime.strptime(cell, TIME_FORMAT)
    except ValueError:
        return False
    return True


def _is_number(cell: str) -> bool:
    try:
        return not cell or abs(float(cell)) <= float(np.finfo(np.float32).max)
    except ValueError:
        return False

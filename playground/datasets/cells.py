"""The cells of an uploaded file as numbers and as times; a cell that is neither is named by its row and column."""

import re
from typing import Any

import numpy as np

from playground.datasets.delimited import Delimited
from playground.errors import UploadError

MISSING = ("", "na", "n/a", "nan", "null", "none", "-", "?")
"""What stands for a number that is missing, in lower case."""
LARGEST = 1e30
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
EUROPEAN = r"^[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]*)(,[0-9]*)?([eE][+-]?[0-9]+)?$"
"""A decimal comma, and points between thousands."""
DAYS = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%Y/%m/%d")
FORMATS = [
    "ISO8601",
    *(day + hour for day in DAYS for hour in ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f")),
    *(day + hour for day in ("%m/%d/%Y", "%m/%d/%y", *DAYS) for hour in (" %I:%M %p", " %I:%M:%S %p")),
]
"""The first that fits is taken, so the day stands before the month; unless only another gives times that ascend."""
EPOCHS = {"s": (1e8, 1e10), "ms": (1e11, 1e13)}
"""Unit → the smallest and largest count since 1970 taken for one: from 1973 on, in seconds or milliseconds."""


def read_numbers(column: Any, delimiter: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of a column, (rows,) float64, NaN where missing; and which cells are no numbers, (rows,) bool.

    column: an Arrow array of strings.  Where cells are separated by semicolons, a comma may be the decimal point.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    cells = pc.utf8_trim_whitespace(column)
    missing = pc.is_in(pc.utf8_lower(cells), value_set=pa.array(MISSING))
    if delimiter == ";" and pc.any(pc.match_substring(cells, ",")).as_py():
        fits = pc.and_(pc.match_substring_regex(cells, EUROPEAN), pc.match_substring_regex(cells, "[0-9]"))
        cells = pc.replace_substring(pc.replace_substring(cells, ".", ""), ",", ".")
    else:
        fits = pc.match_substring_regex(cells, NUMBER)
    cells = pc.replace_substring_regex(cells, r"^\+", "")
    values = pc.if_else(pc.and_(fits, pc.invert(missing)), cells, None).cast(pa.float64())
    values = values.to_numpy(zero_copy_only=False).astype(np.float64)
    missing = missing.to_numpy(zero_copy_only=False)
    bad = ~missing & ~(np.abs(values) <= LARGEST)  # NaN compares as false
    return np.where(bad, np.nan, values), bad


def numbers(file: Delimited, name: str) -> np.ndarray:
    """The numbers of a column, (rows,) float64, NaN where missing.  Raises `UploadError` naming a cell that is none."""
    column = file.column(name)
    values, bad = read_numbers(column, file.delimiter)
    if bad.any():
        first = int(np.argmax(bad))
        others = f" ({bad.sum():,} cells are none)" if bad.sum() > 1 else ""
        raise UploadError(
            f"Row {file.rows[first]:,} of column {name!r} is {_shown(column[first])}; expected a number{others}. "
            "Correct it, or leave that column out."
        )
    return values


def read_times(column: Any) -> np.ndarray:
    """The times of a column, (rows,) datetime64[ms] in UTC; NaT where a cell is none, all of them where no format fits.

    column: an Arrow array of strings, such as 2026-01-31 14:00, 31.01.2026 14:00, 1/31/2026 2:00 PM or 1769868000.
    """
    import pandas as pd

    values, bad = read_numbers(column, ",")
    if not bad.any() and not np.isnan(values).any():
        for unit, (least, most) in EPOCHS.items():
            if len(values) and least <= values.min() and values.max() <= most:
                return (values * (1000 if unit == "s" else 1)).round().astype(np.int64).astype("datetime64[ms]")
    texts = pd.Series(column.to_pylist(), dtype=object).str.strip()

    def read(some: pd.Series, pattern: str) -> np.ndarray:
        parsed = pd.to_datetime(some, format=pattern, errors="coerce", utc=True)
        return parsed.dt.tz_localize(None).to_numpy().astype("datetime64[ms]")

    readings = [read(texts, pattern) for pattern in FORMATS if not np.isnat(read(texts[:1], pattern)).any()]
    if not readings:
        return np.full(len(texts), "NaT", "datetime64[ms]")
    return max(readings, key=lambda times: ((~np.isnat(times)).sum(), bool((np.diff(times).astype(int) > 0).all())))


def times(file: Delimited, name: str) -> np.ndarray:
    """The times of a column, (rows,) datetime64[ms], ascending.  Raises `UploadError` naming the row that is not."""
    column = file.column(name)
    read = read_times(column)
    if np.isnat(read).any():
        first = int(np.argmax(np.isnat(read)))
        raise UploadError(
            f"Row {file.rows[first]:,} of column {name!r} is {_shown(column[first])}; expected a time such as "
            "2026-01-31 14:00, 31.01.2026 14:00 or the seconds since 1970. Correct it, or choose no column of times."
        )
    later = np.diff(read).astype(np.int64) > 0
    if not later.all():
        row = int(np.argmin(later)) + 1
        what = "repeats the time of" if read[row] == read[row - 1] else "is earlier than"
        raise UploadError(
            f"Row {file.rows[row]:,} of column {name!r}, {_shown(column[row])}, {what} the row before it, "
            f"{_shown(column[row - 1])}; times must ascend. Sort the rows, or delete one of them."
        )
    return read


def unit_of(name: str) -> str:
    """What stands in brackets at the end of a column's name: `T (degC)` → degC; empty without."""
    found = re.search(r"[(\[]([^()\[\]]{1,20})[)\]]\s*$", name)
    return found.group(1).strip() if found else ""


def _shown(cell: Any) -> str:
    text = str(cell)
    return "empty" if not text.strip() else repr(text if len(text) <= 40 else text[:39] + "…")

"""Tables whose times stand in the names of their columns, one series per row, turned into one record per row."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from playground.datasets.tables.notes import Note, cell_text, listed
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.table import Table, unique
from playground.datasets.tables.time_parts import are_months, part_of, read_months, read_years
from playground.datasets.tables.times import read_times
from playground.errors import UploadError
from playground.languages import _, n_
from playground.limits import limits

FEWEST_TIMES = 12
"""Columns called by a time, for a table to be one with its times in the columns."""
HOUR = re.compile(r"(?:h|he|hr|hour|hour ending)?[ _]?(\d{1,2})(?:[:.]?00)?h?", re.IGNORECASE)


@dataclass(frozen=True)
class _Wide:
    """columns: the indices of those that are called by a time; times: what each is called as a record.

    beside: the index of the column with the year or the day that they belong to, None where they are whole times
    """

    columns: tuple[int, ...]
    times: tuple[str, ...]
    beside: int | None = None


def unfolded(table: Table) -> Table:
    """The table with a record for each row and each column called by a time; itself where there are none such."""
    wide = _whole_times(table) or _months(table) or _hours(table)
    if wide is None:
        return table
    num_rows, num_times = len(table.rows), len(wide.columns)
    first, last = (cell_text(table.names[wide.columns[at]]) for at in (0, -1))
    where = _("The times stand in {number:,} columns, {first} to {last}", number=num_times, first=first, last=last)
    if num_rows * num_times > limits().upload_rows:
        raise UploadError(
            _(
                "{where}: {records:,} records; this server takes up to {most:,}. Keep the rows you need.",
                where=where,
                records=num_rows * num_times,
                most=limits().upload_rows,
            )
        )
    import pyarrow as pa
    import pyarrow.compute as pc

    values = np.array([table.columns[at].to_pylist() for at in wide.columns], object).T.ravel()
    times = np.tile(np.array(wide.times, object), num_rows)
    if wide.beside is not None:
        times = np.repeat(np.array(table.columns[wide.beside].to_pylist(), object), num_times) + times
    rows = pa.array(np.repeat(np.arange(num_rows), num_times))
    others = [at for at in range(len(table.names)) if at not in (*wide.columns, wide.beside)]
    kept = [at for at in others if wide.beside is None]
    lost = [table.names[at] for at in others if at not in kept]
    if wide.beside is None:
        what = _("one series per row")
    else:
        what = _("a row per {column}", column=cell_text(table.names[wide.beside]))
    said = {"where": where, "what": what, "row": table.rows[0], "first": num_times}
    if lost:
        sentence = n_(
            "{where}, {what}: every cell became a record, row {row:,} the first {first:,}, without {number:,} other "
            "column, {lost}.",
            "{where}, {what}: every cell became a record, row {row:,} the first {first:,}, without {number:,} other "
            "columns, {lost}.",
            len(lost),
            lost=listed(lost),
            **said,
        )
    else:
        sentence = _("{where}, {what}: every cell became a record, row {row:,} the first {first:,}.", **said)
    return replace(
        table,
        names=unique([*(table.names[at] for at in kept), "time", "value"]),
        columns=(*(pc.take(table.columns[at], rows) for at in kept), pa.array(list(times)), pa.array(list(values))),
        rows=np.repeat(table.rows, num_times),
        notes=(*table.notes, Note("wide", sentence)),
    )


def _whole_times(table: Table) -> _Wide | None:
    """Columns called by years or days, such as 1960, 1/22/20 or 2020-Q1."""
    import pyarrow as pa

    dated = [at for at, name in enumerate(table.names) if re.search(r"\d{2}", name) and len(name) <= 30]
    if len(dated) < FEWEST_TIMES or len(dated) * 2 < len(table.names):
        return None
    names = pa.array([re.sub(r"^X(?=\d{4})|\s*\[YR\d+\]$", "", table.names[at].strip()) for at in dated])
    years = read_years(read_numbers(names).values)
    times = years if not np.isnat(years).any() else read_times(names)
    steps = np.diff(times[~np.isnat(times)]).astype(np.int64)
    if np.isnat(times).any() or not ((steps > 0).all() or (steps < 0).all()):
        return None
    return _Wide(tuple(dated), tuple(str(time.astype("datetime64[s]")).replace("T", " ") for time in times))


def _months(table: Table) -> _Wide | None:
    """Columns called January to December, a row per year."""
    for start in range(len(table.names) - 11):
        names = list(table.names[start : start + 12])
        if not (are_months(_strings(names)) and read_months(names).tolist() == list(range(1, 13))):
            continue
        for at, name in enumerate(table.names):
            if part_of(name) == "year" or _holds_years(table.columns[at]):
                return _Wide(tuple(range(start, start + 12)), tuple(f"-{month:02d}" for month in range(1, 13)), at)
    return None


def _hours(table: Table) -> _Wide | None:
    """Columns called by the 24 hours of a day, a row per day."""
    found = [(at, int(match[1])) for at, name in enumerate(table.names) if (match := HOUR.fullmatch(name.strip()))]
    if len(found) != 24 or [hour - found[0][1] for _, hour in found] != list(range(24)):
        return None
    for at, column in enumerate(table.columns):
        if at not in dict(found) and not np.isnat(read_times(column[:1_000])).any():
            return _Wide(tuple(index for index, _ in found), tuple(f" {hour:02d}:00" for hour in range(24)), at)
    return None


def _holds_years(column: Any) -> bool:
    years = read_years(read_numbers(column).values)
    return not np.isnat(years).any() and len(np.unique(years)) == len(years)


def _strings(names: list[str]) -> Any:
    import pyarrow as pa

    return pa.array(names, pa.string())

"""Which columns of a table are the time, and what time each row has."""

from itertools import takewhile
from typing import Any

import numpy as np

from playground.datasets.tables import time_parts
from playground.datasets.tables import times as clock
from playground.datasets.tables.notes import cell_text, listed
from playground.datasets.tables.series_rows import without_timeless
from playground.datasets.tables.series_work import Work, in_words
from playground.datasets.tables.time_parts import OTHER_PARTS, PARTS, part_of
from playground.errors import UploadError
from playground.languages import _

TIMES_SHARE = 0.9
"""Of a column's cells are times, if it is the time."""
TIME_NAMES = (
    *("time", "date", "datetime", "timestamp", "date time", "day", "month", "period", "when"),
    *("datum", "zeit", "fecha", "data", "tarih", "дата", "日期", "日時", "年月日"),
)
SPANS = ("duration", "elapsed", "pace", "dauer")
"""In the name of a column whose 0:45:10 is no time of the day."""
HOUR = 3_600_000


def time_and_times(work: Work) -> tuple[tuple[str, ...], np.ndarray]:
    """The columns of the time and the time of every row that is kept, (rows,) datetime64[ms]; empty for none."""
    nothing = np.empty(0, "datetime64[ms]")
    chosen = work.choices.time
    if chosen == ():
        return (), nothing
    if chosen is not None:
        for name in chosen:
            work.table.column(name)
        time, times = chosen, times_of(work, chosen)
    else:
        time, times = _proposed_time(work)
        if not time:
            return (), nothing
    if np.isnat(times).all():
        cell = work.table.column(time[0])[0].as_py()
        raise UploadError(
            _(
                "Row {row:,} of column {time!r} is {cell}; expected a time such as 2026-01-31 14:00, "
                "31.01.2026 14:00, Jan 31, 2026, 20260131 or the seconds since 1970. Correct it, or choose "
                "no column of times.",
                row=work.table.rows[0],
                time=time[0],
                cell=cell_text(cell),
            )
        )
    if len(time) > 1:
        at = _telling(times)
        cells = [cell_text(work.table.column(name)[at].as_py()) for name in time]
        work.note(
            "time",
            _(
                "The time was put together from the columns {names}: {cells} in row {row:,} is {moment}.",
                names=listed(list(time)),
                cells=listed(cells),
                row=work.row(at),
                moment=in_words(times[at]),
            ),
        )
    elif times.dtype.kind == "M":
        at = _telling(times)
        cell = work.table.column(time[0])[at].as_py()
        if not np.isnat(times[at]) and not _reads_as_itself(cell, times[at]):
            work.note(
                "time",
                _(
                    "Column {time!r} was taken for the time: {cell} in row {row:,} is {moment}.",
                    time=time[0],
                    cell=cell_text(cell),
                    row=work.row(at),
                    moment=in_words(times[at]),
                ),
            )
    return time, without_timeless(work, time, times)


def _telling(times: np.ndarray) -> int:
    """Where an example stands that shows the order of day and month: both at most 12 and different, a clock if any."""
    months = times.astype("datetime64[M]")
    day, month = (times - months).astype("timedelta64[D]").astype(int) + 1, months.astype(int) % 12 + 1
    known = ~np.isnat(times)
    clock_set = times.astype("datetime64[D]") != times
    telling = known & (day <= 12) & (day != month)
    for some in (telling & clock_set, telling, known):
        if some.any():
            return int(np.argmax(some))
    return 0


def _proposed_time(work: Work) -> tuple[tuple[str, ...], np.ndarray]:
    """The likeliest columns of the time: a date comes before parts, and both before a number that could be one."""
    found = [
        (columns, times, rank)
        for columns, times, rank in (*_alone(work), *_named_parts(work), *_parts_in_a_row(work))
        if (~np.isnat(times)).mean() >= TIMES_SHARE * 0.9 and _num_different(times) > 1
    ]
    if not found:
        return (), np.empty(0, "datetime64[ms]")
    most = max(_num_different(times) for _, times, rank in found if rank == max(rank for *_, rank in found))

    def likely(one: tuple[tuple[str, ...], np.ndarray, int]) -> tuple[Any, ...]:
        columns, times, rank = one
        index = work.table.names.index(columns[0])
        share = (~np.isnat(times)).mean()
        return _num_different(times) * 4 >= most, rank, called_time(columns[0]), share, _ordered(times), -index

    columns, times, _ = max(found, key=likely)
    return columns, times


def _alone(work: Work) -> list[tuple[tuple[str, ...], np.ndarray, int]]:
    """Columns that are times, with the clock or the hour beside a day; a number without a telling name ranks last."""
    names = work.table.names
    clocks = [name for name in names if clock.is_clock(work.table.column(name)) and not _is_span(name)]
    hours = [name for name in names if part_of(name) == "hour" and name not in clocks]
    found = []
    for name in names:
        if name in clocks or _is_span(name):
            continue
        columns: tuple[str, ...] = (name,)
        times = times_of(work, columns)
        if np.isnat(times).all():
            continue
        repeated = _num_different(times) * 2 <= len(times)
        for beside in (*clocks[:1], *hours[: int(repeated)]) if _days_only(times) else ():
            joined = times_of(work, (name, beside))
            if (~np.isnat(joined)).mean() >= TIMES_SHARE * 0.9:
                columns, times = (name, beside), joined
                break
        found.append((columns, times, 2 if called_time(name) or name not in work.numbers else 0))
    return found


def _named_parts(work: Work) -> list[tuple[tuple[str, ...], np.ndarray, int]]:
    """Year, month, day, … as far as there are columns so called; or year and quarter, week or day of the year."""
    named = {part_of(name): name for name in reversed(work.table.names)}
    if "year" not in named:
        return []
    parts = [named[part] for part in takewhile(named.__contains__, PARTS)]
    others = [named[part] for part in OTHER_PARTS if part in named]
    columns = tuple(parts) if len(parts) > 1 else (parts[0], *others[:1])
    return [(columns, times_of(work, columns), 1)] if len(columns) > 1 else []


def _parts_in_a_row(work: Work) -> list[tuple[tuple[str, ...], np.ndarray, int]]:
    """A column of years with one of months behind it, then of days and hours, whatever they are called."""
    names = work.table.names
    for index, name in enumerate(names[:-1]):
        if name not in work.numbers or np.isnat(time_parts.read_years(work.numbers[name].values)).mean() > 0.1:
            continue
        found: list[tuple[tuple[str, ...], np.ndarray, int]] = []
        for count in range(2, 5):
            columns = names[index : index + count]
            parts = [time_parts.read_part(work.table.column(c), p) for c, p in zip(columns, PARTS, strict=False)]
            if len(columns) < count or not time_parts.is_part(parts[-1], PARTS[count - 1]):
                break
            times = time_parts.joined_parts(dict(zip(PARTS, parts, strict=False)))
            steps = np.diff(times[~np.isnat(times)].astype("datetime64[M]")).astype(np.int64)
            if len(steps) and (steps >= 0).all() and (steps <= 1).all():
                found = [(columns, times, 1)]
        if found and _num_different(found[0][1]) >= TIMES_SHARE * len(found[0][1]):
            return found
    return []


def times_of(work: Work, columns: tuple[str, ...]) -> np.ndarray:
    """What some columns are as times: (rows,) datetime64[ms]."""
    if len(columns) == 1:
        return _times_of_one(work, columns[0])
    if len(columns) == 2 and clock.is_clock(work.table.column(columns[1])):
        return clock.joined_day_and_clock(*(work.table.column(name) for name in columns))
    if len(columns) == 2 and part_of(columns[1]) == "hour" and part_of(columns[0]) != "year":
        hours = time_parts.read_part(work.table.column(columns[1]), "hour")
        return np.asarray(times_of(work, columns[:1]) + (hours * HOUR).astype("timedelta64[ms]"))
    names = [part_of(name) for name in columns]
    if "year" not in names and columns[0] in work.numbers:
        names = list(PARTS[: len(columns)])
    if "year" not in names or not {*names} <= {*PARTS, *OTHER_PARTS}:
        raise UploadError(
            _(
                "The columns {names} make no time; expected a day and a clock, or year, month, day, hour. "
                "Choose others.",
                names=listed(list(columns)),
            )
        )
    return time_parts.joined_parts(
        {part: time_parts.read_part(work.table.column(name), part) for part, name in zip(names, columns, strict=True)}
    )


def _times_of_one(work: Work, name: str) -> np.ndarray:
    times = clock.read_times(work.table.column(name))
    if not np.isnat(times).all() or name not in work.numbers:
        return times
    numbers = work.numbers[name].values
    years = time_parts.read_years(numbers)
    likely = numbers.min() >= 1500 and numbers.max() <= 2200 and abs(np.diff(numbers)).max(initial=0) <= 1
    if not np.isnat(years).any() and (part_of(name) == "year" or likely):
        return years
    if called_time(name) or "year" in name.lower():
        days = time_parts.read_serial_days(numbers)
        return days if not np.isnat(days).any() else time_parts.read_decimal_years(numbers)
    return times


def _is_span(name: str) -> bool:
    return any(word in name.lower() for word in SPANS)


def called_time(name: str) -> int:
    """Whether a column's name is the time (2), or says that it is one (1)."""
    lower = name.strip().lower()
    return 2 if lower in TIME_NAMES else int("date" in lower or "time" in lower)


def _num_different(times: np.ndarray) -> int:
    return len(np.unique(times[~np.isnat(times)]))


def _days_only(times: np.ndarray) -> bool:
    known = times[~np.isnat(times)].astype(np.int64)
    return bool((known % 86_400_000 == 0).all())


def _ordered(times: np.ndarray) -> bool:
    steps = np.diff(times[~np.isnat(times)]).astype(np.int64)
    return bool((steps >= 0).all() or (steps <= 0).all())


def _reads_as_itself(cell: str, time: Any) -> bool:
    digits = [letter for letter in str(cell) if letter.isdigit()]
    return (
        str(cell).strip()[:4].isdigit()
        and "-" in str(cell)
        and "".join(digits) in "".join(filter(str.isdigit, str(time)))
    )

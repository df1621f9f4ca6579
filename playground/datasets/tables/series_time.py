"""Which columns of a table are the time, and what time each row has."""

from typing import Any

import numpy as np

from playground.datasets.tables import times as clock
from playground.datasets.tables.notes import cell_text, listed
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.series_rows import without_timeless
from playground.datasets.tables.series_work import Work, moment
from playground.errors import UploadError

TIMES_SHARE = 0.9
"""Of a column's cells are times, if it is the time."""
TIME_NAMES = ("time", "date", "datetime", "timestamp", "date time", "day", "month", "period", "when")
OTHER_PARTS = ("quarter", "week", "day of year")
"""With the year they are a time too."""
CLOCK_PARTS = {
    **{"hr": "hour", "hours": "hour", "yr": "year", "mon": "month", "mnth": "month", "min": "minute"},
    **{"qtr": "quarter", "weekofyear": "week", "wk": "week", "doy": "day of year", "dayofyear": "day of year"},
}


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
            f"Row {work.table.rows[0]:,} of column {time[0]!r} is {cell_text(cell)}; expected a time such as "
            "2026-01-31 "
            "14:00, 31.01.2026 14:00, Jan 31, 2026, 20260131 or the seconds since 1970. Correct it, or choose no "
            "column of times."
        )
    if len(time) > 1:
        at = _telling(times)
        cells = [cell_text(work.table.column(name)[at].as_py()) for name in time]
        work.note(
            "time",
            f"The time was put together from the columns {listed(list(time))}: {listed(cells)} in row "
            f"{work.row(at):,} is {_in_words(times[at])}.",
        )
    elif times.dtype.kind == "M":
        at = _telling(times)
        cell = work.table.column(time[0])[at].as_py()
        if not np.isnat(times[at]) and not _reads_as_itself(cell, times[at]):
            work.note(
                "time",
                f"Column {time[0]!r} was taken for the time: {cell_text(cell)} in row {work.row(at):,} is "
                f"{_in_words(times[at])}.",
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


def _in_words(time: np.datetime64) -> str:
    """A time that cannot be misread: 2 January 2021, 14:00."""
    whole = time.astype("datetime64[s]").item()
    clock_time = moment(time).partition(" ")[2]
    return f"{whole.day} {whole:%B} {whole.year}" + (f", {clock_time}" if clock_time else "")


def _proposed_time(work: Work) -> tuple[tuple[str, ...], np.ndarray]:
    """The likeliest columns of the time."""
    nothing = np.empty(0, "datetime64[ms]")
    named = {part_of(name): name for name in work.numbers if part_of(name) in clock.PARTS}
    for name in filter(lambda name: _are_months(work, name), work.table.names):
        named["month"] = name
    others = [name for part in OTHER_PARTS for name in work.numbers if part_of(name) == part]
    if "year" in named and "month" not in named and others:
        columns = named["year"], others[0]
        times = times_of(work, columns)
        if (~np.isnat(times)).mean() >= TIMES_SHARE and len(np.unique(times)) > 1:
            return columns, times
    if {"year", "month"} <= named.keys():
        parts = _parts_in_order(work, named)
        times = times_of(work, parts)
        if (~np.isnat(times)).mean() >= TIMES_SHARE and len(np.unique(times)) > 1:
            return parts, times
    found: list[tuple[tuple[Any, ...], tuple[str, ...], np.ndarray]] = []
    clocks = [name for name in work.table.names if clock.is_clock(work.table.column(name))]
    for place, name in enumerate(work.table.names):
        times = times_of(work, (name,))
        share = (~np.isnat(times)).mean()
        if share < TIMES_SHARE * 0.9 or len(np.unique(times)) < 2 or name in clocks:
            continue
        columns: tuple[str, ...] = (name,)
        hour = next((n for n in work.numbers if part_of(n) == "hour" and n != name), None)
        if clocks and _days_only(times):
            joined = clock.joined_day_and_clock(work.table.column(name), work.table.column(clocks[0]))
            if (~np.isnat(joined)).mean() >= TIMES_SHARE * 0.9:
                columns, times = (name, clocks[0]), joined
        elif hour and _days_only(times) and len(np.unique(times)) * 2 <= len(times):
            columns = (name, hour)
            times = times + (work.numbers[hour].values * 3_600_000).astype("timedelta64[ms]")
        found.append(((_called_time(name), share, _ordered(times), -place), columns, times))
    if found:
        _, columns, times = max(found, key=lambda one: one[0])
        return columns, times
    return (), nothing


def _parts_in_order(work: Work, named: dict[str, str]) -> tuple[str, ...]:
    return tuple(named[part] for part in clock.PARTS if part in named)


def times_of(work: Work, columns: tuple[str, ...]) -> np.ndarray:
    """What some columns are as times: (rows,) datetime64[ms]."""
    if len(columns) == 2 and clock.is_clock(work.table.column(columns[1])):
        return clock.joined_day_and_clock(*(work.table.column(name) for name in columns))
    if len(columns) == 2 and part_of(columns[1]) == "hour" and part_of(columns[0]) != "year":
        hours = read_numbers(work.table.column(columns[1])).values
        return times_of(work, columns[:1]) + (hours * 3_600_000).astype("timedelta64[ms]")
    if len(columns) > 1:
        parts = {part_of(name): _part(work, name) for name in columns}
        if "year" not in parts or not parts.keys() <= {*clock.PARTS, *OTHER_PARTS}:
            raise UploadError(
                f"The columns {listed(list(columns))} make no time; expected a day and a clock, or year, month, day, "
                "hour. Choose others."
            )
        return clock.joined_parts(parts)
    name = columns[0]
    times = clock.read_times(work.table.column(name))
    if np.isnat(times).all() and name in work.numbers:
        years = clock.read_years(work.numbers[name].values)
        whole = work.numbers[name].values
        likely = whole.min() >= 1500 and whole.max() <= 2200 and abs(np.diff(whole)).max(initial=0) <= 1
        if not np.isnat(years).any() and (part_of(name) == "year" or likely):
            return years
        if _called_time(name):
            return clock.read_serial_days(whole)
    return times


def _part(work: Work, name: str) -> np.ndarray:
    """The numbers of a part of the time."""
    return (
        clock.read_months(work.table.column(name))
        if _are_months(work, name)
        else read_numbers(work.table.column(name)).values
    )


def _are_months(work: Work, name: str) -> bool:
    """Whether a column called month holds names of months."""
    return (
        part_of(name) == "month"
        and name not in work.numbers
        and not np.isnan(clock.read_months(work.table.column(name)[:50])).any()
    )


def _called_time(name: str) -> bool:
    return name.strip().lower() in TIME_NAMES or any(word in name.lower() for word in ("date", "time"))


def part_of(name: str) -> str:
    """The part of the time that a column's name says, such as hour; else the name in lower case."""
    lower = name.strip().lower()
    return CLOCK_PARTS.get(lower, lower)


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

"""How long records take, in the words of a calendar where they are a calendar's."""

import numpy as np

from playground.languages import n_

UNITS = {"day": 86_400, "hour": 3_600, "minute": 60}
"""Seconds of each."""


def duration(times: np.ndarray, num_records: int) -> str:
    """How long so many records usually take: `25 hours`, `1 month`; empty where rows are only numbered.

    times: (records,) datetime64 in order, or int row numbers
    """
    if times.dtype.kind != "M" or len(times) < 2:
        return ""
    if months := months_apart(times):
        years, rest = divmod(months * num_records, 12)
        return _counted(years, "year") if not rest else _counted(months * num_records, "month")
    seconds = float(np.median(np.diff(times).astype("timedelta64[s]").astype(np.int64))) * num_records
    unit, length = next((unit for unit in UNITS.items() if seconds == unit[1] or seconds >= 2 * unit[1]), ("second", 1))
    return _counted(seconds / length, unit)


def months_apart(times: np.ndarray) -> int:
    """Months from each record to the next, the same number everywhere; 0 where they are no whole months.

    times: as above
    """
    if times.dtype.kind != "M" or len(times) < 2:
        return 0
    months = times.astype("datetime64[M]")
    steps = np.diff(months).astype(np.int64)
    whole = len(set((times - months).tolist())) == 1 and len(set(steps.tolist())) == 1
    return int(steps[0]) if whole else 0


def _counted(number: float, unit: str) -> str:
    written = f"{number:,.0f}" if number == int(number) else f"{number:,.3g}"
    count = 1 if number == 1 else 2  # of half a day it is days, too
    match unit:
        case "year":
            return n_("{written} year", "{written} years", count, written=written)
        case "month":
            return n_("{written} month", "{written} months", count, written=written)
        case "day":
            return n_("{written} day", "{written} days", count, written=written)
        case "hour":
            return n_("{written} hour", "{written} hours", count, written=written)
        case "minute":
            return n_("{written} minute", "{written} minutes", count, written=written)
    return n_("{written} second", "{written} seconds", count, written=written)

"""The cells of a column, or of several together, as times.  Read by pandas; here is only which format is meant."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from playground.datasets.tables.month_names import in_english
from playground.datasets.tables.numbers import in_ascii_digits, read_numbers
from playground.datasets.tables.time_writings import MIDNIGHT, rewritten

DAYS = (
    *("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y"),
    *("%Y/%m/%d", "%Y.%m.%d", "%d %m %Y", "%m %d %Y", "%Y %m %d", "%Y%m%d"),
    *("%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y"),
    *("%d/%b/%Y", "%d/%b/%y", "%d.%b.%Y", "%d. %m. %Y", "%Y %b %d"),
    *("%a, %d %b %Y", "%a %b %d %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%d. %B %Y"),
)
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S", " %H", " %H:%M%z", " %H:%M:%S%z")
HALF_DAYS = (" %I:%M %p", " %I:%M:%S %p", " %I %p")
MONTHS = ("%Y/%m", "%m/%Y", "%m.%Y", "%m-%Y", "%b %Y", "%B %Y", "%b-%Y", "%b-%y", "%b %y", "%Y %b", "%Y-%b", "%YM%m")
TOGETHER = ("%Y%m%d%H", "%Y%m%d%H%M", "%Y%m%d%H%M%S", "%Y%m%dT%H%M%S", "%Y%m")
PATTERNS = (
    *("ISO8601", *(day + clock for clock in CLOCKS for day in DAYS)),
    *(day + clock for clock in HALF_DAYS for day in ("%m/%d/%Y", "%m/%d/%y", *DAYS)),
    *(*MONTHS, *TOGETHER),
)
"""Of those that fit equally well the first is taken: so the day stands before the month, but not where it is a.m."""
EPOCHS = {"s": (1e8, 1e10), "ms": (1e11, 1e14)}
"""Unit → the smallest and largest count since 1970 taken for one: from 1973 on, in seconds or milliseconds."""
CLOCK = (
    r"^(?:[0-2]?[0-9][:h][0-5][0-9]|[0-2][0-9]\.[0-5][0-9]|[0-9]\.[0-5][0-9]\.[0-5][0-9])"
    r"([:.][0-5][0-9](\.[0-9]+)?)?( ?[AaPp][Mm])?$"
)
"""With a point only where the hour has two digits or there are seconds: 1.25 is a number."""
FOUR_DIGITS = r"^([01][0-9]|2[0-3])[0-5][0-9]$"
DOTTED_CLOCK = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})(?:\.(\d{2}))?$")
QUARTER = re.compile(r"(\d{4})[-/ ]?Q([1-4])|Q([1-4])[-/ ]?(\d{4})", re.IGNORECASE)
WEEK = re.compile(
    r"(?P<y>\d{4})[-/ ]?(?:W|KW|wk|week)[- ]?(?P<w>\d{1,2})|(?:W|KW|wk|week)[- ]?(?P<w2>\d{1,2})[-/ ]+(?P<y2>\d{4})",
    re.IGNORECASE,
)
FISCAL_YEAR = re.compile(r"(?:FY|CY) ?(\d{4})", re.IGNORECASE)
SEASON = re.compile(r"(\d{4})[/-](\d{4}|\d{2})")
COUNTED_YEAR = re.compile(r"(\d{1,3})-(\d{2})")
SMALL_NUMBER = re.compile(r"[+-]?\d{0,5}(\.\d*)?")
"""No time by itself."""
SAMPLE = 200
NOT_A_TIME = np.datetime64("NaT", "ms")


def read_times(column: Any) -> np.ndarray:
    """The times of a column, (rows,) datetime64[ms] in UTC; NaT where a cell is none, all of them where no format fits.

    column: an Arrow array of strings, such as 2026-01-31 14:00, 31.01.2026 14:00, 1/31/2026 2:00 PM, Jan 31, 2026,
    20260131, 1990-Q2 or 1769868000.
    """
    texts = rewritten(in_ascii_digits(column))
    some = texts[:SAMPLE]
    if not any(any(map(str.isdigit, text)) for text in some) or all(SMALL_NUMBER.fullmatch(text) for text in some):
        return np.full(len(texts), NOT_A_TIME)
    late = np.array(["24:00" in text and bool(MIDNIGHT.search(text)) for text in texts])
    if late.any():
        texts = [MIDNIGHT.sub("00:00", text) for text in texts]
    texts = in_english(texts)
    ways = (_epochs, _quarters, _weeks, _years, _counted_years, _formats)
    readings = [times for read in ways for times in read(column, texts)]
    if not readings:
        return np.full(len(texts), NOT_A_TIME)
    times = max(readings, key=_likely)
    return times + np.where(late, np.timedelta64(1, "D"), np.timedelta64(0, "D")) if late.any() else times


def is_clock(column: Any) -> bool:
    """Whether a column holds times of the day alone, such as 14:30 or 00.00.00."""
    import pyarrow.compute as pc

    filled = column.filter(pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0))
    if not len(filled):
        return False
    if pc.all(pc.match_substring_regex(filled, FOUR_DIGITS)).as_py():  # years begin with few different digits
        return bool(pc.count_distinct(pc.utf8_slice_codeunits(filled, 0, 2)).as_py() >= 6)
    fits = pc.match_substring_regex(pc.utf8_trim_whitespace(filled), CLOCK)
    with_colon = pc.any(pc.match_substring_regex(filled, "[:.h]")).as_py()
    return bool(pc.sum(fits).as_py() >= 0.95 * len(filled) and with_colon)


def joined_day_and_clock(day: Any, clock: Any) -> np.ndarray:
    """The times of a column of days and one of clocks."""
    import pyarrow as pa

    clocks = [re.sub(r"[.h](?=\d{2}\b)", ":", cell.strip()) for cell in clock.to_pylist()]
    clocks = [re.sub(r"^(\d{2})(\d{2})$", r"\1:\2", cell) for cell in clocks]
    days = [re.sub(r"[ T]00:00(:00)?$", "", cell.strip()) for cell in day.to_pylist()]
    return read_times(pa.array([f"{a} {b}" for a, b in zip(days, clocks, strict=True)]))


def _likely(times: np.ndarray) -> tuple[int, bool, int]:
    """Many times, in order (either way), at few different distances; months are one, however many days they have."""
    known = times[~np.isnat(times)]
    steps = np.diff(known).astype(np.int64)
    ordered = bool(len(steps)) and ((steps >= 0).all() or (steps <= 0).all())
    months = known.astype("datetime64[M]")
    if len(np.unique(known - months)) == 1:  # always the same day of the month
        steps = np.diff(months).astype(np.int64)
    return len(known), ordered, -len(np.unique(steps))


def _epochs(column: Any, texts: list[str]) -> list[np.ndarray]:
    numbers = read_numbers(column)
    values = numbers.values
    if numbers.bad.any() or np.isnan(values).any() or numbers.taken:
        return []
    for unit, (least, most) in EPOCHS.items():
        if len(values) and least <= values.min() and values.max() <= most and not _are_days(texts):
            return [(values * (1000 if unit == "s" else 1)).round().astype(np.int64).astype("datetime64[ms]")]
    return []


def _are_days(texts: list[str]) -> bool:
    """Whether numbers are days, hours or minutes written together, such as 20210131 and 202101311400."""
    return all(
        len(text) in (8, 10, 12, 14) and text.isdecimal() and 1000 < int(text[:4]) < 2200 and 1 <= int(text[4:6]) <= 12
        for text in texts[:SAMPLE]
    ) and all(1 <= int(text[6:8]) <= 31 for text in texts[:SAMPLE])


def _quarters(column: Any, texts: list[str]) -> list[np.ndarray]:
    import pandas as pd

    def quarter(text: str) -> str | None:
        found = QUARTER.fullmatch(text)
        return f"{found[1] or found[4]}Q{found[2] or found[3]}" if found else None

    return _by_match(texts, quarter, lambda some: pd.PeriodIndex(some, freq="Q").to_timestamp().to_numpy())


def _weeks(column: Any, texts: list[str]) -> list[np.ndarray]:
    """2026-W05: the Monday of that week, by ISO 8601."""
    import pandas as pd

    def week(text: str) -> str | None:
        found = WEEK.fullmatch(text)
        year, number = (found["y"] or found["y2"], int(found["w"] or found["w2"])) if found else ("", 0)
        return f"{year}-{number:02d}-1" if 1 <= number <= 53 else None

    return _by_match(texts, week, lambda some: pd.to_datetime(some, format="%G-%V-%u", errors="coerce").to_numpy())


def _years(column: Any, texts: list[str]) -> list[np.ndarray]:
    """FY1950, and seasons such as 1950/51 where every one ends in the year after."""

    def year(text: str) -> str | None:
        if found := FISCAL_YEAR.fullmatch(text):
            return found[1]
        found = SEASON.fullmatch(text)
        return found[1] if found and (int(found[1]) + 1 - int(found[2])) % 100 == 0 else None

    found = _by_match(texts, year, lambda some: np.array(some, "datetime64[Y]"))
    return found if len({text[-2:] for text in texts[:SAMPLE]}) > 1 else []


def _counted_years(column: Any, texts: list[str]) -> list[np.ndarray]:
    """1-01, 1-02, …: year 1, month 1."""

    def month(text: str) -> str | None:
        found = COUNTED_YEAR.fullmatch(text)
        return f"{int(found[1]):04d}-{found[2]}" if found and int(found[1]) and 1 <= int(found[2]) <= 12 else None

    return _by_match(texts, month, lambda some: np.array(some, "datetime64[M]"))


def _by_match(
    texts: list[str], match: Callable[[str], str | None], read: Callable[[list[str]], np.ndarray]
) -> list[np.ndarray]:
    if sum(match(text) is not None for text in texts[:SAMPLE]) < 0.5 * len(texts[:SAMPLE]):
        return []
    found = [match(text) for text in texts]
    known = [text for text in found if text]
    if len(known) < 0.8 * len(texts):
        return []
    times = np.full(len(texts), NOT_A_TIME)
    times[[text is not None for text in found]] = read(known).astype("datetime64[ms]")
    return [times]


def _formats(column: Any, texts: list[str]) -> list[np.ndarray]:
    """Every reading whose format fits most of the first cells."""
    import pandas as pd

    if sum(bool(re.search(r"\d", text)) for text in texts[:SAMPLE]) * 2 < min(len(texts), SAMPLE):
        return []
    dotted = [DOTTED_CLOCK.sub(lambda m: ":".join(filter(None, m.groups())), text) for text in texts]
    some = pd.Series([text for text in dotted if text][:SAMPLE], dtype=object)
    everything = pd.Series(dotted, dtype=object)

    def read(cells: pd.Series, pattern: str) -> np.ndarray:
        parsed = pd.to_datetime(cells, format=pattern, errors="coerce", utc=True)
        return parsed.dt.tz_localize(None).to_numpy().astype("datetime64[ms]")

    lone = all(re.fullmatch(r"[+-]?\d*\.?\d*", text) for text in some)
    whole = _are_days(list(some)) or all(re.fullmatch(r"(1[89]|20|21)\d\d(0[1-9]|1[0-2])", text) for text in some)
    if lone and not whole:  # numbers, unless they can only be days written together
        return []
    counts = {pattern: int((~np.isnat(read(some, pattern))).sum()) for pattern in PATTERNS}
    best = max(counts.values())
    if best < 0.8 * len(some):
        return []
    return [read(everything, pattern) for pattern, count in counts.items() if count == best]

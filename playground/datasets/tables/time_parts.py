"""The parts of a time in columns of their own: what a column's name says, and the times that they make together."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.caching import remembered
from playground.datasets.tables.month_names import LANGUAGES, in_english
from playground.datasets.tables.numbers import read_numbers

PARTS = ("year", "month", "day", "hour", "minute", "second")
OTHER_PARTS = ("quarter", "week", "day of year")
"""With the year they are a time too."""
SHORT = {
    **{"yr": "year", "yyyy": "year", "annee": "year", "mon": "month", "mnth": "month", "mo": "month", "dy": "day"},
    **{"dd": "day", "hr": "hour", "hh": "hour", "hours": "hour", "min": "minute", "sec": "second", "qtr": "quarter"},
    **{"weekofyear": "week", "wk": "week", "kw": "week", "kalenderwoche": "week"},
    **{"doy": "day of year", "dayofyear": "day of year", "年": "year", "月": "month", "日": "day", "時": "hour"},
}
YEARS = (1000, 2999)
SERIAL_DAYS = (20_000, 80_000)
"""From 1954 to 2119, as Excel counts."""
RANGE_OF_HOURS = r"^ *([0-9]{1,2})(?: ?[-–] ?[0-9]{1,2}| ?h| ?Uhr)? *$"
BOUNDS = {"month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59), "second": (0, 59)}
NOT_A_TIME = np.datetime64("NaT", "ms")


def part_of(name: str) -> str:
    """The part of the time that a column's name says in one of many languages, such as hour; else the name in lower
    case.
    """
    lower = name.strip().casefold()
    return lower if lower in (*PARTS, *OTHER_PARTS) else SHORT.get(lower, _words().get(_plain(lower), lower))


@remembered
def _words() -> Mapping[str, str]:
    """Jahr → year, mois → month, …: from Unicode's CLDR, through Babel."""
    from babel.units import format_unit

    found: dict[str, str] = {}
    for language in LANGUAGES:
        for part in (*PARTS, *OTHER_PARTS[:2]):
            word = _plain(format_unit(1, f"duration-{part}", length="long", locale=language))
            found.setdefault(re.sub(r"^1\s+", "", word), part)
    found.pop("time")  # an hour in Danish
    return found


def _plain(word: str) -> str:
    """In lower case and without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def read_part(column: Any, part: str) -> np.ndarray:
    """The numbers of a part of the time, (rows,) float64: of an hour such as 0-1 the first, of a month its name too."""
    import pyarrow.compute as pc

    if part == "month" and are_months(column):
        return read_months(column)
    return read_numbers(pc.replace_substring_regex(column, RANGE_OF_HOURS, r"\1") if part == "hour" else column).values


def are_months(column: Any) -> bool:
    """Whether a column holds names of months."""
    known = [cell for cell in column[:50].to_pylist() if cell.strip()]
    letters = any(letter.isalpha() for cell in known for letter in cell)
    return letters and float(np.isnan(read_months(known)).mean()) <= 0.1


def is_part(values: np.ndarray, part: str) -> bool:
    """Whether numbers can be that part of the time: whole, within its bounds, and not always the same."""
    known = values[~np.isnan(values)]
    low, high = BOUNDS.get(part, (-np.inf, np.inf))
    return bool(len(known)) and bool((known == np.floor(known)).all() and known.min() >= low and known.max() <= high)


def read_years(values: np.ndarray) -> np.ndarray:
    """Whole numbers from 1000 to 2999 as years: (rows,) datetime64[ms], NaT for what is none."""
    fits = np.isfinite(values) & (values == np.floor(values)) & (values >= YEARS[0]) & (values <= YEARS[1])
    years = np.where(fits, values, 1970).astype(np.int64)
    return np.where(fits, (years - 1970).astype("datetime64[Y]").astype("datetime64[ms]"), NOT_A_TIME)


def joined_parts(parts: dict[str, np.ndarray]) -> np.ndarray:
    """The times of columns of numbers: year, and month, day, hour, minute, second as far as there are any; or year and
    quarter, week or day of the year.
    """
    import pandas as pd

    if "week" in parts:
        weeks = [f"{y:.0f}-{w:.0f}-1" for y, w in zip(parts["year"], parts["week"], strict=True)]
        return pd.to_datetime(weeks, format="%G-%V-%u", errors="coerce").to_numpy().astype("datetime64[ms]")
    if "day of year" in parts:
        days = ((parts["day of year"] - 1) * 86_400_000).astype("timedelta64[ms]")
        return np.asarray(joined_parts({"year": parts["year"]}) + days)
    if "quarter" in parts:
        parts = {"year": parts["year"], "month": parts["quarter"] * 3 - 2}
    late = 24 * (parts["hour"] == 24) if "hour" in parts else np.zeros(len(parts["year"]))  # the end of a day
    parts = parts | ({"hour": parts["hour"] - late} if "hour" in parts else {})
    values = {name: parts.get(name, 1 if name in ("month", "day") else 0) for name in PARTS}
    whole = pd.DataFrame({name: pd.Series(np.broadcast_to(v, parts["year"].shape)) for name, v in values.items()})
    times = pd.to_datetime(whole, errors="coerce").to_numpy().astype("datetime64[ms]")
    times = times + (late * 3_600_000).astype("timedelta64[ms]")
    return np.where(np.isnat(read_years(parts["year"])), NOT_A_TIME, times)


def read_months(column: Any) -> np.ndarray:
    """The numbers of months that are written as names, Jan or janvier: (rows,) float64, NaN for what is none."""
    import pandas as pd

    cells = column if isinstance(column, list) else column.to_pylist()
    names = pd.Series(in_english(cells), dtype=object).str.strip()
    long, short = (pd.to_datetime(names, format=how, errors="coerce").dt.month for how in ("%B", "%b"))
    return long.fillna(short).to_numpy(np.float64)


def read_serial_days(values: np.ndarray) -> np.ndarray:
    """Days as Excel counts them, since the end of 1899: (rows,) datetime64[ms], all NaT where one is out of range."""
    if not (np.isfinite(values).all() and (values >= SERIAL_DAYS[0]).all() and (values <= SERIAL_DAYS[1]).all()):
        return np.full(len(values), NOT_A_TIME)
    elapsed = np.round(values * 86_400_000).astype("timedelta64[ms]")
    return np.datetime64("1899-12-30", "ms") + elapsed


def read_decimal_years(values: np.ndarray) -> np.ndarray:
    """1949.083333 and the like, (rows,) datetime64[ms]: months, quarters or weeks where the steps are such.

    All NaT unless they are years with decimals at even distances.
    """
    steps = np.diff(values)
    within = np.isfinite(values).all() and values.min() >= 1500 and values.max() <= 2200
    if not within or len(steps) < 2 or not (steps > 0).all() or np.ptp(steps) > 0.02 * steps.mean():
        return np.full(len(values), NOT_A_TIME)
    a_year = round(1 / steps.mean()) if steps.mean() < 1 else 1
    if a_year in (1, 2, 3, 4, 6, 12):
        months = np.floor(np.round(values * a_year, 1)) * (12 // a_year)  # 1949.04 is the middle of January
        return (months.astype(np.int64) - 12 * 1970).astype("datetime64[M]").astype("datetime64[ms]")
    years = (np.floor(values).astype(np.int64) - 1970).astype("datetime64[Y]")
    length = ((years + 1).astype("datetime64[D]") - years.astype("datetime64[D]")).astype(np.int64)
    days = np.round((values - np.floor(values)) * length * 86_400_000).astype("timedelta64[ms]")
    return np.asarray((years.astype("datetime64[ms]") + days).astype("datetime64[D]").astype("datetime64[ms]"))

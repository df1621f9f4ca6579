"""The cells of a column as numbers, in the writings that people and programs use."""

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np

MISSING = ("", "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "nil", "-", "--", "?", "\\n", "missing", ":")
"""What stands for a number that is missing, in lower case."""
LARGEST = 1e30
PLAIN = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
THOUSANDS = r"^[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})+,[0-9]{3})(\.[0-9]*)?$"
DECIMAL_COMMA = r"^[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]*)(,[0-9]*)?([eE][+-]?[0-9]+)?$"
SPACED = r"^([+-]?[0-9]{1,3})([ '’][0-9]{3})+([.,][0-9]*)?$"
CURRENCY = "[$€£¥₹₽₩]|USD|EUR|GBP|CHF|JPY|CNY|INR|Rs\\.?"
MULTIPLES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12}
SUFFIX = r"([0-9])(?: ?(?:[kKmMBT]|[bB][nN])|b)$"
UNIT = r"^(?P<number>[+-]?[0-9][0-9.,]*) ?(?P<unit>[^0-9\s.,+%()-][^0-9\s()]{0,9}(?: [^0-9\s()]{1,9})?)$"
FLAGGED = r"^([+-]?[0-9.,]*[0-9]) ?[*†‡#bcdefnprsuz]$"
"""A number with a mark behind it, as in tables of official statistics: p is provisional, e estimated."""
POINTS = r"^[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+$"


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers.

    values (rows,) float64, NaN where missing; bad (rows,) bool: cells that are neither a number nor missing
    taken: what was taken for what, each with the first row's index: "decimal comma", "thousands marks", …
    """

    values: np.ndarray
    bad: np.ndarray
    taken: dict[str, int]

    @property
    def filled(self) -> int:
        """Cells with a number."""
        return int(np.count_nonzero(~np.isnan(self.values)))


def read_numbers(column: Any, delimiter: str = ",", points: str = "decimals") -> Numbers:
    """column: an Arrow array of strings.  delimiter: of the file; with semicolons a lone comma is a decimal one.

    points: what they mean where they could stand between "thousands" as well as before "decimals"
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    cells = in_ascii_digits(pc.utf8_trim_whitespace(column))
    missing = _mask(pc.is_in(pc.utf8_lower(cells), value_set=pa.array(MISSING)))
    taken: dict[str, int] = {}
    if points == "thousands":  # which is noted beforehand
        found = _mask(pc.match_substring_regex(cells, POINTS))
        cells = pc.if_else(pa.array(found), pc.replace_substring(cells, ".", ""), cells)
    times = np.ones(len(cells))
    plain = _mask(pc.match_substring_regex(cells, PLAIN))
    if not (plain | missing).all():
        cells, times = _without_signs(cells, ~(plain | missing), taken)
        cells = _without_commas(cells, missing, delimiter, taken)
        plain = _mask(pc.match_substring_regex(cells, PLAIN))
    fits = pa.array(plain & ~missing)
    cells = pc.replace_substring_regex(cells, r"^\+", "")
    values = pc.if_else(fits, cells, None).cast(pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)
    with np.errstate(over="ignore"):
        values = values * times
    bad = ~missing & ~(np.abs(values) <= LARGEST)  # NaN compares as false
    return Numbers(np.where(bad, np.nan, values), bad, taken)


def _without_signs(cells: Any, odd: np.ndarray, taken: dict[str, int]) -> tuple[Any, np.ndarray]:
    """Without currency signs, percent, K and M, and brackets of the negative; and what each cell is multiplied by.

    odd: (rows,) bool, the cells that are no plain numbers; a column without a digit in most of them is left alone.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    times = np.ones(len(cells))
    digits = _mask(pc.match_substring_regex(cells, "[0-9]"))
    if np.count_nonzero(digits & odd) * 2 < np.count_nonzero(odd):
        return cells, times
    cells = pc.replace_substring_regex(cells, "[\u00a0\u202f\u2009]", " ")
    cells = pc.replace_substring_regex(cells, "^[\u2212\u2013]", "-")
    for what, pattern, instead in (
        ("negative in brackets", r"^\(([^()]*[0-9][^()]*)\)$", r"-\1"),
        ("currency", rf"^([+-]?) ?(?:{CURRENCY}) ?([+-]?[0-9.].*)$", r"\1\2"),
        ("currency", rf"^(.*[0-9.]) ?(?:{CURRENCY})$", r"\1"),
        ("percent", r"^(.*[0-9.]) ?%$", r"\1"),
        ("minus behind", r"^([0-9][0-9.,]*) ?-$", r"-\1"),
        ("limits", r"^[<>≤≥] ?([+-]?[0-9.].*)$", r"\1"),
    ):
        found = _mask(pc.match_substring_regex(cells, pattern))
        if found.any():
            taken.setdefault(what, int(np.argmax(found)))
            cells = pc.replace_substring_regex(cells, pattern, instead)
    found = _mask(pc.match_substring_regex(cells, SUFFIX))
    if found.any():
        taken["multiples"] = int(np.argmax(found))
        letters = pc.extract_regex(cells, r"(?P<letter>(?i:bn|k|m|b|t))$").field("letter")
        for at in np.flatnonzero(found):
            times[at] = MULTIPLES[letters[int(at)].as_py().lower()]
        cells = pc.if_else(pa.array(found), pc.replace_substring_regex(cells, SUFFIX, r"\1"), cells)
    cells = _without_units(cells, odd, taken)
    found = _mask(pc.match_substring_regex(cells, SPACED))
    if found.any():
        taken["thousands marks"] = int(np.argmax(found))
        cells = pc.if_else(pa.array(found), pc.replace_substring_regex(cells, "[ '’]", ""), cells)
    return cells, times


def _without_units(cells: Any, odd: np.ndarray, taken: dict[str, int]) -> Any:
    """Without one unit behind all numbers, such as 20.5 °C, and without marks behind some of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    units = pc.drop_null(pc.extract_regex(cells, UNIT).field("unit"))
    if len(units) * 2 > len(cells) and pc.max(pc.value_counts(units).field("counts")).as_py() >= 0.95 * len(units):
        what, pattern = "unit", UNIT
    else:
        what, pattern = "flags", FLAGGED
    found = _mask(pc.match_substring_regex(cells, pattern)) & odd
    if not found.any() or (what == "flags" and found.sum() * 2 > len(cells)):
        return cells
    taken[what] = int(np.argmax(found))
    return pc.if_else(pa.array(found), pc.replace_substring_regex(cells, pattern, r"\1"), cells)


def in_ascii_digits(cells: Any) -> Any:
    """Digits of every script, such as ٣ and ３, as 0 to 9."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring_regex(cells, r"[^\x00-\x7F]")).as_py():
        return cells
    letters = {letter for cell in pc.unique(cells).to_pylist() for letter in cell if letter.isdecimal()}
    others = {ord(letter): str(unicodedata.decimal(letter)) for letter in letters if not letter.isascii()}
    others |= {ord("٫"): ".", ord("٬"): ","} if others else {}
    return pa.array([cell.translate(others) for cell in cells.to_pylist()], pa.string()) if others else cells


def _without_commas(cells: Any, missing: np.ndarray, delimiter: str, taken: dict[str, int]) -> Any:
    """A comma stands before decimals or between thousands: one meaning for the whole column, the one that fits more."""
    import pyarrow as pa
    import pyarrow.compute as pc

    comma = _mask(pc.match_substring(cells, ","))
    european = _mask(pc.match_substring_regex(cells, r"^[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}$")).any()
    if not comma.any() and not european:
        return cells
    readable = _mask(pc.match_substring_regex(cells, "[0-9]")) & ~missing
    plain = _mask(pc.match_substring_regex(cells, PLAIN))
    thousands = _mask(pc.match_substring_regex(cells, THOUSANDS)) | (plain & ~comma)
    decimal = _mask(pc.match_substring_regex(cells, DECIMAL_COMMA)) & readable
    fit_thousands, fit_decimal = int((thousands & readable).sum()), int(decimal.sum())
    # 1,234 is both: with semicolons between cells it is a decimal comma, else a mark between thousands
    if fit_decimal > fit_thousands or (fit_decimal == fit_thousands and delimiter == ";"):
        taken["decimal comma" if comma.any() else "points between thousands"] = int(
            np.argmax(comma if comma.any() else decimal & ~plain)
        )
        read = pc.replace_substring(pc.replace_substring(cells, ".", ""), ",", ".")
        return pc.if_else(pa.array(decimal), read, cells)
    fits = thousands & comma
    if fits.any():
        taken["thousands marks"] = int(np.argmax(fits))
    return pc.if_else(pa.array(fits), pc.replace_substring(cells, ",", ""), cells)


def _mask(array: Any) -> np.ndarray:
    return np.asarray(array.to_numpy(zero_copy_only=False), bool)

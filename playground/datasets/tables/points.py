"""Whether 12.345 is twelve and a bit or twelve thousand: one meaning for all columns of a file."""

import numpy as np

from playground.datasets.tables.numbers import MISSING, POINTS, in_ascii_digits
from playground.datasets.tables.table import Table

SMALL = r"^[+-]?(0|[1-9][0-9]{0,2})$"
POINTED = r"^[+-]?[0-9]*\.[0-9]+$"
DECIMAL_COMMA = r"^[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+),[0-9]+$"
GERMAN_DAY = r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}\b"


def ambiguous(table: Table) -> tuple[str, ...]:
    """The columns whose points could stand before decimals and between thousands, each with three digits behind it."""
    return tuple(name for name in table.names if table.format == "CSV" and _kind(table, name) in ("mixed", "either"))


def proposed(table: Table, columns: tuple[str, ...]) -> tuple[str, bool]:
    """What the points of `columns` probably mean, "thousands" or "decimals", and whether one should ask.

    Thousands where 829 stands under 1.048, where decimals have a comma elsewhere, or days are written 31.12.2021;
    decimals where another column has such.
    """
    import pyarrow.compute as pc

    def has(pattern: str) -> bool:
        return any(
            pc.mean(pc.match_substring_regex(column, pattern).cast("int8")).as_py() > 0.5 for column in table.columns
        )

    kinds = [_kind(table, name) for name in table.names]
    if "decimals" in kinds:
        return "decimals", "mixed" in kinds
    if {"mixed", "several"} & {*kinds} or has(DECIMAL_COMMA) or has(GERMAN_DAY):
        return "thousands", True
    return "decimals", table.delimiter == ";"


def _kind(table: Table, name: str) -> str:
    """mixed: 829 and 1.048; either: 51.829 only; several: 1.048.829; decimals: 0.5 or 1013.25; else empty."""
    import pyarrow as pa
    import pyarrow.compute as pc

    cells = in_ascii_digits(pc.utf8_trim_whitespace(table.column(name)))
    known = cells.filter(pc.invert(pc.is_in(pc.utf8_lower(cells), value_set=pa.array(MISSING))))
    grouped, small, pointed = (
        pc.match_substring_regex(known, pattern).to_numpy(zero_copy_only=False) for pattern in (POINTS, SMALL, POINTED)
    )
    if (pointed & ~grouped).any():
        return "decimals" if (pointed | small).mean() > 0.5 else ""
    if not grouped.any() or not (grouped | small).mean() > 0.9:
        return ""
    if pc.any(pc.match_substring_regex(known, r"[0-9]\.[0-9]+\.[0-9]")).as_py():
        return "several"
    large = pc.match_substring_regex(known, r"^[+-]?[1-9][0-9]{2}$").to_numpy(zero_copy_only=False)
    return "mixed" if np.count_nonzero(large) * 2 > np.count_nonzero(small) else "either"

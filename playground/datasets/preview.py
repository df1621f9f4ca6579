"""What the columns of an uploaded file look like."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from playground.datasets.tables.labels import MOST_CLASSES
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.table import Table
from playground.datasets.tables.times import read_times

Kind = Literal["numbers", "times", "labels", "texts", "empty"]

LOOKED_AT = 1_000
"""Cells a column's kind is guessed from."""


@dataclass(frozen=True)
class Column:
    """One column of a file.

    kind: what its first cells look like; "labels" are texts of which there are few different ones
    first: its first cells that are not empty, five at most; num_empty: cells with nothing in them
    num_different: different cells; mean_length: characters a cell
    """

    name: str
    kind: Kind
    first: tuple[str, ...]
    num_empty: int
    num_different: int
    mean_length: float


def preview(file: Table) -> tuple[Column, ...]:
    """Every column of a file, as it looks."""
    return tuple(_column(name, cells, file.delimiter) for name, cells in zip(file.names, file.columns, strict=True))


def _column(name: str, cells: Any, delimiter: str) -> Column:
    import pyarrow.compute as pc

    empty = pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(cells)), 0)
    filled = cells.filter(pc.invert(empty))
    num_different = pc.count_distinct(filled).as_py()
    return Column(
        name=name,
        kind=_kind(filled[:LOOKED_AT], num_different, len(filled), delimiter),
        first=tuple(filled[:5].to_pylist()),
        num_empty=len(cells) - len(filled),
        num_different=num_different,
        mean_length=float(pc.mean(pc.utf8_length(filled)).as_py() or 0),
    )


def _kind(cells: Any, num_different: int, num_filled: int, delimiter: str) -> Kind:
    if not len(cells):
        return "empty"
    times = read_times(cells)
    numbers = read_numbers(cells, delimiter)
    if numbers.filled and numbers.bad.sum() <= 0.1 * len(cells):
        return "numbers" if np.isnat(times).any() else "times"
    if not np.isnat(times).any():
        return "times"
    return "labels" if num_different <= min(MOST_CLASSES, num_filled / 2) else "texts"

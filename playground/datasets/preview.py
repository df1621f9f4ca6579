"""What the columns of an uploaded file look like, and which of them are probably meant."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from playground.datasets.cells import read_numbers, read_times
from playground.datasets.delimited import Delimited
from playground.datasets.own_reviews import MOST_CLASSES

LOOKED_AT = 1_000
"""Cells a column's kind is guessed from."""
LABEL_NAMES = ("label", "class", "target", "sentiment", "category", "rating", "stars", "polarity")
TEXT_NAMES = ("text", "review", "comment", "sentence", "message", "tweet", "content")
TIME_NAMES = ("time", "date", "datetime", "timestamp", "date time")


@dataclass(frozen=True)
class Column:
    """One column of a file.

    kind: what its first cells look like; "labels" are texts of which there are few different ones
    first: its first cells that are not empty, five at most; num_empty: cells with nothing in them
    num_different: different cells; mean_length: characters a cell
    """

    name: str
    kind: Literal["numbers", "times", "labels", "texts", "empty"]
    first: tuple[str, ...]
    num_empty: int
    num_different: int
    mean_length: float


def preview(file: Delimited) -> tuple[Column, ...]:
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


def _kind(cells: Any, num_different: int, num_filled: int, delimiter: str) -> str:
    if not len(cells):
        return "empty"
    times = read_times(cells)
    values, bad = read_numbers(cells, delimiter)
    if not bad.any() and not np.isnan(values).all():
        ascends = len(cells) > 1 and not np.isnat(times).any() and (np.diff(times).astype(int) > 0).all()
        return "times" if ascends and values.min() > 1e8 else "numbers"  # 2026 is a number, 1769868000 a time
    if not np.isnat(times).any():
        return "times"
    return "labels" if num_different <= min(MOST_CLASSES, num_filled / 2) else "texts"


def guess_texts(columns: tuple[Column, ...]) -> tuple[str, str]:
    """Which columns are probably the text and the label; the same one when there is no other."""
    text = max(columns, key=lambda c: (c.kind in ("texts", "labels"), _called(c, TEXT_NAMES), c.mean_length))
    others = [c for c in columns if c != text] or [text]

    def like_labels(column: Column) -> tuple[bool, bool, int]:
        return (2 <= column.num_different <= MOST_CLASSES, _called(column, LABEL_NAMES), -column.num_different)

    return text.name, max(others, key=like_labels).name


def guess_series(columns: tuple[Column, ...]) -> tuple[str | None, str]:
    """Which columns are probably the times, None without any, and the one to forecast."""
    time = max((c for c in columns if c.kind == "times"), key=lambda c: _called(c, TIME_NAMES), default=None)
    others = [c for c in columns if c != time] or list(columns)
    changing = [c for c in others if c.kind == "numbers" and c.num_different > 1]
    target = (changing or others)[0]
    return (time.name if time else None), target.name


def _called(column: Column, names: tuple[str, ...]) -> bool:
    return column.name.strip().lower() in names

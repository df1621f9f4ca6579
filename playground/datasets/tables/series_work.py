"""A table on its way to a series: which rows are kept in which order, which columns are numbers, what was noted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from babel.dates import format_date

from playground.datasets.tables import points
from playground.datasets.tables.notes import Decisions, Note, cell_text, decide, listed
from playground.datasets.tables.numbers import Numbers, read_numbers
from playground.datasets.tables.table import Table
from playground.datasets.tables.wide import unfolded
from playground.languages import ENGLISH, N_, _, language

NUMBERS_SHARE = 0.9
"""Of a column's filled cells are numbers, if it is one of numbers; the others are missing."""
MARKED_SHARE = 0.5
"""It is enough where all others are a few words that come again, such as T, closed or unavailable."""
MOST_WORDS = 3


@dataclass(frozen=True)
class SeriesChoices:
    """What a learner chose; None: proposed.

    time: the columns of the time, () for none: rows are numbered.  target: the column to forecast
    columns: the columns of numbers a window holds, the target always among them.  decisions: by the kind of a note
    """

    time: tuple[str, ...] | None = None
    target: str | None = None
    columns: tuple[str, ...] | None = None
    decisions: Decisions = field(default_factory=dict)


@dataclass
class Work:
    """What the steps of reading a series share; each step mends something and notes it.

    rows: the rows of the table that are kept, in order of time, (rows,) int64
    numbers: the columns of numbers; partly: those of which only some cells are numbers
    merge: (rows,) float64 → (records,), rows of one moment together
    """

    table: Table
    choices: SeriesChoices
    notes: list[Note] = field(init=False)
    rows: np.ndarray = field(init=False)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    partly: dict[str, Numbers] = field(default_factory=dict)
    merge: Callable[[np.ndarray], np.ndarray] = lambda values: values

    def __post_init__(self) -> None:
        self.table = unfolded(self.table)
        self.notes, self.rows = list(self.table.notes), np.arange(len(self.table.rows))
        mean = dict.fromkeys(pointed := points.ambiguous(self.table), self._points(pointed))
        for name, column in zip(self.table.names, self.table.columns, strict=True):
            found = read_numbers(column, self.table.delimiter, mean.get(name, "decimals"))
            if found.filled and found.filled >= _least_share(column, found) * (found.filled + int(found.bad.sum())):
                self.numbers[name] = found
            elif found.filled:
                self.partly[name] = found

    def _points(self, names: tuple[str, ...]) -> str:
        """What the points in these columns mean: "decimals" or "thousands"."""
        if not names:
            return "decimals"
        proposed, doubtful = points.proposed(self.table, names)
        options = {"thousands": _("1.234 is one thousand and more"), "decimals": _("1.234 is one and a bit")}
        chosen = self.decided("points", options, proposed)
        if doubtful:
            column = self.table.column(names[0])
            at = next(at for at, cell in enumerate(column.to_pylist()) if "." in cell)
            value = read_numbers(column[at : at + 1], points=chosen).values[0]
            said = {
                "thousands": N_(
                    "Points were taken for marks between thousands in {columns}: {cell} in row {row:,} is {value}."
                ),
                "decimals": N_("Points were taken for decimal points in {columns}: {cell} in row {row:,} is {value}."),
            }[chosen]
            self.note(
                "points",
                _(
                    said,
                    columns=listed(list(names)),
                    cell=cell_text(column[at]),
                    row=self.table.rows[at],
                    value=plain(value),
                ),
                options,
                chosen,
            )
        return chosen

    def note(self, kind: str, sentence: str, options: dict[str, str] | None = None, chosen: str = "") -> None:
        """Say what was done."""
        self.notes.append(Note(kind, sentence, options or {}, chosen))

    def decided(self, kind: str, options: dict[str, str], proposed: str) -> str:
        """What the learner chose for `kind`, or what is proposed."""
        return decide(self.choices.decisions, kind, options, proposed)

    def row(self, at: int) -> int:
        """The number in the file of the row kept at `at`."""
        return int(self.table.rows[self.rows[at]])

    def values(self, name: str) -> np.ndarray:
        """The numbers of a column, (records,) float64, NaN where missing."""
        return self.merge(self.numbers[name].values[self.rows])


def _least_share(column: Any, found: Numbers) -> float:
    """Of a column's filled cells that have to be numbers."""
    words = {column[int(at)].as_py().strip() for at in np.flatnonzero(found.bad)[:1_000]}
    few = len(words) <= MOST_WORDS and not any(letter.isdigit() for word in words for letter in word)
    return MARKED_SHARE if few else NUMBERS_SHARE


def plain(value: float) -> str:
    """A number as it stands in a sentence: 12483.07, 3002320."""
    return (
        np.format_float_positional(value, precision=10, trim="-") if abs(value) >= 1e-4 or not value else f"{value:g}"
    )


def moment(time: np.datetime64) -> str:
    """A time as it stands in a sentence."""
    return str(time.astype("datetime64[s]")).replace("T", " ").removesuffix(" 00:00:00").removesuffix(":00")


def in_words(time: np.datetime64) -> str:
    """A time that cannot be misread: 2 January 2021, 14:00."""
    locale = "en_GB" if language() == ENGLISH else language()
    day = format_date(time.astype("datetime64[s]").item(), "long", locale)
    clock_time = moment(time).partition(" ")[2]
    return _("{day}, {time}", day=day, time=clock_time) if clock_time else day

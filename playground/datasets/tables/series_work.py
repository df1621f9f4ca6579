"""A table on its way to a series: which rows are kept in which order, which columns are numbers, what was noted."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from playground.datasets.tables.notes import Decisions, Note, decide
from playground.datasets.tables.numbers import Numbers, read_numbers
from playground.datasets.tables.table import Table

NUMBERS_SHARE = 0.9
"""Of a column's filled cells are numbers, if it is one of numbers; the others are missing."""


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
    numbers: the columns of numbers; merge: (rows,) float64 → (records,), rows of one moment together
    """

    table: Table
    choices: SeriesChoices
    notes: list[Note] = field(init=False)
    rows: np.ndarray = field(init=False)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    merge: Callable[[np.ndarray], np.ndarray] = lambda values: values

    def __post_init__(self) -> None:
        self.notes, self.rows = list(self.table.notes), np.arange(len(self.table.rows))
        for name, column in zip(self.table.names, self.table.columns, strict=True):
            found = read_numbers(column, self.table.delimiter)
            filled = found.filled + int(found.bad.sum())
            if found.filled and found.filled >= NUMBERS_SHARE * filled:
                self.numbers[name] = found

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


def moment(time: np.datetime64) -> str:
    """A time as it stands in a sentence."""
    return str(time.astype("datetime64[s]")).replace("T", " ").removesuffix(" 00:00:00").removesuffix(":00")

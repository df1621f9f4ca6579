"""A table as a series: which columns are the time, which are numbers, what is forecast, and what had to be mended."""

from dataclasses import dataclass

import numpy as np

from playground.datasets.tables.notes import Note, listed
from playground.datasets.tables.series_columns import columns_of, may_be_forecast, target_of
from playground.datasets.tables.series_gaps import complete
from playground.datasets.tables.series_left_out import counters, learnable, marked_missing
from playground.datasets.tables.series_notes import note_numbers, note_texts
from playground.datasets.tables.series_rows import check_rows, in_order, without_repeats
from playground.datasets.tables.series_stacked import one_of_stacked
from playground.datasets.tables.series_time import time_and_times
from playground.datasets.tables.series_work import SeriesChoices, Work
from playground.datasets.tables.table import Table
from playground.errors import UploadError
from playground.languages import _

__all__ = ["SeriesChoices", "SeriesRead", "read_series"]


@dataclass(frozen=True)
class SeriesRead:
    """A table as a series.

    time: the columns the times come from, () where rows are numbered
    times (records,): datetime64[s], ascending, or int64 row numbers
    names: the columns a window holds; values (records, features) float32, NaN where missing; target: its name
    offered: every column of numbers that could be among them, and `targets` those that make sense to forecast
    notes: all that was done to the file
    """

    time: tuple[str, ...]
    times: np.ndarray
    names: tuple[str, ...]
    values: np.ndarray
    target: str
    offered: tuple[str, ...]
    targets: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def series(self) -> str:
        """Which of several series under each other was taken; empty where there is one."""
        return next((note.chosen for note in self.notes if note.kind == "series"), "")


def read_series(table: Table, choices: SeriesChoices | None = None) -> SeriesRead:
    """Read a table as a series.  Raises `UploadError` with the first thing that cannot be mended."""
    work = Work(table, choices or SeriesChoices())
    time, times = time_and_times(work)
    check_rows(work)
    if len(times):
        times = in_order(work, one_of_stacked(work, times))
    counting = counters(work, time, times)
    offered = tuple(name for name in work.numbers if name not in (*time, *counting))
    if not offered:
        raise UploadError(
            _(
                "The file has no column of numbers to forecast; it has {names}. Choose a file with one row "
                "per moment and a column of numbers.",
                names=listed(list(work.table.names)),
            )
        )
    if len(times):
        times = without_repeats(work, times)
    values = marked_missing(work, {name: work.values(name) for name in offered})
    useful = learnable(work, values)
    targets = tuple(name for name in useful if may_be_forecast(name, values[name])) or tuple(useful)
    target = target_of(work, targets, values)
    names = columns_of(work, useful, target)
    note_numbers(work, names)
    note_texts(work, time)
    array = np.stack([values[name] for name in names], axis=1).astype(np.float32)
    times = times.astype("datetime64[s]") if len(times) else np.arange(1, len(array) + 1)
    kept = complete(work, array, names)
    return SeriesRead(time, times[kept], names, array[kept], target, offered, targets, tuple(work.notes))

"""Which rows of a table are records of one series, in which order: one a moment."""

import numpy as np

from playground.datasets.tables.notes import cell_text, counted
from playground.datasets.tables.series_work import Work, moment
from playground.errors import UploadError
from playground.languages import _, n_

FEWEST_RECORDS = 24


def without_timeless(work: Work, time: tuple[str, ...], times: np.ndarray) -> np.ndarray:
    """Leave out rows without a time: footers, second header rows, and a few others."""
    bad = np.flatnonzero(np.isnat(times))
    if not len(bad):
        return times
    good = np.flatnonzero(~np.isnat(times))
    if not len(good) or len(bad) > max(5, 0.1 * len(times)):
        at = int(bad[0])
        raise UploadError(
            f"Row {work.row(at):,} of column {time[0]!r} is "
            f"{cell_text(work.table.column(time[0])[at].as_py())}; expected a time such as "
            f"{cell_text(work.table.column(time[0])[int(good[0])].as_py()) if len(good) else '2026-01-31'} "
            f"({counted(len(bad), 'row has', 'rows have')} none). Correct it, or choose another column of times."
        )
    for kind, what, some in (
        ("second header", "row between the names and the first record", bad[bad < good[0]]),
        ("footer", "row below the records", bad[bad > good[-1]]),
        ("no time", "row without a time", bad[(bad > good[0]) & (bad < good[-1])]),
    ):
        if len(some):
            at = int(some[0])
            text = " ".join(filter(None, (c[at].as_py().strip() for c in work.table.columns)))
            rows = counted(len(some), what, what.replace("row", "rows", 1))
            work.note(kind, f"{rows} left out: row {work.row(at):,}, {cell_text(text)}.")
    work.rows = work.rows[good]
    return times[good]


def check_rows(work: Work) -> None:
    """Raise `UploadError` where too few records are left."""
    if len(work.rows) < FEWEST_RECORDS:
        raise UploadError(
            n_(
                "The file has {number:,} record; expected at least {least} to cut windows from.",
                "The file has {number:,} records; expected at least {least} to cut windows from.",
                len(work.rows),
                least=FEWEST_RECORDS,
            )
        )


def in_order(work: Work, times: np.ndarray) -> np.ndarray:
    """Sort by time."""
    steps = np.diff(times).astype(np.int64)
    if (steps >= 0).all():
        return times
    order = np.argsort(times, kind="stable")
    at = int(np.argmax(steps < 0)) + 1
    how = (
        "The newest record stood first"
        if (steps <= 0).all()
        else f"Records were not in order of time (row {work.row(at):,} is earlier than the one before)"
    )
    work.note(
        "order of time",
        f"{how}: {counted(len(times), 'record')} sorted by time, row {work.row(int(order[0])):,} is the first now.",
    )
    work.rows = work.rows[order]
    return times[order]


def without_repeats(work: Work, times: np.ndarray) -> np.ndarray:
    """One record a moment."""
    repeats = np.flatnonzero(np.diff(times).astype(np.int64) == 0)
    if not len(repeats):
        return times
    moments, first, counts = np.unique(times, return_index=True, return_counts=True)
    if len(moments) < FEWEST_RECORDS or len(repeats) > 0.5 * len(times):
        raise UploadError(
            f"{counted(len(repeats), 'record')} of {len(times):,} repeat the time of another, for example row "
            f"{work.row(int(repeats[0]) + 1):,} ({moment(times[repeats[0]])}). No one or two columns tell series "
            "apart: choose another column of times, or a file with one record per moment."
        )
    options = {"mean": _("their mean"), "first": _("the first of them"), "last": _("the last of them")}
    chosen = work.decided("equal times", options, "mean")
    work.note(
        "equal times",
        f"{counted(len(repeats), 'record repeats', 'records repeat')} the time of the one before, and equal times are "
        f"merged into {options[chosen]}: row {work.row(int(repeats[0]) + 1):,}, {moment(times[repeats[0]])}.",
        options,
        chosen,
    )
    last = first + counts - 1
    if chosen == "first":
        work.merge = lambda values: values[first]
    elif chosen == "last":
        work.merge = lambda values: values[last]
    else:
        work.merge = lambda values: _means(values, first, counts)
    return moments


def _means(values: np.ndarray, first: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The mean of each group of consecutive values, NaN left out; NaN where a group has nothing else."""
    known = ~np.isnan(values)
    sums = np.add.reduceat(np.where(known, values, 0), first)
    numbers = np.add.reduceat(known.astype(np.int64), first)
    return np.where(numbers > 0, sums / np.maximum(numbers, 1), np.nan)

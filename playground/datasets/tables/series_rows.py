"""Which rows of a table are records of one series, in which order: one a moment."""

import numpy as np

from playground.datasets.tables.notes import cell_text
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
        at, cells = int(bad[0]), work.table.column(time[0])
        raise UploadError(
            n_(
                "Row {row:,} of column {column!r} is {cell}; expected a time such as {example} ({number:,} row has "
                "none). Correct it, or choose another column of times.",
                "Row {row:,} of column {column!r} is {cell}; expected a time such as {example} ({number:,} rows have "
                "none). Correct it, or choose another column of times.",
                len(bad),
                row=work.row(at),
                column=time[0],
                cell=cell_text(cells[at].as_py()),
                example=cell_text(cells[int(good[0])].as_py()) if len(good) else "2026-01-31",
            )
        )
    for kind, some in (
        ("second header", bad[bad < good[0]]),
        ("footer", bad[bad > good[-1]]),
        ("no time", bad[(bad > good[0]) & (bad < good[-1])]),
    ):
        if len(some):
            at = int(some[0])
            text = " ".join(filter(None, (c[at].as_py().strip() for c in work.table.columns)))
            work.note(kind, _left_out(kind, len(some), work.row(at), cell_text(text)))
    work.rows = work.rows[good]
    return times[good]


def _left_out(kind: str, number: int, row: int, cell: str) -> str:
    if kind == "second header":
        return n_(
            "{number:,} row between the names and the first record left out: row {row:,}, {cell}.",
            "{number:,} rows between the names and the first record left out: row {row:,}, {cell}.",
            number,
            row=row,
            cell=cell,
        )
    if kind == "footer":
        return n_(
            "{number:,} row below the records left out: row {row:,}, {cell}.",
            "{number:,} rows below the records left out: row {row:,}, {cell}.",
            number,
            row=row,
            cell=cell,
        )
    return n_(
        "{number:,} row without a time left out: row {row:,}, {cell}.",
        "{number:,} rows without a time left out: row {row:,}, {cell}.",
        number,
        row=row,
        cell=cell,
    )


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
    said = {"number": len(times), "first": work.row(int(order[0]))}  # two records at least
    if (steps <= 0).all():
        sentence = _(
            "The newest record stood first: {number:,} records sorted by time, row {first:,} is the first now.", **said
        )
    else:
        sentence = _(
            "Records were not in order of time (row {row:,} is earlier than the one before): {number:,} records sorted "
            "by time, row {first:,} is the first now.",
            row=work.row(at),
            **said,
        )
    work.note("order of time", sentence)
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
            n_(
                "{number:,} record of {all:,} repeat the time of another, for example row {row:,} ({moment}). No one "
                "or two columns tell series apart: choose another column of times, or a file with one record per "
                "moment.",
                "{number:,} records of {all:,} repeat the time of another, for example row {row:,} ({moment}). No one "
                "or two columns tell series apart: choose another column of times, or a file with one record per "
                "moment.",
                len(repeats),
                all=len(times),
                row=work.row(int(repeats[0]) + 1),
                moment=moment(times[repeats[0]]),
            )
        )
    options = {"mean": _("their mean"), "first": _("the first of them"), "last": _("the last of them")}
    chosen = work.decided("equal times", options, "mean")
    work.note(
        "equal times",
        n_(
            "{number:,} record repeats the time of the one before, and equal times are merged into {what}: row "
            "{row:,}, {moment}.",
            "{number:,} records repeat the time of the one before, and equal times are merged into {what}: row "
            "{row:,}, {moment}.",
            len(repeats),
            what=options[chosen],
            row=work.row(int(repeats[0]) + 1),
            moment=moment(times[repeats[0]]),
        ),
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

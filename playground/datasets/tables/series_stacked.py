"""Several series under each other in one table: what tells them apart, and which of them is read."""

from itertools import combinations

import numpy as np

from playground.datasets.tables.notes import cell_text, listed
from playground.datasets.tables.series_rows import FEWEST_RECORDS, check_rows
from playground.datasets.tables.series_work import Work
from playground.datasets.tables.times import read_times
from playground.languages import _, n_

MOST_STACKED = 1_000
MOST_KEYS = 12
"""Columns that are tried in pairs."""
ALIKE = 0.98
"""Of the rows have a series and a time that no other has."""


def one_of_stacked(work: Work, times: np.ndarray) -> np.ndarray:
    """Series told apart by a column of names, or by two of them: one is taken.  times (rows,), before and after."""
    if not len(times) or len(np.unique(times)) > 0.9 * len(times):
        return times
    keys = _keys(work)
    for names in (*((name,) for name in keys), *combinations(list(keys)[:MOST_KEYS], 2)):
        labels, which = _labels([keys[name] for name in names])
        counts = np.bincount(which)
        apart = len(np.unique(which * np.int64(len(times)) + np.unique(times, return_inverse=True)[1]))
        if len(labels) > MOST_STACKED or apart < ALIKE * len(times) or counts.max() < FEWEST_RECORDS:
            continue
        if any(name in work.numbers for name in names) and counts.min() * 2 < counts.max():
            continue  # a quantity, no number of a place or a shop
        return _taken(work, times, names, labels, which)
    return times


def _keys(work: Work) -> dict[str, tuple[list[str], np.ndarray]]:
    """Columns that could tell series apart, those of names before those of numbers: their labels, and the one of each
    row.  No date is one.
    """
    found = {}
    for name in sorted(work.table.names, key=lambda name: name in work.numbers):
        column = work.table.column(name).dictionary_encode()
        which, names = column.indices.to_numpy()[work.rows], column.dictionary
        used, which = np.unique(which, return_inverse=True)
        names = names.take(used)
        if not 2 <= len(names) <= min(MOST_STACKED, len(work.rows) // FEWEST_RECORDS * 2):
            continue
        if name in work.numbers or np.isnat(read_times(names)).any():
            found[name] = names.to_pylist(), which
    return found


def _labels(keys: list[tuple[list[str], np.ndarray]]) -> tuple[list[str], np.ndarray]:
    """What each series is called, and which one each row belongs to."""
    if len(keys) == 1:
        return keys[0]
    (first, one), (second, other) = keys
    pairs, which = np.unique(one * np.int64(len(second)) + other, return_inverse=True)
    return [f"{first[pair // len(second)]}, {second[pair % len(second)]}" for pair in pairs], which


def _taken(work: Work, times: np.ndarray, names: tuple[str, ...], labels: list[str], which: np.ndarray) -> np.ndarray:
    """Keep the rows of the series that is chosen, the longest or else the first."""
    counts = np.bincount(which)
    order = np.argsort(-counts, kind="stable")
    options = {labels[i]: _("{labels} ({counts:,} records)", labels=labels[i], counts=counts[i]) for i in order}
    first = next(iter(options)) if counts.max() > counts[which[0]] else labels[which[0]]
    chosen = work.decided("series", options, first)
    kept = which == labels.index(chosen)
    if len(names) == 1:
        by = _("column {column!r}", column=names[0])
    else:
        by = _("the columns {columns}", columns=listed([repr(name) for name in names]))
    work.note(
        "series",
        n_(
            "{number:,} series stacked under each other, told apart by {by}: {cell} was taken, "
            "its first record in row {row:,}.",
            "{number:,} series stacked under each other, told apart by {by}: {cell} was taken, "
            "its first record in row {row:,}.",
            len(labels),
            by=by,
            cell=cell_text(chosen),
            row=work.row(int(np.argmax(kept))),
        ),
        options,
        chosen,
    )
    work.rows = work.rows[kept]
    check_rows(work)
    return np.asarray(times[kept])

"""Which columns of numbers a series has, which of them is forecast, and what is said of their numbers."""

import numpy as np

from playground.datasets.tables import times as clock
from playground.datasets.tables.notes import cell_text, counted, listed
from playground.datasets.tables.numbers import read_numbers
from playground.datasets.tables.series_time import part_of
from playground.datasets.tables.series_work import Work
from playground.errors import UploadError

MOST_FEATURES = 200
"""Columns of numbers a window may hold."""
COUNTER_NAMES = ("no", "no.", "nr", "id", "index", "row", "rows", "row number", "instant", "obs", "record", "#", "")
TARGET_NAMES = ("target", "value", "y", "price", "close", "sales", "demand", "load", "count", "cnt", "pm2.5")
TAKEN = {
    "decimal comma": "Commas were taken for decimal points",
    "thousands marks": "Marks between thousands were left out",
    "percent": "Percent signs were left out",
    "currency": "Currency signs were left out",
    "multiples": "K, M and B were taken for thousand, million and billion",
    "negative in brackets": "Numbers in brackets were taken for negative ones",
}


def counters(work: Work, time: tuple[str, ...]) -> set[str]:
    """Columns that only count the rows or number the records; they are noted and left out.  time: its columns."""
    found, wanted = set(), {*(work.choices.columns or ()), work.choices.target}
    for name, numbers in work.numbers.items():
        if name in wanted or name in time:
            continue
        values = numbers.values[work.rows]
        if np.isnan(values).any() or len(values) < 3:
            continue
        steps = np.diff(values)
        counts = abs(steps[0]) == 1 and (steps == steps[0]).all() and (values == np.floor(values)).all()
        named = name.strip().lower() in COUNTER_NAMES or name.lower().startswith(("unnamed", "column "))
        distinct = len(np.unique(values)) == len(values) and (values == np.floor(values)).all()
        years = values.min() >= 1500 and values.max() <= 2200  # such as 1958.25
        even = years and (steps > 0).all() and np.ptp(steps) <= 0.02 * steps.mean()
        if counts or even or (named and distinct and (steps > 0).all()):
            found.add(name)
    others = [name for name in work.numbers if name not in found and name not in time]
    if found and not others:  # a series that happens to count is better than none
        return set()
    if found:
        names = [name for name in work.numbers if name in found]
        _note_left_out(work, "counter", names, "only counts the rows", "only count the rows")
    return found


def _note_left_out(work: Work, kind: str, names: list[str], one: str, many: str) -> None:
    """one, many: why, after "it" and after "they"."""
    values = work.numbers[names[0]].values[work.rows]
    at = int(np.argmax(~np.isnan(values)))
    example = f"{'empty' if np.isnan(values[at]) else format(values[at], 'g')} in row {work.row(at):,}"
    why = f"it {one}: column {names[0]!r}" if len(names) == 1 else f"they {many}: columns {listed(names)}"
    work.note(kind, f"Left out, for {why} ({example}).")


def is_part_of_time(name: str) -> bool:
    """Whether a column's name says that it repeats a part of the time, which is known without a forecast."""
    return part_of(name) in (*clock.PARTS, "weekday", "week", "season", "quarter", "holiday", "workingday")


def marked_missing(work: Work, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Point at numbers that probably stand for missing ones: far outside, whole, and again and again."""
    found = {}
    for name, column in values.items():
        known = column[~np.isnan(column)]
        for mark in {float(known.min()), float(known.max())} if len(known) else ():
            rest = known[known != mark]
            often = len(known) - len(rest)
            if often < 3 or mark != np.floor(mark) or not len(rest):
                continue
            span = max(float(np.ptp(rest)), 1e-9)
            away = max(rest.min() - mark, mark - rest.max())
            if away > 2 * span and (abs(mark) >= 9 or mark in (-1, 0)):
                found.setdefault(mark, []).append(name)
    for mark, names in found.items():
        kind = f"mark {mark:g}"
        options = {"number": f"{mark:g} is a number", "missing": f"{mark:g} means missing"}
        chosen = work.decided(kind, options, "number")
        often = sum(int((values[name] == mark).sum()) for name in names)
        at = int(np.argmax(work.numbers[names[0]].values[work.rows] == mark))
        work.note(
            kind,
            f"{mark:g} stands {counted(often, 'time')} in {listed(names)}, far from all other values (row "
            f"{work.row(at):,}): probably a mark for missing. "
            + ("It is taken for missing." if chosen == "missing" else "It is still taken for a number."),
            options,
            chosen,
        )
        if chosen == "missing":
            for name in names:
                values[name] = np.where(values[name] == mark, np.nan, values[name])
    return values


def learnable(work: Work, values: dict[str, np.ndarray]) -> list[str]:
    """Columns from which something can be learned; the others are left out with a note, unless chosen."""
    kept, wanted = [], {*(work.choices.columns or ()), work.choices.target}
    left_out: dict[tuple[str, str], list[str]] = {}
    for name, column in values.items():
        half = column[: len(column) // 2]
        known = half[~np.isnan(half)]
        missing = int(np.isnan(column).sum())
        why = ("", "")
        if missing * 2 > len(column):
            why = ("has no number in most records", "have no number in most records")
        elif not len(known):
            why = ("has no number in the first half, which is for training", "have no number in the first half")
        elif (known[0] == column[~np.isnan(column)]).all():
            why = ("never changes", "never change")
        elif (known == known[0]).all():
            why = ("never changes in the first half, which is for training", "never change in the first half")
        if why[0] and name in wanted:
            raise UploadError(f"Column {name!r} {why[0]}, so nothing can be learned from it. Leave that column out.")
        if why[0]:
            left_out.setdefault(why, []).append(name)
        else:
            kept.append(name)
    for why, names in left_out.items():
        _note_left_out(work, "left out", names, *why)
    if not kept:
        raise UploadError(
            f"No column of numbers can be forecast: {work.notes[-1].sentence} Choose a file with a column that changes."
        )
    return kept


def target_of(work: Work, targets: tuple[str, ...], values: dict[str, np.ndarray]) -> str:
    """The column to forecast: with a telling name, or the first, of those of which the last value says something."""
    if work.choices.target is not None:
        work.table.column(work.choices.target)
        if work.choices.target not in values:
            at = work.choices.target
            raise UploadError(f"Column {at!r} holds no numbers to forecast. Choose one of {listed(list(values))}.")
        return work.choices.target
    named = [name for name in targets if name.strip().lower() in TARGET_NAMES]
    rough = {name: _naive_error(values[name]) for name in targets}
    smooth = [name for name in (*named, *targets) if rough[name] < 1]
    target = (smooth or named or list(targets))[0]
    if not smooth:
        work.note(
            "naive error",
            f"Saying that {target!r} stays as it was last errs by {rough[target]:.2f} standard deviations, more than "
            "its mean does: its records hardly follow from one another, and no network can forecast them well.",
        )
    return target


def columns_of(work: Work, learnable: list[str], target: str) -> tuple[str, ...]:
    """What a window holds, the target first where not all of the columns fit."""
    chosen = work.choices.columns
    if chosen is not None:
        for name in chosen:
            work.table.column(name)
            if name not in work.numbers:
                bad = read_numbers(work.table.column(name), work.table.delimiter).bad
                at = int(np.argmax(bad))
                raise UploadError(
                    f"Row {work.table.rows[at]:,} of column {name!r} is "
                    f"{cell_text(work.table.column(name)[at].as_py())}; "
                    f"expected a number ({counted(int(bad.sum()), 'cell is', 'cells are')} none). Leave it out."
                )
        names = [name for name in work.table.names if name in chosen or name == target]
    else:
        names = learnable
    if len(names) <= MOST_FEATURES:
        return tuple(names)
    kept = [target, *(name for name in names if name != target)][:MOST_FEATURES]
    work.note(
        "many columns",
        f"Of {len(names):,} columns of numbers the first {MOST_FEATURES:,} were taken, {target!r} first; choose "
        "others under “Columns a window holds”.",
    )
    return tuple(kept)


# What is said of the numbers


def note_numbers(work: Work, names: tuple[str, ...]) -> None:
    """Note what was taken for what, and every column with a cell that is no number."""
    for what, sentence in TAKEN.items():
        some = [name for name in names if what in work.numbers[name].taken]
        if some:
            at = work.numbers[some[0]].taken[what]
            cell = work.table.column(some[0])[at].as_py()
            work.note(
                what,
                f"{sentence} in {listed(some)}: {cell_text(cell)} in row {work.table.rows[at]:,} is "
                f"{work.numbers[some[0]].values[at]:g}.",
            )
    for name in names:
        bad = work.numbers[name].bad[work.rows]
        if bad.any():
            at = int(np.argmax(bad))
            cell = work.table.column(name)[int(work.rows[at])].as_py()
            work.note(
                "no number",
                f"{counted(int(bad.sum()), 'cell is', 'cells are')} no number in column {name!r} and taken for "
                f"missing: row {work.row(at):,} is {cell_text(cell)}.",
            )


def note_texts(work: Work, time: tuple[str, ...]) -> None:
    """Note the columns that hold no numbers."""
    stacked = [note for note in work.notes if note.kind == "series"]
    texts = [
        name
        for name in work.table.names
        if name not in work.numbers and name not in time and not any(repr(name) in note.sentence for note in stacked)
    ]
    if texts:
        cell = next((c for c in work.table.column(texts[0]).to_pylist() if c.strip()), "")
        work.note(
            "texts", f"Left out, for they hold no numbers: {listed(texts)} ({cell_text(cell)} in column {texts[0]!r})."
        )


def _naive_error(values: np.ndarray) -> float:
    """Mean absolute change from record to record, in standard deviations."""
    known = values[~np.isnan(values)]
    return float(np.abs(np.diff(known)).mean() / max(known.std(), 1e-12)) if len(known) > 1 else 1.0

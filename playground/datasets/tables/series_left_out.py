"""Columns of numbers that are no part of a series: counters, ids, codes, constants; and numbers that mean missing."""

import re

import numpy as np

from playground.datasets.tables.notes import listed
from playground.datasets.tables.series_work import Work, plain
from playground.errors import UploadError
from playground.languages import N_, _, n_

COUNTER_NAMES = (
    *("no", "no.", "nr", "nr.", "id", "index", "row", "rows", "row number", "rownames", "instant", "obs", "record"),
    *("sno", "s.no", "s.no.", "serial", "lfd", "#", ""),
)
ELAPSED = ("t", "time", "sec", "second", "seconds", "elapsed", "frame", "sample", "step", "year")
"""First words of the names of columns that tell how much time has passed."""
FEWEST_VALUES = 5
"""Different numbers beside one that lies far outside; a flag that is 0 or 1 means both."""
STRAIGHT = 0.05
"""Of a step: how far a counter may be from a straight line."""


def counters(work: Work, time: tuple[str, ...], times: np.ndarray) -> set[str]:
    """Columns that only count the rows or the time, or tell the records apart; they are noted and left out.

    time: its columns; times (rows,): of the rows that are kept
    """
    wanted = {*(work.choices.columns or ()), work.choices.target, *time}
    kinds = {name: _kind(work, name, times) for name in work.numbers if name not in wanted}
    found = {name for name, kind in kinds.items() if kind}
    others = [name for name in work.numbers if name not in found and name not in time]
    if not others and not all(
        _called_counter(work, name) for name in found
    ):  # one that happens to count is better than none
        return set()
    for kind in ("counter", "id", "codes"):
        if names := sorted(name for name in found if kinds[name] == kind):
            _note_left_out(work, kind, names, kind)
    return found


def _kind(work: Work, name: str, times: np.ndarray) -> str:
    """counter, id or codes; empty for a column of numbers that could be learned from."""
    numbers = work.numbers[name].values
    values, in_file = numbers[work.rows], numbers[np.sort(work.rows)]
    if _is_code(work, name):
        return "codes"
    if np.isnan(values).any() or len(values) < 3:
        return ""
    indices = np.arange(len(values))
    straight = _is_straight(in_file, indices) or _is_straight(values, indices)
    straight = straight or (len(times) > 0 and _is_straight(values, times.astype("datetime64[ms]").astype(np.int64)))
    whole = (values == np.floor(values)).all()
    by_one = whole and np.ptp(values) == len(values) - 1
    years_or_epochs = (values.min() >= 1500 and values.max() <= 2200) or values.min() >= 1e8
    distinct = whole and len(np.unique(values)) == len(values)
    if distinct and _called_id(name):
        return "id"
    if straight and (by_one or years_or_epochs or _called_counter(work, name)):
        return "counter"
    rising = (np.diff(values) > 0).all() or (np.diff(in_file) > 0).all()
    return "counter" if distinct and rising and _called_counter(work, name) else ""


def _is_straight(values: np.ndarray, index: np.ndarray) -> bool:
    """Whether values lie on one line over their indices, the same step at each."""
    rise, width = values[-1] - values[0], float(index[-1] - index[0])
    if not rise or not width:
        return False
    line = values[0] + rise * (index - index[0]) / width
    return bool(np.abs(values - line).max() <= STRAIGHT * abs(rise) / (len(values) - 1))


def _called_counter(work: Work, name: str) -> bool:
    lower = name.strip().lower()
    unnamed = ("unnamed", "column ") if work.table.header else ("unnamed",)
    word = re.split(r"[\s_(\[]", lower)[0]
    return lower in COUNTER_NAMES or word in ELAPSED or lower.startswith(unnamed) or _called_id(name)


def _called_id(name: str) -> bool:
    return bool(re.search(r"(^|[_\W])id$", name.strip(), re.IGNORECASE) or re.search(r"[a-z]I[Dd]$", name.strip()))


def _is_code(work: Work, name: str) -> bool:
    """Whether numbers are codes of one length, such as 01234."""
    import pyarrow.compute as pc

    cells = pc.utf8_trim_whitespace(work.table.column(name))
    zeros = pc.mean(pc.match_substring_regex(cells, "^0[0-9]{3,}$").cast("int8")).as_py()
    return bool(zeros > 0.5 and pc.count_distinct(pc.utf8_length(cells)).as_py() == 1)


WHY = {
    "counter": (
        N_("Left out because it only counts the rows: column {columns} ({example})."),
        N_("Left out because they only count the rows: columns {columns} ({example})."),
    ),
    "id": (
        N_("Left out because it only tells the rows apart: column {columns} ({example})."),
        N_("Left out because they only tell the rows apart: columns {columns} ({example})."),
    ),
    "codes": (
        N_("Left out because it holds codes with zeros in front: column {columns} ({example})."),
        N_("Left out because they hold codes with zeros in front: columns {columns} ({example})."),
    ),
    "missing": (
        N_("Left out because it has no number in most records: column {columns} ({example})."),
        N_("Left out because they have no number in most records: columns {columns} ({example})."),
    ),
    "unknown": (
        N_("Left out because it has no number in the first half, which is for training: column {columns} ({example})."),
        N_("Left out because they have no number in the first half: columns {columns} ({example})."),
    ),
    "constant": (
        N_("Left out because it never changes: column {columns} ({example})."),
        N_("Left out because they never change: columns {columns} ({example})."),
    ),
    "constant at first": (
        N_("Left out because it never changes in the first half, which is for training: column {columns} ({example})."),
        N_("Left out because they never change in the first half: columns {columns} ({example})."),
    ),
}
"""Why columns are left out, of one and of several."""
NOTHING_TO_LEARN = {
    "missing": N_(
        "Column {column!r} has no number in most records, so nothing can be learned from it. Leave that column out."
    ),
    "unknown": N_(
        "Column {column!r} has no number in the first half, which is for training, so nothing can be learned from it. "
        "Leave that column out."
    ),
    "constant": N_("Column {column!r} never changes, so nothing can be learned from it. Leave that column out."),
    "constant at first": N_(
        "Column {column!r} never changes in the first half, which is for training, so nothing can be learned from it. "
        "Leave that column out."
    ),
}
"""The same of one that was chosen."""


def _note_left_out(work: Work, kind: str, names: list[str], why: str) -> None:
    """why: among `WHY`."""
    values = work.numbers[names[0]].values[work.rows]
    at = int(np.argmax(~np.isnan(values)))
    value = _("empty") if np.isnan(values[at]) else plain(values[at])
    example = _("{value} in row {row:,}", value=value, row=work.row(at))
    columns = repr(names[0]) if len(names) == 1 else listed(names)
    work.note(kind, _(WHY[why][len(names) > 1], columns=columns, example=example))


def marked_missing(work: Work, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Point at numbers that probably stand for missing ones: far outside, whole, and again and again."""
    found: dict[float, list[str]] = {}
    for name, column in values.items():
        known = column[~np.isnan(column)]
        for mark in {float(known.min()), float(known.max())} if len(known) else ():
            rest = known[known != mark]
            often, different = len(known) - len(rest), len(np.unique(rest))
            nines = abs(mark) >= 99 and not plain(abs(mark)).strip("9")
            if often < (2 if nines else 3) or different < (1 if nines else FEWEST_VALUES) or mark != np.floor(mark):
                continue
            span = max(float(np.ptp(rest)), 1e-9)
            away = max(rest.min() - mark, mark - rest.max())
            if away > 2 * span and (abs(mark) >= 9 or mark in (-1, 0)):
                found.setdefault(mark, []).append(name)
    for mark, names in found.items():
        kind = f"mark {mark:g}"
        options = {
            "number": _("{mark} is a number", mark=plain(mark)),
            "missing": _("{mark} means missing", mark=plain(mark)),
        }
        chosen = work.decided(kind, options, "number")
        often = sum(int((values[name] == mark).sum()) for name in names)
        at = int(np.argmax(work.numbers[names[0]].values[work.rows] == mark))
        taken = _("It is taken for missing.") if chosen == "missing" else _("It is still taken for a number.")
        work.note(
            kind,
            n_(
                "{mark} stands {number:,} time in {columns}, far from all other values (row {row:,}): probably a mark "
                "for missing. {taken}",
                "{mark} stands {number:,} times in {columns}, far from all other values (row {row:,}): probably a mark "
                "for missing. {taken}",
                often,
                mark=plain(mark),
                columns=listed(names),
                row=work.row(at),
                taken=taken,
            ),
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
    left_out: dict[str, list[str]] = {}
    for name, column in values.items():
        half = column[: len(column) // 2]
        known = half[~np.isnan(half)]
        missing = int(np.isnan(column).sum())
        why = ""
        if missing * 2 > len(column):
            why = "missing"
        elif not len(known):
            why = "unknown"
        elif (known[0] == column[~np.isnan(column)]).all():
            why = "constant"
        elif (known == known[0]).all():
            why = "constant at first"
        if why and name in wanted:
            raise UploadError(_(NOTHING_TO_LEARN[why], column=name))
        if why:
            left_out.setdefault(why, []).append(name)
        else:
            kept.append(name)
    for why, names in left_out.items():
        _note_left_out(work, "left out", names, why)
    if not kept:
        raise UploadError(
            _(
                "No column of numbers can be forecast. {sentence} Choose a file with a column that changes.",
                sentence=work.notes[-1].sentence,
            )
        )
    return kept

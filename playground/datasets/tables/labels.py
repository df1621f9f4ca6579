"""The labels of texts: their order, those that look alike, those that stand alone."""

import re
from collections import Counter

from playground.datasets.tables.notes import Decisions, Note, cell_text, decide, listed
from playground.datasets.tables.table import Table
from playground.errors import UploadError
from playground.languages import N_, _, n_

MOST_CLASSES = 100
LONGEST_LABEL = 100
NUMBER_FIRST = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?![\w.,])")
STARS = re.compile("[★⭐🌟☆✩✰*\ufe0f]+")
FULL_STAR = re.compile("[★⭐🌟*]")
RARE = 5
"""Rows of a label below which it is pointed out."""


def in_order(labels: list[str]) -> tuple[str, ...]:
    """The different labels: numbers and stars by size, others by the alphabet, with the numbers in them by size."""
    different = set(labels)
    numbers = {label: match for label in different if (match := NUMBER_FIRST.match(label))}
    if len(numbers) == len(different):  # 10 stars come after 2 stars
        return tuple(sorted(numbers, key=lambda label: (float(numbers[label].group().replace(",", ".")), label)))
    if all(map(STARS.fullmatch, different)):
        return tuple(sorted(different, key=lambda label: (len(FULL_STAR.findall(label)), label)))
    return tuple(sorted(different, key=_natural))


def _natural(label: str) -> list[tuple[int, str]]:
    """intent_2 comes before intent_10: letters and numbers in turn."""
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(re.split(r"([0-9]+)", label))]


def check_repeating(column: str, labels: list[str]) -> None:
    """Raise `UploadError` for cells that hardly come again: they are no labels."""
    different = len(set(labels))
    if different > max(2, len(labels) / 2):
        example = f"{cell_text(labels[0])}, {cell_text(next(one for one in labels if one != labels[0]))}, …"
        raise UploadError(
            _(
                "The file has no column of labels: a label stands in many rows, but column {column!r} "
                "holds {different:,} different cells in {count:,} rows ({example}). Add a column that puts "
                "each text into one of a few classes; a number of its own for each text, or another text, "
                "cannot be learned.",
                column=column,
                different=different,
                count=len(labels),
                example=example,
            )
        )


def joined(
    table: Table, column: str, labels: list[str], kept: list[int], notes: list[Note], decisions: Decisions
) -> list[str]:
    """Labels that differ only in case or blanks, pointed out and joined in one click."""
    counts = Counter(labels[i] for i in kept)
    groups: dict[str, list[str]] = {}
    for label in counts:
        groups.setdefault("".join(label.casefold().split()), []).append(label)
    alike = [sorted(group, key=lambda label: -counts[label]) for group in groups.values() if len(group) > 1]
    if not alike:
        return labels
    options = {"apart": _("keep them apart"), "joined": _("join them")}
    chosen = decide(decisions, "labels alike", options, "apart")
    row = table.rows[next(i for i in kept if labels[i] == alike[0][-1])]
    said = {  # two labels at least
        "apart": N_(
            "{number:,} labels of column {column!r} differ only in case or blanks and are kept apart: {labels} "
            "(row {row:,})."
        ),
        "joined": N_(
            "{number:,} labels of column {column!r} differ only in case or blanks and are joined: {labels} (row "
            "{row:,})."
        ),
    }[chosen]
    notes.append(
        Note(
            "labels alike",
            _(said, number=sum(map(len, alike)), column=column, labels=listed(list(map(repr, alike[0]))), row=row),
            options,
            chosen,
        )
    )
    if chosen == "apart":
        return labels
    instead = {label: group[0] for group in alike for label in group}
    return [instead.get(label, label) for label in labels]


def without_single(table: Table, column: str, labels: list[str], kept: list[int], notes: list[Note]) -> list[int]:
    """Without rows whose label stands nowhere else: it could be learned or tested, not both.  Points at rare labels."""
    counts = Counter(labels[i] for i in kept)
    single = [i for i in kept if counts[labels[i]] == 1]
    if len(counts) - len(single) >= 2 and single and len(single) <= max(3, 0.05 * len(kept)):
        row = single[0]
        notes.append(
            Note(
                "single labels",
                n_(
                    "{number:,} row left out whose label stands nowhere else in column {column!r}: {cell} "
                    "in row {row:,}.",
                    "{number:,} rows left out whose label stands nowhere else in column {column!r}: "
                    "{cell} in row {row:,}.",
                    len(single),
                    column=column,
                    cell=cell_text(labels[row]),
                    row=table.rows[row],
                ),
            )
        )
        kept = [i for i in kept if counts[labels[i]] > 1]
    rare = [label for label, count in counts.items() if 1 < count < RARE]
    if rare and len(kept) > 10 * RARE:
        row = next(i for i in kept if labels[i] == rare[0])
        notes.append(
            Note(
                "rare labels",
                n_(
                    "{number:,} label hardly occurs in column {column!r}: {cell} {times} times (row {row:,}). A "
                    "network can hardly learn it.",
                    "{number:,} labels hardly occur in column {column!r}: {cell} {times} times (row {row:,}). A "
                    "network can hardly learn it.",
                    len(rare),
                    column=column,
                    cell=cell_text(rare[0]),
                    times=counts[rare[0]],
                    row=table.rows[row],
                ),
            )
        )
    return kept


def check_labels(table: Table, column: str, labels: list[str], kept: list[int]) -> None:
    """Raise `UploadError` unless there are several labels, not too many, each short and at least twice."""
    first_rows = {labels[i]: i for i in reversed(kept)}
    counts = Counter(labels[i] for i in kept)
    if len(counts) == 1:
        raise UploadError(
            _(
                "Column {column!r} holds one label only, {labels!r}. Choose a column with several.",
                column=column,
                labels=labels[kept[0]],
            )
        )
    if len(counts) > MOST_CLASSES:
        raise UploadError(
            _(
                "Column {column!r} holds {count:,} different labels; expected at most {most}. "
                "Perhaps it is not the column of labels: choose another.",
                column=column,
                count=len(counts),
                most=MOST_CLASSES,
            )
        )
    for label, count in counts.items():
        row = table.rows[first_rows[label]]
        if len(label) > LONGEST_LABEL:
            raise UploadError(
                _(
                    "The label in row {row:,} of column {column!r} has {count:,} characters; expected at most "
                    "{most}. Perhaps it is not the column of labels: choose another.",
                    row=row,
                    column=column,
                    count=len(label),
                    most=LONGEST_LABEL,
                )
            )
        if count < 2:
            raise UploadError(
                _(
                    "Only row {row:,} has the label {label!r}; each needs two rows at least, one to learn from "
                    "and one for the test. Add some, or delete that row.",
                    row=row,
                    label=label,
                )
            )

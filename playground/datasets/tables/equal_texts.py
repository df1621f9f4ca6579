"""Texts that are the same: counted, and pointed at where their labels differ."""

from collections import Counter

from playground.datasets.tables.notes import Note, cell_text
from playground.datasets.tables.table import Table
from playground.datasets.tables.text_split import equal_as
from playground.errors import UploadError
from playground.languages import n_


def check_different(table: Table, texts: list[str], labels: list[str], kept: list[int]) -> None:
    """Raise `UploadError` unless each label has two different texts: equal ones stand on one side of the split."""
    of_label: dict[str, str] = {}
    for one, label in zip(texts, labels, strict=True):
        of_label.setdefault(equal_as(one), label)
    counts = Counter(of_label.values())
    for label in dict.fromkeys(labels):
        if counts[label] < 2:
            raise UploadError(
                n_(
                    "The label {label!r} (row {row:,}) has {number:,} different text of its own; each label "
                    "needs two at least, one to learn from and one for the test. Add some, or choose another "
                    "column of texts.",
                    "The label {label!r} (row {row:,}) has {number:,} different texts of its own; each label "
                    "needs two at least, one to learn from and one for the test. Add some, or choose another "
                    "column of texts.",
                    counts[label],
                    label=label,
                    row=table.rows[kept[labels.index(label)]],
                )
            )


def num_repeated(table: Table, texts: list[str], kept: list[int], notes: list[Note]) -> int:
    """How many texts repeat another; they stay, together on one side of the split."""
    seen: dict[str, int] = {}
    again = [at for at, one in enumerate(texts) if seen.setdefault(equal_as(one), at) != at]
    if again:
        at = again[0]
        notes.append(
            Note(
                "repeated texts",
                n_(
                    "{number:,} text repeats an earlier one, such as row {row:,}, {cell}. Equal texts stand together, "
                    "either for training or for the test.",
                    "{number:,} texts repeat an earlier one, such as row {row:,}, {cell}. Equal texts stand together, "
                    "either for training or for the test.",
                    len(again),
                    row=table.rows[kept[at]],
                    cell=cell_text(texts[at]),
                ),
            )
        )
    return len(again)


def note_contradictions(table: Table, texts: list[str], labels: list[str], kept: list[int], notes: list[Note]) -> None:
    """Equal texts with different labels, which nobody could tell apart."""
    first: dict[str, int] = {}
    against = [at for at, one in enumerate(texts) if labels[first.setdefault(equal_as(one), at)] != labels[at]]
    if against:
        at = against[0]
        before = first[equal_as(texts[at])]
        notes.append(
            Note(
                "contradictions",
                n_(
                    "{number:,} text has another label than an equal one before: {cell} is {before!r} in row "
                    "{first:,} and {label!r} in row {row:,}. No network can get both right.",
                    "{number:,} texts have another label than an equal one before: {cell} is {before!r} in row "
                    "{first:,} and {label!r} in row {row:,}. No network can get both right.",
                    len(against),
                    cell=cell_text(texts[at]),
                    before=labels[before],
                    first=table.rows[kept[before]],
                    label=labels[at],
                    row=table.rows[kept[at]],
                ),
            )
        )

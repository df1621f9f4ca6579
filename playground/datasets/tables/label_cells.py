"""The cells of a column of labels: without blanks, brackets and decimals that say nothing, and those that hold none."""

import re

from playground.datasets.tables.notes import Decisions, Note, decide
from playground.datasets.tables.table import Table
from playground.languages import _, n_

NO_LABEL = ("nan", "NaN", "NAN", "<NA>", "NaT")
"""What programs write where there is nothing."""
PERHAPS_NO_LABEL = ("None", "NULL", "#N/A", "N/A", "n/a", "\\N")
"""The same, but for a class that may be called so."""
LIST = re.compile(r"""\[\s*(?:(["'])(?P<first>[^"'\[\]]*)\1(?P<more>\s*,[^\[\]]*)?)?\s*\]""")


def without_blanks(table: Table, column: str, notes: list[Note]) -> list[str]:
    """The labels without blanks around them, and with one where several stand together."""
    cells = table.column(column).to_pylist()
    labels = [" ".join(cell.split()) for cell in cells]
    changed = [at for at, label in enumerate(labels) if label and label != cells[at]]
    if changed:
        at = changed[0]
        notes.append(
            Note(
                "blanks",
                n_(
                    "Blanks left out of {number:,} label of column {column!r}: {cells!r} in row {row:,} is {labels!r}.",
                    "Blanks left out of {number:,} labels of column {column!r}: {cells!r} in row {row:,} is "
                    "{labels!r}.",
                    len(changed),
                    column=column,
                    cells=cells[at],
                    row=table.rows[at],
                    labels=labels[at],
                ),
            )
        )
    return labels


def single_labels(table: Table, column: str, labels: list[str], notes: list[Note]) -> list[str]:
    """['joy'] is joy; of several labels in a list the first is taken."""
    found = [LIST.fullmatch(label) for label in labels]
    if not any(found) or not all(match or not label for match, label in zip(found, labels, strict=True)):
        return labels
    several = [at for at, match in enumerate(found) if match and match["more"]]
    at = several[0] if several else next(at for at, match in enumerate(found) if match)
    taken = [str(match["first"] or "") if match else "" for match in found]
    example = {"column": column, "label": labels[at], "row": table.rows[at], "taken": taken[at]}
    if several:
        sentence = n_(
            "Column {column!r} holds lists of labels. {number:,} label with several: the first was taken: {label!r} in "
            "row {row:,} is {taken!r}.",
            "Column {column!r} holds lists of labels. {number:,} labels with several: the first was taken: {label!r} "
            "in row {row:,} is {taken!r}.",
            len(several),
            **example,
        )
    else:
        sentence = _(
            "Column {column!r} holds lists of labels. Brackets left out: {label!r} in row {row:,} is {taken!r}.",
            **example,
        )
    notes.append(Note("lists of labels", sentence))
    return taken


def without_missing(table: Table, column: str, labels: list[str], notes: list[Note], decisions: Decisions) -> list[str]:
    """The labels, empty where a program wrote that there is none."""
    marks = {label for label in labels if label in NO_LABEL or label in PERHAPS_NO_LABEL}
    for mark in sorted(marks):
        options = {"dropped": _("leave those rows out"), "kept": _("keep it as a class")}
        chosen = decide(decisions, f"no label {mark}", options, "dropped")
        rows = [at for at, label in enumerate(labels) if label == mark]
        example = {"mark": mark, "row": table.rows[rows[0]], "column": column}
        if chosen == "dropped":
            sentence = n_(
                "{number:,} row with the label {mark!r} left out: programs write this where there is no label: row "
                "{row:,} of column {column!r}.",
                "{number:,} rows with the label {mark!r} left out: programs write this where there is no label: row "
                "{row:,} of column {column!r}.",
                len(rows),
                **example,
            )
        else:
            sentence = n_(
                "{number:,} row with the label {mark!r} kept as a class: row {row:,} of column {column!r}.",
                "{number:,} rows with the label {mark!r} kept as a class: row {row:,} of column {column!r}.",
                len(rows),
                **example,
            )
        notes.append(Note(f"no label {mark}", sentence, options, chosen))
        if chosen == "dropped":
            labels = ["" if label == mark else label for label in labels]
    return labels


def whole_numbers(labels: list[str]) -> list[str]:
    """1.0 and 5.0 are 1 and 5, as a spreadsheet shows them."""
    if all(re.fullmatch(r"-?\d+\.0+|", label) for label in labels):
        return [label.split(".")[0] for label in labels]
    return labels

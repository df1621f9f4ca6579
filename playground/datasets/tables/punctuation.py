"""Commas and apostrophes in a text cut by commas: which belong to the texts, and which cut or quote cells."""

import csv
import io
import re

from playground.datasets.tables.notes import Note, cell_text
from playground.languages import _, n_

CUT = re.compile(r",(?! )")
"""A comma before a blank is punctuation, where cutting at the others gives every line the same number of cells."""
QUOTED = re.compile(r"(?:^|,)('(?:[^']|'')*')(?=,|$)")
FEWEST_LINES = 3


def marked(body: str, lines_before: int) -> tuple[str, tuple[Note, ...]]:
    """A text cut by commas, with its quotation marks where they are missing; and what was taken for what.

    lines_before: above `body` in the file.  A text that has quotation marks is left alone.
    """
    lines = re.split(r"\r\n|\r|\n", body)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if '"' in body or len(filled) < FEWEST_LINES:
        return body, ()
    quoted = [match for at in filled[1:] if (match := QUOTED.search(lines[at]))]
    if len(quoted) == len(filled) - 1:
        rows = [row for row in csv.reader(lines, quotechar="'") if row]
        note = Note(
            "apostrophes",
            _(
                "Apostrophes around cells were taken for quotation marks: line {line:,}, {cell}.",
                line=filled[1] + lines_before + 1,
                cell=cell_text(quoted[0][1]),
            ),
        )
        return (_written(rows), (note,)) if len(set(map(len, rows))) == 1 else (body, ())
    rows = [CUT.split(lines[at]) for at in filled]
    if len(rows[0]) < 2 or len(set(map(len, rows))) > 1 or len({lines[at].count(",") for at in filled}) == 1:
        return body, ()
    several = [at for at, row in enumerate(rows) if any("," in cell for cell in row)]
    example = next(cell for cell in rows[several[0]] if "," in cell)
    sentence = n_(
        "Commas before a blank were taken for a part of the text in {number:,} line: line {line:,}, {cell}.",
        "Commas before a blank were taken for a part of the text in {number:,} lines: line {line:,}, {cell}.",
        len(several),
        line=filled[several[0]] + lines_before + 1,
        cell=cell_text(example),
    )
    return _written(rows), (Note("commas", sentence),)


def _written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()

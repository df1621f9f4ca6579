"""Delimited texts that are written otherwise than most: what is changed before they are cut into cells."""

import re
from dataclasses import dataclass

from playground.datasets.tables.heading import NUMBER
from playground.datasets.tables.notes import Note, cell_text, counted

SAID_DELIMITER = re.compile(r"sep=([,;|\t])(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line that Excel writes."""
ESCAPED = re.compile(r'\\"(?![,;\t|]|\r|\n|$)')
"""A backslash before a quotation mark inside a cell."""


@dataclass(frozen=True)
class Written:
    """A text ready to be cut.

    body: it, where the table begins; delimiter: what cuts it, None where that is still to be found out
    lines_before: lines above `body`; notes: what was changed
    """

    body: str
    delimiter: str | None
    lines_before: int
    notes: tuple[Note, ...] = ()


def written(text: str) -> Written:
    """A text without empty lines above it, with the delimiter that its first line says, and quotation marks doubled."""
    body, delimiter, notes = text.lstrip("\r\n"), None, []
    said = SAID_DELIMITER.match(body)
    if said:
        body, delimiter = body[said.end() :].lstrip("\r\n"), said[1]
    lines = re.findall(r"\r\n|\r|\n", text[: len(text) - len(body)])
    escaped = ESCAPED.search(body) if '""' not in body and '"' in body.replace('\\"', "") else None
    if escaped:
        number = len(re.findall(r"\r\n|\r|\n", body[: escaped.start()])) + len(lines) + 1
        marks = counted(body.count('\\"'), "quotation mark")
        cell = body[max(0, escaped.start() - 15) : escaped.end() + 15]
        notes.append(Note("backslashes", f"Backslashes before {marks} left out: line {number:,}, {cell_text(cell)}."))
        body = body.replace('\\"', '""')
    return Written(body, delimiter, len(lines), tuple(notes))


def cut_by_blanks(text: str) -> bool:
    """Whether every line has the same number of cells with blanks between them, half of them numbers at least."""
    lines = [line.split() for line in text.splitlines()[:200] if line.strip() and not line.startswith("#")]
    if len(lines) < 3 or len(set(map(len, lines))) > 1 or len(lines[0]) < 2:
        return False
    cells = [cell for line in lines[1:] for cell in line]
    return sum(bool(NUMBER.fullmatch(cell)) for cell in cells) * 2 >= len(cells)


def blanks_as_tabs(text: str) -> str:
    """A table with blanks between its cells, any number of them, with one tab instead."""
    return re.sub(r"[ \t]+", "\t", re.sub(r"(?m)^[ \t]+|[ \t]+(?=\r|\n|$)", "", text))

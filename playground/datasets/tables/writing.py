"""Delimited texts that are written otherwise than most: what is changed before they are cut into cells."""

import csv
import re
from dataclasses import dataclass

from playground.datasets.tables.decoding import SAMPLE
from playground.datasets.tables.heading import NUMBER, is_header
from playground.datasets.tables.notes import Note, cell_text, comments_left_out
from playground.languages import n_

COMMENTS = re.compile(r"(?:[ \t]*#(?:[ \t#=*-][^\r\n]*|(?:group|datatype|default),[^\r\n]*)?(?:\r\n|\r|\n)\s*)+")
"""Lines above a table that begin with a hash and a blank, or as InfluxDB writes them; a hashtag is a text."""
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
    """A text without empty lines and comments above it, with the delimiter that its first line says, and quotation
    marks doubled.
    """
    body, delimiter, notes = text.lstrip("\r\n"), None, []
    if (found := COMMENTS.match(body)) and found.end() < len(body):
        body, note = _without_comments(found[0], body[found.end() :], text)
        notes += note
    said = SAID_DELIMITER.match(body)
    if said:
        body, delimiter = body[said.end() :].lstrip("\r\n"), said[1]
    lines = re.findall(r"\r\n|\r|\n", text[: len(text) - len(body)])
    escaped = ESCAPED.search(body) if '""' not in body and '"' in body.replace('\\"', "") else None
    if escaped:
        number = len(re.findall(r"\r\n|\r|\n", body[: escaped.start()])) + len(lines) + 1
        before = re.split(r"[\r\n]", body[max(0, escaped.start() - 15) : escaped.start()])[-1]
        cell = before + re.split(r"[\r\n]", body[escaped.start() : escaped.end() + 15])[0]
        sentence = n_(
            "Backslashes before {number:,} quotation mark left out: line {line:,}, {cell}.",
            "Backslashes before {number:,} quotation marks left out: line {line:,}, {cell}.",
            body.count('\\"'),
            line=number,
            cell=cell_text(cell),
        )
        notes.append(Note("backslashes", sentence))
        body = body.replace('\\"', '""')
    return Written(body, delimiter, len(lines), tuple(notes))


def _without_comments(above: str, below: str, text: str) -> tuple[str, list[Note]]:
    """A text without the comments above it; the last of them stays where it names the columns and nothing else does.

    above: the lines of comments, below: the others, text: all
    """
    comments = [line for line in re.split(r"\r\n|\r|\n", above) if line.strip()]
    rows = [line for line in re.split(r"\r\n|\r|\n", below[:SAMPLE]) if line.strip()][:50]
    last = comments[-1].lstrip("# \t")
    for delimiter in (",", ";", "\t", None):
        names, cells = last.split(delimiter), [row.split(delimiter) for row in rows]
        if len(names) > 1 and cells and {len(names)} == {len(row) for row in cells[:5]}:
            if is_header([names, *cells]) and not is_header(cells):
                below = f"{last}\n{below}"
                comments.pop()
            break
    if not comments:
        return below, []
    first = text[: text.index(comments[0])].count("\n") + 1
    return below, [Note("comments", comments_left_out(len(comments), first, cell_text(comments[0])))]


def cut_by_blanks(text: str) -> bool:
    """Whether every line has the same number of cells with blanks between them, half of them numbers at least.

    The first may have one less: R leaves out the name of the rows' names.
    """
    lines = [line for line in text.splitlines()[:200] if line.strip() and not line.startswith("#")]
    rows = _blank_rows(lines)
    if len(rows) < 3 or len(set(map(len, rows[1:]))) > 1 or not 0 <= len(rows[1]) - len(rows[0]) <= 1:
        return False
    cells = [cell for row in rows[1:] for cell in row]
    return len(rows[1]) > 1 and sum(bool(NUMBER.fullmatch(cell)) for cell in cells) * 2 >= len(cells)


def blanks_as_tabs(text: str) -> str:
    """A table with blanks between its cells, any number of them, with one tab instead."""
    return "\n".join(map("\t".join, _blank_rows(re.split(r"\r\n|\r|\n", text))))


def _blank_rows(lines: list[str]) -> list[list[str]]:
    """The cells of lines with blanks between them; what stands in quotation marks is one cell."""
    clean = [re.sub(r"[ \t]+", " ", line.strip()) for line in lines]
    return list(csv.reader(clean, delimiter=" "))

"""Which rows above a table's records are its title, and whether one of them names the columns."""

import re
from itertools import pairwise

from playground.datasets.tables.notes import Note, above_left_out, cell_text

NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*")
MOST_TITLES = 20
"""Rows above the names of the columns."""


def is_header(rows: list[list[str]]) -> bool:
    """Whether the first of some rows names the columns: no number in it but years, and no cell that comes again."""
    if not rows:
        return False
    first = [cell.strip() for cell in rows[0]]
    numbers = [cell for cell in first if NUMBER.fullmatch(cell)]
    if numbers:
        whole = [int(cell) for cell in numbers if cell.isdecimal()]
        steps = {after - before for before, after in pairwise(whole)}
        years = len(whole) == len(numbers) > 2 and steps == {1} and 1500 < whole[0] < 2200
        if not years or len(numbers) == len(first):
            return False
    below = [row for row in rows[1:] if [cell.strip() for cell in row] != first]
    if any(cell and _are_numbers([row[at] for row in below]) for at, cell in enumerate(first) if not numbers):
        return True  # a word above numbers
    return not any(cell and sum(row[at].strip() == cell for row in below) > 1 for at, cell in enumerate(first))


def _are_numbers(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 2 and sum(bool(NUMBER.fullmatch(cell)) for cell in filled) > 0.8 * len(filled)


def num_titles(rows: list[list[str]]) -> int:
    """How many rows stand above the one that names the columns: half empty, where it fills as many cells as most."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2] if filled else 0
    first = next((at for at, count in enumerate(filled[: MOST_TITLES + 1]) if count >= usual), 0)
    words = [len({*filter(None, map(str.strip, row))}) for row in rows[:first]]  # a group's name comes again
    if usual < 2 or len(rows) < first + 3 or max(words, default=0) * 2 > usual:
        return 0
    return first if is_header(rows[first:]) else 0


def title_note(rows: list[list[str]], number: int) -> Note:
    """Of title rows that were left out.  number: of the first, in the file."""
    return Note("title", above_left_out(len(rows), number, cell_text(" ".join(rows[0]))))

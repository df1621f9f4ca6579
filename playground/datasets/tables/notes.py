"""What was done to an uploaded file: nothing is dropped, filled, sorted, joined or taken for anything unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground import wording
from playground.languages import _, n_

Decisions = Mapping[str, str]
"""Kind of a note → what the learner chose instead of what was proposed."""


@dataclass(frozen=True)
class Note:
    """One thing that was done.

    kind: names it among the decisions, such as "order of time"
    sentence: what was done, how often, and an example with its row
    options: decision → what it does, in words; empty where there is only one sensible way
    chosen: the one in force
    """

    kind: str
    sentence: str
    options: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""


def decide(decisions: Decisions, kind: str, options: Mapping[str, str], proposed: str) -> str:
    """What the learner chose for `kind`, or what is proposed."""
    return decisions[kind] if decisions.get(kind) in options else proposed


def comments_left_out(number: int, row: int, cell: str) -> str:
    """row: of the first of them; cell: what it says, as `cell_text` has it."""
    return n_(
        "{number:,} comment left out: row {row:,}, {cell}.",
        "{number:,} comments left out: row {row:,}, {cell}.",
        number,
        row=row,
        cell=cell,
    )


def above_left_out(number: int, row: int, cell: str) -> str:
    """Of lines above the table, as `comments_left_out`."""
    return n_(
        "{number:,} line above the table left out: row {row:,}, {cell}.",
        "{number:,} lines above the table left out: row {row:,}, {cell}.",
        number,
        row=row,
        cell=cell,
    )


def cell_text(cell: Any, most: int = 40) -> str:
    """A cell as it stands in a sentence."""
    text = " ".join(str(cell).split())
    short = repr(text if len(text) <= most else text[: most - 1] + "…")
    return _("empty") if not text else short.replace(r"\\", "\\").replace(r"\'", "'")  # as it stands in the file


def listed(names: list[str], most: int = 5) -> str:
    """Names in a sentence: a, b and c; of many the first and how many more."""
    if len(names) > most:
        return _("{names} and {more:,} more", names=wording.enumerated(names[:most]), more=len(names) - most)
    return wording.listed(names)

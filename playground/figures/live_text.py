"""What the Sentiment page's editor draws: where the words stand in the text, and the numbers of each, JSON-able."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.analysis.running_prediction import Course
from playground.encodings.sequences import in_common
from playground.languages import _

MOST_LINES = 5
"""Classes that get a line: the most probable at the end."""


@dataclass(frozen=True)
class Drawn:
    """One text through one network.

    tokens: a token after the other, four numbers each: where it starts and ends in the text, counted as browsers count
    (UTF-16 code units), its index in the order of reading, -1: not read, and whether it is known, 0 or 1.
    lines: class name and the probability after each word read, NaN where it was not worked out; changes: how much each
    word moved that of the class `watched`; gates: name and mean of each.  All (words read,) float64.
    said: what is no series: `watched`, `away`: the other class of two; `turned`: the words at which another class is
    predicted; `unit`: what a token is called.
    """

    tokens: np.ndarray
    lines: dict[str, np.ndarray]
    changes: np.ndarray
    gates: dict[str, np.ndarray]
    said: dict[str, Any]

    def whole(self) -> dict[str, Any]:
        """All of it, JSON-able: NaN is None."""
        return self.said | {
            "tokens": self.tokens.tolist(),
            "lines": [{"name": name, "values": _numbers(values)} for name, values in self.lines.items()],
            "changes": _numbers(self.changes),
            "gates": [{"name": name, "values": _numbers(values)} for name, values in self.gates.items()],
        }

    def since(self, last: "Drawn") -> dict[str, Any]:
        """What is not as it was in `last`: as `whole`, each series without its first `kept` numbers, which are."""
        tokens, changes = in_common(self.tokens, last.tokens), _same(self.changes, last.changes)
        lines, gates = _kept(self.lines, last.lines), _kept(self.gates, last.gates)
        rest = Drawn(
            self.tokens[tokens:],
            {name: self.lines[name][start:] for name, start in zip(self.lines, lines, strict=True)},
            self.changes[changes:],
            {name: self.gates[name][start:] for name, start in zip(self.gates, gates, strict=True)},
            self.said,
        )
        return rest.whole() | {"kept": {"tokens": tokens, "changes": changes, "lines": lines, "gates": gates}}


def drawn(text: str, course: Course, names: tuple[str, ...], unit: str = "word") -> Drawn:
    """One text through one network.  names: of the classes.  unit: what a token is called."""
    best = [1] if len(names) == 2 else np.argsort(course.predictions[-1])[::-1][:MOST_LINES]
    return Drawn(
        _tokens(text, course),
        {names[c]: _rounded(course.predictions[:, c]) for c in best},
        _rounded(course.changes),
        {name: _rounded(values) for name, values in course.gates.items()},
        {
            "unit": _(unit),
            "watched": names[course.watched],
            "away": names[0] if len(names) == 2 else "",
            "turned": course.turned.tolist(),
        },
    )


def _tokens(text: str, course: Course) -> np.ndarray:
    """Flat (4 · tokens,) int64, see `Drawn`."""
    tokens = course.encoded.tokens
    first = min(token.timestep for token in tokens if token.timestep is not None)
    flat = [
        (token.start, token.end, -1 if token.timestep is None else token.timestep - first, token.known)
        for token in tokens
    ]
    found = np.array(flat, np.int64)
    if max(text) > "\uffff":
        found[:, :2] = _in_utf16(text)[found[:, :2]]
    return found.ravel()


def _in_utf16(text: str) -> np.ndarray:
    """Position in the text → the same position counted in UTF-16 code units: (characters + 1,)."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.concatenate([[0], np.cumsum(1 + (points > 0xFFFF))])


def _rounded(values: np.ndarray) -> np.ndarray:
    """Seven decimals of each, so that three of them are what the sentences say."""
    return np.round(values.astype(float), 7)


def _numbers(values: np.ndarray) -> list[float | None]:
    """None for NaN."""
    return [None if value != value else value for value in values.tolist()]


def _kept(lines: dict[str, np.ndarray], last: dict[str, np.ndarray]) -> list[int]:
    """How many numbers of each line are those of the one in its place; 0 where that has another name."""
    names = list(last)
    return [
        _same(values, last[name]) if names[place : place + 1] == [name] else 0
        for place, (name, values) in enumerate(lines.items())
    ]


def _same(values: np.ndarray, last: np.ndarray) -> int:
    """How many numbers are the same from the start, bit for bit: NaN is as it was."""
    return in_common(values.view(np.int64), last.view(np.int64))

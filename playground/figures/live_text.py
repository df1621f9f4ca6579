"""What the Sentiment page's editor draws: where the words stand in the text, and the numbers of each, JSON-able."""

from typing import Any

import numpy as np

from playground.analysis.running_prediction import Course

MOST_LINES = 5
"""Classes that get a line: the most probable at the end."""


def drawn(text: str, course: Course, names: tuple[str, ...], unit: str = "word") -> dict[str, Any]:
    """One text through one network.  names: of the classes.  unit: what a token is called.

    tokens: a token after the other, four numbers each: where it starts and ends in the text, counted as browsers count
    (UTF-16 code units), its index in the order of reading, -1: not read, and whether it is known, 0 or 1.
    lines: class name and the probability after each word read, None where it was not worked out; changes: how much each
    word moved that of the class `watched`; turned: the words at which another class is predicted; gates: name
    and mean of each.
    """
    best = [1] if len(names) == 2 else np.argsort(course.predictions[-1])[::-1][:MOST_LINES]
    return {
        "tokens": _tokens(text, course),
        "lines": [{"name": names[c], "values": _numbers(course.predictions[:, c])} for c in best],
        "unit": unit,
        "watched": names[course.watched],
        "away": names[0] if len(names) == 2 else "",
        "changes": _numbers(course.changes),
        "turned": course.turned.tolist(),
        "gates": [{"name": name, "values": _numbers(values)} for name, values in course.gates.items()],
    }


def _tokens(text: str, course: Course) -> list[int]:
    tokens = course.encoded.tokens
    positions = _in_utf16(text)
    timesteps = sorted(token.timestep for token in tokens if token.timestep is not None)
    first = timesteps[0]
    flat: list[int] = []
    for token in tokens:
        order = -1 if token.timestep is None else token.timestep - first
        flat += (positions[token.start], positions[token.end], order, int(token.known))
    return flat


def _in_utf16(text: str) -> list[int] | range:
    """Position in the text → the same position counted in UTF-16 code units: (characters + 1,)."""
    if not text or max(text) <= "\uffff":
        return range(len(text) + 1)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    positions: list[int] = np.concatenate([[0], np.cumsum(1 + (points > 0xFFFF))]).tolist()
    return positions


def _numbers(values: np.ndarray) -> list[float | None]:
    """Seven decimals of each, so that three of them are what the sentences say; None for NaN."""
    return [None if np.isnan(value) else value for value in np.round(values.astype(float), 7).tolist()]

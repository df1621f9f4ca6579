"""What the course of a verdict tells, in sentences: where it turns, what moved it most, what was not read."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from playground.analysis.running_prediction import Course, turned
from playground.encodings import EncodedText
from playground.encodings.text import as_text_encoding
from playground.reference import Network
from playground.wording import quoted, short_word

MOST_TURNS = 4
"""Turns that are told one by one."""
MOST_UNKNOWN = 8
"""Unknown words that are named."""
NOTHING = 0.0005
"""A change of a probability that is written as 0.000."""


def told(course: Course, names: tuple[str, ...], unit: str = "word") -> dict[str, Any]:
    """All sentences on one text through one network, JSON-able.  names: of the classes.  unit: what a token is called.

    turns: the words at which another class is predicted; sentences: what else to say of it.
    """
    words = course.encoded.words
    others = [strongest(words, course, names, unit), *left_out(course.encoded, unit), *begins(course, unit)]
    return {
        "turns": turns(words, course.verdicts, names, unit),
        "sentences": [sentence for sentence in others if sentence],
    }


def turns(words: Sequence[str], verdicts: np.ndarray, names: Sequence[str], unit: str = "word") -> str:
    """Where the predicted class changes: `Positive at first; turns negative at “but”.`

    verdicts int: the class predicted after each of `words`, or after each of the last of them.  names: of the classes.
    unit: what a word is called.
    """
    start, at = len(words) - len(verdicts), turned(verdicts)
    first = names[verdicts[0]]
    if len(words) == 1:
        return f"{_begin(first)} after the only {unit}."
    if not len(at):
        return f"{_begin(first)} from " + (f"{unit} {start + 1:,} on." if start else f"the first {unit} on.")
    begin = f"{first} at {unit} {start + 1:,}" if start else f"{first} at first"
    to = [f"{names[verdicts[t]]} at {quoted(words, start + t, unit)}" for t in at]
    if len(at) == 1:
        return f"{_begin(begin)}; turns {to[0]}."
    times = "twice" if len(at) == 2 else f"{len(at):,} times"
    if len(at) <= MOST_TURNS:
        return f"Turns {times}: {begin}, {', '.join(to[:-1])}, and {to[-1]}."
    return f"Turns {times}: {begin}, and in the end {to[-1]}."


def manner(network: Network) -> str:
    """What the running probability is where one reading does not give it, and in which order the words are read."""
    plan = network.plan
    unit = as_text_encoding(network.encoding).unit
    backwards = (
        f"It reads backwards: the line begins with the last {unit}." if network.encoding.encoding.reverse else ""
    )
    if network.reads_once:
        return backwards
    if not plan.recurrent:
        why = "This network has no state that goes from one timestep to the next"
    elif any(planned.layer.directions for planned in plan.recurrent):
        why = "This network reads in both directions, so its states know what comes later"
    else:
        why = "This network also reads padding"
    return f"{why}: for every point the text up to that {unit} was read again from the start. {backwards}".strip()


def strongest(words: Sequence[str], course: Course, names: Sequence[str], unit: str = "word") -> str:
    """The word that moved the probability most: `“superb” moves P(positive) most: +0.412.`"""
    changes = course.changes
    if len(words) < 2 or np.isnan(changes).all():
        return ""
    most = int(np.nanargmax(np.abs(changes)))
    if abs(changes[most]) < NOTHING:
        return f"No {unit} moves P({names[course.watched]}) by as much as {2 * NOTHING:g}."
    change = f"{changes[most]:+.3f}".replace("-", "−")
    return f"{_begin(quoted(words, most, unit))} moves P({names[course.watched]}) most: {change}."


def left_out(encoded: EncodedText, unit: str = "word") -> list[str]:
    """Sentences on what of a text the network does not know, and what it did not read."""
    read = [token for token in encoded.tokens if token.timestep is not None]
    unknown = sorted({token.word for token in read if not token.known})
    cut = len(encoded.tokens) - len(read)
    notes = []
    if unknown:
        more = f" and {len(unknown) - MOST_UNKNOWN:,} more" if len(unknown) > MOST_UNKNOWN else ""
        named = ", ".join(short_word(word) for word in unknown[:MOST_UNKNOWN])
        read_as = f"read as the unknown {unit}" if len(unknown) == 1 else f"all read as the same unknown {unit}"
        notes.append(f"Not in the vocabulary, {read_as}: {named}{more}.")
    if cut:
        are, were = (" is", "was") if cut == 1 else ("s are", "were")
        notes.append(f"{cut:,} {unit}{are} beyond the maximum length and {were} not read.")
    return notes


def begins(course: Course, unit: str = "word") -> list[str]:
    """A sentence on where the line begins, if that is not at the first word."""
    if not course.start:
        return []
    return [
        f"The line begins at {unit} {course.start + 1:,}: to read the text again for every {unit} before would take "
        "too long."
    ]


def _begin(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]

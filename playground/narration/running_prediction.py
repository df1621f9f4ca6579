"""What the course of a verdict tells, in sentences: where it turns, what moved it most, what was not read."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from playground.analysis.running_prediction import Course, turned
from playground.encodings import EncodedText
from playground.encodings.text import as_text_encoding
from playground.languages import _, n_
from playground.reference import Network
from playground.wording import enumerated, is_spelled, quoted, short_word, timesteps, together

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
    called = _(unit)
    if len(words) == 1:
        return _("{answer} after the only {unit}.", answer=_begin(first), unit=called)
    if not len(at) and start:
        return _("{answer} from {unit} {number:,} on.", answer=_begin(first), unit=called, number=start + 1)
    if not len(at):
        return _("{answer} from the first {unit} on.", answer=_begin(first), unit=called)
    begin = _("{answer} at first", answer=first)
    if start:
        begin = _("{answer} at {unit} {number:,}", answer=first, unit=called, number=start + 1)
    to = [_("{answer} at {word}", answer=names[verdicts[t]], word=quoted(words, start + t, unit)) for t in at]
    if len(at) == 1:
        return _("{begin}; turns {to}.", begin=_begin(begin), to=to[0])
    if len(at) > MOST_TURNS:
        return _("Turns {number:,} times: {begin}, and in the end {last}.", number=len(at), begin=begin, last=to[-1])
    before = enumerated([begin, *to[:-1]])
    if len(at) == 2:
        return _("Turns twice: {before}, and {last}.", before=before, last=to[-1])
    return _("Turns {number:,} times: {before}, and {last}.", number=len(at), before=before, last=to[-1])


def manner(network: Network) -> str:
    """What the running probability is where one reading does not give it, and in which order the words are read."""
    plan = network.plan
    unit = _(as_text_encoding(network.encoding).unit)
    backwards = ""
    if network.encoding.encoding.reverse:
        backwards = _("It reads backwards: the line begins with the last {unit}.", unit=unit)
    if network.reads_once:
        return backwards
    if not plan.recurrent:
        why = _("This network has no state that goes from one timestep to the next")
    elif any(planned.layer.directions for planned in plan.recurrent):
        why = _("This network reads in both directions, so its states know what comes later")
    else:
        why = _("This network also reads padding")
    again = _("{why}: for every point the text up to that {unit} was read again from the start.", why=why, unit=unit)
    return together(again, backwards)


def strongest(words: Sequence[str], course: Course, names: Sequence[str], unit: str = "word") -> str:
    """The word that moved the probability most: `“superb” moves P(positive) most: +0.412.`"""
    changes = course.changes
    if len(words) < 2 or np.isnan(changes).all():
        return ""
    most = int(np.nanargmax(np.abs(changes)))
    if abs(changes[most]) < NOTHING:
        return _(
            "No {unit} moves P({name}) by as much as {size:g}.",
            unit=_(unit),
            name=names[course.watched],
            size=2 * NOTHING,
        )
    change = f"{changes[most]:+.3f}".replace("-", "−")
    return _(
        "{word} moves P({name}) most: {change}.",
        word=_begin(quoted(words, most, unit)),
        name=names[course.watched],
        change=change,
    )


def _seen(word: str) -> str:
    """A word as a list shows it: a blank, or a mark that could be the list's own, in quotation marks."""
    return short_word(word) if is_spelled(word) else f"“{short_word(word)}”"


def left_out(encoded: EncodedText, unit: str = "word") -> list[str]:
    """Sentences on what of a text the network does not know, and what it did not read."""
    read = [token for token in encoded.tokens if token.timestep is not None]
    unknown = list(dict.fromkeys(token.word for token in read if not token.known))
    cut = len(encoded.tokens) - len(read)
    notes = []
    if unknown:
        named = enumerated([_seen(word) for word in unknown[:MOST_UNKNOWN]])
        if len(unknown) > MOST_UNKNOWN:
            named = _("{words} and {number:,} more", words=named, number=len(unknown) - MOST_UNKNOWN)
        notes.append(
            n_(
                "Not in the vocabulary, read as the unknown {unit}: {words}.",
                "Not in the vocabulary, all read as the same unknown {unit}: {words}.",
                len(unknown),
                unit=_(unit),
                words=named,
            )
        )
    if cut:
        notes.append(
            n_(
                "{words} is beyond the maximum length and was not read.",
                "{words} are beyond the maximum length and were not read.",
                cut,
                words=timesteps(cut, unit),
            )
        )
    return notes


def begins(course: Course, unit: str = "word") -> list[str]:
    """A sentence on where the line begins, if that is not at the first word."""
    if not course.start:
        return []
    return [
        _(
            "The line begins at {unit} {number:,}: to read the text again for every {unit} before would take too long.",
            unit=_(unit),
            number=course.start + 1,
        )
    ]


def _begin(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]

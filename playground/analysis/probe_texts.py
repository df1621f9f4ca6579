"""Texts on which networks show what they can and cannot do, and what a network really makes of each: computed."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from playground.encodings import FittedText
from playground.wording import counted, probability_text, quoted

JUDGING = (("negative", "positive"), ("负面", "正面"))
"""Names of classes of networks that judge reviews."""
FORGOTTEN = 0.05
"""A change of the probability below which a sentence counts for nothing."""


@dataclass(frozen=True)
class Asked:
    """A network to be asked.  names: of its classes.  say: a text → the probability of each (classes,)."""

    fitted: FittedText
    names: tuple[str, ...]
    say: Callable[[str], np.ndarray] = field(repr=False)

    @property
    def judges(self) -> bool:
        """Whether it says negative or positive, as the telling texts expect."""
        return self.names in JUDGING

    def verdict(self, text: str) -> tuple[str, str]:
        """The class predicted for a text, and P(positive), or the probability of that class, as it is shown."""
        prediction = self.say(text)
        if self.judges:
            return self.names[int(prediction[1] >= 0.5)], probability_text(prediction[1])
        return self.names[int(prediction.argmax())], probability_text(prediction.max())

    def after_each(self, text: str) -> tuple[list[str], list[str]]:
        """The words that are read, in the order of reading, and the class predicted after each."""
        read = [token for token in self.fitted.text(text).tokens if token.timestep is not None]
        first, last = read[0].start, read[-1].end
        if self.fitted.encoding.reverse:
            read = read[::-1]
            parts = [text[token.start : last] for token in read]
        else:
            parts = [text[first : token.end] for token in read]
        return [token.word for token in read], [self.verdict(part)[0] for part in parts]


@dataclass(frozen=True)
class TellingText:
    """A text with a title, what to look for, and how to tell what a network makes of it.

    judged: one sentence, true for the network that is asked.
    """

    title: str
    text: str
    look: str
    judged: Callable[["TellingText", Asked], str] = field(repr=False)

    def made_by(self, asked: Asked) -> str:
        """What a network makes of the text, in a sentence; the numbers are P(positive) where it has that class."""
        if asked.judges:
            return self.judged(self, asked)
        prediction, probability = asked.verdict(self.text)
        return f"It says {prediction}, {probability}."


def negation(telling: TellingText, asked: Asked, blame: str, bad: str, denial: str) -> str:
    """Of a text that denies `blame`.  bad: the word of it that blames; denial: what the text has besides."""
    prediction, probability = asked.verdict(telling.text)
    plain, without = asked.verdict(blame)
    if prediction == plain:
        alone = f"“{bad}” alone is not {asked.names[0]} to it either"
        why = "it misses the negation" if prediction == asked.names[0] else alone
        return f"It says {prediction} of both, {probability} and {without}: {why}."
    why = "it hears the negation" if prediction == asked.names[1] else "the wrong way round"
    return f"It says {prediction}, {probability}, and without “{denial}” {plain}, {without}: {why}."


def contrast(telling: TellingText, asked: Asked, praise: str) -> str:
    """Of a text that begins with `praise` and ends otherwise."""
    positive = asked.names[1]
    prediction, probability = asked.verdict(telling.text)
    half, before = asked.verdict(praise)
    after = f"Of the first half alone it says {half}, {before}, of the whole {prediction}, {probability}"
    if half == positive:
        return f"{after}: " + ("the praise wins." if prediction == positive else "the end wins.")
    if prediction == positive:
        return f"{after}: it is not the praise that makes it positive."
    words, verdicts = asked.after_each(telling.text)
    if positive not in verdicts:
        return f"{after}: it never believed the praise."
    index = verdicts.index(positive)
    return f"{after}: {positive} only in between, first at {quoted(words, index, asked.fitted.unit)}."


def irony(telling: TellingText, asked: Asked) -> str:
    """Of a text whose friendly words are not meant."""
    prediction, probability = asked.verdict(telling.text)
    return f"It says {prediction}, {probability}: " + (
        "it misses the irony." if prediction == asked.names[1] else "not taken in."
    )


def unknown(telling: TellingText, asked: Asked, word: str, instead: str) -> str:
    """Of a text with a `word` that hardly any vocabulary has, and of the same with another one `instead`."""
    prediction, probability = asked.verdict(telling.text)
    start = telling.text.index(word)
    tokens = asked.fitted.text(telling.text).tokens
    if all(token.known for token in tokens if start <= token.start < start + len(word)):
        return f"It says {prediction}, {probability}: its encoding reads this word like any other."
    then, other = asked.verdict(telling.text.replace(word, instead))
    return (
        f"It says {prediction}, {probability}; with “{instead}” in place of the word it does not know {then}, {other}."
    )


def early(telling: TellingText, asked: Asked, verdict: str, filler: str) -> str:
    """Of a text that begins with its verdict; the filler that follows judges nothing."""
    prediction, probability = asked.verdict(telling.text)
    first, before = asked.verdict(verdict)
    cut = sum(token.timestep is None for token in asked.fitted.text(telling.text).tokens)
    after = f"Of the first sentence alone it says {first}, {before}, of the whole {prediction}, {probability}"
    if cut:
        return f"{after}; {counted(cut, asked.fitted.unit)} {'is' if cut == 1 else 'are'} beyond its maximum length."
    if first == asked.names[1]:
        return f"{after}: it did not get the first sentence."
    without = asked.say(filler)[1]
    forgotten = abs(asked.say(telling.text)[1] - without) < FORGOTTEN
    why = "the beginning is forgotten" if forgotten else "the beginning still counts"
    if forgotten and abs(asked.say(verdict)[1] - without) < FORGOTTEN:
        why = "the rest alone says as much, so this does not show what is remembered"
    return f"{after}, and of the rest without it {asked.verdict(filler)[0]}, {probability_text(without)}: {why}."

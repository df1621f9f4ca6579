"""Texts on which networks show what they can and cannot do, and what a network really makes of each: computed."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from playground.encodings import FittedText
from playground.languages import _, n_
from playground.wording import probability_text, quoted, stated

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

    def verdict(self, text: str, at_first: bool = False) -> tuple[str, str]:
        """The class predicted for a text, and P(positive), or the probability of that class, as it is shown.

        at_first: whether it is the first of a sentence, which says what the numbers are: `P(positive) = 0.123`.
        """
        prediction = self.say(text)
        of = 1 if self.judges else int(prediction.argmax())
        said = self.names[int(prediction[1] >= 0.5)] if self.judges else self.names[of]
        return said, stated(self.names[of], prediction[of]) if at_first else probability_text(prediction[of])

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
        return _("It says {label}, {probability}.", label=prediction, probability=probability)


def negation(telling: TellingText, asked: Asked, blame: str, bad: str, denial: str) -> str:
    """Of a text that denies `blame`.  bad: the word of it that blames; denial: what the text has besides."""
    negative, positive = asked.names
    prediction, probability = asked.verdict(telling.text, at_first=True)
    plain, without = asked.verdict(blame)
    numbers = {"label": prediction, "with_it": probability, "without": without}
    if prediction == plain == negative:
        return _("It says {label} of both, {with_it} and {without}: it misses the negation.", **numbers)
    if prediction == plain:
        return _(
            "It says {label} of both, {with_it} and {without}: “{bad}” alone is not {negative} to it either.",
            bad=bad,
            negative=negative,
            **numbers,
        )
    numbers |= {"other": plain, "denial": denial}
    if prediction == positive:
        return _(
            "It says {label}, {with_it}, and without “{denial}” {other}, {without}: it hears the negation.", **numbers
        )
    return _("It says {label}, {with_it}, and without “{denial}” {other}, {without}: the wrong way round.", **numbers)


def contrast(telling: TellingText, asked: Asked, praise: str) -> str:
    """Of a text that begins with `praise` and ends otherwise."""
    positive = asked.names[1]
    prediction, probability = asked.verdict(telling.text)
    half, before = asked.verdict(praise, at_first=True)
    if half == positive:
        why = _("the praise wins") if prediction == positive else _("the end wins")
    elif prediction == positive:
        why = _("it is not the praise that makes it {positive}", positive=positive)
    else:
        words, verdicts = asked.after_each(telling.text)
        why = _("it never believed the praise")
        if positive in verdicts:
            first = quoted(words, verdicts.index(positive), asked.fitted.unit)
            why = _("{positive} only in between, first at {word}", positive=positive, word=first)
    return _(
        "Of the first half alone it says {half}, {before}, of the whole {label}, {probability}: {why}.",
        half=half,
        before=before,
        label=prediction,
        probability=probability,
        why=why,
    )


def irony(telling: TellingText, asked: Asked) -> str:
    """Of a text whose friendly words are not meant."""
    prediction, probability = asked.verdict(telling.text, at_first=True)
    if prediction == asked.names[1]:
        return _("It says {label}, {probability}: it misses the irony.", label=prediction, probability=probability)
    return _("It says {label}, {probability}: not taken in.", label=prediction, probability=probability)


def unknown(telling: TellingText, asked: Asked, word: str, instead: str) -> str:
    """Of a text with a `word` that hardly any vocabulary has, and of the same with another one `instead`."""
    prediction, probability = asked.verdict(telling.text, at_first=True)
    start = telling.text.index(word)
    tokens = asked.fitted.text(telling.text).tokens
    if all(token.known for token in tokens if start <= token.start < start + len(word)):
        return _(
            "It says {label}, {probability}: its encoding reads this word like any other.",
            label=prediction,
            probability=probability,
        )
    then, other = asked.verdict(telling.text.replace(word, instead))
    return _(
        "It says {label}, {probability}; with “{instead}” in place of the word it does not know {then}, {other}.",
        label=prediction,
        probability=probability,
        instead=instead,
        then=then,
        other=other,
    )


def early(telling: TellingText, asked: Asked, verdict: str, filler: str) -> str:
    """Of a text that begins with its `verdict` and goes on with words that judge nothing."""
    prediction, probability = asked.verdict(telling.text)
    first, before = asked.verdict(verdict, at_first=True)
    cut = sum(token.timestep is None for token in asked.fitted.text(telling.text).tokens)
    numbers = {"first": first, "before": before, "label": prediction, "probability": probability}
    if cut:
        return n_(
            "Of the first sentence alone it says {first}, {before}, of the whole {label}, {probability}; {number:,} "
            "{unit} is beyond its maximum length.",
            "Of the first sentence alone it says {first}, {before}, of the whole {label}, {probability}; {number:,} "
            "{unit}s are beyond its maximum length.",
            cut,
            unit=_(asked.fitted.unit),
            **numbers,
        )
    if first == asked.names[1]:
        return _(
            "Of the first sentence alone it says {first}, {before}, of the whole {label}, {probability}: it did not "
            "get the first sentence.",
            **numbers,
        )
    without = asked.say(filler)[1]
    why = _("the beginning still counts")
    if abs(asked.say(telling.text)[1] - without) < FORGOTTEN:
        why = _("the beginning is forgotten")
        if abs(asked.say(verdict)[1] - without) < FORGOTTEN:
            why = _("the rest alone says as much, so this does not show what is remembered")
    return _(
        "Of the first sentence alone it says {first}, {before}, of the whole {label}, {probability}, and of the rest "
        "without it {rest}, {without}: {why}.",
        rest=asked.verdict(filler)[0],
        without=probability_text(without),
        why=why,
        **numbers,
    )

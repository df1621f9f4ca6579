"""Texts on which networks show what they can and cannot do, and what a network really makes of each: computed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from playground.analysis.probed_words import BAD, FRIDAY, HATED, MADE_UP, PLOT, SUPERB, TERRIBLE
from playground.encodings import FittedText
from playground.languages import N_, _, n_
from playground.wording import probability_text, quoted

NEGATIVE, POSITIVE = "negative", "positive"


@dataclass(frozen=True)
class Asked:
    """A network to be asked.  names: of its classes.  say: a text → the probability of each (classes,)."""

    fitted: FittedText
    names: tuple[str, ...]
    say: Callable[[str], np.ndarray] = field(repr=False)

    @property
    def judges(self) -> bool:
        """Whether it says negative or positive, as the telling texts expect."""
        return self.names == (NEGATIVE, POSITIVE)

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

    right: what a reader would say.  judged: one sentence, true for the network that is asked.
    """

    title: str
    text: str
    look: str
    right: str
    judged: Callable[["TellingText", Asked], str] = field(repr=False)

    def made_by(self, asked: Asked) -> str:
        """What a network makes of the text, in a sentence; the numbers are P(positive) where it has that class."""
        if asked.judges:
            return self.judged(self, asked)
        prediction, probability = asked.verdict(self.text)
        return _("It says {label}, {probability}.", label=prediction, probability=probability)


def _negation(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    plain, without = asked.verdict(BAD)
    numbers = {"label": prediction, "with_it": probability, "without": without}
    if prediction == plain == NEGATIVE:
        return _("It says {label} of both, {with_it} and {without}: it misses the negation.", **numbers)
    if prediction == plain:
        return _(
            "It says {label} of both, {with_it} and {without}: “bad” alone is not negative to it either.", **numbers
        )
    if prediction == POSITIVE:
        return _(
            "It says {label}, {with_it}, and without “not” {other}, {without}: it hears the negation.",
            other=plain,
            **numbers,
        )
    return _(
        "It says {label}, {with_it}, and without “not” {other}, {without}: the wrong way round.", other=plain, **numbers
    )


def _contrast(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    half, before = asked.verdict(SUPERB)
    if half == POSITIVE:
        why = _("the praise wins") if prediction == POSITIVE else _("the end wins")
    elif prediction == POSITIVE:
        why = _("it is not the praise that makes it positive")
    else:
        words, verdicts = asked.after_each(telling.text)
        why = _("it never believed the praise")
        if POSITIVE in verdicts:
            first = quoted(words, verdicts.index(POSITIVE), asked.fitted.unit)
            why = _("positive only in between, first at {word}", word=first)
    return _(
        "Of the first half alone it says {half}, {before}, of the whole {label}, {probability}: {why}.",
        half=half,
        before=before,
        label=prediction,
        probability=probability,
        why=why,
    )


def _irony(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    if prediction == POSITIVE:
        return _("It says {label}, {probability}: it misses the irony.", label=prediction, probability=probability)
    return _("It says {label}, {probability}: not taken in.", label=prediction, probability=probability)


def _unknown(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    if all(token.known for token in asked.fitted.text(telling.text).tokens if token.word == MADE_UP):
        return _(
            "It says {label}, {probability}: its encoding reads this word like any other.",
            label=prediction,
            probability=probability,
        )
    instead, other = asked.verdict(telling.text.replace(MADE_UP, "superb"))
    return _(
        "It says {label}, {probability}; with “superb” in place of the word it does not know {instead}, {other}.",
        label=prediction,
        probability=probability,
        instead=instead,
        other=other,
    )


def _early(telling: TellingText, asked: Asked, verdict: str, filler: str) -> str:
    """Of a text that begins with its verdict; the filler that follows judges nothing."""
    prediction, probability = asked.verdict(telling.text)
    first, before = asked.verdict(verdict)
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
    if first == POSITIVE:
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


FORGOTTEN = 0.05
"""A change of the probability below which a sentence counts for nothing."""

TELLING_TEXTS = (
    TellingText(
        N_("Early verdict"),
        f"{TERRIBLE} {FRIDAY}",
        N_("The verdict is the first sentence; see whether the line keeps it over words that judge nothing."),
        NEGATIVE,
        partial(_early, verdict=TERRIBLE, filler=FRIDAY),
    ),
    TellingText(
        N_("Negation"),
        "It was not bad at all.",
        N_("“not” turns “bad” around. Compare it with the same text without “not”."),
        POSITIVE,
        _negation,
    ),
    TellingText(
        N_("Contrast"),
        f"{SUPERB}, I was bored.",
        N_("The verdict stands at the end; see whether the line turns there."),
        NEGATIVE,
        _contrast,
    ),
    TellingText(
        N_("Irony"),
        "What a brilliant idea: another film about a talking dog. I enjoyed every minute of looking at my watch.",
        N_("Friendly words; only a reader knows that they are not meant."),
        NEGATIVE,
        _irony,
    ),
    TellingText(
        N_("Unknown word"),
        f"The music was {MADE_UP} and I was moved.",
        N_("“glimmerous” is made up: it is in no vocabulary."),
        POSITIVE,
        _unknown,
    ),
    TellingText(
        N_("Long review"),
        f"{HATED} {PLOT}",
        N_("The verdict is the first sentence; the plot that follows judges nothing."),
        NEGATIVE,
        partial(_early, verdict=HATED, filler=PLOT),
    ),
)
"""For networks that judge reviews as negative or positive."""

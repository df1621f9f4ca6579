"""Texts on which networks show what they can and cannot do, and what a network really makes of each: computed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from playground.encodings import FittedText
from playground.wording import counted, probability_text, quoted

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
        return f"It says {prediction}, {probability}."


def _negation(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    plain, without = asked.verdict(BAD)
    if prediction == plain:
        why = "it misses the negation" if prediction == NEGATIVE else "“bad” alone is not negative to it either"
        return f"It says {prediction} of both, {probability} and {without}: {why}."
    why = "it hears the negation" if prediction == POSITIVE else "the wrong way round"
    return f"It says {prediction}, {probability}, and without “not” {plain}, {without}: {why}."


def _contrast(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    half, before = asked.verdict(SUPERB)
    after = f"Of the first half alone it says {half}, {before}, of the whole {prediction}, {probability}"
    if half == POSITIVE:
        return f"{after}: " + ("the praise wins." if prediction == POSITIVE else "the end wins.")
    if prediction == POSITIVE:
        return f"{after}: it is not the praise that makes it positive."
    words, verdicts = asked.after_each(telling.text)
    if POSITIVE not in verdicts:
        return f"{after}: it never believed the praise."
    index = verdicts.index(POSITIVE)
    return f"{after}: positive only in between, first at {quoted(words, index, asked.fitted.unit)}."


def _irony(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    return f"It says {prediction}, {probability}: " + (
        "it misses the irony." if prediction == POSITIVE else "not taken in."
    )


def _unknown(telling: TellingText, asked: Asked) -> str:
    prediction, probability = asked.verdict(telling.text)
    if all(token.known for token in asked.fitted.text(telling.text).tokens if token.word == MADE_UP):
        return f"It says {prediction}, {probability}: its encoding reads this word like any other."
    instead, other = asked.verdict(telling.text.replace(MADE_UP, "superb"))
    return (
        f"It says {prediction}, {probability}; with “superb” in place of the word it does not know {instead}, {other}."
    )


def _early(telling: TellingText, asked: Asked, verdict: str, filler: str) -> str:
    """Of a text that begins with its verdict; the filler that follows judges nothing."""
    prediction, probability = asked.verdict(telling.text)
    first, before = asked.verdict(verdict)
    cut = sum(token.timestep is None for token in asked.fitted.text(telling.text).tokens)
    after = f"Of the first sentence alone it says {first}, {before}, of the whole {prediction}, {probability}"
    if cut:
        return f"{after}; {counted(cut, asked.fitted.unit)} {'is' if cut == 1 else 'are'} beyond its maximum length."
    if first == POSITIVE:
        return f"{after}: it did not get the first sentence."
    without = asked.say(filler)[1]
    forgotten = abs(asked.say(telling.text)[1] - without) < FORGOTTEN
    why = "the beginning is forgotten" if forgotten else "the beginning still counts"
    if forgotten and abs(asked.say(verdict)[1] - without) < FORGOTTEN:
        why = "the rest alone says as much, so this does not show what is remembered"
    return f"{after}, and of the rest without it {asked.verdict(filler)[0]}, {probability_text(without)}: {why}."


FORGOTTEN = 0.05
"""A change of the probability below which a sentence counts for nothing."""
BAD = "It was bad at all."
SUPERB = "Although the acting was superb"
MADE_UP = "glimmerous"
TERRIBLE = "A terrible film."
FRIDAY = "My brother read about it, we saw it on Friday and took the bus home."
HATED = "I hated this film, it is the worst and most boring thing I have seen in years."
PLOT = (
    "It begins on a Monday in a small town by the river. A woman comes home from her work in the library and finds a "
    "letter on the table. Her brother has written it from the other end of the country, where he repairs bridges. He "
    "asks her to visit him before the winter. She packs two bags, locks the door and walks to the station. The train "
    "is late, so she sits on the bench and reads a book about birds. An old man sits down beside her and talks about "
    "the weather and the price of bread. When the train comes they share a carriage. At the next stop a family gets "
    "in, a father with three children who carry a cage with a parrot. The parrot knows four words and says them in "
    "turn. They pass fields, a lake and a long row of houses. In the evening the lights go on and the woman looks at "
    "her face in the window. She thinks of the time when she and her brother lived on the farm. There we see the farm, "
    "the yard, the dog and the two children who run down to the water. Their mother calls them in for supper. Then we "
    "are back in the train. It stops in the middle of the night and the conductor walks through the carriages with a "
    "lamp. There is snow on the line and they have to wait until the morning. People take out bread and tea. The old "
    "man plays cards with the father. In the morning a second train comes from the other side and everybody changes. "
    "The woman carries one of the bags and the youngest child carries the other. They arrive at noon. Her brother "
    "stands on the platform in a grey coat. They walk through the town, past the school and the post office, and he "
    "shows her the bridge. It is made of iron and it is painted green. He has worked on it for two years. On the other "
    "side is the house where he lives, with a room for her under the roof. They drink coffee in the kitchen and he "
    "tells her why he has written. The farm is to be sold and both of them have to sign the papers. They talk about it "
    "until it is dark. The next day they go to the office, where a clerk reads them the papers and hands them a pen. "
    "Then they take the road to the farm. The yard is empty. They walk down to the water and stand there, and the "
    "camera moves up until we see the river, the bridge and the town."
)

TELLING_TEXTS = (
    TellingText(
        "Early verdict",
        f"{TERRIBLE} {FRIDAY}",
        "The verdict is the first sentence; see whether the line keeps it over words that judge nothing.",
        NEGATIVE,
        partial(_early, verdict=TERRIBLE, filler=FRIDAY),
    ),
    TellingText(
        "Negation",
        "It was not bad at all.",
        "“not” turns “bad” around. Compare it with the same text without “not”.",
        POSITIVE,
        _negation,
    ),
    TellingText(
        "Contrast",
        f"{SUPERB}, I was bored.",
        "The verdict stands at the end; see whether the line turns there.",
        NEGATIVE,
        _contrast,
    ),
    TellingText(
        "Irony",
        "What a brilliant idea: another film about a talking dog. I enjoyed every minute of looking at my watch.",
        "Friendly words; only a reader knows that they are not meant.",
        NEGATIVE,
        _irony,
    ),
    TellingText(
        "Unknown word",
        f"The music was {MADE_UP} and I was moved.",
        f"“{MADE_UP}” is made up: it is in no vocabulary.",
        POSITIVE,
        _unknown,
    ),
    TellingText(
        "Long review",
        f"{HATED} {PLOT}",
        "The verdict is the first sentence; the plot that follows judges nothing.",
        NEGATIVE,
        partial(_early, verdict=HATED, filler=PLOT),
    ),
)
"""For networks that judge reviews as negative or positive."""

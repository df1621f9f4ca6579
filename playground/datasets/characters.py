"""The learner's own text, read character by character: at every one the network says which comes next."""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from playground.caching import remembered
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.text_examples import TextExamples, ranking, tokenized
from playground.languages import N_

MOST_TEXT = 20_000
"""Characters of a text."""
TEST_SHARE = 5
"""One chunk of this many is kept for the test."""


class Characters(Dataset):
    """One text, cut into chunks when it is long; a chunk's targets are its own characters, moved by one."""

    name: Literal["characters"] = "characters"
    text: str = Field(
        "She sells sea shells by the sea shore.",
        max_length=MOST_TEXT,
        title=N_("Text"),
        description=N_("What the network learns to continue, in any script; two different characters at least."),
    )
    length: int = Field(
        100,
        ge=2,
        le=500,
        title=N_("Characters per example"),
        description=N_(
            "A longer text is cut into pieces, from each of which the network reads this many characters; one "
            "that is too short for three such pieces is cut into shorter ones."
        ),
    )
    copies: int = Field(
        101,
        ge=1,
        le=1_000,
        title=N_("Repetitions"),
        description=N_(
            "How often an epoch repeats a text that is short enough for one example; longer texts are not repeated."
        ),
    )

    title: ClassVar[str] = N_("Your own text, character by character")
    about: ClassVar[str] = N_(
        "A text of your own. After every character the network predicts the next one. A short text is learnt by "
        "heart: there is nothing else to check it on, so the test is the text itself, and a perfect score means that "
        "it was memorised. A longer text is cut into pieces, and the last fifth of them is the test."
    )
    task: ClassVar[str] = "next_token"
    reads: ClassVar[Literal["words", "characters", "numbers"]] = "characters"
    source: ClassVar[str] = N_("Typed by you")
    licence: ClassVar[str] = N_("That of your text")
    citation: ClassVar[str] = N_("The author of your text")

    @field_validator("text", mode="before")
    @classmethod
    def _is_whole(cls, text: object) -> object:
        """Half of a surrogate pair is no character: no file and no link could hold it."""
        halves = [c for c in text if "\ud800" <= c <= "\udfff"] if isinstance(text, str) else []
        if halves:
            raise ValueError(
                f"{cls.title}: text holds half a character (U+{ord(halves[0]):04X}), which cannot be saved; "
                "expected whole characters. Delete it, or type that character again."
            )
        return text

    @field_validator("text")
    @classmethod
    def _has_a_choice(cls, text: str) -> str:
        if len(set(text)) < 2:
            raise ValueError(
                f"{cls.title}: text is {text[:20]!r}{'…' * (len(text) > 20)}; expected at least two different "
                "characters, or there would be nothing to predict. Type a longer text."
            )
        return text

    @property
    def class_names(self) -> tuple[str, ...]:
        """The characters of the text in the order in which they first stand in it."""
        return tuple(dict.fromkeys(self.text))

    @property
    def tests_on(self) -> str:
        return N_("Learned by heart") if len(chunks_of(self)) == 1 else super().tests_on

    @property
    def num_train(self) -> int:
        num_chunks = len(chunks_of(self))
        return self.copies if num_chunks == 1 else num_chunks - _num_test(num_chunks)

    def load(self, progress: Progress | None = None) -> Splits:
        """The examples; targets (tokens,) int32 are indices into `class_names`, one for each character read."""
        return _splits(self)


def chunks_of(options: Characters) -> list[str]:
    """Pieces of `length` + 1 characters, the last of at least 2; each begins with the last character of the one before.

    So every character but the first is asked for exactly once.  A text of more than one piece has three at least, to
    train, to validate and to test on; where two of `length` would hold it they are shorter.
    """
    text, length = options.text, options.length
    if length < len(text) - 1 <= 2 * length:
        length = (len(text) - 1) // 3
    return [text[start : start + length + 1] for start in range(0, len(text) - 1, length)]


def _num_test(num_chunks: int) -> int:
    return max(1, num_chunks // TEST_SHARE)


@remembered
def _splits(options: Characters) -> Splits:
    chunks, classes = chunks_of(options), options.class_names
    index = {character: i for i, character in enumerate(classes)}
    num_test = _num_test(len(chunks))
    train, test = (chunks, chunks) if len(chunks) == 1 else (chunks[:-num_test], chunks[-num_test:])

    # every character has its place in the list, also one that is only ever asked for, or stands in the test alone
    counts = dict.fromkeys(classes, 0)
    for chunk in train:
        for character in chunk[:-1]:
            counts[character] += 1
    words = tuple(classes[i] for i in ranking(list(counts.values()), classes))

    def examples(parts: list[str]) -> TextExamples:
        targets = np.array([index[character] for chunk in parts for character in chunk[1:]], np.int32)
        return tokenized([chunk[:-1] for chunk in parts], targets, "characters", words, each_token=True)

    learnt, checked = examples(train), examples(test)
    if len(chunks) > 1:
        return Splits(learnt, checked)
    # a text that is read once an epoch has nothing else to be validated on than itself
    return Splits(learnt.subset(np.zeros(options.copies, int)), checked, checked if options.copies == 1 else None)

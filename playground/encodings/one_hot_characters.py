"""One-hot characters: one column a character."""

import string
from typing import ClassVar, Literal

from pydantic import Field

from playground.datasets import Examples, Progress
from playground.encodings.text import FittedText, TokenSequence, Vocabulary
from playground.languages import N_
from playground.layers import OneHot


class OneHotCharacters(TokenSequence, Vocabulary):
    """A text as its characters, each a single 1 in its column."""

    title: ClassVar[str] = N_("One-hot characters")
    about: ClassVar[str] = N_("One column per character: a small vocabulary, but a text has many more timesteps.")
    split: ClassVar[str] = "characters"

    kind: Literal["one_hot_characters"] = "one_hot_characters"
    alphabet: Literal["training", "printable"] = Field(
        "training",
        title=N_("Alphabet"),
        description=N_(
            "training: the most frequent characters of the training texts; printable: Python's 100 "
            "string.printable characters, whatever the texts hold."
        ),
    )
    vocabulary_size: int = Field(
        100,
        ge=1,
        le=5000,
        title=N_("Vocabulary"),
        description=N_("The most frequent characters that get a column of their own."),
    )

    @property
    def num_ids(self) -> int:
        return len(string.printable) + 2 if self.alphabet == "printable" else super().num_ids

    def fit(self, examples: Examples, progress: Progress | None = None) -> FittedText:
        """Nothing is learned of a printable alphabet."""
        if self.alphabet == "printable":
            return FittedText(self, tuple(string.printable))
        return super().fit(examples, progress)

    def first_layer(self) -> OneHot:
        """Column 0 for every unknown character, then one a character; padding is all zeros."""
        return OneHot(columns=self.num_ids - 1)

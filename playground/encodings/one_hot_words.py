"""One-hot words: one column a word, a single 1 in it."""

from typing import ClassVar, Literal

from pydantic import Field

from playground.encodings.text import SPLIT, TokenSequence, Vocabulary, WordsOrSpaces
from playground.languages import N_
from playground.layers import OneHot


class OneHotWords(TokenSequence, Vocabulary):
    """Token ids read by a `OneHot` layer; nothing is learned before the first recurrent layer."""

    title: ClassVar[str] = N_("One-hot words")
    about: ClassVar[str] = N_("One column per word: a single 1, the rest 0. All words are equally unlike each other.")

    kind: Literal["one_hot_words"] = "one_hot_words"
    vocabulary_size: int = Field(
        1000,
        ge=1,
        le=20_000,
        title=N_("Vocabulary"),
        description=N_("The most frequent training words that get a column of their own."),
    )
    split: WordsOrSpaces = SPLIT

    def first_layer(self) -> OneHot:
        """Column 0 for every unknown word, then one a word; padding is all zeros."""
        return OneHot(columns=self.num_ids - 1)

"""Bag of words: which words a text holds, not where."""

from typing import ClassVar, Literal

from playground.encodings.text import SPLIT, Bag, Vocabulary, WordsOrSpaces
from playground.languages import N_
from playground.layers import MultiHot


class BagOfWords(Bag, Vocabulary):
    """Token ids read by a `MultiHot` layer: 1 for every word of the vocabulary that occurs, else 0."""

    title: ClassVar[str] = N_("Bag of words")
    about: ClassVar[str] = N_("Which words occur, without their order: one column per word, 1 if it occurs.")

    kind: Literal["bag_of_words"] = "bag_of_words"
    split: WordsOrSpaces = SPLIT

    def first_layer(self) -> MultiHot:
        """Column 0 for unknown words, then one a word of the vocabulary."""
        return MultiHot(columns=self.num_ids - 1)

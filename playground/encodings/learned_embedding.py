"""Learned embedding: every token is a row of numbers that training moves."""

from typing import ClassVar, Literal

from pydantic import Field

from playground.encodings.text import SPLIT, TokenSequence, Vocabulary
from playground.languages import N_
from playground.layers import Embedding


class LearnedEmbedding(TokenSequence, Vocabulary):
    """Token ids read by a trained `Embedding`."""

    title: ClassVar[str] = N_("Learned embedding")
    about: ClassVar[str] = N_("Every word is a row of numbers that training adjusts until they are useful.")

    kind: Literal["learned_embedding"] = "learned_embedding"
    split: Literal["words", "spaces", "characters", "chinese_words"] = SPLIT
    dimensions: int = Field(32, ge=1, le=512, title=N_("Dimensions"), description=N_("Numbers per word."))

    def first_layer(self) -> Embedding:
        """A table with a row for padding, one for unknown words, one for every word of the vocabulary."""
        return Embedding(rows=self.num_ids, dimensions=self.dimensions)

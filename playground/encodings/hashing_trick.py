"""Hashing trick: a word's column follows from its letters, so no vocabulary is needed, and words can collide."""

import zlib
from typing import ClassVar, Literal

from pydantic import Field

from playground.datasets import Examples, Progress
from playground.encodings.text import SPLIT, FittedText, TokenSequence, WordsOrSpaces
from playground.languages import N_
from playground.layers import OneHot


class HashingTrick(TokenSequence):
    """Token ids 1 … buckets, made by CRC-32 of the word's UTF-8 bytes, read by a `OneHot` layer."""

    title: ClassVar[str] = N_("Hashing trick")
    about: ClassVar[str] = N_(
        "A word's column is a hash of its letters: no vocabulary, no unknown words; but words that share a column "
        "cannot be told apart."
    )

    unknown: ClassVar[None] = None

    kind: Literal["hashing_trick"] = "hashing_trick"
    buckets: int = Field(
        1000, ge=1, le=5000, title=N_("Buckets"), description=N_("Columns that words are hashed into.")
    )
    split: WordsOrSpaces = SPLIT

    @property
    def num_ids(self) -> int:
        """Padding and the buckets."""
        return self.buckets + 1

    def token_id(self, word: str, ids: dict[str, int]) -> int:
        return 1 + bucket(word, self.buckets)

    def fit(self, examples: Examples, progress: Progress | None = None) -> FittedText:
        """Nothing is learned."""
        return FittedText(self, ())

    def first_layer(self) -> OneHot:
        """A column a bucket; padding is all zeros."""
        return OneHot(columns=self.buckets)


def bucket(word: str, buckets: int) -> int:
    """0 … buckets - 1, the same on every machine and in every run (Python's own `hash` is not)."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % buckets

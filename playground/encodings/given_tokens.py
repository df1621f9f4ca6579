"""Token ids as a network from elsewhere takes them: by its own vocabulary, or by number."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.choices import as_given
from playground.datasets import Examples, Progress
from playground.encodings.text import FittedText, TokenSequence
from playground.errors import TextError
from playground.languages import N_, _
from playground.layers import Embedding

NUMBER = re.compile(r"#([0-9]{1,9})")
EDGES = ".,;:!?\"'()[]{}…“”‘’«»"
"""Taken off a word that the vocabulary does not know with it."""


class GivenTokens(TokenSequence):
    """`#17` is token 17; a word is what the vocabulary that came with the network says.  Read by an `Embedding`."""

    title: ClassVar[str] = N_("Tokens of the network's own")
    about: ClassVar[str] = N_("Every token has the number that the network was trained with elsewhere.")
    split: ClassVar[str] = "spaces"
    unknown: ClassVar[None] = None

    kind: Literal["given_tokens"] = "given_tokens"
    maximum_length: int = Field(250, ge=1, le=100_000)
    rows: int = Field(2, ge=1)
    dimensions: int = Field(1, ge=1)
    unknown_id: int | None = Field(None, ge=0)
    """What stands for every word that the vocabulary lacks; None: such a word is refused."""

    @property
    def num_ids(self) -> int:
        return self.rows

    def first_layer(self) -> Embedding:
        return Embedding(rows=self.rows, dimensions=self.dimensions)

    def fit(self, examples: Examples, progress: Progress | None = None) -> FittedText:
        """Without a vocabulary: tokens are called by their numbers."""
        return FittedGiven(self, ())

    def token_id(self, word: str, ids: dict[str, int]) -> int:
        """Raises `TextError` for a word that the network has no number for."""
        for spelled in (word, word.lower(), word.strip(EDGES).lower()):
            if spelled in ids:
                return ids[spelled]
        number = NUMBER.fullmatch(word)
        if number and int(number[1]) < self.rows:
            return int(number[1])
        if number is None and self.unknown_id is not None:
            return self.unknown_id
        complaint = (
            _(
                "This network knows no token {token}. Type numbers of tokens from #0 to #{last}, or words of its "
                "vocabulary."
            )
            if ids
            else _(
                "This network knows no token {token}. Type numbers of tokens from #0 to #{last}, with spaces between."
            )
        )
        raise TextError(complaint.format(token=as_given(word), last=self.rows - 1))

    def restore(self, learned: dict[str, Any]) -> FittedText:
        words = learned["words"]
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            raise ValueError("words is no list of texts")
        if len(words) > self.rows:
            raise ValueError(f"it has {len(words):,} words, for {self.rows:,} ids")
        return FittedGiven(self, tuple(words))


@dataclass(frozen=True)
class FittedGiven(FittedText):
    """The same with the vocabulary that came along: `words[i]` has token id i."""

    @cached_property
    def ids(self) -> dict[str, int]:
        """Word → token id; of one that comes twice the first."""
        return {word: i for i, word in reversed([*enumerate(self.words)]) if word}

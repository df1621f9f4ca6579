"""What an encoding of words is: its settings, what it learns, what it makes of examples and of a typed text."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.choices import Choices
from playground.datasets import Progress, TextExamples
from playground.errors import TextError
from playground.layers import Layer
from playground.text import tokens

PADDING, UNKNOWN, NUM_RESERVED = 0, 1, 2
"""Token ids: 0 pads, 1 stands for every word outside the vocabulary, words start at 2, most frequent first."""
LONGEST_TEXT = 20_000
"""Words in a typed text; the longest IMDB review has about 2,500."""


class Encoding(Choices, ABC):
    """How the words of a text become what a network's first layer takes. Subclasses add `kind` and their settings.

    Every encoding has these, as settings of the learner's or fixed:
    maximum_length: words a text is cut to, the timesteps; truncation, padding: "front" or "back", where words are cut
    and empty timesteps added; reverse: whether the last word is read first; mask: whether padding can be skipped.
    """

    about: ClassVar[str]
    kind: str

    vocabulary_size: int = Field(
        2000, ge=1, le=100_000, title="Vocabulary", description="The most frequent training words that get an own id."
    )

    @property
    def num_ids(self) -> int:
        """Distinct token ids: padding, unknown and the vocabulary."""
        return self.vocabulary_size + NUM_RESERVED

    @abstractmethod
    def first_layer(self) -> Layer:
        """The layer that turns token ids into numbers."""

    def fit(self, examples: TextExamples, progress: Progress | None = None) -> "FittedEncoding":
        """Learn the vocabulary: the `vocabulary_size` most frequent words of `examples`; ties keep their order."""
        counts = np.bincount(examples.token_ids, minlength=len(examples.words))
        order = np.argsort(-counts, kind="stable")[: self.vocabulary_size]
        return FittedEncoding(self, tuple(examples.words[i] for i in order if counts[i]))


class WordSequence(Encoding):
    """A sequence of token ids, one a word, cut and padded to one length."""

    maximum_length: int = Field(
        250, ge=1, le=2000, title="Maximum length", description="Words a review is cut or padded to: the timesteps."
    )
    truncation: Literal["front", "back"] = Field(
        "front", title="Cut at the", description="Where words are dropped from a review that is too long."
    )
    padding: Literal["front", "back"] = Field(
        "front", title="Pad at the", description="Where empty timesteps are added to a review that is too short."
    )
    reverse: bool = Field(False, title="Read backwards", description="The last word first, as a check on word order.")
    mask: bool = Field(
        True, title="Mask padding", description="Skip padded timesteps; unmasked, the network reads them as a word."
    )


@dataclass(frozen=True)
class Sequences:
    """Encoded examples of different lengths, none padded yet.

    token_ids: flat int32, one example after another; offsets: (examples + 1,) int64.
    """

    token_ids: np.ndarray
    offsets: np.ndarray

    @cached_property
    def lengths(self) -> np.ndarray:
        """(examples,) int64: timesteps of each example."""
        return np.diff(self.offsets)

    def padded(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """Token ids of the examples at `indices`, padded with 0 at `side`: (len(indices), timesteps) int32."""
        lengths = self.lengths[indices]
        column = np.arange(timesteps)
        if side == "front":
            column = column - (timesteps - lengths)[:, None]
        else:
            column = np.broadcast_to(column, (len(indices), timesteps))
        real = (column >= 0) & (column < lengths[:, None])
        place = np.where(real, self.offsets[indices][:, None] + column, 0)
        return np.where(real, self.token_ids[place] if len(self.token_ids) else 0, PADDING).astype(np.int32)


@dataclass(frozen=True)
class ReadToken:
    """One word of a typed text and what the network is given for it.

    text[start:end] is the word; token_id is 1 for an unknown word; timestep is None for a word that was cut off.
    """

    word: str
    start: int
    end: int
    token_id: int
    timestep: int | None


@dataclass(frozen=True)
class EncodedText:
    """A typed text as the network is given it.

    tokens: every word of the text.  token_ids: (timesteps,) int32, padded.  mask: (timesteps,) bool, true for a word.
    """

    tokens: tuple[ReadToken, ...]
    token_ids: np.ndarray
    mask: np.ndarray

    @property
    def words(self) -> list[str]:
        """The words the network reads, in the order it reads them."""
        read = [token for token in self.tokens if token.timestep is not None]
        return [token.word for token in sorted(read, key=lambda token: token.timestep)]


@dataclass(frozen=True)
class FittedEncoding:
    """An encoding with the vocabulary it learned: `words[i]` has token id i + 2.

    table: (token ids, dimensions) float32 that the first layer's weights start from; None where they start at random.
    found: how many of the words are in a pretrained table; None where there is none.
    """

    encoding: Encoding
    words: tuple[str, ...]
    table: np.ndarray | None = field(default=None, compare=False)
    found: int | None = None

    @cached_property
    def ids(self) -> dict[str, int]:
        """Word → token id."""
        return {word: i for i, word in enumerate(self.words, start=NUM_RESERVED)}

    def word(self, token_id: int) -> str:
        """What a token id stands for, as it is shown: `·` for padding, `⟨unknown⟩` for an unknown word."""
        if token_id == PADDING:
            return "·"
        return "⟨unknown⟩" if token_id == UNKNOWN else self.words[token_id - NUM_RESERVED]

    def sequences(self, examples: TextExamples) -> Sequences:
        """Token ids of whole examples, cut to the maximum length, not padded. No loop over words."""
        table = np.array([self.ids.get(word, UNKNOWN) for word in examples.words], dtype=np.int32)
        lengths = np.minimum(examples.lengths, self.encoding.maximum_length)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        read = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)  # 0, 1, 2 … within each example
        if self.encoding.truncation == "front":
            read += np.repeat(examples.lengths - lengths, lengths)
        if self.encoding.reverse:
            read = np.repeat(examples.lengths, lengths) - 1 - read
        place = np.repeat(examples.offsets[:-1], lengths) + read
        return Sequences(table[examples.token_ids[place]], offsets)

    def text(self, text: str) -> EncodedText:
        """Encode a typed text.  Raises `TextError` when it holds no word or too many."""
        found = tokens(text)
        if not found:
            raise TextError("The text holds no word. Type at least one word.")
        if len(found) > LONGEST_TEXT:
            raise TextError(
                f"The text has {len(found):,} words; this page reads up to {LONGEST_TEXT:,}. Shorten the text."
            )
        timesteps = self.encoding.maximum_length
        kept = min(len(found), timesteps)
        first_kept = len(found) - kept if self.encoding.truncation == "front" else 0
        first_step = timesteps - kept if self.encoding.padding == "front" else 0
        order = range(len(found))[::-1] if self.encoding.reverse else range(len(found))
        read = tuple(
            ReadToken(
                token.word,
                token.start,
                token.end,
                self.ids.get(token.word, UNKNOWN),
                place - first_kept + first_step if 0 <= place - first_kept < kept else None,
            )
            for token, place in zip(found, order, strict=True)
        )
        token_ids = np.full(timesteps, PADDING, np.int32)
        for token in read:
            if token.timestep is not None:
                token_ids[token.timestep] = token.token_id
        return EncodedText(read, token_ids, token_ids != PADDING)

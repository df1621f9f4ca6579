"""Encodings of texts: tokens become ids, ids become what the first layer looks up."""

from abc import abstractmethod
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from playground.datasets import Dataset, Examples, Progress
from playground.datasets.text_examples import as_texts
from playground.datasets.tokenizers import SPLITTERS, Token, called
from playground.encodings.base import Encoding, FittedEncoding
from playground.encodings.encoded_text import EMPTY, EncodedText, ReadToken, check_size
from playground.encodings.sequences import PADDING, Sequences
from playground.errors import TextError
from playground.languages import N_, _
from playground.layers import Layer
from playground.limits import limits

UNKNOWN, NUM_RESERVED = 1, 2
"""Token ids: 0 pads, 1 stands for every token outside the vocabulary, others start at 2, most frequent first."""


class TextEncoding(Encoding):
    """How the tokens of a text become what a network's first layer takes.

    Every text encoding has these, as settings of the learner's or fixed:
    split: what a token is, a name in `playground.datasets.tokenizers.SPLITTERS`; maximum_length: tokens a text is
    cut to, the timesteps.
    """

    if TYPE_CHECKING:  # settings of some subclasses, fixed in others

        @property
        def split(self) -> str: ...
        @property
        def maximum_length(self) -> int: ...

    unknown: ClassVar[int | None] = UNKNOWN
    """The id of every token without one of its own; None where every token has one."""

    @abstractmethod
    def first_layer(self) -> Layer: ...

    @abstractmethod
    def fit(self, examples: Examples, progress: Progress | None = None) -> "FittedText": ...

    @property
    @abstractmethod
    def num_ids(self) -> int:
        """Distinct token ids, padding included."""

    def fits(self, reads: str) -> bool:
        return reads == "words" or (reads == "characters" and self.split == "characters")

    def input_shape(self, dataset: Dataset) -> tuple[int, ...]:
        return (self.maximum_length,)

    def token_id(self, word: str, ids: dict[str, int]) -> int:
        """The id of a token.  ids: those that were learned."""
        return ids.get(word, UNKNOWN)

    def restore(self, learned: dict[str, Any]) -> "FittedText":
        words, found = learned["words"], learned.get("found")
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            raise ValueError("words is no list of texts")
        if len(words) > max(self.num_ids - NUM_RESERVED, 0):
            raise ValueError(f"it has {len(words):,} words, for {self.num_ids - NUM_RESERVED:,} ids")
        if not isinstance(found, int | None):
            raise ValueError("found is no whole number")
        return FittedText(self, tuple(words), found=found)


class Vocabulary(TextEncoding):
    """An encoding that gives the most frequent training tokens ids of their own."""

    vocabulary_size: int = Field(
        2000,
        ge=1,
        le=100_000,
        title=N_("Vocabulary"),
        description=N_("The most frequent training words that get an id of their own."),
    )

    @property
    def num_ids(self) -> int:
        """Padding, unknown and the vocabulary."""
        return self.vocabulary_size + NUM_RESERVED

    def fit(self, examples: Examples, progress: Progress | None = None) -> "FittedText":
        """Learn the vocabulary: the `vocabulary_size` most frequent tokens of `examples`; ties keep their order."""
        examples = as_texts(examples).split_into(self.split)
        counts = np.bincount(examples.token_ids, minlength=len(examples.words))
        order = np.argsort(-counts, kind="stable")[: self.vocabulary_size]
        return FittedText(self, tuple(examples.words[i] for i in order if counts[i]))


class TokenSequence(TextEncoding):
    """A sequence of token ids, cut and padded to one length."""

    maximum_length: int = Field(
        250,
        ge=1,
        le=2000,
        title=N_("Maximum length"),
        description=N_("Tokens a text is cut or padded to: the timesteps."),
    )
    truncation: Literal["front", "back"] = Field(
        "front", title=N_("Cut at the"), description=N_("Where words are dropped from a text that is too long.")
    )
    padding: Literal["front", "back"] = Field(
        "front", title=N_("Pad at the"), description=N_("Where empty timesteps are added to a text that is too short.")
    )
    reverse: bool = Field(
        False, title=N_("Read backwards"), description=N_("The last word first, as a check on word order.")
    )
    mask: bool = Field(
        True,
        title=N_("Mask padding"),
        description=N_("Skip padded timesteps; unmasked, the network reads them as a word."),
    )


class Bag(TextEncoding):
    """Which tokens a text holds: up to 3,000 of them are read, more than any of the reviews has."""

    maximum_length: ClassVar[int] = 3000
    truncation: ClassVar[str] = "back"
    padding: ClassVar[str] = "back"
    reverse: ClassVar[bool] = False
    mask: ClassVar[bool] = True


SAID = (
    *(N_("words"), N_("spaces"), N_("characters"), N_("chinese_words")),
    *(N_("front"), N_("back"), N_("training"), N_("printable")),
)
"""Values of settings: a form shows them in the learner's language."""
WordsOrSpaces = Literal["words", "spaces", "chinese_words"]
SPLIT: Any = Field(
    "words",
    title=N_("Split into"),
    description=N_(
        "words: lower case, without punctuation; spaces: split at white space only, everything else kept; "
        "chinese_words: words of Chinese, found with a dictionary."
    ),
)


@dataclass(frozen=True)
class FittedText:
    """A text encoding with the vocabulary it learned: `words[i]` has token id i + 2.

    table: (token ids, dimensions) float32 that the first layer's weights start from; None where they start at random.
    found: how many of the words are in a pretrained table; None where there is none.
    """

    encoding: TextEncoding
    words: tuple[str, ...]
    table: np.ndarray | None = field(default=None, compare=False)
    found: int | None = None

    @cached_property
    def ids(self) -> dict[str, int]:
        """Word → token id."""
        return {word: i for i, word in enumerate(self.words, start=NUM_RESERVED)}

    @property
    def unit(self) -> str:
        """What a token is called."""
        return called(self.encoding.split).removesuffix("s")

    def token_id(self, word: str) -> int:
        """The id of a token; 1 when it is unknown."""
        return self.encoding.token_id(word, self.ids)

    def learned(self) -> dict[str, Any]:
        """The vocabulary."""
        return {"words": self.words, "found": self.found}

    def encode(self, examples: Examples) -> Sequences:
        """Token ids of whole examples, cut to the maximum length, not padded. No loop over tokens."""
        examples = as_texts(examples).split_into(self.encoding.split)
        table = np.array([self.token_id(word) for word in examples.words], dtype=np.int32)
        lengths = np.minimum(examples.lengths, self.encoding.maximum_length)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        read = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)  # 0, 1, 2 … within each example
        if self.encoding.truncation == "front":
            read += np.repeat(examples.lengths - lengths, lengths)
        if self.encoding.reverse:
            read = np.repeat(examples.lengths, lengths) - 1 - read
        index = np.repeat(examples.offsets[:-1], lengths) + read
        targets = examples.targets[index] if examples.each_token else examples.targets
        return Sequences(table[examples.token_ids[index]], offsets, targets, examples.each_token)

    def text(self, text: str, last: EncodedText | None = None) -> EncodedText:
        """Encode a typed text.  Raises `TextError` when it holds no token or too many.

        last: a text that was encoded before: tokens the two have in common from the start are taken over.
        """
        splitter, unit = SPLITTERS[self.encoding.split], self.unit
        check_size(len(text), "character", limits().text_characters)
        if len(text) > limits().text_words:
            check_size(splitter.count(text), unit, limits().text_words)
        start = splitter.unchanged(last.text, text) if last else 0
        taken = last.tokens[: bisect_left(last.tokens, start, key=lambda token: token.start)] if last and start else ()
        found = splitter.tokens(text, start)
        count = len(taken) + len(found)
        if not count:
            raise TextError(_(EMPTY[unit]))
        steps = self._timesteps(count)
        if last and count != len(last.tokens):  # they are read at other timesteps
            taken = tuple(token._replace(timestep=step) for token, step in zip(taken, steps, strict=False))
        tokens = (*taken, *map(self._read, found, steps[len(taken) :]))
        read = [token for token in tokens if token.timestep is not None]
        if self.encoding.reverse:
            read.reverse()
        first, timesteps = read[0].timestep or 0, self.encoding.maximum_length
        token_ids, labels = np.full(timesteps, PADDING, np.int32), ["·"] * timesteps
        token_ids[first : first + len(read)] = [token.token_id for token in read]
        labels[first : first + len(read)] = [token.word if token.known else "⟨unknown⟩" for token in read]
        return EncodedText(text, tokens, token_ids, token_ids != PADDING, tuple(labels))

    def _timesteps(self, count: int) -> list[int | None]:
        """The timestep at which each of `count` tokens is read, None where it is cut off."""
        timesteps = self.encoding.maximum_length
        kept = min(count, timesteps)
        first_step = timesteps - kept if self.encoding.padding == "front" else 0
        cut: list[int | None] = [None] * (count - kept)
        steps = [*range(first_step, first_step + kept)]
        in_order = [*cut, *steps] if self.encoding.truncation == "front" else [*steps, *cut]
        return in_order[::-1] if self.encoding.reverse else in_order

    def _read(self, token: Token, timestep: int | None) -> ReadToken:
        token_id = self.token_id(token.word)
        return ReadToken(*token, token_id, timestep, token_id != self.encoding.unknown)


def as_text_encoding(fitted: FittedEncoding) -> FittedText:
    """The same encoding, for who reads texts alone.  Raises `TypeError` for one of numbers."""
    if not isinstance(fitted, FittedText):
        raise TypeError(f"The encoding is {type(fitted).__name__}; expected FittedText.")
    return fitted

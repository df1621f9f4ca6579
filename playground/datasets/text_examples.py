"""Examples that are texts: their tokens in one flat array, whatever their length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import SupportsIndex, overload

import numpy as np

from playground.datasets.tokenizers import SPLITTERS


class ChosenTexts(Sequence[str]):
    """Some texts of a longer sequence, looked up when asked for: nothing is copied."""

    def __init__(self, texts: Sequence[str], indices: np.ndarray) -> None:
        self._texts = texts
        self._indices = indices

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, index: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "ChosenTexts": ...
    def __getitem__(self, index: SupportsIndex | slice) -> "str | ChosenTexts":
        if isinstance(index, slice):
            return ChosenTexts(self._texts, self._indices[index])
        return self._texts[int(self._indices[index])]


@dataclass(frozen=True)
class TextExamples:
    """One split of a text dataset.

    texts: the examples as they are read, (examples,); may decode each text only when it is asked for
    targets: what is to be found out, by task:
        binary, multiclass: the class of each example, (examples,) int
        next_token: a class for every token of all texts, laid out like `token_ids`, (tokens,) int32; -1: not asked for
        sequence: the classes of the answer, (examples, answer length) int32
    token_ids: the tokens of all texts one after another, (tokens,) int32, each an index into `words`
    offsets: where each text's tokens begin and end, (examples + 1,) int64:
        the tokens of example i are token_ids[offsets[i]:offsets[i + 1]]
    words: the dataset's whole token list, shared by its splits; the most frequent in train first, ties alphabetical
    split: how texts were split into these tokens, a name in `playground.datasets.tokenizers.SPLITTERS`
    each_token: whether targets are laid out by token
    """

    texts: Sequence[str]
    targets: np.ndarray
    token_ids: np.ndarray
    offsets: np.ndarray
    words: Sequence[str]
    split: str = "words"
    each_token: bool = False

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> np.ndarray:
        """Tokens in each text, (examples,) int64."""
        return np.diff(self.offsets)

    def subset(self, indices: np.ndarray | slice) -> "TextExamples":
        """The examples at `indices` (numbers, a boolean mask, or a slice), in that order."""
        chosen = np.arange(len(self))[indices]
        lengths = self.lengths[chosen]
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        # position of every kept token: its place in its own text, moved to where that text begins
        positions = np.arange(offsets[-1]) + np.repeat(self.offsets[chosen] - offsets[:-1], lengths)
        targets = self.targets[positions if self.each_token else chosen]
        return TextExamples(
            ChosenTexts(self.texts, chosen),
            targets,
            self.token_ids[positions],
            offsets,
            self.words,
            self.split,
            self.each_token,
        )

    def split_into(self, split: str) -> "TextExamples":
        """The same texts with other tokens; these same examples when they are split that way already."""
        if split == self.split:
            return self
        return tokenized(self.texts, self.targets, split)


def tokenized(
    texts: Sequence[str],
    targets: np.ndarray,
    split: str = "words",
    words: Sequence[str] | None = None,
    each_token: bool = False,
) -> TextExamples:
    """Split `texts` into tokens.

    words: the token list to use; None makes one of these texts, the most frequent first, ties alphabetical.
    """
    splitter = SPLITTERS[split]
    index: dict[str, int] = {word: i for i, word in enumerate(words or ())}
    read = [[index.setdefault(word, len(index)) for word in splitter.words(text)] for text in texts]
    lengths = [len(ids) for ids in read]
    token_ids = np.fromiter((token_id for ids in read for token_id in ids), np.int32, sum(lengths))
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    listed = list(index)
    if words is None:
        order = ranking(np.bincount(token_ids, minlength=len(listed)).tolist(), listed)
        rank = np.empty(len(listed), np.int32)
        rank[order] = np.arange(len(listed), dtype=np.int32)
        token_ids, listed = rank[token_ids], [listed[i] for i in order]
    return TextExamples(texts, targets, token_ids, offsets, tuple(listed), split, each_token)


def as_texts(examples: object) -> TextExamples:
    """The same examples, for who reads texts alone.  Raises `TypeError` for any others."""
    if not isinstance(examples, TextExamples):
        raise TypeError(f"The examples are {type(examples).__name__}; expected TextExamples.")
    return examples


def ranking(counts: Sequence[int], words: Sequence[str]) -> list[int]:
    """The order in which words are listed: the most frequent first, ties alphabetical.

    counts: how often each word stands in train, (words,) int
    returns: indices into `words`, (words,)
    """
    return sorted(range(len(words)), key=lambda i: (-counts[i], words[i]))

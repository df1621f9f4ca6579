"""Lists of words, and what stands at a place in a text, for who looks for units that follow them."""

import unicodedata

import numpy as np

from playground.caching import remembered
from playground.config import RunConfig
from playground.datasets import Dataset, Splits, TextExamples
from playground.datasets.evidence import Evidence
from playground.datasets.phrases import MOODS
from playground.datasets.reviews import Reviews

MOST_REVIEWS = 4_000
"""Training examples that are counted for words that speak for a class."""
MOST_WORDS = 60
CLEAR = 0.7
"""Least log odds of a word that speaks for a class: it stands twice as often there."""
NEGATIONS = {"not", "never", "no", "nothing", "nobody", "none", "neither", "nor", "without", "hardly", "cannot"}
CHINESE_NEGATIONS, CHINESE_CONTRASTS = set("不没别无非未"), set("但却")
"""Characters."""
CONTRASTS = {"but", "yet", "however", "although", "though", "while", "whereas", "despite"}
ENDS = ".!?…。！？"
EDGES = ".,;:!?\"'()[]{}…“”‘’«»"


def denies(word: str) -> bool:
    """Whether it is a negation in English, or such a character in Chinese."""
    plain = _plain(word)
    return plain in NEGATIONS | CHINESE_NEGATIONS or plain.endswith("n't")


def contrasts(word: str) -> bool:
    """Whether it begins a clause that speaks against another, in English, or such a character."""
    return _plain(word) in CONTRASTS | CHINESE_CONTRASTS


def is_mark(character: str) -> bool:
    """Whether a character is punctuation, in any script."""
    return unicodedata.category(character).startswith("P")


def begins_word(examples: TextExamples) -> np.ndarray:
    """(tokens,) bool, of texts split into characters: a letter or digit with none before it."""
    inside = np.array([word[0].isalnum() for word in examples.words], bool)[examples.token_ids]
    return np.asarray(inside & ~_before(inside, examples))


def begins_sentence(examples: TextExamples) -> np.ndarray:
    """(tokens,) bool, of tokens that keep their punctuation: the first of a text, and the first behind a full stop.

    Of characters, the first letter or digit.
    """
    found, starts = np.zeros(len(examples.token_ids), bool), set(examples.offsets.tolist())
    waits = True
    for at, word in enumerate(examples.words[token] for token in examples.token_ids.tolist()):
        waits = waits or at in starts
        if waits and any(character.isalnum() for character in word):
            found[at], waits = True, False
        waits = waits or word[-1] in ENDS
    return found


def word_lists(config: RunConfig, splits: Splits, split: str) -> dict[str, frozenset[str]]:
    """Class → words that speak for it, where there are two classes of texts; else nothing.

    Of generated reviews those that the grammar has; of others those that stand in training examples of one class at
    least twice as often as in those of the other.  split: how texts are split into tokens.
    """
    dataset = config.dataset
    if config.task.name != "binary" or not isinstance(splits.train, TextExamples):
        return {}
    if isinstance(dataset, Reviews):
        return dict(zip(dataset.class_names, _of_grammar(), strict=True))
    return _told_by_labels(dataset, split, splits.train)


@remembered
def _told_by_labels(dataset: Dataset, split: str, _train: TextExamples) -> dict[str, frozenset[str]]:
    if (_train.targets < 0).any():
        return {}
    some = np.linspace(0, len(_train) - 1, min(len(_train), MOST_REVIEWS)).astype(int)
    odds = Evidence.of(_train.subset(some).split_into(split)).words
    order = sorted(odds, key=odds.__getitem__)
    low = frozenset(word for word in order[:MOST_WORDS] if odds[word] <= -CLEAR)
    high = frozenset(word for word in order[-MOST_WORDS:] if odds[word] >= CLEAR)
    return dict(zip(dataset.class_names, (low, high), strict=True))


def _of_grammar() -> tuple[frozenset[str], frozenset[str]]:
    """Single words of blame and of praise."""
    low, high = (
        frozenset(phrase for moods in MOODS.values() for phrase in moods[side] if " " not in phrase) for side in (0, 1)
    )
    return low - high, high - low


def _before(inside: np.ndarray, examples: TextExamples) -> np.ndarray:
    """`inside` one token earlier in the same text; false at its start."""
    before = np.concatenate([[False], inside[:-1]])
    starts = examples.offsets[:-1]
    before[starts[starts < len(before)]] = False
    return before


def _plain(word: str) -> str:
    return word.strip(EDGES).lower()

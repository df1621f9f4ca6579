"""For or against: what the words and the pairs of words in a text say, judged by the labelled reviews they are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from playground.datasets.text_examples import TextExamples

RARE = 30
"""A word or a pair in fewer reviews says nothing: names, chance."""
DOUBT = 5
"""Reviews of each class that are added to those counted."""


@dataclass(frozen=True)
class Evidence:
    """Log odds of "positive", by word and by pair of neighbouring words, of those that are in enough reviews."""

    words: dict[str, float]
    pairs: dict[tuple[str, str], float]

    @classmethod
    def of(cls, reviews: TextExamples) -> "Evidence":
        """Counted in `reviews`: each counts once for a word, however often it stands there."""
        words, ids = reviews.words, reviews.token_ids.astype(np.int64)
        review = np.repeat(np.arange(len(reviews)), reviews.lengths)
        within = review[1:] == review[:-1]
        pairs = (ids[:-1] * len(words) + ids[1:])[within]
        singles = _log_odds(ids, review, reviews.targets)
        doubles = _log_odds(pairs, review[1:][within], reviews.targets)
        return cls(
            {words[key]: odds for key, odds in singles.items()},
            {(words[key // len(words)], words[key % len(words)]): odds for key, odds in doubles.items()},
        )

    def each(self, words: Sequence[str]) -> list[float]:
        """What each word says by itself; 0 of one that is rare."""
        return [self.words.get(word, 0.0) for word in words]

    def total(self, words: Sequence[str]) -> float:
        """What all words and pairs say together: above 0 positive, below negative."""
        return sum(self.each(words)) + sum(self.pairs.get(pair, 0.0) for pair in pairwise(words))


def _log_odds(keys: np.ndarray, review: np.ndarray, targets: np.ndarray) -> dict[int, float]:
    """keys (tokens,) int64, each in `review` (tokens,): of every key its log odds, of those that are not rare."""
    seen = np.unique(keys * len(targets) + review)
    found, which = np.unique(seen // len(targets), return_inverse=True)
    positive = np.bincount(which, weights=targets[seen % len(targets)], minlength=len(found))
    reviews = np.bincount(which, minlength=len(found))
    odds = np.log((positive + DOUBT) / (reviews - positive + DOUBT))
    often = reviews >= RARE
    return dict(zip(found[often].tolist(), odds[often].tolist(), strict=True))

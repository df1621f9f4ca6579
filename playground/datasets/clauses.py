"""Short clauses cut from reviews, to learn from beside them: whole reviews hardly teach what a *not* or a *but* does.

A review's label fits few of its sentences, so only those are taken whose words agree with it (see evidence.py).
Three sorts, each half positive:
    cut     "the story makes no sense", with the label of its review
    denied  "the script is not awful", "I wouldn't say the script is awful", with the other label
    joined  "although the acting is superb, it was a bore": clauses of both labels, with that of the one that decides
"""

import re
from dataclasses import dataclass
from random import Random

import numpy as np

from playground.datasets.clause_forms import can_be_denied, denied, joined
from playground.datasets.evidence import Evidence
from playground.datasets.text_examples import TextExamples, tokenized
from playground.datasets.tokenizers import words as split_words
from playground.errors import ConfigError
from playground.languages import _

CUT, DENIED = 0.3, 0.3
"""Shares of the sorts; the others are joined."""
DENIED_PARTS = 0.15
"""Of the parts of the joined, those that are denied."""
END = re.compile(r"[.!;:()\"*\n]+(?:\s|$)|[()\"*\n]|\s-+\s|--+|\.\.+")
NEGATION = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|neither|nor|without|hardly|cannot)\b|n't\b", re.IGNORECASE
)
CONTRAST = re.compile(r"\b(?:but|yet|however|although|though|while|whereas|despite|even if)\b", re.IGNORECASE)
NO_CLAUSE = re.compile(r"^(?i:because|and|or|which|who|that|if|when|as)\b|[\d?]|^[^A-Za-z]|(?<=[a-z,] )(?!I\b)[A-Z]")
"""A fragment, a question, or one with a name in it: names agree with a label by chance."""
AGREES, CLEAR, WORD = 1.5, 2.5, 0.5
"""Least log odds of a clause; of one that is clear; of the word that makes it so."""
SEED = 0


@dataclass(frozen=True)
class Clauses:
    """Clauses that agree with the label of their review, by class: (negative, positive).

    every: all of them; simple: those that can stand within another sentence; plain: of those, the ones to be denied.
    """

    every: tuple[list[str], list[str]]
    simple: tuple[list[str], list[str]]
    plain: tuple[list[str], list[str]]


def with_clauses(reviews: TextExamples, count: int) -> TextExamples:
    """`reviews`, and after them `count` short examples made of them, the same every time.

    count: in thousands.  Raises `ConfigError` where the reviews hold no clear clause of each class.
    """
    found = clauses(reviews)
    if not all(found.plain):
        raise ConfigError(
            _(
                "In {count:,} reviews no clear clauses of both classes are found. Take more training "
                "examples, or set short clauses to 0.",
                count=len(reviews),
            )
        )
    short = tokenized(_texts(found, count), (np.arange(count) % 2).astype(np.int8), words=reviews.words)
    return TextExamples(
        [*reviews.texts, *short.texts],
        np.concatenate([reviews.targets, short.targets]),
        np.concatenate([reviews.token_ids, short.token_ids]),
        np.concatenate([reviews.offsets, short.offsets[1:] + reviews.offsets[-1]]),
        short.words,
    )


def clauses(reviews: TextExamples) -> Clauses:
    """What can be made use of in `reviews`, in their order."""
    evidence = Evidence.of(reviews)
    found = Clauses(([], []), ([], []), ([], []))
    for text, target in zip(reviews.texts, reviews.targets.tolist(), strict=True):
        for piece in END.split(text):
            clause = " ".join(piece.split()).strip(" ,-'`")
            words = split_words(clause)
            agrees = evidence.total(words) * (1 if target else -1) if 3 <= len(words) <= 12 else 0.0
            if agrees < AGREES:
                continue
            found.every[target].append(clause)
            if agrees < CLEAR or len(words) > 9 or any((CONTRAST.search(clause), NO_CLAUSE.search(clause))):
                continue
            each = [odds if target else -odds for odds in evidence.each(words)]
            if NEGATION.search(clause):
                found.simple[target].append(clause)
            elif max(each) > WORD and min(each) > -WORD:
                found.simple[target].append(clause)
                if can_be_denied(clause):
                    found.plain[target].append(clause)
    return found


def _texts(found: Clauses, count: int) -> list[str]:
    """The short examples, negative and positive in turns."""
    random = Random(SEED)
    num_cut, num_denied = round(count * CUT), round(count * DENIED)
    cut = [random.choice(found.every[i % 2]) for i in range(num_cut)]
    turned = [denied(random.choice(found.plain[1 - i % 2]), random) for i in range(num_denied)]

    def part(target: int) -> str:
        return random.choice(turned[target::2] if random.random() < DENIED_PARTS else found.simple[target])

    return cut + turned + [joined(part(i % 2), part(1 - i % 2), random) for i in range(count - num_cut - num_denied)]

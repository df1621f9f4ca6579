"""What a lesson asks networks to read: a few texts in each language that datasets of reviews have."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from playground.datasets import WRITTEN_REVIEWS
from playground.prediction.language_read import language_read
from playground.runs import Run

MOST = 500
"""Sentences of a long text."""


@dataclass(frozen=True)
class Samples:
    """Texts in one language.

    known, made_up: a token of most reviews, and one of none.  blame, praise: reviews in one sentence, which a network
    that has learned to read calls negative and positive.  contrasts: texts in which tokens do not simply add up.
    """

    known: str
    made_up: str
    blame: str
    praise: str
    contrasts: tuple[str, ...]


SAMPLES = {
    "en": Samples(
        known="film",
        made_up="flibbertigibbet",
        blame="The film was terrible.",
        praise="The acting was superb.",
        contrasts=(
            "Although the acting was superb, I was bored.",
            "The film was not good.",
            "Although I was bored, the acting was superb.",
            "It was a film that nobody could call dull.",
        ),
    ),
    "zh": Samples(
        known="片",
        made_up="魑",
        blame="这部电影很难看。",
        praise="演技非常精彩。",
        contrasts=(
            "虽然演技很好，但是剧情太无聊了。",
            "不是不好看。",
            "这部电影一点也不难看。",
            "剧情无聊，但是演技很好。",
        ),
    ),
}
"""Language of a dataset → texts in it."""


def samples(run: Run) -> Samples:
    """Those in the language of what a run has learned from."""
    return SAMPLES[language_read(run)]


def long_text(run: Run, verdict: str, enough: Callable[[str], bool]) -> str:
    """A verdict, and behind it sentences that judge nothing until it is long enough, or `MOST` of them."""
    reviews, text, choices = WRITTEN_REVIEWS[language_read(run)], verdict, count()
    for _number in range(MOST):
        if enough(text):
            break
        sentence = reviews.grammar.sentence("neutral", 0, lambda options: options[next(choices) % len(options)])
        text += reviews.between + sentence
    return text

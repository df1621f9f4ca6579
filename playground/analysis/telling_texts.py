"""The telling texts that suit a dataset: in its language, where it is of reviews that are not a learner's own."""

from playground.analysis.chinese_texts import CHINESE
from playground.analysis.english_texts import ENGLISH
from playground.analysis.probe_texts import TellingText
from playground.datasets import Dataset, GivenExamples

TELLING_TEXTS = {"en": ENGLISH, "zh": CHINESE}
"""By language."""


def telling_texts(dataset: Dataset) -> tuple[TellingText, ...]:
    """The first of them is what a network reads at first; none where nobody knows what suits."""
    elsewhere = dataset.is_own or isinstance(dataset, GivenExamples)
    return TELLING_TEXTS[dataset.language] if dataset.reads == "words" and not elsewhere else ()

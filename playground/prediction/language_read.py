"""Which language a network reads, as far as one can tell."""

from playground.datasets import GivenExamples
from playground.datasets.tables.text_tokens import CHINESE
from playground.encodings.text import as_text_encoding
from playground.runs import Run

SHARE = 0.25
"""Of a vocabulary: from so many words with Chinese characters on it is one of Chinese."""


def language_read(run: Run) -> str:
    """The code of the language of a run's texts: of a learner's own ones, what its vocabulary tells."""
    dataset = run.config.dataset
    if not dataset.is_own and not isinstance(dataset, GivenExamples):
        return dataset.language
    words = as_text_encoding(run.encoding).words if dataset.reads == "words" else ()
    return "zh" if words and sum(bool(CHINESE.search(word)) for word in words) >= SHARE * len(words) else "en"

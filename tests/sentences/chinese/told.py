"""A sentence in both languages: in Chinese nothing is left of English, and the same numbers are claimed."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from playground.languages import speaking

NAMES = {"LSTM", "GRU", "SimpleRNN", "RNN", "CNN", "Conv1D", "Dense", "Flatten", "GloVe", "IMDB", "NumPy", "Keras"}
NAMES |= {"Embedding", "MNIST", "Playground", "Dropout", "tanh", "sigmoid", "relu", "linear", "softmax"}
"""What is called the same in Chinese."""
GIVEN = re.compile(r"“[^”]*”|\*\*[^*]*\*\*|\*[^*]*\*|P\([^)]*\)|'[^']*'")
"""What was read, what it is called, and classes; in Chinese sentences too they stand as they were given."""


def both(say: Callable[..., Any], *given: Any, names: Iterable[str] = (), **more: Any) -> tuple[str, str]:
    """What a function says in English and in Chinese, once both have been compared.  names: that are given."""
    english = _joined(say(*given, **more))
    with speaking("zh"):
        chinese = _joined(say(*given, **more))
    assert sorted(_numbers(english)) == sorted(_numbers(chinese)), (english, chinese)
    known = {word.lower() for name in [*NAMES, *names] for word in re.findall(r"[A-Za-z]{2,}", name)}
    left = [word for word in re.findall(r"[A-Za-z]{2,}", GIVEN.sub("", chinese)) if word.lower() not in known]
    assert not left, (left, english, chinese)
    assert bool(english) == bool(chinese)
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]|\{|\}|[\u4e00-\u9fff）”] [\u4e00-\u9fff（“]", chinese), chinese
    assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", GIVEN.sub("", chinese)), chinese
    return english, chinese


def _joined(said: str | Iterable[str]) -> str:
    return said if isinstance(said, str) else " ".join(said)


def _numbers(sentence: str) -> list[str]:
    return re.findall(r"[-−+]?\d+(?:,\d{3})*(?:\.\d+)?(?:e\d+)?%?", sentence)

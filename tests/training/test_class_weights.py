"""A class that is rare is learned when classes are weighed."""

import numpy as np

from playground.config import RunConfig
from playground.datasets.own_reviews import store_texts
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM
from playground.runs import Run, RunFolder
from playground.training.train import train

WORDS = ("the", "film", "was", "long", "and", "we", "saw", "it", "on", "a", "day", "in", "may")


def unbalanced() -> bytes:
    """300 texts, 30 of them of the class that one word tells."""
    rng, lines = np.random.default_rng(0), ["text,label"]
    for number in range(300):
        words = [str(word) for word in rng.choice(WORDS, 6)]
        rare = number % 10 == 0
        if rare:
            words[int(rng.integers(6))] = "awful"
        lines.append(f"{' '.join(words)} {number},{'spam' if rare else 'ham'}")
    return "\n".join(lines).encode()


def recalls(class_weights: bool) -> list[float]:
    """How much of each class a network finds after a few short epochs."""
    config = RunConfig(
        dataset=store_texts(unbalanced(), "mine.csv"),
        encoding=LearnedEmbedding(maximum_length=8, dimensions=8),
        layers=(LSTM(units=8),),
        epochs=5,
        class_weights=class_weights,
    )
    folder = RunFolder.create(config)
    train(folder.path)
    counts = Run.open(folder.id).results["confusion"]
    return (counts.diagonal() / counts.sum(axis=1)).tolist()


def test_a_rare_class_is_found_when_classes_are_weighed_and_overlooked_when_not():
    assert recalls(False) == [1, 0]
    assert recalls(True)[1] > 0.5

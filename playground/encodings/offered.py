"""Which encodings take a dataset's examples, and which of them a run takes where nothing else is chosen."""

from playground.datasets import Dataset
from playground.encodings import ENCODINGS, Encoding
from playground.encodings.learned_embedding import LearnedEmbedding
from playground.errors import PlaygroundError


def encodings_for(reads: str) -> dict[str, Encoding]:
    """The encodings that take examples made of `reads`, each with settings that do, the simplest first."""
    found = {}
    for kind, encoding in ENCODINGS.items():
        start = encoding()
        if not start.fits(reads) and "split" in encoding.model_fields and reads == "characters":
            try:
                start = start.changed(split=reads)
            except PlaygroundError:  # it knows no characters
                continue
        if start.fits(reads):
            found[kind] = start
    return dict(sorted(found.items(), key=lambda item: reads == "characters" and item[0] != "one_hot_characters"))


SHORTEST = 20
"""Tokens: room for a sentence that somebody types, however short the texts are."""
USUAL = LearnedEmbedding().maximum_length


def proposed(dataset: Dataset) -> Encoding:
    """The encoding of a dataset's examples where nothing else is chosen."""
    if dataset.reads != "words":
        return next(iter(encodings_for(dataset.reads).values()))
    return LearnedEmbedding(split=dataset.splitter, maximum_length=fitting_length(dataset))


def fitting_length(dataset: Dataset) -> int:
    """The maximum length that fits the texts of a dataset: no more timesteps than the longest needs."""
    return min(max(dataset.longest, SHORTEST), USUAL) if dataset.longest else USUAL

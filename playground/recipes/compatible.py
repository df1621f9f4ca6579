"""What goes with what: settings that suit another dataset, and which runs judge texts."""

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.encodings import Encoding, LearnedEmbedding
from playground.encodings.offered import proposed
from playground.encodings.text import TextEncoding
from playground.errors import PlaygroundError
from playground.layers import LSTM, EncoderDecoder

UNBALANCED = 4
"""How many times as large as the smallest class the largest may be."""


def suited(config: RunConfig, dataset: Dataset) -> RunConfig:
    """`config` on another dataset; encoding and layers are replaced where they cannot be kept."""
    encoding = config.encoding
    if not encoding.fits(dataset.reads):
        encoding = proposed(dataset.reads, dataset.splitter)
    encoding = _split_as(encoding, config.dataset, dataset)
    layers = config.layers
    changed = {"recipe": "", "dataset": dataset, "encoding": encoding, "train_samples": None, "steps_per_epoch": None}
    candidates = (layers, tuple(layer for layer in layers if layer.keeps_timesteps), (LSTM(),), (EncoderDecoder(),))
    for stack in candidates:
        try:
            new = config.changed(**changed, layers=stack)
            _ = new.plan
        except PlaygroundError:
            continue
        return new
    return config.changed(**changed, layers=candidates[-2])


def unbalanced(config: RunConfig) -> str:
    """A sentence for classes of very different size that are not weighed; else empty."""
    counts, names = config.dataset.class_counts, config.dataset.class_names
    if config.weighs_classes or len(counts) < 2 or max(counts) < UNBALANCED * min(counts):
        return ""
    largest, smallest = (f"{names[counts.index(n)]} ({n:,} examples)" for n in (max(counts), min(counts)))
    return (
        f"The classes are of unequal size: {largest} and {smallest}. With “Weigh classes”, under Training, each counts "
        "the same."
    )


def _split_as(encoding: Encoding, before: Dataset, dataset: Dataset) -> Encoding:
    """The encoding with texts split as suits `dataset`; a way that the learner chose otherwise is kept."""
    if dataset.reads != "words" or not isinstance(encoding, TextEncoding) or encoding.split == dataset.splitter:
        return encoding
    if dataset.splitter == "words" and encoding.split != before.splitter:
        return encoding
    try:
        return encoding.changed(split=dataset.splitter)
    except PlaygroundError:  # it knows no such tokens
        return LearnedEmbedding(split=dataset.splitter)


def classifies_text(config: RunConfig) -> bool:
    """Whether a run says a class of a text."""
    return config.dataset.reads != "numbers" and config.task.classifies

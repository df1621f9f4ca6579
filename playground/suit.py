"""Settings that suit another dataset: what fits is kept, what does not is replaced."""

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.encodings import ENCODINGS, Encoding
from playground.encodings.learned_embedding import LearnedEmbedding
from playground.errors import PlaygroundError
from playground.layers import LSTM, EncoderDecoder


def encodings_for(reads: str) -> dict[str, Encoding]:
    """The encodings that take examples made of `reads`, each with settings that do, the simplest first."""
    found = {}
    for kind, encoding in ENCODINGS.items():
        start = encoding()
        if not start.fits(reads) and "split" in encoding.model_fields and reads == "characters":
            try:
                start = encoding(split=reads)
            except PlaygroundError:  # it knows no characters
                continue
        if start.fits(reads):
            found[kind] = start
    return dict(sorted(found.items(), key=lambda item: reads == "characters" and item[0] != "one_hot_characters"))


def suited(config: RunConfig, dataset: Dataset) -> RunConfig:
    """`config` on another dataset; encoding and layers are replaced where they cannot be kept."""
    encoding = config.encoding
    if not encoding.fits(dataset.reads):
        encoding = next(iter(encodings_for(dataset.reads).values()))
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


def _split_as(encoding: Encoding, before: Dataset, dataset: Dataset) -> Encoding:
    """The encoding with texts split as suits `dataset`; a way that the learner chose otherwise is kept."""
    if dataset.reads != "words" or encoding.split == dataset.splitter:
        return encoding
    if dataset.splitter == "words" and encoding.split != before.splitter:
        return encoding
    try:
        return encoding.changed(split=dataset.splitter)
    except PlaygroundError:  # it knows no such tokens
        return LearnedEmbedding(split=dataset.splitter)

"""What goes with what: settings that suit another dataset, and which runs judge texts."""

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.encodings import Encoding, LearnedEmbedding
from playground.encodings.offered import fitting_length, proposed
from playground.encodings.text import TextEncoding, TokenSequence
from playground.errors import PlaygroundError
from playground.languages import _
from playground.layers import LSTM, EncoderDecoder
from playground.recipes import RECIPES
from playground.recipes.enough_steps import training_of

UNBALANCED = 4
"""How many times as large as the smallest class the largest may be."""


def suited(config: RunConfig, dataset: Dataset) -> RunConfig:
    """`config` on another dataset; encoding and layers are replaced where they cannot be kept.

    What the dataset before had proposed, and the learner did not change, is what this one proposes.
    """
    encoding = config.encoding
    if not encoding.fits(dataset.reads):
        encoding = proposed(dataset)
    encoding = _cut_as(_split_as(encoding, config.dataset, dataset), config, dataset)
    layers = config.layers
    changed = {"recipe": "", "dataset": dataset, "encoding": encoding, "train_samples": None, "steps_per_epoch": None}
    changed |= _training(config, dataset)
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
    most, fewest = max(counts), min(counts)
    return _(
        "The classes are of unequal size: {largest} ({most:,} examples) and {smallest} ({fewest:,} examples). With "
        "“Class weights”, under Training, each counts the same.",
        largest=names[counts.index(most)],
        most=most,
        smallest=names[counts.index(fewest)],
        fewest=fewest,
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


def _cut_as(encoding: Encoding, config: RunConfig, dataset: Dataset) -> Encoding:
    """The encoding with texts cut to a length that fits `dataset`; one that the learner chose is kept."""
    if dataset.reads != "words" or not isinstance(encoding, TokenSequence):
        return encoding
    untouched = {fitting_length(config.dataset)}
    if dataset.is_own and (started := _experiment(config)):
        untouched.add(getattr(started.encoding, "maximum_length", 0))
    if encoding.maximum_length not in untouched:
        return encoding
    return encoding.changed(maximum_length=fitting_length(dataset))


def _training(config: RunConfig, dataset: Dataset) -> dict[str, int]:
    """Batch size and epochs that suit `dataset`, empty where the learner's own are kept.

    What an experiment says is no choice of the learner's, but only data of one's own needs something else.
    """
    given = {name: getattr(config, name) for name in ("batch_size", "epochs")}
    untouched = [training_of(config.dataset)]
    if dataset.is_own and (started := _experiment(config)):
        untouched.append({name: getattr(started, name) for name in given})
    return training_of(dataset) if given in untouched else {}


def _experiment(config: RunConfig) -> RunConfig | None:
    """The settings of the experiment that a run started from."""
    return RECIPES[config.recipe].config if config.recipe in RECIPES else None


def classifies_text(config: RunConfig) -> bool:
    """Whether a run says a class of a text."""
    return config.dataset.reads != "numbers" and config.task.classifies

"""The examples of a run: which train, which validate, which test."""

from dataclasses import dataclass

import numpy as np

from playground.config import RunConfig
from playground.datasets import Examples, Progress, Splits, TextExamples
from playground.errors import ConfigError


@dataclass(frozen=True)
class RunExamples:
    """The three parts of a run's examples; no example is in two of them."""

    train: Examples
    validation: Examples
    test: Examples


def run_examples(config: RunConfig, progress: Progress | None = None) -> RunExamples:
    """Load the dataset and split it: the last `validation_split` of the training examples after a seeded shuffle.

    Texts without a token are left out; the test examples are all of them.  A dataset that is split by time brings its
    own validation examples; a run on fewer training examples then also validates and tests on that few, evenly spaced.
    Raises `ConfigError` when a part is empty.
    """
    splits = config.dataset.load(progress)
    pool = np.random.default_rng(config.seed).permutation(_readable(splits.train))[: config.train_samples]
    test = splits.test.subset(test_numbers(config, splits))
    if splits.validation is None:
        num_train = len(pool) - round(len(pool) * config.validation_split)
        validation = splits.train.subset(pool[num_train:])
    else:
        num_train = len(pool)
        validation = splits.validation.subset(_few(splits.validation, config.train_samples))
    parts = RunExamples(splits.train.subset(pool[:num_train]), validation, test)
    for purpose, part in (("train on", parts.train), ("validate on", parts.validation), ("test on", parts.test)):
        if not len(part):
            raise ConfigError(
                f"No examples are left to {purpose}: {len(pool):,} examples with a validation split of "
                f"{config.validation_split:g}. Use more examples or another split."
            )
    return parts


def test_numbers(config: RunConfig, splits: Splits) -> np.ndarray:
    """Which of the dataset's test examples the run is tested on, in their order: (examples,) int64."""
    return _readable(splits.test) if splits.validation is None else _few(splits.test, config.train_samples)


def _few(examples: Examples, most: int | None) -> np.ndarray:
    """The places of up to `most` of the examples, evenly spaced; None: all."""
    count = min(most or len(examples), len(examples))
    return np.linspace(0, len(examples) - 1, count).astype(np.int64)


def _readable(examples: Examples) -> np.ndarray:
    """The places of the examples that have anything to read, (examples,) int64."""
    return np.flatnonzero(examples.lengths) if isinstance(examples, TextExamples) else np.arange(len(examples))

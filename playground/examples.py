"""The examples of a run: which train, which validate, which test."""

from dataclasses import dataclass

import numpy as np

from playground.config import RunConfig
from playground.datasets import Progress, TextExamples
from playground.errors import ConfigError


@dataclass(frozen=True)
class RunExamples:
    """The three parts of a run's examples; no example is in two of them."""

    train: TextExamples
    validation: TextExamples
    test: TextExamples


def run_examples(config: RunConfig, progress: Progress | None = None) -> RunExamples:
    """Load the dataset and split it: the last `validation_split` of the training examples after a seeded shuffle.

    Texts without a word are left out; the test examples are always all.  Raises `ConfigError` when a part is empty.
    """
    splits = config.dataset.load(progress)
    pool = np.flatnonzero(splits.train.lengths)
    pool = np.random.default_rng(config.seed).permutation(pool)[: config.train_samples]
    test = np.flatnonzero(splits.test.lengths)
    num_train = len(pool) - round(len(pool) * config.validation_split)
    for name, part in (("train on", pool[:num_train]), ("validate on", pool[num_train:]), ("test on", test)):
        if not len(part):
            raise ConfigError(
                f"No examples are left to {name}: {len(pool):,} examples with a validation split of "
                f"{config.validation_split:g}. Use more examples or another split."
            )
    return RunExamples(
        splits.train.subset(pool[:num_train]), splits.train.subset(pool[num_train:]), splits.test.subset(test)
    )

"""The examples of a run: which train, which validate, which test."""

from dataclasses import dataclass

import numpy as np

from playground.config import RunConfig
from playground.datasets import Examples, Progress, Splits, TextExamples
from playground.datasets.text_examples import as_texts
from playground.errors import ConfigError
from playground.languages import _, n_
from playground.prediction.held_back import held_back


@dataclass(frozen=True)
class RunExamples:
    """The three parts of a run's examples; no example is in two of them."""

    train: Examples
    validation: Examples
    test: Examples


def run_examples(config: RunConfig, progress: Progress | None = None) -> RunExamples:
    """Load the dataset and split it: the last `validation_split` of the training examples after a seeded shuffle.

    However few there are, at least one trains and one validates.  Of a dataset in which texts may repeat, equal ones
    stand on one side, and every class validates with its share: see `held_back`.  Texts without a token are left out;
    the test examples are all of them.  A dataset may bring its own validation examples, as one that is split by time
    does; a run on fewer training examples then also validates and tests on that few, evenly spaced.
    Raises `ConfigError` where there are too few.
    """
    splits = config.dataset.load(progress)
    pool = np.random.default_rng(config.seed).permutation(_readable(splits.train))[: config.train_samples]
    test = splits.test.subset(test_numbers(config, splits))
    if len(pool) < (needed := 2 if splits.validation is None else 1):
        raise ConfigError(
            n_(
                "The dataset has {number:,} training example with anything to read; a run needs {needed} at least. "
                "Choose a larger dataset, or a longer text.",
                "The dataset has {number:,} training examples with anything to read; a run needs {needed} at least. "
                "Choose a larger dataset, or a longer text.",
                len(pool),
                needed=needed,
            )
        )
    if not len(test):
        raise ConfigError(
            _(
                "The dataset has 0 test examples with anything to read; a run needs 1 at least. Choose a larger "
                "dataset, or a longer text."
            )
        )
    if splits.validation is None:
        if config.dataset.repeats:
            validates = held_back(as_texts(splits.train.subset(pool)), config.validation_split)
        else:
            num_validation = min(max(1, round(len(pool) * config.validation_split)), len(pool) - 1)
            validates = np.arange(len(pool)) >= len(pool) - num_validation
        validation, pool = splits.train.subset(pool[validates]), pool[~validates]
    else:
        validation = splits.validation.subset(_few(splits.validation, config.train_samples))
    return RunExamples(splits.train.subset(pool), validation, test)


def test_numbers(config: RunConfig, splits: Splits) -> np.ndarray:
    """Which of the dataset's test examples the run is tested on, in their order: (examples,) int64."""
    return _readable(splits.test) if splits.validation is None else _few(splits.test, config.train_samples)


def _few(examples: Examples, most: int | None) -> np.ndarray:
    """The indices of up to `most` of the examples, evenly spaced; None: all."""
    count = min(most or len(examples), len(examples))
    return np.linspace(0, len(examples) - 1, count).astype(np.int64)


def _readable(examples: Examples) -> np.ndarray:
    """The indices of the examples that have anything to read, (examples,) int64."""
    return np.flatnonzero(examples.lengths) if isinstance(examples, TextExamples) else np.arange(len(examples))

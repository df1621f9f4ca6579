"""The naive baseline and what is kept of the test, worked out by hand."""

from math import log

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS, ArrayExamples, WindowExamples
from playground.encodings import Numbers
from playground.layers import LSTM
from playground.prediction.splits import RunExamples
from playground.training.batches import Batches, previous
from playground.training.results import baseline, results_on_test

DIGITS = RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(standardise=False), layers=(LSTM(units=2),))
ADDING = RunConfig(dataset=DATASETS["memory"](), encoding=Numbers(standardise=False), layers=(LSTM(units=2),))


def examples(targets: list) -> ArrayExamples:
    targets = np.array(targets)
    kind = np.float32 if targets.dtype.kind == "f" else np.int64
    return ArrayExamples(np.zeros((len(targets), 2, 1), np.float32), targets.astype(kind))


def parts(train: list, validation: list) -> RunExamples:
    return RunExamples(examples(train), examples(validation), examples(validation))


def test_guessing_a_class_is_as_good_as_the_frequencies_of_training_allow():
    found = baseline(DIGITS, parts([0, 0, 0, 1], [0, 1]), 1.0)
    assert found == {"loss": pytest.approx(-(log(0.75) + log(0.25)) / 2, abs=1e-6), "accuracy": 0.5}


def test_guessing_a_number_is_saying_the_mean_of_training():
    # mean 2; off by 1 and 3; in units of 2
    assert baseline(ADDING, parts([1.0, 3.0], [1.0, 5.0]), 2.0) == {"loss": 1.0}


def test_guessing_a_series_is_saying_its_last_value():
    series = np.arange(12, dtype=np.float32)[:, None] ** 2
    windows = WindowExamples.of(series, 0, 12, lookback=2, step=1, delay=0, target=0)
    found = baseline(ADDING, RunExamples(windows, windows, windows), 1.0)
    # the value at row r is r², the last one read (r - 1)²: off by 2r - 1 for r = 2 … 11
    assert found["loss"] == pytest.approx(np.mean([2 * r - 1 for r in range(2, 12)]))


def test_confusion_counts_what_is_true_by_what_was_said():
    targets = [0, 0, 1, 9]
    outputs = np.eye(10, dtype=np.float32)[[0, 1, 1, 9]]
    data = examples(targets)
    batches = Batches(DIGITS.encoding.fit(data).encode(data), DIGITS.plan, "front")
    confusion = results_on_test(DIGITS, batches, outputs, None)["confusion"]
    assert (confusion[0, 0], confusion[0, 1], confusion[1, 1], confusion[9, 9], confusion.sum()) == (1, 1, 1, 1, 4)


def test_a_decoder_is_taught_with_the_right_symbols_moved_by_one_behind_the_start():
    assert previous(np.array([[3, 1, 2], [0, 0, 4]]), 5).tolist() == [[5, 3, 1], [5, 0, 0]]


def test_an_epoch_of_a_few_steps_takes_other_examples_each_time():
    data = examples(list(range(10)) * 10)
    batches = Batches(DIGITS.encoding.fit(data).encode(data), DIGITS.plan, "front", steps=3)
    first, second = (np.concatenate(batches.shuffled(4, 0, epoch)) for epoch in (1, 2))
    assert len(first) == len(second) == len(set(first)) == 12
    assert set(first) != set(second)

"""What Keras says of the test examples at the end of training is kept, and is what NumPy computes from the weights."""

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, Dense, SimpleRNN
from playground.prediction.predict import by_keras, encoded_example, network, of_what_is_read
from playground.prediction.splits import test_numbers as numbers_of
from playground.runs import Run, RunFolder
from playground.training import results as module
from playground.training.train import train

RUNS = {
    "binary": {
        "dataset": DATASETS["reviews"](examples=200),
        "encoding": LearnedEmbedding(dimensions=8, maximum_length=12, padding="back"),
        "layers": (LSTM(units=4, bidirectional=True), Dense(units=3)),
    },
    "multiclass": {"dataset": DATASETS["digits"](), "encoding": Numbers(), "layers": (GRU(units=4),)},
    "regression": {
        "dataset": DATASETS["weather"](days=60),
        "encoding": Numbers(),
        "layers": (SimpleRNN(units=3), SimpleRNN(units=2)),
    },
    "next_token": {
        "dataset": DATASETS["characters"](text="the cat sat on the mat and the rat sat on the cat", length=5),
        "encoding": OneHotCharacters(maximum_length=5),
        "layers": (LSTM(units=3),),
    },
}


def finished(task: str) -> Run:
    """A run of one epoch on few examples."""
    config = RunConfig(**RUNS[task], train_samples=100, epochs=1, batch_size=50, learning_rate=0.01)
    assert config.dataset.task == task
    folder = RunFolder.create(config)
    train(folder.path)
    run = Run.open(folder.id)
    assert run.history().state == "finished", run.history().reason
    return run


@pytest.mark.parametrize("task", RUNS)
def test_what_keras_said_is_what_numpy_computes(task, monkeypatch):
    monkeypatch.setattr(module, "MOST_SAID", 300)
    run = finished(task)
    splits = run.config.dataset.load()
    numbers = numbers_of(run.config, splits)
    kept = by_keras(run, numbers)
    shape = run.config.plan.output_shape
    most = len(numbers) if task == "regression" else min(300 // np.prod(shape), len(numbers))
    assert list(kept) == numbers[:most].tolist()
    net = network(run)
    for number, prediction in kept.items():
        traced = net.trace(encoded_example(run, number, splits.test))
        assert (prediction.dtype, traced.output.shape[-1]) == (np.float32, shape[-1])
        read = of_what_is_read(run.config, prediction, len(traced.output))
        np.testing.assert_allclose(traced.output, read, rtol=0, atol=1e-5)
    assert len({prediction.tobytes() for prediction in kept.values()}) > 1


def test_nothing_is_said_of_a_run_that_was_trained_before_it_was_kept_or_has_not_finished():
    folder = RunFolder.create(RunConfig(**RUNS["binary"]))
    assert by_keras(Run.open(folder.id), np.arange(3)) == {}
    folder.save_results({"confusion": np.eye(2)})
    run = Run(folder.path)
    assert by_keras(run, np.arange(3)) == {}

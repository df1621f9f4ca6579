"""A large batch trained in parts learns what it learns as a whole, up to rounding, and the same each time."""

import keras
import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import Addition, Digits, Memory, Reviews
from playground.encodings import Numbers, OneHotCharacters
from playground.layers import GRU, LSTM, EncoderDecoder, SimpleRNN
from playground.training import steps
from playground.training.build import get_weights
from playground.training.prepare import prepare
from tests.engine.conftest import small

CONFIGS = {
    "two classes": small(dataset=Reviews(examples=400), layers=(LSTM(units=4),)),
    "weighed classes": small(dataset=Reviews(examples=400), layers=(LSTM(units=4),), class_weights=True),
    "ten classes": RunConfig(dataset=Digits(), encoding=Numbers(), layers=(GRU(units=4, bidirectional=True),)),
    "a number": RunConfig(dataset=Memory(lag=10, examples=200), encoding=Numbers(), layers=(SimpleRNN(units=4),)),
    "a class at some timesteps": RunConfig(
        dataset=Memory(problem="copy", lag=10, examples=200),
        encoding=OneHotCharacters(maximum_length=30),
        layers=(LSTM(units=4),),
    ),
    "a sequence": RunConfig(
        dataset=Addition(examples=200), encoding=OneHotCharacters(maximum_length=5), layers=(EncoderDecoder(units=4),)
    ),
}


def trained(config: RunConfig, sizes: list[int]) -> tuple[dict[str, np.ndarray], list[tuple[float, ...]]]:
    """The weights after batches of these sizes, and what was measured of each."""
    keras.backend.clear_session()
    prepared = prepare(config.changed(optimizer="sgd", learning_rate=0.1))
    measured, start = [], 0
    for size in sizes:
        batch = prepared.train.take(np.arange(start, start + size))
        measured.append(tuple(float(value) for value in prepared.steps.train(*batch)))
        start += size
    return get_weights(prepared.steps.model, config.plan), measured


@pytest.mark.parametrize("what", CONFIGS)
def test_in_parts_a_batch_moves_the_weights_as_it_does_whole(what: str, monkeypatch: pytest.MonkeyPatch):
    sizes = [9, 8, 1]
    monkeypatch.setattr(steps, "ENOUGH", 10**9)
    whole, as_whole = trained(CONFIGS[what], sizes)
    monkeypatch.setattr(steps, "ENOUGH", 0)
    parts, in_parts = trained(CONFIGS[what], sizes)
    np.testing.assert_allclose(in_parts, as_whole, atol=1e-5)
    for name, array in whole.items():
        np.testing.assert_allclose(parts[name], array, atol=1e-5, err_msg=name)


def test_in_parts_dropout_gives_the_same_each_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steps, "ENOUGH", 0)
    config = small(dataset=Reviews(examples=400), layers=(LSTM(units=4, dropout=0.5, recurrent_dropout=0.5),))
    one, other = trained(config, [16] * 5), trained(config, [16] * 5)
    assert one[1] == other[1]
    for name, array in one[0].items():
        np.testing.assert_array_equal(other[0][name], array)


def test_only_large_batches_are_cut():
    assert steps.parts_of(32, 65) == 1  # a review at distance 50
    assert steps.parts_of(128, 235) == steps.PARTS  # an IMDB review

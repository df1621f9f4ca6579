"""NumPy equals Keras for answers at every timestep, for sequences that are written, and for inputs that are numbers."""

from itertools import product

import numpy as np
import pytest

from playground.encodings import FittedText, HashingTrick, OneHotCharacters
from playground.encodings.text import TokenSequence
from playground.layers import GRU, LSTM, RECURRENT, Conv1D, Dense, EncoderDecoder, GlobalMaxPooling1D, Layer
from playground.layers.plan import Plan, plan
from playground.reference import Network
from playground.training.batches import previous
from playground.training.build import build, set_weights

ATOL = 1e-5
TIMESTEPS, SYMBOLS, ANSWER = 6, 5, 4
IDS = np.array([[0, 0, 3, 2, 1, 4], [0, 5, 2, 2, 6, 3], [4, 5, 6, 1, 2, 3]], np.int32)
masked = pytest.mark.parametrize("mask", [True, False], ids=["masked", "unmasked"])


def models(planned: Plan, encoding: TokenSequence | None = None) -> tuple:
    """The Keras models, fast and stock, and the NumPy network, all with the same random weights."""
    random = np.random.default_rng(3)
    weights = {
        f"{layer.name}/{name}": random.normal(scale=0.6, size=shape).astype(np.float32)
        for layer in planned.layers
        for name, shape in layer.weight_shapes.items()
    }
    keras_models = [build(planned, fast=fast) for fast in (True, False)]
    for model in keras_models:
        set_weights(model, planned, weights)
    return *keras_models, Network(planned, FittedText(encoding or OneHotCharacters(), ()), weights)


def text_plan(*layers: Layer, mask: bool, task: str, padding: str = "front", **answer) -> Plan:
    encoding = OneHotCharacters(vocabulary_size=SYMBOLS, maximum_length=TIMESTEPS, mask=mask, padding=padding)
    output = Dense(units=SYMBOLS, activation="softmax")
    return plan(encoding.first_layer(), layers, output, (TIMESTEPS,), mask, task, **answer)


@masked
@pytest.mark.parametrize("padding", ["front", "back"])
@pytest.mark.parametrize(("kind", "bidirectional", "stacked"), list(product(RECURRENT, (False, True), (False, True))))
def test_answers_at_every_timestep_equal_those_of_keras(kind, bidirectional, stacked, padding, mask):
    layer = RECURRENT[kind](units=4, bidirectional=bidirectional)
    planned = text_plan(*[layer] * (1 + stacked), mask=mask, task="next_token", padding=padding, each_timestep=True)
    assert planned.output_shape == (TIMESTEPS, SYMBOLS)
    ids = IDS if padding == "front" else np.array([[i for i in row if i] + [0] * (row == 0).sum() for row in IDS])
    *keras_models, network = models(planned)
    real = ids != 0 if mask else np.ones_like(ids, bool)
    for model in keras_models:
        difference = np.abs(network.outputs(ids) - model(ids).numpy())
        assert difference[real].max() < ATOL


@masked
@pytest.mark.parametrize("handover", ["initial state", "every step"])
@pytest.mark.parametrize("cell", RECURRENT)
def test_a_written_sequence_equals_that_of_keras_taught_and_greedy(cell, handover, mask):
    layer = EncoderDecoder(cell=cell, units=4, handover=handover)
    planned = text_plan(layer, Dense(units=3, activation="tanh"), mask=mask, task="sequence", answer=(ANSWER, SYMBOLS))
    assert planned.output_shape == (ANSWER, SYMBOLS)
    *keras_models, network = models(planned)
    read = IDS != 0 if mask else np.ones_like(IDS, bool)
    taught = previous(np.array([[0, 1, 2, 3], [4, 4, 0, 0], [1, 3, 1, 3]]), SYMBOLS)
    for model in keras_models:
        by_numpy = network.forward(IDS, read, previous=taught)[1]
        np.testing.assert_allclose(by_numpy, model([IDS, taught]).numpy(), rtol=0, atol=ATOL)
        written = np.full((len(IDS), ANSWER), SYMBOLS)
        for step in range(ANSWER):
            predictions = model([IDS, written.astype(np.int32)]).numpy()
            written[:, step + 1 :] = predictions[:, step].argmax(axis=-1)[:, None] if step + 1 < ANSWER else 0
        np.testing.assert_allclose(network.outputs(IDS), predictions, rtol=0, atol=ATOL)


def test_the_two_handovers_differ():
    outputs = []
    for handover in ("initial state", "every step"):
        layer = EncoderDecoder(units=4, handover=handover)
        planned = text_plan(layer, mask=True, task="sequence", answer=(ANSWER, SYMBOLS))
        outputs.append(models(planned)[-1].outputs(IDS))
    assert np.abs(outputs[0] - outputs[1]).max() > 0.01


NUMBERS = {
    **{layer.title: (layer(units=4),) for layer in RECURRENT.values()},
    "stacked both ways": (GRU(units=3, bidirectional=True), LSTM(units=4, bidirectional=True)),
    "Conv1D": (Conv1D(filters=3, kernel_size=3), GlobalMaxPooling1D()),
}


@pytest.mark.parametrize("output", [Dense(units=10, activation="softmax"), Dense(units=1, activation="linear")])
@pytest.mark.parametrize("layers", NUMBERS.values(), ids=NUMBERS)
def test_networks_that_read_numbers_equal_those_of_keras(layers, output):
    planned = plan(None, layers, output, (8, 5), False, "multiclass")
    values = np.random.default_rng(0).normal(size=(3, 8, 5)).astype(np.float32)
    *keras_models, network = models(planned)
    for model in keras_models:
        np.testing.assert_allclose(network.outputs(values), model(values).numpy(), rtol=0, atol=ATOL)


@masked
def test_hashed_words_are_read_like_other_columns(mask):
    encoding = HashingTrick(buckets=6, maximum_length=TIMESTEPS, mask=mask)
    planned = plan(encoding.first_layer(), (LSTM(units=3),), Dense(units=1), (TIMESTEPS,), mask)
    fast, stock, network = models(planned, encoding)
    for model in (fast, stock):
        np.testing.assert_allclose(network.outputs(IDS), model(IDS).numpy(), rtol=0, atol=ATOL)

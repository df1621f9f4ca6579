"""The fast layers against the Keras layers they stand in for: outputs within 1e-5, gradients within 1e-4."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from playground.layers import RECURRENT
from playground.training.recurrent import FAST, recurrent_layer

PAIRS = {
    kind: (FAST[name], recurrent_layer(name))
    for kind, name in ((kind, layer.reads_with.name) for kind, layer in RECURRENT.items())
    if name in FAST
}
INPUTS = np.random.default_rng(0).normal(size=(4, 6, 3)).astype("float32")
# true = a real token; of front and back, the last sequence has none at all
MASKS = {
    "no": None,
    "front": np.arange(6) >= np.array([[0], [2], [5], [6]]),
    "back": np.arange(6) < np.array([[6], [4], [1], [0]]),
    "scattered": np.array([[1, 0, 1, 1, 0, 1], [0, 0, 1, 0, 1, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1]], bool),
}
UNCOVERED = [{"activation": "relu"}, {"recurrent_dropout": 0.5}, {"use_bias": False}]


@pytest.fixture(params=PAIRS)
def kind(request):
    """The name of a cell."""
    return request.param


def pair(kind, **options):
    """The fast layer and the Keras layer, built for INPUTS, with the same random weights (biases too)."""
    layers = [make(5, **{"seed": 3} | options) for make in PAIRS[kind]]
    rng = np.random.default_rng(1)
    layers[0].build(INPUTS.shape)
    layers[1].build(INPUTS.shape)
    weights = [rng.normal(scale=0.5, size=weight.shape) for weight in layers[1].get_weights()]
    for layer in layers:
        layer.set_weights(weights)
    return layers


def run(layer, mask=None, **arguments):
    """Outputs, and gradients of a loss that weighs every output differently, for the inputs and every weight."""
    inputs = tf.constant(INPUTS)
    mask = None if mask is None else tf.constant(mask)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = keras.tree.flatten(layer(inputs, mask=mask, **arguments))
        loss = sum(tf.reduce_sum(y * np.sin(np.arange(np.size(y))).reshape(y.shape)) for y in outputs)
    gradients = tape.gradient(loss, [inputs, *(weight.value for weight in layer.trainable_weights)])
    return [array.numpy() for array in outputs], [array.numpy() for array in gradients]


def assert_same(layers, mask=None, **arguments):
    """Both layers give the same outputs and gradients."""
    (fast, fast_gradients), (stock, stock_gradients) = (run(layer, mask, **arguments) for layer in layers)
    for received, expected in zip(fast, stock, strict=True):
        np.testing.assert_allclose(received, expected, atol=1e-5)
    for received, expected in zip(fast_gradients, stock_gradients, strict=True):
        np.testing.assert_allclose(received, expected, atol=1e-4)


@pytest.mark.parametrize("go_backwards", [False, True])
@pytest.mark.parametrize("return_sequences", [False, True])
@pytest.mark.parametrize("padding", MASKS)
def test_a_fast_layer_gives_the_outputs_and_gradients_of_the_keras_layer(kind, padding, return_sequences, go_backwards):
    assert_same(pair(kind, return_sequences=return_sequences, go_backwards=go_backwards), MASKS[padding])


def test_input_dropout_draws_the_same_mask_as_the_keras_layer(kind):
    layers = pair(kind, dropout=0.5)
    assert layers[0].covered()
    assert_same(layers, MASKS["front"], training=True)


@pytest.mark.parametrize("padding", ["no", "front", "back"])
def test_last_states_and_a_given_initial_state_match_the_keras_layer(kind, padding):
    layers = pair(kind, return_state=True, return_sequences=True)
    state = [np.full((4, 5), 0.1 + n, "float32") for n in range(len(layers[0].state_size))]
    assert_same(layers, MASKS[padding], initial_state=[tf.constant(array) for array in state])


@pytest.mark.parametrize("options", UNCOVERED, ids=str)
def test_options_that_are_not_covered_run_as_in_keras(kind, options):
    layers = pair(kind, **options)
    assert not layers[0].covered()
    assert_same(layers, MASKS["back"], training="recurrent_dropout" in options)


def test_gru_that_resets_before_the_product_runs_as_in_keras():
    layers = pair("gru", reset_after=False)
    assert not layers[0].covered()
    assert_same(layers)


def test_weights_and_configuration_are_those_of_the_keras_layer(kind):
    fast, stock = (make(5, name="recurrent", dropout=0.2, seed=3) for make in PAIRS[kind])
    for layer in (fast, stock):
        layer.build((None, None, 3))
    assert fast.get_config() == stock.get_config()
    assert [(w.path, w.shape) for w in fast.weights] == [(w.path, w.shape) for w in stock.weights]


@pytest.mark.parametrize("padding", ["front", "back"])
def test_bidirectional_fast_layers_match_keras(kind, padding):
    layers = [keras.layers.Bidirectional(layer) for layer in pair(kind, return_sequences=True)]
    for layer in layers:
        layer.build(INPUTS.shape)
    layers[0].set_weights(layers[1].get_weights())
    assert type(layers[0].backward_layer) is type(pair(kind)[0])
    assert layers[0].backward_layer.covered()
    assert_same(layers, MASKS[padding])


def test_a_model_trains_as_with_the_keras_layer_and_is_traced_once_for_all_lengths(kind, monkeypatch):
    traced, fast = [], type(pair(kind)[0])
    over_time = fast.over_time

    def counted(self, *arguments):
        traced.append(arguments[0].shape)
        return over_time(self, *arguments)

    monkeypatch.setattr(fast, "over_time", counted)
    embedding, dense = keras.layers.Embedding, keras.layers.Dense
    models = [
        keras.Sequential([keras.Input((None,)), embedding(9, 4, mask_zero=True), make(5), dense(1)])
        for make in PAIRS[kind]
    ]
    models[0].set_weights(models[1].get_weights())
    for model, at_once in zip(models, (False, True), strict=True):  # Keras' own layer need not be compiled
        model.compile("rmsprop", "mse", run_eagerly=at_once)
    rng = np.random.default_rng(2)
    num_traced = []
    for timesteps in (3, 7, 5, 9):
        token_ids = rng.integers(0, 9, size=(4, timesteps)).astype("int32")
        fast, stock = (model.train_on_batch(token_ids, np.ones((4, 1))) for model in models)
        assert fast == pytest.approx(stock, abs=1e-4)
        num_traced.append(len(traced))
    assert num_traced[1:] == num_traced[1:2] * 3

"""The cells that Keras has not, as Keras layers."""

import keras
import numpy as np
import pytest

from playground.layers import READ_RECURRENT, RECURRENT
from playground.training.mgu import as_gru
from playground.training.recurrent import COMES_ALONG, OWN, PLAIN, plain_layer, recurrent_layer, source_of

X = np.random.default_rng(0).normal(size=(4, 6, 3)).astype("float32")
every_own = pytest.mark.parametrize("name", OWN)


def test_every_cell_has_a_keras_layer_and_a_way_out():
    names = [layer.reads_with.name for layer in (RECURRENT | READ_RECURRENT).values()]
    assert set(names) >= {*OWN, *PLAIN, *COMES_ALONG}
    for name in names:
        assert recurrent_layer(name)(2)(X).shape == recurrent_layer(name, fast=True)(2)(X).shape == (4, 2)
        cell = plain_layer(name)(2).cell
        assert hasattr(keras.layers, type(cell).__name__) or source_of(name).is_file()


@every_own
@pytest.mark.parametrize("dropout", ["dropout", "recurrent_dropout"])
@pytest.mark.parametrize("fast", [False, True])
def test_dropout_leaves_out_the_same_units_at_all_timesteps_while_training(name, dropout, fast):
    layer = recurrent_layer(name, fast)(5, seed=3, return_sequences=True, **{dropout: 0.5})
    plain = layer(X).numpy()
    np.testing.assert_array_equal(layer(X).numpy(), plain)
    trained = layer(X, training=True).numpy()
    first = 0 if dropout == "dropout" else 1  # the first timestep finds a state of zeros
    assert (trained[:, :first] == plain[:, :first]).all()
    assert not np.allclose(trained[:, first], plain[:, first])
    assert np.isfinite(trained).all()


@every_own
def test_the_seed_of_dropout_counts(name):
    said = [recurrent_layer(name)(5, seed=seed, dropout=0.5) for seed in (3, 3, 4)]
    for layer in said:
        layer.build(X.shape)
        layer.set_weights(said[0].get_weights())
    one, same, other = (layer(X, training=True).numpy() for layer in said)
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, other)


@every_own
def test_a_model_is_saved_and_opened(name, tmp_path):
    model = keras.Sequential(
        [keras.Input((None, 3)), recurrent_layer(name)(5, activation="relu"), keras.layers.Dense(1)]
    )
    model.save(tmp_path / "model.keras")
    opened = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(opened(X), model(X), atol=1e-7)


@pytest.mark.parametrize("activation", ["tanh", "linear"])
def test_an_mgu_is_a_gru_whose_gates_are_tied(activation):
    ours, theirs = (kind("MGU")(5, activation=activation) for kind in (recurrent_layer, plain_layer))
    ours.build(X.shape)
    theirs.build(X.shape)
    random = np.random.default_rng(1)
    weights = {name: random.normal(size=w.shape) for name, w in zip(("k", "r", "b"), ours.weights, strict=True)}
    ours.set_weights(list(weights.values()))
    theirs.set_weights(list(as_gru(weights).values()))
    np.testing.assert_allclose(ours(X), theirs(X), atol=1e-5)


def test_peepholes_start_at_zero_so_that_it_begins_as_an_lstm():
    layer = recurrent_layer("PeepholeLSTM")(5, kernel_initializer="ones", recurrent_initializer="ones")
    lstm = keras.layers.LSTM(5, kernel_initializer="ones", recurrent_initializer="ones")
    np.testing.assert_allclose(layer(X), lstm(X), atol=1e-6)
    assert layer.get_weights()[-1].tolist() == [0.0] * 15

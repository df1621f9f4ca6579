"""What Keras saves as a .keras file says the same here, computed by NumPy."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import playground.training  # noqa: F401, it tells TensorFlow to keep quiet and off the GPU
from playground.exporting import FORMATS
from playground.prediction.predict import encoded_example, network
from playground.runs.from_keras import import_keras
from tests.runs.test_imported import made

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
from keras import layers as L  # noqa: N812

TOKENS, NUMBERS = ((5,), "int32"), ((5, 2), "float32")


def sequential(shape: tuple[tuple[int, ...], str], *stack: keras.layers.Layer) -> keras.Model:
    """A Sequential model."""
    return keras.Sequential([keras.Input(shape[0], dtype=shape[1]), *stack])


def functional(shape: tuple[tuple[int, ...], str], *stack: keras.layers.Layer) -> keras.Model:
    """A functional one; of a layer with states the first output goes on."""
    value = start = keras.Input(shape[0], dtype=shape[1])
    for layer in stack:
        value = layer(value)
        value = value[0] if isinstance(value, list | tuple) else value
    return keras.Model(start, value)


def compiled() -> keras.Model:
    """One that has learned, so that the optimizer's numbers are in the file, too."""
    model = sequential(TOKENS, L.Embedding(7, 3), L.Dropout(0.2), L.LSTM(3, dropout=0.1), L.Dense(1, "sigmoid"))
    model.compile("adam", "binary_crossentropy")
    model.train_on_batch(np.ones((2, 5), np.int32), np.ones((2, 1)))
    return model


MODELS: dict[str, Callable[[], keras.Model]] = {
    "SimpleRNN": lambda: sequential(TOKENS, L.Embedding(7, 3), L.SimpleRNN(4), L.Dense(1, "sigmoid")),
    "LSTM that skips padding": lambda: sequential(
        TOKENS, L.Embedding(7, 3, mask_zero=True), L.LSTM(4), L.Dense(1, "sigmoid")
    ),
    "GRU": lambda: sequential(NUMBERS, L.GRU(4), L.Dense(1)),
    "GRU of the paper": lambda: functional(NUMBERS, L.GRU(4, reset_after=False), L.Dense(3, "softmax")),
    "learned": compiled,
    "two of a kind": lambda: functional(
        NUMBERS, L.LSTM(2, return_sequences=True), L.LSTM(2, return_sequences=True), L.LSTM(2), L.Dense(2), L.Softmax()
    ),
    "two directions": lambda: sequential(
        TOKENS, L.Embedding(7, 3), L.Bidirectional(L.LSTM(3)), L.Dense(4, "relu"), L.Dense(3, "softmax")
    ),
    "two directions of GRU": lambda: functional(
        TOKENS, L.Embedding(7, 3, mask_zero=True), L.Bidirectional(L.GRU(3, use_bias=False)), L.Dense(1, "sigmoid")
    ),
    "Masking": lambda: functional(NUMBERS, L.Masking(), L.LSTM(3, return_state=True), L.Dense(1)),
    "backwards": lambda: sequential(NUMBERS, L.SimpleRNN(3, go_backwards=True, activation="elu"), L.Dense(1)),
    "normalized": lambda: sequential(
        NUMBERS,
        L.LSTM(3, return_sequences=True),
        L.LayerNormalization(),
        L.TimeDistributed(L.Dense(2, "tanh")),
        L.LayerNormalization(scale=False),
        L.GRU(3),
        L.Dense(1),
    ),
    "convolved": lambda: functional(
        NUMBERS, L.Conv1D(3, 2, activation="relu"), L.MaxPooling1D(2), L.LSTM(3), L.Dense(1, use_bias=False)
    ),
    "at every timestep": lambda: sequential(
        TOKENS, L.Embedding(7, 3), L.GRU(3, return_sequences=True), L.Dense(7, "softmax")
    ),
    "without timesteps": lambda: sequential(
        NUMBERS, L.SimpleRNN(3, return_sequences=True), L.GlobalAveragePooling1D(), L.Dense(2), L.Activation("softmax")
    ),
    "flat": lambda: functional(
        NUMBERS, L.LSTM(3, stateful=False, return_sequences=True), L.Flatten(), L.Dense(1, "sigmoid")
    ),
}


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_a_saved_model_says_the_same_once_it_is_imported(make: Callable[[], keras.Model], tmp_path: Path):
    model, random = make(), np.random.default_rng(0)
    for layer in model.layers:
        layer.set_weights(
            [random.normal(scale=0.7, size=one.shape) if one.dtype.kind == "f" else one for one in layer.get_weights()]
        )
    model.save(tmp_path / "model.keras")
    run = import_keras((tmp_path / "model.keras").read_bytes())
    splits, own = run.config.dataset.load(), network(run)
    encoded = [encoded_example(run, number, splits.test) for number in range(8)]
    expected = model.predict_on_batch(np.stack([one.inputs for one in encoded]))
    for one, other in zip(encoded, expected, strict=True):
        assert np.abs(own.trace(one).output - other).max() < 1e-5


def test_an_exported_network_opens_in_keras_and_comes_back_with_its_words(own_home, tmp_path):
    run = made(own_home)
    FORMATS["keras"].write(run, tmp_path / "run.keras")
    opened = keras.models.load_model(tmp_path / "run.keras")
    again = import_keras((tmp_path / "run.keras").read_bytes(), timesteps=5)
    text = again.encoding.text("good or bad")
    assert text.inputs.tolist() == run.encoding.text("good or bad").inputs.tolist() == [0, 0, 2, 1, 3]
    ours = network(again).trace(text).checked().output
    assert np.allclose(ours, opened.predict(text.inputs[None], verbose=0)[0], atol=1e-5)
    assert again.config.dataset.class_names == run.config.dataset.class_names

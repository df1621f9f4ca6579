"""NumPy equals Keras within 1e-5, with trained weights, for every pair of options that can be built together."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf

from playground.config import RunConfig
from playground.encodings import ENCODINGS, FittedText
from playground.layers import LAYERS, Dense, Dropout, Layer, LayerNormalization, Recurrent
from playground.layers.plan import Plan
from playground.reference import Network
from playground.reference.over_time import outputs
from playground.training.build import build, get_weights, set_weights
from playground.training.steps import Steps
from tests.pairs import in_pairs, missing, pairwise

ATOL = 1e-5
TIMESTEPS, VOCABULARY = 7, 20
WORD_SEQUENCES = ["learned_embedding", "one_hot_words", "glove"]
"""One for each first layer; the other encodings use the same, and are compared in test_parity_sequence.py."""
SMALL = {"learned_embedding": {"dimensions": 4}, "glove": {"dimensions": 50}}
"""Encoding → settings that make its first layer small."""
KINDS = [name for name, kind in LAYERS.items() if issubclass(kind, Recurrent)]
STACKS: dict[str, Callable[..., tuple[Layer, ...]]] = {
    "one layer": lambda layer: (layer(units=4),),
    "two layers": lambda layer: (layer(units=4), layer(units=3)),
    "two layers normalized": lambda layer: (LayerNormalization(), layer(units=4), LayerNormalization(), layer(units=3)),
    "two layers among others": lambda layer: (
        *(Dense(units=5, activation="tanh"), layer(units=4), Dense(units=3, activation="linear"), Dropout(rate=0.3)),
        *(layer(units=3), Dense(units=4, activation="relu"), Dropout(rate=0.2)),
    ),
}
ACTIVATIONS = [("tanh", "stock"), ("tanh", "fast"), ("relu", "stock"), ("sigmoid", "stock"), ("linear", "stock")]
"""(activation, whose layers): the faster layers run as in Keras with any activation but tanh."""
LENGTHS = [7, 1, 3, 6, 2, 7, 1, 5]
TARGETS = np.array([[0], [1], [1], [1], [1], [1], [0], [1]], np.float32)


def token_ids(padding: str) -> np.ndarray:
    """Examples from one word to full length, unknown words (id 1) among them: (8, 7) int32."""
    random = np.random.default_rng(7)
    array = np.zeros((len(LENGTHS), TIMESTEPS), np.int32)
    for row, length in zip(array, LENGTHS, strict=True):
        row[TIMESTEPS - length :] = random.integers(1, VOCABULARY + 2, length)
        if padding == "back":
            row[:] = np.roll(row, length - TIMESTEPS)
    return array


def config(kind: str, bidirectional: bool, stack: str, encoding: str, activation: str, mask: bool = True) -> RunConfig:
    """A small network of one recurrent kind."""

    def layer(units: int) -> Layer:
        return LAYERS[kind](units=units, bidirectional=bidirectional, activation=activation)

    return RunConfig(
        encoding=ENCODINGS[encoding](
            vocabulary_size=VOCABULARY,
            maximum_length=TIMESTEPS,
            mask=mask,
            **SMALL.get(encoding, {}),
        ),
        layers=STACKS[stack](layer),
        learning_rate=0.05,
    )


@cache
def trained(*choice) -> dict[str, np.ndarray]:
    """Weights after two steps of training."""
    run = config(*choice)
    keras.utils.set_random_seed(1)
    model = build(run.plan)
    initial = get_weights(model, run.plan)
    steps = Steps(run, model)
    tf.config.run_functions_eagerly(True)  # compiling would take longer than these few steps
    try:
        for _ in range(2):
            steps.train((token_ids("front"),), TARGETS)
    finally:
        tf.config.run_functions_eagerly(False)
    weights = get_weights(model, run.plan)
    frozen = {planned.name for planned in run.plan.layers if not model.get_layer(planned.name).trainable}
    for name, array in weights.items():
        moved = float(np.abs(array - initial[name]).max())
        assert moved == 0 if name.split("/")[0] in frozen else moved > 0.001, f"training moved {name} by {moved}"
    return weights


@cache
def by_keras(choice: tuple, mask: bool, fast: bool) -> dict[str, list[np.ndarray]]:
    """Padding side → the sequence of states of every recurrent layer, then the probabilities."""
    plan = config(*choice, mask=mask).plan
    weights = trained(*choice)
    last = plan.layers.index(plan.recurrent[-1])
    sequences = Plan(tuple(replace(p, return_sequences=True) for p in plan.layers[: last + 1]), plan.input_shape, mask)
    whole, states = build(plan, fast), build(sequences, fast)
    set_weights(whole, plan, weights)
    set_weights(states, sequences, weights)
    states = keras.Model(states.input, [states.get_layer(planned.name).output for planned in plan.recurrent])
    ids = np.concatenate([token_ids("front"), token_ids("back")])
    arrays = [array.numpy() for array in (*keras.tree.flatten(states(ids)), whole(ids))]
    return {"front": [array[: len(LENGTHS)] for array in arrays], "back": [array[len(LENGTHS) :] for array in arrays]}


def network(choice: tuple, mask: bool) -> Network:
    """The NumPy network with the trained weights."""
    run = config(*choice, mask=mask)
    return Network(run.plan, FittedText(run.encoding, ()), trained(*choice))


OPTIONS = {
    "kind": KINDS,
    "direction": ["forward", "bidirectional"],
    "stack": [*STACKS],
    "encoding": WORD_SEQUENCES,
    "activation": ACTIVATIONS,
    "masking": ["masked", "unmasked"],
    "padding": ["front", "back"],
}


def test_every_pair_of_options_is_compared():
    cases = pairwise(**OPTIONS)
    assert missing(cases, [*OPTIONS.values()]) == set()
    assert missing(cases[1:], [*OPTIONS.values()]), "none is there for nothing"


@in_pairs(**OPTIONS)
def test_states_and_probabilities_equal_those_of_keras(kind, direction, stack, encoding, activation, masking, padding):
    bidirectional, mask = direction == "bidirectional", masking == "masked"
    activation, fast = activation[0], activation[1] == "fast"
    choice = (kind, bidirectional, stack, encoding, activation)
    ids = token_ids(padding)
    *states, probabilities = by_keras(choice, mask, fast)[padding]
    numpy_network = network(choice, mask)
    real = ids != 0 if mask else np.ones_like(ids, bool)
    traced, output = numpy_network.forward(ids, real)
    for planned, expected in zip(numpy_network.plan.recurrent, states, strict=True):
        received = outputs(planned.layer, traced[planned.name], True)
        if bidirectional:  # Keras shows zeros at padded timesteps here; the next layer skips those either way
            received = np.where(real[..., None], received, 0)
        np.testing.assert_allclose(received, expected, rtol=0, atol=ATOL)
    np.testing.assert_allclose(output, probabilities, rtol=0, atol=ATOL)
    np.testing.assert_allclose(numpy_network.probabilities(ids), probabilities[:, 0], rtol=0, atol=ATOL)


@cache
def keras_values(kind: str, encoding: str) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Of one layer after training: its weights in Keras, and its inputs and states for examples padded at the front."""
    choice = (kind, False, "one layer", encoding, "tanh")
    layers = config(*choice).plan.layers[:2]
    plan = Plan((layers[0], replace(layers[1], return_sequences=True)), (TIMESTEPS,), True)
    model = build(plan, fast=False)
    set_weights(model, plan, trained(*choice))
    values = keras.Model(model.input, [model.get_layer(planned.name).output for planned in layers])(token_ids("front"))
    weights = zip(("kernel", "recurrent_kernel", "bias"), model.get_layer(kind).get_weights(), strict=True)
    return dict(weights), *(array.numpy() for array in values)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """As in a textbook."""
    return 1 / (1 + np.exp(-x))


def traced_layer(kind: str, encoding: str) -> dict[str, np.ndarray]:
    """Every part of that layer in NumPy."""
    ids = token_ids("front")
    return network((kind, False, "one layer", encoding, "tanh"), True).forward(ids, ids != 0)[0][kind]


@pytest.mark.parametrize("t", [4, 5, 6])
@pytest.mark.parametrize("encoding", WORD_SEQUENCES)
def test_lstm_gates_are_the_columns_i_f_c_o_of_the_keras_kernels(encoding, t):
    weights, x, h = keras_values("lstm", encoding)
    parts = {name: array[0] for name, array in traced_layer("lstm", encoding).items()}
    z = x[0, t] @ weights["kernel"] + h[0, t - 1] @ weights["recurrent_kernel"] + weights["bias"]
    i, f, c, o = sigmoid(z[0:4]), sigmoid(z[4:8]), np.tanh(z[8:12]), sigmoid(z[12:16])
    cell = f * parts["cell"][t - 1] + i * c
    for part, expected in {"input": i, "forget": f, "candidate": c, "output": o, "cell": cell}.items():
        np.testing.assert_allclose(parts[part][t], expected, rtol=0, atol=ATOL, err_msg=part)
    np.testing.assert_allclose(h[0, t], o * np.tanh(cell), rtol=0, atol=ATOL)


@pytest.mark.parametrize("t", [4, 5, 6])
@pytest.mark.parametrize("encoding", WORD_SEQUENCES)
def test_gru_gates_are_the_columns_z_r_h_of_the_keras_kernels(encoding, t):
    weights, x, h = keras_values("gru", encoding)
    parts = {name: array[0] for name, array in traced_layer("gru", encoding).items()}
    from_input = x[0, t] @ weights["kernel"] + weights["bias"][0]
    from_state = h[0, t - 1] @ weights["recurrent_kernel"] + weights["bias"][1]
    z, r = sigmoid(from_input[0:4] + from_state[0:4]), sigmoid(from_input[4:8] + from_state[4:8])
    candidate = np.tanh(from_input[8:12] + r * from_state[8:12])
    for part, expected in {"update": z, "reset": r, "candidate": candidate}.items():
        np.testing.assert_allclose(parts[part][t], expected, rtol=0, atol=ATOL, err_msg=part)
    np.testing.assert_allclose(h[0, t], z * h[0, t - 1] + (1 - z) * candidate, rtol=0, atol=ATOL)

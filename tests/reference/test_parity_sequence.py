"""NumPy equals Keras within 1e-5, with trained weights, for networks that end their sequence in every possible way."""

from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf

from playground.config import RunConfig
from playground.encodings import ENCODINGS, FittedText
from playground.encodings.text import TokenSequence
from playground.layers import (
    GRU,
    LAYERS,
    LSTM,
    RECURRENT,
    Conv1D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    Layer,
    LayerNormalization,
    MaxPooling1D,
    SimpleRNN,
)
from playground.reference import Network
from playground.reference.forward import MultiHotRows, Values
from playground.reference.over_time import outputs
from playground.training.build import build, get_weights, set_weights
from playground.training.steps import Steps
from tests.pairs import in_pairs, missing, pairwise

WORDS = {kind: ENCODINGS[kind] for kind in ("learned_embedding", "one_hot_words", "glove", "bag_of_words")}
"""The encodings these cases are run with; test_parity_tasks.py has the others."""

ATOL = 1e-5
TIMESTEPS, VOCABULARY = 13, 20
LENGTHS = [13, 1, 3, 12, 2, 13, 7, 5]
TARGETS = np.array([[0], [1], [1], [1], [1], [1], [0], [1]], np.float32)
SMALL = {"learned_embedding": {"dimensions": 4}, "glove": {"dimensions": 50}}
"""Encoding → settings that make its first layer small."""

SEQUENCE_STACKS: dict[str, tuple[Layer, ...]] = {
    "Conv1D, pooled, twice": (  # pooling 11 timesteps by 2 leaves one out
        *(Conv1D(filters=4, kernel_size=3, activation="relu"), MaxPooling1D(pool_size=2)),
        *(Conv1D(filters=3, kernel_size=2, activation="tanh"), GlobalMaxPooling1D()),
    ),
    "Conv1D, LSTM": (Conv1D(filters=4, kernel_size=5, activation="sigmoid"), LSTM(units=3)),
    "Conv1D, pooled, GRU both ways": (
        *(Dropout(rate=0.3), Conv1D(filters=4, kernel_size=3, activation="linear"), MaxPooling1D(pool_size=3)),
        *(GRU(units=3, bidirectional=True), Dense(units=4, activation="tanh")),
    ),
    "SimpleRNN, Conv1D, LSTM": (
        *(SimpleRNN(units=3), Dense(units=4, activation="linear")),
        *(Conv1D(filters=3, kernel_size=2, activation="tanh"), LSTM(units=3), Dropout(rate=0.2)),
    ),
    "LSTM, mean, Dense": (LSTM(units=4), GlobalAveragePooling1D(), Dense(units=5, activation="tanh")),
    "GRU both ways, Flatten, Dense": (
        *(GRU(units=3, bidirectional=True), Dropout(rate=0.2), Flatten(), Dense(units=5, activation="tanh")),
    ),
    "a kernel over all timesteps": (Conv1D(filters=4, kernel_size=TIMESTEPS, activation="tanh"), Flatten()),
    "a kernel over one timestep": (Conv1D(filters=4, kernel_size=1, activation="tanh"), GlobalAveragePooling1D()),
    "the maximum alone": (GlobalMaxPooling1D(),),
    "the mean alone": (GlobalAveragePooling1D(),),
    "pooled and Flatten": (MaxPooling1D(pool_size=4), Flatten()),
    "Flatten alone": (Flatten(),),
    "normalized": (LayerNormalization(), GRU(units=4), LayerNormalization(), Flatten(), LayerNormalization()),
}
VECTOR_STACKS: dict[str, tuple[Layer, ...]] = {
    "Dense": (Dense(units=4, activation="tanh"),),
    "Dropout alone": (Dropout(rate=0.3),),
    "Dense twice": (Dense(units=5, activation="relu"), Dropout(rate=0.3), Dense(units=3, activation="sigmoid")),
}
STACKS = SEQUENCE_STACKS | VECTOR_STACKS
CASES = [
    (stack, encoding)
    for encoding, kind in WORDS.items()
    for stack in (SEQUENCE_STACKS if issubclass(kind, TokenSequence) else VECTOR_STACKS)
]
every_case = pytest.mark.parametrize(("stack", "encoding"), CASES)
every_padding = pytest.mark.parametrize("padding", ["front", "back"])
SEQUENCE_ENCODINGS = [name for name, kind in WORDS.items() if issubclass(kind, TokenSequence)]
every_sequence_encoding = pytest.mark.parametrize("encoding", SEQUENCE_ENCODINGS)


def test_every_encoding_and_every_layer_is_compared_with_keras():
    assert {encoding for _, encoding in CASES} == set(WORDS)
    assert {layer.kind for stack in STACKS.values() for layer in stack} >= LAYERS.keys() - RECURRENT - {
        "encoder_decoder"
    }


def token_ids(padding: str) -> np.ndarray:
    """Examples from one word to full length, unknown words (id 1) among them: (8, 13) int32."""
    random = np.random.default_rng(7)
    array = np.zeros((len(LENGTHS), TIMESTEPS), np.int32)
    for row, length in zip(array, LENGTHS, strict=True):
        index = slice(TIMESTEPS - length, None) if padding == "front" else slice(length)
        row[index] = random.integers(1, VOCABULARY + 2, length)
    return array


def config(stack: str, encoding: str, **settings) -> RunConfig:
    """A small network; settings are those of an encoding of word sequences."""
    values = {"vocabulary_size": VOCABULARY} | SMALL.get(encoding, {}) | settings
    if issubclass(ENCODINGS[encoding], TokenSequence):
        values["maximum_length"] = TIMESTEPS
    return RunConfig(encoding=ENCODINGS[encoding](**values), layers=STACKS[stack], learning_rate=0.05)


@cache
def trained(stack: str, encoding: str) -> dict[str, np.ndarray]:
    """Weights after two steps of training; a frozen table is filled with random numbers instead."""
    run = config(stack, encoding)
    keras.utils.set_random_seed(1)
    model = build(run.plan)
    frozen = {planned.name for planned in run.plan.layers if not model.get_layer(planned.name).trainable}
    initial = get_weights(model, run.plan)
    for name, array in initial.items():
        if name.split("/")[0] in frozen:
            initial[name] = np.random.default_rng(3).normal(size=array.shape).astype(np.float32)
    set_weights(model, run.plan, initial)
    steps = Steps(run, model)
    tf.config.run_functions_eagerly(True)  # compiling would take longer than these few steps
    try:
        for _ in range(2):
            steps.train((token_ids("front"),), TARGETS)
    finally:
        tf.config.run_functions_eagerly(False)
    weights = get_weights(model, run.plan)
    for name, array in weights.items():
        moved = float(np.abs(array - initial[name]).max())
        assert moved == 0 if name.split("/")[0] in frozen else moved > 0.001, f"training moved {name} by {moved}"
    return weights


@cache
def keras_outputs(stack: str, encoding: str, fast: bool) -> keras.Model:
    """Token ids → the output of every layer."""
    plan = config(stack, encoding).plan
    model = build(plan, fast)
    set_weights(model, plan, trained(stack, encoding))
    return keras.Model(model.input, [model.get_layer(planned.name).output for planned in plan.layers])


def network(stack: str, encoding: str, **settings) -> Network:
    """The NumPy network with the trained weights; its words are w2, w3 … by their ids."""
    run = config(stack, encoding, **settings)
    words = tuple(f"w{i}" for i in range(2, VOCABULARY + 2))
    return Network(run.plan, FittedText(run.encoding, words), trained(stack, encoding))


def made(values: Values, columns: int) -> np.ndarray:
    """What a layer gives as an array, also where NumPy never makes it."""
    return values @ np.eye(columns, dtype=np.float32) if isinstance(values, MultiHotRows) else np.asarray(values)


@every_padding
@pytest.mark.parametrize("fast", [False, True], ids=["stock", "fast"])
@every_case
def test_the_output_of_every_layer_equals_that_of_keras(stack, encoding, fast, padding):
    ids = token_ids(padding)
    net = network(stack, encoding)
    mask = ids != 0 if net.plan.mask else np.ones_like(ids, bool)
    traced, probabilities = net.forward(ids, mask)
    expected_outputs = [array.numpy() for array in keras.tree.flatten(keras_outputs(stack, encoding, fast)(ids))]
    for end, (planned, expected) in enumerate(zip(net.plan.layers, expected_outputs, strict=True), start=1):
        assert expected.shape == (len(ids), *planned.output_shape)
        received = made(net.forward(ids, mask, net.plan.layers[:end])[1], planned.output_shape[-1])
        assert received.dtype == np.float32
        np.testing.assert_allclose(received, expected, rtol=0, atol=ATOL, err_msg=planned.name)
        parts = traced[planned.name]
        if planned.layer.recurrent:
            states = outputs(planned.layer, parts, planned.return_sequences)
            np.testing.assert_allclose(states, expected, rtol=0, atol=ATOL, err_msg=planned.name)
        elif parts:
            assert list(parts) == ["output"]
            np.testing.assert_allclose(parts["output"], expected, rtol=0, atol=ATOL, err_msg=planned.name)
    np.testing.assert_allclose(probabilities, expected_outputs[-1], rtol=0, atol=ATOL)
    np.testing.assert_allclose(net.probabilities(ids), expected_outputs[-1][:, 0], rtol=0, atol=ATOL)
    assert np.ptp(expected_outputs[-1]) > 0.01, "the examples are told apart"


def typed(words: list[int]) -> str:
    """A text of the words with these token ids; id 1 is a word that is not in the vocabulary."""
    return " ".join(f"w{i}" for i in words)


def of_each_prefix(net: Network, read: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """The token ids of every prefix of the words that are read, typed by itself, and the probability of each."""
    prefixes = [read[:end] for end in range(1, len(read) + 1)]
    step = -1 if net.encoding.encoding.reverse else 1
    ids = np.stack([net.encoding.text(typed(prefix[::step])).inputs for prefix in prefixes])
    return ids, np.concatenate([net.probabilities(row[None]) for row in ids])


PREFIXES = {
    "stack": [*SEQUENCE_STACKS],
    "encoding": SEQUENCE_ENCODINGS,
    "padding": ["front", "back"],
    "order": ["onwards", "backwards"],
    "masking": ["masked", "unmasked"],
    "num_words": [1, 6, 13],
}


def test_every_pair_of_options_is_compared():
    assert missing(pairwise(**PREFIXES), [*PREFIXES.values()]) == set()


@in_pairs(**PREFIXES)
def test_running_is_the_probability_of_each_prefix_by_itself(stack, encoding, padding, order, masking, num_words):
    reverse, mask = order == "backwards", masking == "masked"
    net = network(stack, encoding, padding=padding, reverse=reverse, mask=mask)
    read = np.random.default_rng(num_words).integers(1, VOCABULARY + 2, num_words).tolist()
    running = net.running(net.encoding.text(typed(read[::-1] if reverse else read)))
    ids, alone = of_each_prefix(net, read)
    assert (running.shape, running.dtype) == ((num_words,), np.float32)
    np.testing.assert_allclose(running, alone, rtol=0, atol=1e-6)
    by_keras = keras.tree.flatten(keras_outputs(stack, encoding, True)(ids))[-1].numpy()[:, 0]
    np.testing.assert_allclose(running, by_keras, rtol=0, atol=ATOL)


@pytest.mark.parametrize(
    ("truncation", "reverse", "read"),
    [
        ("front", False, range(4, 17)),
        ("back", False, range(2, 15)),
        ("front", True, range(14, 1, -1)),
        ("back", True, range(16, 3, -1)),
    ],
)
@every_padding
@pytest.mark.parametrize("stack", SEQUENCE_STACKS)
def test_running_follows_only_the_words_that_are_read(stack, padding, truncation, reverse, read):
    net = network(stack, "learned_embedding", padding=padding, truncation=truncation, reverse=reverse)
    encoded = net.encoding.text(typed(list(range(2, 17))))  # 15 words for 13 timesteps
    assert encoded.words == [f"w{i}" for i in read]
    np.testing.assert_allclose(net.running(encoded), of_each_prefix(net, list(read))[1], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("stack", "encoding"), [case for case in CASES if not issubclass(ENCODINGS[case[1]], TokenSequence)]
)
def test_running_of_a_bag_is_the_probability_of_each_prefix_by_itself(stack, encoding):
    net = network(stack, encoding)
    words = [5, 1, 5, 3, 21, 7]  # a word that comes again changes nothing
    running = net.running(net.encoding.text(typed(words)))
    ids, alone = of_each_prefix(net, words)
    np.testing.assert_allclose(running, alone, rtol=0, atol=1e-6)
    by_keras = keras.tree.flatten(keras_outputs(stack, encoding, True)(ids))[-1].numpy()[:, 0]
    np.testing.assert_allclose(running, by_keras, rtol=0, atol=ATOL)
    assert running[1] == running[2]


@every_padding
@every_sequence_encoding
@pytest.mark.parametrize("stack", SEQUENCE_STACKS)
def test_a_trace_shows_the_padding_that_the_network_reads(stack, encoding, padding):
    net = network(stack, encoding, padding=padding)
    encoded = net.encoding.text("w4 w9 nothing")
    trace = net.trace(encoded)
    read = ("w4", "w9", "⟨unknown⟩")
    assert trace.labels == (("·",) * 10 + read if padding == "front" else read + ("·",) * 10)
    assert trace.inputs.tolist() == encoded.inputs.tolist()
    assert trace.probability == pytest.approx(net.running(encoded)[-1], abs=1e-6)
    for planned in net.plan.layers:
        for part, array in trace.layers.get(planned.name, {}).items():
            if not planned.layer.recurrent:
                assert array.shape == planned.output_shape, part
            else:
                assert array.shape == (planned.input_shape[0], planned.layer.units), part

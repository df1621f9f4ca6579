"""Traces and running probabilities of whole networks with random weights."""

from itertools import product

import numpy as np
import pytest

from playground.cells import CELLS
from playground.config import RunConfig
from playground.encodings import ENCODINGS, FittedText
from playground.layers import GRU, LSTM, RECURRENT, Dense, Dropout, Layer, SimpleRNN
from playground.layers.plan import Plan
from playground.reference import Network
from playground.reference.network import PREFIXES_AT_ONCE

WORDS = ("a", "good", "bad", "film", "not")
TEXT = "Not a good film, nay"
TIMESTEPS = 7


def network(*layers: Layer, encoding: str = "learned_embedding", **settings) -> Network:
    """A network for seven words with random weights, also for biases."""
    values = {"vocabulary_size": len(WORDS), "maximum_length": TIMESTEPS} | settings
    if encoding == "learned_embedding":
        values |= {"dimensions": 3}
    config = RunConfig(encoding=ENCODINGS[encoding](**values), layers=layers)
    return Network(config.plan, FittedText(config.encoding, WORDS), random_weights(config.plan))


def random_weights(plan: Plan) -> dict[str, np.ndarray]:
    """A random number for every weight of a network, also for biases."""
    random = np.random.default_rng(5)
    return {
        f"{planned.name}/{name}": random.normal(scale=0.7, size=shape).astype(np.float32)
        for planned in plan.layers
        for name, shape in planned.weight_shapes.items()
    }


STACKS = {
    f"{layer.title}{' both ways' * both}{' stacked' * stacked}": (
        *([layer(units=4, bidirectional=both), Dense(units=3)] * stacked),
        layer(units=3, bidirectional=both),
        *(Dropout(), Dense(units=4, activation="tanh")) * stacked,
    )
    for layer, both, stacked in product(RECURRENT.values(), (False, True), (False, True))
}
every_stack = pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
every_mask = pytest.mark.parametrize("mask", [True, False], ids=["masked", "unmasked"])
every_padding = pytest.mark.parametrize("padding", ["front", "back"])
every_encoding = pytest.mark.parametrize("encoding", ["learned_embedding", "one_hot_words", "glove"])


def of_each_prefix(net: Network, words: list[str]) -> list[float]:
    """The probability of every prefix, each encoded by itself."""
    prefixes = [" ".join(words[:end]) for end in range(1, len(words) + 1)]
    return [net.probabilities(net.encoding.text(prefix).inputs[None])[0] for prefix in prefixes]


@every_encoding
@every_padding
@every_mask
@every_stack
@pytest.mark.parametrize("num_words", [1, 5, 7])
def test_running_is_the_probability_of_each_prefix_by_itself(layers, mask, padding, encoding, num_words):
    net = network(*layers, mask=mask, padding=padding, encoding=encoding)
    words = (TEXT + " bad unseen").split()[:num_words]
    running = net.running(net.encoding.text(" ".join(words)))
    assert (running.shape, running.dtype) == ((num_words,), np.float32)
    np.testing.assert_allclose(running, of_each_prefix(net, words), rtol=0, atol=1e-6)


@every_mask
@every_stack
@pytest.mark.parametrize(("truncation", "read"), [("front", slice(2, 9)), ("back", slice(0, 7))])
def test_running_follows_only_the_words_that_are_read(layers, mask, truncation, read):
    net = network(*layers, mask=mask, truncation=truncation)
    words = ["good", "bad", "film", "not", "a", "good", "bad", "unseen", "film"]
    running = net.running(net.encoding.text(" ".join(words)))
    np.testing.assert_allclose(running, of_each_prefix(net, words[read]), rtol=0, atol=1e-6)


@every_padding
@every_mask
@every_stack
def test_the_last_running_value_is_the_probability_of_the_trace(layers, mask, padding):
    net = network(*layers, mask=mask, padding=padding)
    encoded = net.encoding.text(TEXT)
    assert net.running(encoded)[-1] == pytest.approx(net.trace(encoded).probability, abs=1e-6)
    assert net.probabilities(encoded.inputs[None])[0] == pytest.approx(net.trace(encoded).probability, abs=1e-6)


@every_mask
def test_running_reads_long_texts_in_pieces(mask):
    net = network(GRU(units=3, bidirectional=True), mask=mask, maximum_length=PREFIXES_AT_ONCE + 6)
    words = [WORDS[i] for i in np.random.default_rng(0).integers(0, len(WORDS), PREFIXES_AT_ONCE + 6)]
    running = net.running(net.encoding.text(" ".join(words)))
    np.testing.assert_allclose(running, of_each_prefix(net, words), rtol=0, atol=1e-6)


def test_running_moves_with_the_words():
    net = network(LSTM(units=3))
    assert np.ptp(net.running(net.encoding.text(TEXT))) > 0.01


def recurrent_shapes(net: Network) -> dict[str, tuple[int, ...]]:
    """Array name → shape, without the embedding and the Dense layers."""
    arrays = net.trace(net.encoding.text(TEXT)).arrays()
    return {
        name: array.shape for name, array in arrays.items() if not name.endswith(("embedding/output", "output/output"))
    }


@pytest.mark.parametrize("layer", RECURRENT.values(), ids=RECURRENT)
def test_a_trace_names_every_gate_and_state_by_layer_and_part(layer):
    kind = layer().kind
    expected = {f"{kind}/{part}": (5, 4) for part in CELLS[kind].parts} | {
        f"{kind}_2/{part}": (5, 3) for part in CELLS[kind].parts
    }
    assert recurrent_shapes(network(layer(units=4), layer(units=3))) == expected


@pytest.mark.parametrize("layer", RECURRENT.values(), ids=RECURRENT)
def test_a_trace_of_a_bidirectional_layer_names_the_direction_in_between(layer):
    kind = layer().kind
    expected = {
        f"{kind}/{direction}/{part}": (5, 4) for direction in ("forward", "backward") for part in CELLS[kind].parts
    }
    assert recurrent_shapes(network(layer(units=4, bidirectional=True))) == expected


def test_a_trace_holds_embeddings_and_dense_outputs_too():
    net = network(Dense(units=6), LSTM(units=4), Dropout(), Dense(units=2))
    trace = net.trace(net.encoding.text(TEXT))
    shapes = {name: array.shape for name, array in trace.arrays().items() if not name.startswith("lstm/")}
    assert shapes == {"embedding/output": (5, 3), "dense/output": (5, 6), "dense_2/output": (2,), "output/output": (1,)}
    assert trace.arrays()["output/output"][0] == np.float32(trace.probability)
    assert {array.dtype for array in trace.arrays().values()} == {np.dtype(np.float32)}
    np.testing.assert_array_equal(trace.arrays()["embedding/output"], net.weights["embedding/embeddings"][trace.inputs])


def test_one_hot_words_leave_no_array_since_the_ids_say_it_all():
    trace = network(GRU(units=2), encoding="one_hot_words").trace(network(GRU()).encoding.text(TEXT))
    assert {name.split("/")[0] for name in trace.arrays()} == {"gru", "output"}


@every_padding
def test_a_trace_leaves_out_padding_that_is_masked(padding):
    net = network(LSTM(units=4), padding=padding)
    trace = net.trace(net.encoding.text(TEXT))
    assert trace.labels == ("not", "a", "good", "film", "⟨unknown⟩")
    assert trace.inputs.tolist() == [6, 2, 3, 5, 1]
    assert trace.mask.tolist() == [True] * 5


@pytest.mark.parametrize(("padding", "index"), [("front", slice(2, 7)), ("back", slice(0, 5))])
def test_a_trace_shows_padding_that_the_network_reads(padding, index):
    net = network(LSTM(units=4), padding=padding, mask=False)
    trace = net.trace(net.encoding.text(TEXT))
    assert trace.labels[index] == ("not", "a", "good", "film", "⟨unknown⟩")
    assert trace.labels.count("·") == 2
    assert (trace.inputs == 0).tolist() == [not real for real in trace.mask] == [token == "·" for token in trace.labels]
    assert {array.shape for name, array in trace.arrays().items() if name.startswith("lstm/")} == {(TIMESTEPS, 4)}


@every_padding
@every_stack
def test_masked_padding_changes_no_probability(layers, padding):
    net = network(*layers, padding=padding)
    words = net.encoding.text(TEXT).inputs
    words = words[words != 0]
    padded = np.pad(words, (40, 0) if padding == "front" else (0, 40))
    np.testing.assert_allclose(net.probabilities(padded[None]), net.probabilities(words[None]), rtol=0, atol=1e-6)


def test_padding_that_is_not_masked_is_read():
    net = network(LSTM(units=4), mask=False, padding="back")
    padded = net.encoding.text(TEXT).inputs[None]
    assert abs(net.probabilities(padded) - net.probabilities(padded[:, :5]))[0] > 0.01


@every_encoding
def test_dense_computes_the_same_from_a_one_hot_row_that_is_never_made(encoding):
    net = network(Dense(units=2, activation="linear"), SimpleRNN(units=2), encoding=encoding, mask=False)
    ids = np.array([[0, 1, 2, 6, 0, 3, 3]], np.int32)
    dense = net.forward(ids, np.ones_like(ids, bool))[0]["dense"]["output"]
    rows = np.eye(7, dtype=np.float32)[ids][..., 1:]  # padding has no column
    if encoding != "one_hot_words":
        rows = net.weights["embedding/embeddings"][ids]
    expected = rows @ net.weights["dense/kernel"] + net.weights["dense/bias"]
    np.testing.assert_allclose(dense, expected, rtol=0, atol=1e-6)

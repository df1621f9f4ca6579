"""The course of a verdict, on networks whose every number is known."""

import numpy as np
import pytest

import playground.analysis.running_prediction
from playground.analysis.running_prediction import course, first_affordable, gate_means, turned
from playground.layers import GRU, LSTM, Conv1D, Dense, Flatten, Layer, SimpleRNN
from playground.reference import Network
from tests.reference.test_network import STACKS, network, of_each_prefix


def adding(**settings) -> Network:
    """Adds 1 for `good` and takes 1 for `bad`: after every word P(positive) = sigmoid(goods - bads)."""
    net = network(SimpleRNN(units=1, activation="linear"), **settings)
    weights = {name: np.zeros_like(weight) for name, weight in net.weights.items()}
    weights["embedding/embeddings"][[3, 4], 0] = 1, -1  # good, bad
    weights["simple_rnn/kernel"][0] = weights["simple_rnn/recurrent_kernel"][0] = weights["output/kernel"][0] = 1
    return Network(net.plan, net.encoding, weights)


def of(net: Network, text: str, last=None):
    """The course of a text."""
    return course(net, net.encoding.text(text), last)


def test_the_probability_after_every_word_and_how_much_each_moved_it():
    read = of(adding(), "good film, bad bad")
    np.testing.assert_allclose(read.predictions[:, 1], [0.731, 0.731, 0.5, 0.269], atol=5e-4)
    np.testing.assert_allclose(read.predictions.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(read.changes, [0.231, 0, -0.231, -0.231], atol=5e-4)
    assert read.before[1] == pytest.approx(0.5)
    assert read.verdicts.tolist() == [1, 1, 1, 0]
    assert read.watched == 1


def test_words_that_are_cut_off_are_no_part_of_it():
    read = of(adding(maximum_length=2, truncation="back"), "bad bad good good good")
    np.testing.assert_allclose(read.predictions[:, 1], [0.269, 0.119], atol=5e-4)


def test_a_network_that_reads_backwards_begins_with_the_last_word():
    read = of(adding(reverse=True), "good bad bad")
    assert read.encoded.words == ["bad", "bad", "good"]
    np.testing.assert_allclose(read.predictions[:, 1], [0.269, 0.119, 0.269], atol=5e-4)


@pytest.mark.parametrize("layers", [*STACKS.values(), (Conv1D(filters=2, kernel_size=2), Flatten())], ids=str)
@pytest.mark.parametrize("text", ["not a good film", "not a bad film", "not", "film a good not bad", "nay"])
def test_what_was_read_before_is_not_read_again_and_changes_nothing(layers, text):
    net = network(*layers)
    once, again = of(net, text), of(net, text, of(net, "not a good film at all"))
    np.testing.assert_allclose(again.predictions, once.predictions, rtol=0, atol=1e-6)
    np.testing.assert_allclose(again.changes, once.changes, rtol=0, atol=1e-6)


@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
@pytest.mark.parametrize("mask", [True, False])
def test_it_says_what_the_network_says_of_every_prefix(layers, mask):
    net = network(*layers, mask=mask)
    words = ["not", "a", "good", "film", "nay"]
    np.testing.assert_allclose(
        of(net, " ".join(words)).predictions[:, 1], of_each_prefix(net, words), rtol=0, atol=1e-6
    )


def test_only_prefixes_that_are_new_are_read(monkeypatch):
    net, firsts = network(LSTM(units=2, bidirectional=True)), []
    running = Network.running
    monkeypatch.setattr(
        Network, "running", lambda self, encoded, first=0: firsts.append(first) or running(self, encoded, first)
    )
    last = of(net, "not a good film")
    for text in ("not a good film nay", "not a bad film", "good", "not a good film"):
        of(net, text, last)
    assert firsts == [0, 4, 2, 0, 4]


def test_a_text_that_would_take_too_long_begins_later(monkeypatch):
    net = network(LSTM(units=2, bidirectional=True))
    monkeypatch.setattr(playground.analysis.running_prediction, "MOST_WORK", 1)
    read = of(net, "not a good film")
    assert read.start == 3
    assert np.isnan(read.predictions[:3]).all()
    assert np.isnan(read.changes).all()
    np.testing.assert_allclose(read.predictions[3, 1], net.trace(read.encoded).probability, atol=1e-6)
    assert of(network(LSTM(units=2)), "not a good film").start == 0


def test_the_longer_the_text_the_later_it_begins():
    net = network(LSTM(units=64, bidirectional=True), maximum_length=2000)
    begins = [first_affordable(net, count) for count in (10, 100, 500, 2000)]
    assert begins == sorted(begins)
    assert begins[0] == 0
    assert 1500 < begins[-1] < 2000


@pytest.mark.parametrize(
    ("layer", "names"),
    [
        (LSTM(units=3), ["forget", "input", "output"]),
        (GRU(units=3), ["update", "reset"]),
        (SimpleRNN(units=3), ["size of the state"]),
        (GRU(units=3, bidirectional=True), ["forward update", "forward reset", "backward update", "backward reset"]),
    ],
    ids=["LSTM", "GRU", "SimpleRNN", "both ways"],
)
def test_gates_are_the_means_over_all_units(layer: Layer, names):
    net = network(layer)
    encoded = net.encoding.text("not a good film")
    traced = net.trace(encoded)
    means = gate_means(net, traced)
    assert sorted(means) == sorted(names)
    parts = next(iter(parts for name, parts in traced.layers.items() if name.startswith(layer.kind) or "bi" in name))
    for name, values in means.items():
        part = "hidden" if name == "size of the state" else name.replace(" ", "/")
        np.testing.assert_allclose(values, np.abs(parts[part]).mean(axis=1), atol=1e-6)


def test_a_network_whose_last_state_is_not_one_a_word_shows_no_gates():
    for layers in ((Flatten(),), (Conv1D(filters=2, kernel_size=3), LSTM(units=2)), (Dense(units=2), Flatten())):
        assert of(network(*layers), "not a good film").gates == {}


def test_padding_that_is_read_is_no_word():
    net = network(LSTM(units=2), mask=False)
    read = of(net, "not a good")
    assert len(read.predictions) == len(read.changes) == len(read.gates["forget"]) == 3
    np.testing.assert_allclose(read.predictions[-1, 1], net.trace(read.encoded).probability, atol=1e-6)


def test_the_turns_are_where_another_class_is_predicted():
    assert turned(np.array([2, 2, 0, 0, 1])).tolist() == [2, 4]

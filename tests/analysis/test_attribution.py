"""Three answers to why, each the number that one gets by asking the network itself."""

import numpy as np
import pytest

from playground.analysis.attribution import MOST_WORDS, why
from playground.analysis.running_prediction import course
from playground.layers import GRU, LSTM, SimpleRNN
from tests.reference.test_network import network

TEXT = "Not a good film, nay"
WORDS = TEXT.replace(",", "").split()
LAYERS = {"LSTM": LSTM(units=3), "SimpleRNN": SimpleRNN(units=3), "GRU both ways": GRU(units=3, bidirectional=True)}


def probability(net, words):
    return net.trace(net.encoding.text(" ".join(words))).probability


def found(net, text=TEXT):
    return why(net, course(net, net.encoding.text(text)))


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("mask", [True, False], ids=["masked", "unmasked"])
@pytest.mark.parametrize("padding", ["front", "back"])
def test_leaving_a_word_out_is_reading_the_text_without_it(layer, mask, padding):
    net = network(layer, mask=mask, padding=padding)
    for index, present in enumerate(found(net).present):
        without = WORDS[:index] + WORDS[index + 1 :]
        assert present == pytest.approx(probability(net, WORDS) - probability(net, without), abs=1e-6)


def test_word_by_word_is_what_each_word_adds_to_those_before():
    net = network(LSTM(units=3))
    moved = found(net).moved
    for index in range(1, len(WORDS)):
        expected = probability(net, WORDS[: index + 1]) - probability(net, WORDS[:index])
        assert moved[index] == pytest.approx(expected, abs=1e-6)


def test_gradient_times_input_is_what_a_slightly_smaller_input_would_lose():
    net = network(LSTM(units=3))
    encoded = net.encoding.text(TEXT)
    token_id = encoded.inputs[encoded.mask][2]
    table, step = net.weights["embedding/embeddings"].copy(), 1e-2
    before = probability(net, WORDS)
    net.weights["embedding/embeddings"][token_id] *= 1 - step
    lost = (before - probability(net, WORDS)) / step
    net.weights["embedding/embeddings"][:] = table
    assert found(net).straight[2] == pytest.approx(lost, abs=2e-3)


def test_without_its_only_word_a_text_is_nothing_read():
    net = network(LSTM(units=3))
    (present,) = found(net, "good").present
    assert present == pytest.approx(probability(net, ["good"]) - net.before()[0], abs=1e-6)


def test_of_a_long_text_only_the_words_that_moved_most_are_left_out():
    net = network(SimpleRNN(units=2), maximum_length=MOST_WORDS + 30)
    words = np.random.default_rng(0).choice(["a", "good", "bad", "film", "not"], MOST_WORDS + 30)
    answers = found(net, " ".join(words))
    known = np.isfinite(answers.present)
    assert known.sum() == MOST_WORDS
    assert np.abs(answers.moved[known]).min() >= np.abs(answers.moved[~known]).max()


def test_the_strongest_word_is_that_with_the_largest_answer_on_either_side():
    answers = found(network(LSTM(units=3)))
    for answer in ("moved", "present", "straight"):
        assert answers.strongest(answer) == int(np.abs(getattr(answers, answer)).argmax())

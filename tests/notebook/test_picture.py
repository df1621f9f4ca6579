"""The picture in a notebook holds all that it needs, and no more than a notebook bears."""

import html
import re

import keras
import numpy as np
import pytest
from keras import layers

import playground

X = np.random.default_rng(0).integers(1, 6, (20, 5)).astype(np.int32)


def trace(*stack, x=X):
    first = [keras.Input(x.shape[1:], dtype="int32"), layers.Embedding(6, 2)]
    return playground.trace(keras.Sequential([*first, *stack]), x)


def document(element: str) -> str:
    """What stands in the frame."""
    return html.unescape(re.search(r'srcdoc="([^"]*)"', element).group(1))


@pytest.fixture(scope="module")
def element() -> str:
    return trace(layers.Bidirectional(layers.LSTM(3)), layers.Dense(1, "sigmoid"))._repr_html_()


def test_nothing_is_loaded_from_anywhere(element):
    assert element.count("<iframe") == 1
    assert re.findall(r'(?:src|href)="[^"]+"|@import|url\(', document(element)) == []
    assert "https://" not in re.sub(r"http://www\.w3\.org\S*", "", document(element))


def test_every_layer_and_direction_can_be_chosen_and_the_first_examples(element):
    shown = document(element)
    assert "Bidirectional LSTM 3 forward (lstm)" in shown
    assert "Bidirectional LSTM 3 backward (lstm)" in shown
    assert re.findall(r'<option value="(\d)">\d</option>', shown) == [str(number) for number in range(8)]
    assert "The first 8 of 20 examples." in shown


def test_it_stays_small_however_long_an_example_is():
    x = np.ones((20, 400), np.int32)
    assert len(trace(layers.LSTM(100, return_sequences=True), layers.LSTM(30), x=x)._repr_html_()) < 6_000_000


def test_a_network_without_states_says_so():
    assert "has no recurrent layer" in trace(layers.Flatten(), layers.Dense(1))._repr_html_()

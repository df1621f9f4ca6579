"""Which epochs a common scale is made of, and where it ends."""

import numpy as np
import pytest

from playground.analysis.scales import largest, most_of, round_symmetric, spread, together
from playground.layers import LSTM, Dense, SimpleRNN
from tests.figures.test_timesteps import traced
from tests.reference.test_network import network


def test_a_small_network_is_looked_at_after_every_epoch_and_a_large_one_after_some():
    small, large = (network(LSTM(units=units), mask=False).plan for units in (4, 512))
    epochs = list(range(41))
    assert spread(epochs, small, 10) == epochs
    few = spread(epochs, large, 500)
    assert 3 <= len(few) < 10
    assert (few[0], few[-1]) == (0, 40)
    assert few == sorted(set(few))


@pytest.mark.parametrize("epochs", [[0], [0, 1], [0, 1, 2]])
def test_few_epochs_are_all_looked_at(epochs):
    assert spread(epochs, network(LSTM(units=512), mask=False).plan, 5_000) == epochs


def test_what_an_activation_holds_back_reaches_to_1_and_all_else_to_its_largest_number():
    net = network(SimpleRNN(units=2), Dense(units=3, activation="tanh"), LSTM(units=2, activation="relu"))
    trace = traced(net)
    found = largest(net.plan, trace)
    assert found["simple_rnn/hidden"] == found["dense/output"] == 1
    for name in ("lstm/hidden", "lstm/cell", "embedding/output"):
        layer, part = name.split("/")
        assert found[name] == np.abs(trace.layers[layer][part]).max()


def test_a_cell_state_is_held_back_by_nothing():
    net = network(LSTM(units=2))
    trace = traced(net)
    trace.layers["lstm"]["cell"][0, 0] = -7
    assert largest(net.plan, trace)["lstm/cell"] == 7


def test_of_several_epochs_the_largest_counts():
    assert together([{"a": 1.0, "b": 2.0}, {"a": 3.0}, {}]) == {"a": 3.0, "b": 2.0}


def test_numbers_that_are_none_do_not_count():
    assert most_of(np.array([1.0, -2.0, np.nan, np.inf])) == 2
    assert most_of(np.array([np.nan])) == 0
    assert round_symmetric(0) == (-0.001, 0.001)

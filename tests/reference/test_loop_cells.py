"""Trained layers as bare loops: the numbers of the trace, and what the whole network says."""

import numpy as np
import pytest

from playground.cells import CELLS
from playground.cells.activations import sigmoid
from playground.layers import GRU, LSTM, RECURRENT, Conv1D, Dense, SimpleRNN
from playground.reference.direction import read_direction
from playground.reference.loop_cells import code, ran
from tests.reference.test_network import TEXT, every_padding, every_stack, network


def agrees(net, padded=TEXT):
    """Check every direction of every recurrent layer; returns how many there were."""
    trace = net.trace(net.encoding.text(padded))
    checked = 0
    for planned in net.plan.recurrent:
        for direction in planned.layer.directions or ("",):
            loop, read = ran(net, trace, planned.name, direction), read_direction(net, trace, planned.name, direction)
            order = slice(None, None, -1 if read.backward else 1)
            for part in read.parts:
                name = planned.layer.reads_with.in_loop(part)
                values = np.stack([timestep[name] for timestep in loop.timesteps])[order]
                np.testing.assert_allclose(values, read.parts[part], rtol=0, atol=1e-6)
            np.testing.assert_array_equal(np.stack([timestep["x_t"] for timestep in loop.timesteps])[order], read.x)
            np.testing.assert_allclose(loop.output, trace.output, rtol=0, atol=1e-6)
            checked += 1
    return checked


@every_padding
@every_stack
def test_a_loop_computes_the_numbers_of_the_trace_and_what_the_network_says(layers, padding):
    expected = sum(2 if layer.bidirectional else 1 for layer in layers if layer.recurrent)
    assert agrees(network(*layers, padding=padding)) == expected


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "linear"])
@pytest.mark.parametrize("layer", RECURRENT.values(), ids=RECURRENT)
def test_a_loop_uses_the_activation_of_its_layer(layer, activation):
    assert agrees(network(layer(units=3, activation=activation))) == 1


def test_a_loop_reads_what_a_convolution_makes_of_the_text():
    assert agrees(network(Conv1D(filters=4, kernel_size=3), GRU(units=2), mask=False)) == 1


def test_a_loop_reads_one_hot_words():
    assert agrees(network(Dense(units=2), SimpleRNN(units=2), encoding="one_hot_words")) == 1
    assert agrees(network(LSTM(units=2), encoding="one_hot_words")) == 1


def test_another_weight_changes_the_numbers_of_the_loop():
    net = network(SimpleRNN(units=2))
    trace = net.trace(net.encoding.text(TEXT))
    before = ran(net, trace, "simple_rnn").output
    net.weights["simple_rnn/kernel"][0, 0] += 1
    assert abs(ran(net, trace, "simple_rnn").output - before).max() > 1e-3


@pytest.mark.parametrize("kind", CELLS)
def test_the_code_that_is_shown_runs_by_itself_with_numpy_and_sigmoid_alone(kind):
    random, cell = np.random.default_rng(1), CELLS[kind]
    inputs = random.normal(size=(5, 3))
    weights = {name: random.normal(size=shape) for name, shape in cell.weight_shapes(features=3, units=2).items()}
    names = {"np": np, "sigmoid": sigmoid}
    exec(code(kind), names)
    shown, runs = (list(loop(inputs, **weights)) for loop in (names[kind], cell.loop))
    assert len(shown) == len(runs) == 5
    for one, other in zip(shown, runs, strict=True):
        assert list(one) == list(other)
        np.testing.assert_array_equal(one["state"], other["state"])
        computed = one.keys() - {"inputs", "activation", *weights}
        assert {np.ndim(one[name]) for name in computed} == {1}, "a table shows them"
    assert 8 <= len(code(kind).splitlines()) <= 20
    assert max(map(len, code(kind).splitlines())) <= 80

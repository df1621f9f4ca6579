"""Trained layers as bare loops: the numbers of the trace, and what the whole network says."""

import numpy as np
import pytest

from playground.layers import GRU, LSTM, Conv1D, Dense, SimpleRNN
from playground.reference.activations import sigmoid
from playground.reference.direction import direction
from playground.reference.loop_cells import LOOPS, code, ran
from tests.reference.test_network import TEXT, every_padding, every_stack, network

NAMES = {
    "simple_rnn": {"hidden": "state"},
    "lstm": {
        "input": "input_gate",
        "forget": "forget_gate",
        "candidate": "candidate",
        "output": "output_gate",
        "cell": "cell",
        "hidden": "state",
    },
    "gru": {"update": "update_gate", "reset": "reset_gate", "candidate": "candidate", "hidden": "state"},
}
"""Kind of layer → a part in a trace, what the loop calls it."""


def agrees(net, padded=TEXT):
    """Check every direction of every recurrent layer; returns how many there were."""
    trace = net.trace(net.encoding.text(padded))
    checked = 0
    for planned in net.plan.recurrent:
        for way in planned.layer.ways or ("",):
            loop, read = ran(net, trace, planned.name, way), direction(net, trace, planned.name, way)
            order = slice(None, None, -1 if read.backward else 1)
            assert set(read.parts) == set(NAMES[planned.layer.kind])
            for part, name in NAMES[planned.layer.kind].items():
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
@pytest.mark.parametrize("layer", [SimpleRNN, LSTM, GRU])
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


@pytest.mark.parametrize("kind", LOOPS)
def test_the_code_that_is_shown_runs_by_itself_with_numpy_and_sigmoid_alone(kind):
    random = np.random.default_rng(1)
    blocks = {"simple_rnn": 1, "lstm": 4, "gru": 3}[kind]
    shapes = ((5, 3), (3, 2 * blocks), (2, 2 * blocks), (2, 6) if kind == "gru" else (2 * blocks,))
    arrays = [random.normal(size=shape) for shape in shapes]
    names = {"np": np, "sigmoid": sigmoid}
    exec(code(kind), names)
    shown, runs = (list(loop(*arrays)) for loop in (names[kind], LOOPS[kind]))
    assert len(shown) == len(runs) == 5
    for one, other in zip(shown, runs, strict=True):
        assert list(one) == list(other)
        np.testing.assert_array_equal(one["state"], other["state"])
    assert 8 <= len(code(kind).splitlines()) <= 20
    assert max(map(len, code(kind).splitlines())) <= 80

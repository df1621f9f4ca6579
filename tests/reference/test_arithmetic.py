"""Every number of a trace follows from the products that are said to add up to it."""

import numpy as np
import pytest

from playground.layers import Conv1D, Dense
from playground.layers.pooling import MaxPooling1D
from playground.reference.arithmetic import Source, WeightedSum, cell_arithmetic, pool, window_sum
from playground.reference.direction import read_direction
from tests.reference.test_network import STACKS, TEXT, every_mask, network


@every_mask
@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
def test_every_gate_and_state_follows_from_its_sums(layers, mask):
    net = network(*layers, mask=mask)
    trace = net.trace(net.encoding.text(TEXT))
    for planned in net.plan.recurrent:
        for direction in planned.layer.directions or ("",):
            read = read_direction(net, trace, planned.name, direction)
            assert list(read.layer.reads_with.equations) == list(read.parts)
            for t in range(len(read.x)):
                of = cell_arithmetic(read, t, unit=1)
                for part, equation in of.cell.equations.items():
                    assert of.value(equation) == pytest.approx(read.parts[part][t, 1], abs=1e-6)


@pytest.mark.parametrize("name", ["dense", "conv1d"])
def test_a_window_adds_up_to_what_the_layer_gives(name):
    net = network(
        Dense(units=3, activation="tanh"), Conv1D(filters=2, kernel_size=3, activation="linear"), *STACKS["GRU"]
    )
    trace = net.trace(net.encoding.text(TEXT))
    activation = {"dense": np.tanh, "conv1d": float}[name]
    for t, unit in np.ndindex(trace.layers[name]["output"].shape):
        of = window_sum(net, trace, name, t, unit)
        assert len(of.values) == {"dense": 3, "conv1d": 9}[name]
        assert activation(of.total) == pytest.approx(trace.layers[name]["output"][t, unit], abs=1e-6)


def test_a_pool_holds_the_number_it_gives_on():
    net = network(Conv1D(filters=2, kernel_size=2), MaxPooling1D(pool_size=2), *STACKS["LSTM"], mask=False)
    trace = net.trace(net.encoding.text(TEXT))
    first, values = pool(net, trace, "max_pooling1d", 1, 0)
    assert (first, len(values)) == (2, 2)
    assert values.max() == trace.layers["max_pooling1d"]["output"][1, 0]


def test_the_largest_products_come_first_and_none_that_are_nothing():
    of = WeightedSum(
        weights=np.array([1.0, -3.0, 2.0, 5.0]),
        values=np.array([2.0, 1.0, 0.5, 0.0]),
        bias=10,
        sources=(Source("x", "its input", 3), Source("c", "its cell state", 1, first=7)),
    )
    assert of.total == 10  # 2 - 3 + 1 + 0 + 10
    assert of.largest(2) == [1, 0]
    assert of.largest(9) == [1, 0, 2]
    assert [of.named(index) for index in range(4)] == [("x", 0), ("x", 1), ("x", 2), ("c", 7)]
    assert of.shares == {"its input": 0, "its cell state": 0}
    with pytest.raises(IndexError):
        of.named(4)

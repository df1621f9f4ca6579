"""The equations that are shown: their columns add up to the last digit, and end in the number of the heat map."""

import re

import numpy as np
import pytest

from playground.figures.arithmetic import cell, largest, text, value
from playground.layers import Conv1D
from playground.reference.arithmetic import Source, WeightedSum, cell_arithmetic, window_sum
from playground.reference.direction import read_direction
from playground.wording import adding_up, number_text
from tests.reference.test_direction import changed_direction
from tests.reference.test_network import STACKS, TEXT, network


def name(vector, index):
    return f"{vector}[{index}]"


def columns(equation):
    """The figures of every column that is added up, and the total below it; as numbers of the last digit."""
    for array in re.findall(r"\\begin{array}{rll}(.*?)\\end{array}", equation):
        rows, total = array.split(r"\hline")
        figures = [re.match(r"\s*(-?\d+\.\d{4}) &", row).group(1) for row in rows.split(r"\\") if row.strip()]
        yield [round(float(figure) * 1e4) for figure in figures], round(float(total.split("=")[1].split("&")[0]) * 1e4)


def test_rounded_numbers_add_up():
    thirds = adding_up([1 / 3, 1 / 3, 1 / 3], 1)
    assert thirds == [0.3334, 0.3333, 0.3333]
    random = np.random.default_rng(0)
    for _ in range(200):
        values = random.normal(size=random.integers(1, 30))
        rounded = adding_up(values, values.sum())
        assert round(sum(rounded), 4) == round(values.sum(), 4)
        assert np.abs(np.array(rounded) - values).max() < 1e-4


@pytest.mark.parametrize("stack", STACKS)
def test_every_column_adds_up_and_the_chosen_number_is_in_a_box(stack):
    net = network(*STACKS[stack])
    trace = net.trace(net.encoding.text(TEXT))
    planned = net.plan.recurrent[-1]
    for direction in planned.layer.directions or ("",):
        read = read_direction(net, trace, planned.name, direction)
        for part, values in read.parts.items():
            equations = dict(cell(cell_arithmetic(read, 2, 1), part, name, count=2))
            assert equations.keys() == read.parts.keys()
            boxes = [box for equation in equations.values() for box in re.findall(r"\\boxed{(.*?)}", equation)]
            assert boxes == [number_text(values[2, 1])]
            for figures, total in (pair for equation in equations.values() for pair in columns(equation)):
                assert len(figures) >= 3  # two products, the bias, the others where they are not all 0
                assert sum(figures) == total
        for part, equation in equations.items():
            assert equation.count(number_text(read.parts[part][2, 1]))


def test_a_backward_layer_names_the_timestep_it_has_read_before():
    net = network(*STACKS["LSTM both ways"])
    trace = net.trace(net.encoding.text(TEXT))
    equations = {
        direction: dict(cell(cell_arithmetic(read_direction(net, trace, "lstm", direction), 2, 0), "cell", name, 1))
        for direction in ("forward", "backward")
    }
    assert r"f_{3} \cdot c_{2}" in equations["forward"]["cell"]
    assert r"f_{3} \cdot c_{4}" in equations["backward"]["cell"]


@pytest.mark.parametrize("stack", ["SimpleRNN", "LSTM", "GRU"])
def test_what_was_changed_is_shown_as_changed(stack):
    gates, read = changed_direction(stack)
    changed, other = cell_arithmetic(read, 2, 1), cell_arithmetic(read, 2, 0)
    equations = dict(cell(changed, "hidden", name, count=3))
    assert equations["hidden"] == r"h_{3} = \boxed{0.0000} \quad \text{silenced}"
    for gate in gates:
        assert equations[gate].endswith(r"= 0.2500 \quad \text{clamped}")
        assert "clamped" not in dict(cell(other, "hidden", name, count=3))[gate]
    assert (r"0.2500 \cdot 0.0000 + " in equations.get("cell", "")) == (stack == "LSTM")


def test_a_filter_is_a_column_too():
    net = network(Conv1D(filters=2, kernel_size=3), *STACKS["GRU"])
    trace = net.trace(net.encoding.text(TEXT))
    of = window_sum(net, trace, "conv1d", 0, 1)
    number = float(trace.layers["conv1d"]["output"][0, 1])
    equation = value(of, number, 0, "relu", name, count=3)
    ((figures, total),) = columns(equation)
    assert sum(figures) == total
    assert equation.count("6 smaller") == 1
    assert rf"y_{{1}} = \operatorname{{relu}}({number_text(of.total)}) = \boxed{{{number_text(number)}}}" in equation


def test_a_pool_shows_what_it_is_the_largest_of():
    assert largest([0.5, -0.25], timestep=3) == r"y_{4} = \max(0.5000,\; -0.2500) = \boxed{0.5000}"


def test_products_that_fit_leave_no_others():
    of = WeightedSum(np.array([2.0]), np.array([0.25]), bias=-1.0, sources=(Source("x", "its input", 1),))
    assert "smaller" not in value(of, -0.5, 0, "linear", name, count=5)


def test_words_that_are_latex_stay_words():
    assert text(r"50% of \alpha_1 {$}") == r"\text{50\% of \textbackslash{}alpha\_1 \{\$\}}"


def test_nothing_is_shown_as_minus_zero():
    assert number_text(-0.00001) == "0.0000"

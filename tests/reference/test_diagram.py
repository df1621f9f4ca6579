"""The diagram of every cell is its arithmetic: its operations, one after the other, are the cell's own step."""

import numpy as np
import pytest

from playground.cells import READ
from playground.cells.activations import ACTIVATIONS
from playground.cells.diagram import Diagram, diagram
from playground.cells.equations import Now, weighted_sums
from playground.reference.diagram import computed

FEATURES, UNITS, EXAMPLES = 3, 4, 5
every_cell = pytest.mark.parametrize("kind", READ)
OF = {kind: diagram(cell) for kind, cell in READ.items()}


def random_numbers(of: Diagram, seed: int) -> tuple[np.ndarray, dict, dict]:
    """What a cell reads, the states it finds and its weights, float64."""
    random = np.random.default_rng(seed)
    states = {state: random.normal(size=(EXAMPLES, UNITS)) for state in of.cell.states}
    weights = {name: random.normal(size=shape) for name, shape in of.cell.weight_shapes(FEATURES, UNITS).items()}
    return random.normal(size=(EXAMPLES, FEATURES)), states, weights


@every_cell
@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid", "softmax"])
@pytest.mark.parametrize("seed", range(5))
def test_the_operations_in_order_are_the_step_of_the_cell(kind, activation, seed):
    of = OF[kind]
    x, before, weights = random_numbers(of, seed)
    values = computed(of, x, before, weights, activation)
    projected = of.cell.project(x, weights)
    states, parts = of.cell.step(projected, tuple(before[state] for state in of.cell.states), weights, activation, {})
    found = {node.part: value for node, value in zip(of.nodes, values, strict=True) if node.operation != "before"}
    for part, value in parts.items():
        np.testing.assert_allclose(found[part], value, atol=1e-6)
    left = {node.part: value for node, value in zip(of.nodes, values, strict=True) if node.operation == "next"}
    assert len(left) == len(of.cell.states)
    for state, value in zip(of.cell.states, states, strict=True):
        np.testing.assert_allclose(left[state], value, atol=1e-6)


@every_cell
def test_every_equation_and_every_weighted_sum_is_in_it_once(kind):
    of = OF[kind]
    made = [node for node in of.nodes if node.part and node.operation not in ("before", "next", "up")]
    assert {node.part: node.expression for node in made} == dict(of.cell.equations)
    sums = [node.expression for node in of.nodes if node.operation == "weighted"]
    assert sorted(map(repr, sums)) == sorted(map(repr, weighted_sums(of.cell.equations)))
    expressions = [node.expression for node in of.nodes if node.operation not in ("next", "up")]
    assert len(set(expressions)) == len(expressions)


@every_cell
def test_every_value_is_worked_out_before_it_is_taken_and_taken_before_it_leaves(kind):
    of = OF[kind]
    assert all(source < index for source, index in of.edges)
    taken = {source for source, _ in of.edges}
    unused = [node.operation for index, node in enumerate(of.nodes) if index not in taken]
    assert unused == ["up", *["next"] * len(of.cell.states)]
    assert of.nodes[-1].expression == Now("hidden")


def test_a_wrong_operation_would_be_found():
    of = OF["lstm"]
    x, before, weights = random_numbers(of, 0)
    right, wrong = (computed(of, x, before, weights, name)[-1] for name in ("tanh", "relu"))
    assert np.abs(right - wrong).max() > 0.01
    assert set(ACTIVATIONS) >= {"tanh", "relu"}

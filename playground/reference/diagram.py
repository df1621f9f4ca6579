"""The operations of a cell's diagram, one after the other, on real numbers."""

from collections.abc import Mapping

import numpy as np

from playground.cells.activations import ACTIVATIONS
from playground.cells.diagram import Diagram
from playground.cells.equations import Activated, Weighted
from playground.reference.arithmetic import bias_of
from playground.reference.forward import Arrays


def computed(
    diagram: Diagram, x: np.ndarray, before: Mapping[str, np.ndarray], weights: Arrays, activation: str
) -> list[np.ndarray]:
    """What each node gives, in the order of the nodes: (…, units), of `read` (…, features), in the dtype of these.

    x (…, features).  before: state → (…, units), as it is found.  weights: of one direction of a layer.
    """
    values: list[np.ndarray] = []
    for node in diagram.nodes:
        taken = [values[index] for index in node.inputs]
        match node.operation:
            case "read":
                value = x
            case "before":
                value = before[node.part]
            case "weighted":
                assert isinstance(node.expression, Weighted)
                value = _weighted(diagram, node.expression, taken, weights)
            case "function":
                assert isinstance(node.expression, Activated)
                value = ACTIVATIONS[node.expression.function or activation](taken[0])
            case "rest":
                value = 1 - taken[0]
            case "sum":
                value = taken[0] + taken[1]
            case "product":
                value = taken[0] * taken[1]
            case "next" | "up":
                (value,) = taken
        values.append(np.asarray(value))
    return values


def _weighted(diagram: Diagram, of: Weighted, taken: list[np.ndarray], weights: Arrays) -> np.ndarray:
    """x · W + state · U + p ⊙ peephole + b, as far as they are in it; taken: x, the state, the peephole's."""
    cell, left = diagram.cell, list(taken)
    units = len(weights["recurrent_kernel"])
    columns = slice(cell.blocks.index(of.block) * units, (cell.blocks.index(of.block) + 1) * units)
    total = bias_of(of, np.atleast_2d(weights["bias"])[:, columns])
    if of.of_input:
        total = total + left.pop(0) @ weights["kernel"][:, columns]
    if of.state is not None:
        total = total + left.pop(0) @ weights["recurrent_kernel"][:, columns]
    if of.peephole is not None:
        first = cell.peepholes.index(of.block) * units
        total = total + left.pop(0) * weights["peephole_kernel"][first : first + units]
    return np.asarray(total)

"""A cell as a graph of operations, drawn from its equations: nothing of it is said of one cell alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playground.cells.base import Cell
from playground.cells.equations import Activated, Before, Expression, Now, Product, Rest, Sum, Weighted

Operation = Literal["read", "before", "weighted", "function", "rest", "sum", "product", "next", "up"]
"""`read`: x_t comes in.  `before`: a state comes in.  `weighted`: matrix products and a bias.  `function`: σ, tanh or
another.  `rest`: 1 - gate.  `next`: a state goes to the next timestep.  `up`: the hidden one goes up a layer."""


@dataclass(frozen=True)
class Node:
    """One operation.

    inputs: indices of the nodes whose values it takes, in the order of its expression.  expression: what it comes to;
    None for `read`.  part: the gate or state that it is; empty for what has no name of its own.
    """

    operation: Operation
    inputs: tuple[int, ...] = ()
    expression: Expression | None = None
    part: str = ""


@dataclass(frozen=True)
class Diagram:
    """All operations of a cell; each stands behind those whose values it takes."""

    cell: Cell
    nodes: tuple[Node, ...]

    @property
    def edges(self) -> list[tuple[int, int]]:
        """(from, to), by the index of the node."""
        return [(source, index) for index, node in enumerate(self.nodes) for source in node.inputs]


def diagram(cell: Cell) -> Diagram:
    """What comes in, the operations in the order of computing, and what goes out.  Equal expressions are one node."""
    nodes = [Node("read")]
    index_of: dict[Expression, int] = {}

    def put(expression: Expression, node: Node) -> int:
        nodes.append(node)
        return index_of.setdefault(expression, len(nodes) - 1)

    def add(expression: Expression, part: str = "") -> int:
        if isinstance(expression, Now):
            return add(cell.equations[expression.part], expression.part)
        if expression in index_of:
            return index_of[expression]
        inputs = [add(inner) for inner in _inside(expression)]
        if isinstance(expression, Weighted) and expression.of_input:
            inputs.insert(0, 0)
        return put(expression, Node(_operation(expression), tuple(inputs), expression, part))

    for state in reversed(cell.states):  # the hidden one last: it stands lowest
        put(Before(state), Node("before", (), Before(state), state))
    for part, equation in cell.equations.items():
        add(equation, part)
    nodes.append(Node("up", (add(Now("hidden")),), Now("hidden"), "hidden"))
    nodes += [Node("next", (add(Now(state)),), Now(state), state) for state in reversed(cell.states)]
    return Diagram(cell, tuple(nodes))


def _inside(expression: Expression) -> Iterator[Expression]:
    match expression:
        case Weighted(state=state, peephole=peephole):
            yield from (inner for inner in (state, peephole) if inner is not None)
        case Activated(of) | Rest(of):
            yield of
        case Sum(first, second) | Product(first, second):
            yield from (first, second)


def _operation(expression: Expression) -> Operation:
    match expression:
        case Weighted():
            return "weighted"
        case Activated():
            return "function"
        case Rest():
            return "rest"
        case Sum():
            return "sum"
        case Product():
            return "product"
    raise KeyError(expression)

"""What each operation of a cell does with its numbers, for one unit at one timestep, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.cells.diagram import Node
from playground.cells.equations import HIDDEN, Activated, Expression, Now, Product, Rest, Weighted
from playground.reference.arithmetic import CellArithmetic
from playground.wording import adding_up, number_text


@dataclass(frozen=True)
class Timestep:
    """What a timestep reads.  label: as a learner sees it; features: as so many numbers.

    first, last: whether the layer reads none before it, or after it.
    """

    label: str
    features: int
    first: bool
    last: bool


def titled(of: CellArithmetic, node: Node) -> str:
    """What an operation is called in the walk through its cell."""
    state = f"{node.part} state"
    match node.operation:
        case "read":
            return "What is read"
        case "before":
            return f"The {state} from before"
        case "next":
            return f"The {state} goes on"
        case "up":
            return "The hidden state goes up"
        case "weighted":
            assert isinstance(node.expression, Weighted)
            return f"Weighted sum, {named(of, node.expression.title)}"
    if node.part:
        return named(of, node.part).capitalize()
    others = {"function": "Activation", "rest": "What the gate leaves", "sum": "Sum", "product": "Product"}
    return others[node.operation]


def named(of: CellArithmetic, part: str) -> str:
    """Such as `forget gate`, `cell state` and `candidate`."""
    if part in of.cell.gates:
        return f"{part} gate"
    return f"{part} state" if part in of.cell.states else part


def does(of: CellArithmetic, node: Node, taken: Sequence[float], gives: float, at: Timestep) -> str:
    """What an operation does.  taken: the numbers that it takes, one of each input.  gives: the number it comes to."""
    number = number_text(gives)
    match node.operation:
        case "read":
            if at.features == 1:
                return f"Here “{at.label}” is read: the layer is given one number, x."
            return f"Here “{at.label}” is read: the layer is given it as {at.features:,} numbers, x."
        case "before":
            return _before(of, node.part, number, at.first)
        case "weighted":
            assert isinstance(node.expression, Weighted)
            return _weighted(of, node.expression)
        case "function":
            assert isinstance(node.expression, Activated)
            return _function(node.expression.function or of.activation, number_text(taken[0]), number)
        case "rest":
            assert isinstance(node.expression, Rest)
            assert isinstance(node.expression.of, Now)
            return f"What the {node.expression.of.part} gate leaves of 1: 1 − {number_text(taken[0])} is {number}."
        case "sum":
            first, second = map(number_text, adding_up(taken, gives))
            return f"{first} and {second} add up to {number}."
        case "product":
            assert isinstance(node.expression, Product)
            return _product(of, node.expression, taken, number)
        case "next":
            if at.last:
                return f"The {node.part} state is {number} at the last timestep: there is none that reads it."
            return f"The {node.part} state, {number}, is carried to the next timestep."
    return f"The layer above is given the hidden state, {number}."


def _before(of: CellArithmetic, state: str, number: str, first: bool) -> str:
    if first or of.reset:
        return f"The layer begins with this {state} state: {number} in this unit."
    return f"The {state} state as t = {of.timestep_before + 1} has left it: {number} in this unit."


def _weighted(of: CellArithmetic, expression: Weighted) -> str:
    one = of.sums[expression.title]
    *shares, bias = map(number_text, adding_up([*one.shares.values(), one.bias], one.total))
    total = number_text(one.total)
    if not expression.of_input:
        return f"This unit's weights make {shares[0]} of the state before; with its bias, {bias}, that is {total}."
    if expression.state is None:
        return f"This unit's weights make {shares[0]} of what is read; with its bias, {bias}, that is {total}."
    if expression.peephole is not None:
        return (
            f"This unit's weights make {shares[0]} of what is read, {shares[1]} of the state before and {shares[2]} of "
            f"its own cell state; with its bias, {bias}, that is {total}."
        )
    if expression.state != HIDDEN:
        return (
            f"This unit's weights make {shares[0]} of what is read and {shares[1]} of what is let through of the state "
            f"before; with its bias, {bias}, that is {total}."
        )
    return (
        f"This unit's weights make {shares[0]} of what is read and {shares[1]} of the state before; with its bias, "
        f"{bias}, that is {total}."
    )


def _function(name: str, taken: str, number: str) -> str:
    if name == "sigmoid":
        return f"σ makes a share between 0 and 1 of {taken}: {number}."
    if name == "tanh":
        return f"tanh brings {taken} between −1 and 1: {number}."
    if name == "linear":
        return f"The activation of this layer is linear: it leaves {taken} as it is."
    return f"The activation of this layer, {name}, makes {number} of {taken}."


def _product(of: CellArithmetic, expression: Product, taken: Sequence[float], number: str) -> str:
    for factor, (share, other) in ((expression.first, taken), (expression.second, taken[::-1])):
        if gate := _gate(of, factor):
            if isinstance(factor, Rest):
                return f"The share that the {gate} gate leaves, {share:.0%} of {number_text(other)}, is {number}."
            return f"The {gate} gate lets {share:.0%} of {number_text(other)} through: {number}."
    return f"{number_text(taken[0])} times {number_text(taken[1])} is {number}."


def _gate(of: CellArithmetic, factor: Expression) -> str:
    """The gate that a factor is, or the rest of; empty: none."""
    inner = factor.of if isinstance(factor, Rest) else factor
    return inner.part if isinstance(inner, Now) and inner.part in of.cell.gates else ""

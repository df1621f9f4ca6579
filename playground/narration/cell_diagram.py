"""What each operation of a cell does with its numbers, for one unit at one timestep, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.cells.diagram import Node
from playground.cells.equations import HIDDEN, Activated, Expression, Now, Product, Rest, Weighted
from playground.cells.part_names import part_name
from playground.languages import _
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
    state = part_name(node.part)
    match node.operation:
        case "read":
            return _("What is read")
        case "before":
            return _("The {state} state from before", state=state)
        case "next":
            return _("The {state} state goes on", state=state)
        case "up":
            return _("The hidden state goes up")
        case "weighted":
            assert isinstance(node.expression, Weighted)
            return _("Weighted sum, {part}", part=named(of, node.expression.title))
    if node.part:
        return named(of, node.part).capitalize()
    others = {
        "function": _("Activation"),
        "rest": _("What the gate leaves"),
        "sum": _("Sum"),
        "product": _("Product"),
    }
    return others[node.operation]


def named(of: CellArithmetic, part: str) -> str:
    """Such as `forget gate`, `cell state` and `candidate`."""
    if part in of.cell.gates:
        return _("{gate} gate", gate=part_name(part))
    return _("{state} state", state=part_name(part)) if part in of.cell.states else part_name(part)


def does(of: CellArithmetic, node: Node, taken: Sequence[float], gives: float, at: Timestep) -> str:
    """What an operation does.  taken: the numbers that it takes, one of each input.  gives: the number it comes to."""
    number = number_text(gives)
    match node.operation:
        case "read":
            if at.features == 1:
                return _("Here “{label}” is read: the layer is given one number, x.", label=at.label)
            return _(
                "Here “{label}” is read: the layer is given it as {features:,} numbers, x.",
                label=at.label,
                features=at.features,
            )
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
            return _(
                "What the {gate} gate leaves of 1: 1 − {open} is {number}.",
                gate=part_name(node.expression.of.part),
                open=number_text(taken[0]),
                number=number,
            )
        case "sum":
            first, second = map(number_text, adding_up(taken, gives))
            return _("{first} and {second} add up to {number}.", first=first, second=second, number=number)
        case "product":
            assert isinstance(node.expression, Product)
            return _product(of, node.expression, taken, number)
        case "next":
            state = part_name(node.part)
            if at.last:
                return _(
                    "The {state} state is {number} at the last timestep: there is none that reads it.",
                    state=state,
                    number=number,
                )
            return _("The {state} state, {number}, is carried to the next timestep.", state=state, number=number)
    return _("The layer above is given the hidden state, {number}.", number=number)


def _before(of: CellArithmetic, part: str, number: str, first: bool) -> str:
    state = part_name(part)
    if first or of.reset:
        return _("The layer begins with this {state} state: {number} in this unit.", state=state, number=number)
    return _(
        "The {state} state as t = {t} has left it: {number} in this unit.",
        state=state,
        t=of.timestep_before + 1,
        number=number,
    )


def _weighted(of: CellArithmetic, expression: Weighted) -> str:
    one = of.sums[expression.title]
    *shares, bias = map(number_text, adding_up([*one.shares.values(), one.bias], one.total))
    places = {"share": shares[0], "bias": bias, "total": number_text(one.total)}
    if not expression.of_input:
        return _(
            "This unit's weights make {share} of the state before; with its bias, {bias}, that is {total}.", **places
        )
    if expression.state is None:
        return _("This unit's weights make {share} of what is read; with its bias, {bias}, that is {total}.", **places)
    places["state"] = shares[1]
    if expression.peephole is not None:
        return _(
            "This unit's weights make {share} of what is read, {state} of the state before and {peephole} of "
            "its own cell state; with its bias, {bias}, that is {total}.",
            **places,
            peephole=shares[2],
        )
    if expression.state != HIDDEN:
        return _(
            "This unit's weights make {share} of what is read and {state} of what is let through of the state "
            "before; with its bias, {bias}, that is {total}.",
            **places,
        )
    return _(
        "This unit's weights make {share} of what is read and {state} of the state before; with its bias, "
        "{bias}, that is {total}.",
        **places,
    )


def _function(name: str, taken: str, number: str) -> str:
    if name == "sigmoid":
        return _("σ makes a share between 0 and 1 of {taken}: {number}.", taken=taken, number=number)
    if name == "tanh":
        return _("tanh brings {taken} between −1 and 1: {number}.", taken=taken, number=number)
    if name == "linear":
        return _("The activation of this layer is linear: it leaves {taken} as it is.", taken=taken)
    return _("The activation of this layer, {name}, makes {number} of {taken}.", name=name, number=number, taken=taken)


def _product(of: CellArithmetic, expression: Product, taken: Sequence[float], number: str) -> str:
    for factor, (share, other) in ((expression.first, taken), (expression.second, taken[::-1])):
        if gate := _gate(of, factor):
            places = {"gate": part_name(gate), "share": share, "other": number_text(other), "number": number}
            if isinstance(factor, Rest):
                return _("The share that the {gate} gate leaves, {share:.0%} of {other}, is {number}.", **places)
            return _("The {gate} gate lets {share:.0%} of {other} through: {number}.", **places)
    return _(
        "{first} times {second} is {number}.", first=number_text(taken[0]), second=number_text(taken[1]), number=number
    )


def _gate(of: CellArithmetic, factor: Expression) -> str:
    """The gate that a factor is, or the rest of; empty: none."""
    inner = factor.of if isinstance(factor, Rest) else factor
    return inner.part if isinstance(inner, Now) and inner.part in of.cell.gates else ""

"""One number's arithmetic in LaTeX: its sums and equations with the numbers filled in, rounded so that they add up."""

from collections.abc import Callable, Sequence

import numpy as np

from playground.cells.equations import Activated, Expression, Now, Product, Weighted
from playground.figures.equations import DIGITS, FUNCTIONS, adding_up, bracketed, filled_in, number_text, symbol
from playground.reference.arithmetic import CellArithmetic, WeightedSum

__all__ = ["DIGITS", "adding_up", "cell", "largest", "noticed", "number_text", "shared", "text", "value"]

ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    character: "\\" + character for character in "#$%&_{}"
}
Name = Callable[[str, int], str]
"""A vector, such as `x` or `h`, and the number of an entry → what is multiplied there, in words."""


def cell(of: CellArithmetic, part: str, name: Name, count: int) -> list[tuple[str, str]]:
    """All that one unit of a recurrent layer computes at one timestep: (part, equation) in the order of computing.

    part: its number is boxed.  count: so many products of every sum are written out, the largest.
    """
    return [(one, _equation(of, one, one == part, name, count)) for one in of.cell.equations]


def _equation(of: CellArithmetic, part: str, boxed: bool, name: Name, count: int) -> str:
    number = number_text(of.parts[part])
    result = rf"\boxed{{{number}}}" if boxed else number
    made = "clamped" if part in of.clamped else "silenced" if part == "hidden" and of.silenced else ""
    if made:
        return rf"{symbol(of, Now(part))} = {result} \quad {text(made)}"
    inside = [one for one in of.cell.equations[part].inside() if isinstance(one, Weighted)]
    letters: dict[Expression, str] = dict(zip(inside, "s" if len(inside) == 1 else "ab", strict=False))
    columns = [added_up(of.sums[one.title], name, count, letters[one]) for one in inside if one in letters]
    equation = filled_in(of, part, letters, result)
    return _stacked([*columns, equation]) if columns else equation


def noticed(of: CellArithmetic, part: str) -> str:
    """What decides one part of a unit at a timestep, in a sentence; and what was changed there, what if."""
    if part in of.clamped:
        return f"The {part} gate of this unit is clamped at {of.parts[part]:g}: it looks at nothing."
    if part == "hidden" and of.silenced:
        return "This unit is silenced: its hidden state is 0 at every timestep."
    decided = _decided(of, part)
    return f"All states are reset before this timestep. {decided}" if of.reset else decided


def _decided(of: CellArithmetic, part: str) -> str:
    keeping, equation = of.cell.keeping, of.cell.equations[part]
    if keeping and keeping.state == part:
        old, share = of.before[part], float(keeping.share(np.asarray(of.parts[keeping.gate])))
        return (
            f"Of the old {part} state, {number_text(old)}, the {keeping.gate} gate keeps {share:.0%}: "
            f"{number_text(share * old)}. New is {number_text(of.parts[part] - share * old)}."
        )
    for one in equation.inside():
        match one:
            case Product(Now(gate), Activated(Now(state))):
                return f"The {gate} gate lets out {of.parts[gate]:.0%} of what the {state} state has become."
            case Product(Now(gate), Weighted()):
                return f"The {gate} gate lets the {part} see {of.parts[gate]:.0%} of what it recalls of the state."
    return f"Of the sum of {part}, {number_text(of.sums[part].total)}, {shared(of.sums[part])}"


def shared(of: WeightedSum) -> str:
    """What the inputs, the state before and the bias give to a sum, and which of them counts most; half a sentence."""
    found = of.shares | {"its bias": of.bias}
    shares = dict(zip(found, adding_up(list(found.values()), of.total), strict=True))
    each = ", ".join(f"{share} {number_text(number)}" for share, number in shares.items())
    farthest = max(map(abs, shares.values()))
    most = [share for share, number in shares.items() if abs(number) == farthest]
    return f"each gives: {each}. " + (f"Here {most[0]} counts most." if len(most) == 1 else "Here none counts most.")


def value(of: WeightedSum, number: float, timestep: int, activation: str, name: Name, count: int) -> str:
    """One number of a Conv1D or Dense layer; name and count as in `cell`."""
    function = FUNCTIONS[activation]
    total = f"{function}({number_text(of.total)})" if function else "s"
    return _stacked(
        [added_up(of, name, count, "s"), rf"y_{{{timestep + 1}}} = {total} = \boxed{{{number_text(number)}}}"]
    )


def largest(values: Sequence[float], timestep: int) -> str:
    """One number of a MaxPooling1D layer."""
    inside = ",\\; ".join(number_text(number) for number in values)
    return rf"y_{{{timestep + 1}}} = \max({inside}) = \boxed{{{number_text(max(values))}}}"


def added_up(of: WeightedSum, name: Name, count: int, letter: str) -> str:
    """A weighted sum as a column of figures: the largest products, the others in one line, the bias, the total."""
    indices = of.largest(count)
    products = of.products
    others = int((products != 0).sum()) - len(indices)
    parts = [*products[indices], products.sum() - products[indices].sum(), of.bias]
    *written, rest, bias = adding_up(parts, of.total)
    rows = []
    for product, index in zip(written, indices, strict=True):
        factors = rf"{number_text(of.values[index])} \cdot {bracketed(of.weights[index])}"
        rows.append(rf"{number_text(product)} & {factors} & {text(name(*of.named(index)))}")
    if others:
        rows.append(rf"{number_text(rest)} & {text(f'{others:,} smaller')} &")
    rows += [rf"{number_text(bias)} & \text{{bias}} &", rf"\hline {letter} = {number_text(of.total)} & &"]
    return _array("rll", rows)


def text(words: str) -> str:
    """Any words for LaTeX, as they are."""
    return rf"\text{{{''.join(ESCAPED.get(character, character) for character in words)}}}"


def _stacked(lines: Sequence[str]) -> str:
    return _array("l", lines, r" \\[6pt] ")


def _array(columns: str, rows: Sequence[str], end: str = r" \\ ") -> str:
    return rf"\begin{{array}}{{{columns}}} " + end.join(rows) + r" \end{array}"

"""One number's arithmetic in LaTeX: its sums and equations with the numbers filled in, rounded so that they add up."""

from collections.abc import Callable, Sequence

from playground.cells.equations import Expression, Now, Weighted
from playground.figures.equations import FUNCTIONS, bracketed, filled_in, symbol
from playground.languages import _
from playground.reference.arithmetic import CellArithmetic, WeightedSum
from playground.wording import adding_up, number_text

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
    made = _("clamped") if part in of.clamped else _("silenced") if part == "hidden" and of.silenced else ""
    if made:
        return rf"{symbol(of, Now(part))} = {result} \quad {text(made)}"
    inside = [one for one in of.cell.equations[part].inside() if isinstance(one, Weighted)]
    letters: dict[Expression, str] = dict(zip(inside, "s" if len(inside) == 1 else "ab", strict=False))
    columns = [added_up(of.sums[one.title], name, count, letters[one]) for one in inside if one in letters]
    equation = filled_in(of, part, letters, result)
    return _stacked([*columns, equation]) if columns else equation


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
        smaller = text(_("{number:,} smaller", number=others))
        rows.append(rf"{number_text(rest)} & {smaller} &")
    said = text(_("bias"))
    rows += [rf"{number_text(bias)} & {said} &", rf"\hline {letter} = {number_text(of.total)} & &"]
    return _array("rll", rows)


def text(words: str) -> str:
    """Any words for LaTeX, as they are."""
    return rf"\text{{{''.join(ESCAPED.get(character, character) for character in words)}}}"


def _stacked(lines: Sequence[str]) -> str:
    return _array("l", lines, r" \\[6pt] ")


def _array(columns: str, rows: Sequence[str], end: str = r" \\ ") -> str:
    return rf"\begin{{array}}{{{columns}}} " + end.join(rows) + r" \end{array}"

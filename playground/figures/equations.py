"""The equations of a cell in LaTeX: as formulas, and line by line with the numbers of one unit filled in."""

from collections.abc import Callable, Mapping, Sequence

from playground.cells.activations import ACTIVATIONS
from playground.cells.base import Cell
from playground.cells.equations import Activated, Before, Expression, Now, Product, Rest, Sum, Weighted
from playground.reference.arithmetic import CellArithmetic
from playground.wording import adding_up, number_text

FUNCTIONS = {name: rf"\operatorname{{{name.replace('_', ' ')}}}" for name in ACTIVATIONS} | {
    "tanh": r"\tanh",
    "sigmoid": r"\sigma",
    "linear": "",
}


def formulas(cell: Cell, activation: str) -> str:
    """All equations of a cell with its activation: W for its kernel, U for its recurrent kernel, p for peepholes."""

    def leaf(expression: Expression) -> str:
        match expression:
            case Now(part):
                return f"{cell.parts[part].symbol}_t"
            case Before(state):
                return f"{cell.parts[state].symbol}_{{t-1}}"
            case Weighted():
                return weighted(cell, expression, "x_t", leaf)
        raise KeyError(expression)

    lines = []
    for part, equation in cell.equations.items():
        lines.append(f"{leaf(Now(part))} &= " + in_symbols(equation, leaf, activation, r"\odot"))
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def weighted(cell: Cell, of: Weighted, x: str, leaf: Callable[[Expression], str]) -> str:
    """A weighted sum in symbols.  x: what it reads.  leaf: of gates and states."""
    below, own = cell.parts[of.block].symbol, [of.of_input, of.state is not None]
    terms = [rf"W_{{{below}}} {x}"] if of.of_input else []
    if of.state is not None:
        state = in_symbols(of.state, leaf, "", r"\odot")
        terms.append(rf"U_{{{below}}} ({state})" if isinstance(of.state, Product) else rf"U_{{{below}}} {state}")
    if of.peephole is not None:
        terms.append(rf"p_{{{below}}} \odot {leaf(of.peephole)}")
    biases = [f"b_{{{below}}}", f"b'_{{{below}}}"]
    terms += biases[:1] if cell.bias_rows == 1 else [bias for bias, there in zip(biases, own, strict=True) if there]
    return " + ".join(terms)


def filled_in(of: CellArithmetic, part: str, letters: Mapping[Expression, str], result: str) -> str:
    """The equation of a part: its symbols, then its numbers, worked out from the inside to the `result`.

    letters: what each weighted sum in it is called.
    """
    equation = of.cell.equations[part]

    def leaf(expression: Expression) -> str:
        return letters[expression] if expression in letters else symbol(of, expression)

    symbols = in_symbols(equation, leaf, of.activation, r"\cdot")
    if isinstance(equation, Activated) and isinstance(equation.of, Weighted):
        function = FUNCTIONS[equation.function or of.activation]
        total = f"{function}({number_text(of.value(equation.of))})" if function else letters[equation.of]
        return f"{symbol(of, Now(part))} = {total} = {result}"
    numbers = [_numbers(of, equation, level, of.parts[part]) for level in range(_depth(equation))]
    return equals(symbol(of, Now(part)), [symbols, *numbers, result])


def symbol(of: CellArithmetic, expression: Expression) -> str:
    """A gate or a state with its timestep, such as `f_{8}`."""
    match expression:
        case Now(part):
            return f"{of.cell.parts[part].symbol}_{{{of.timestep + 1}}}"
        case Before(state):
            return f"{of.cell.parts[state].symbol}_{{{of.timestep_before + 1}}}"
    raise KeyError(expression)


def in_symbols(expression: Expression, leaf: Callable[[Expression], str], activation: str, times: str) -> str:
    """An expression in symbols.  leaf: of gates, states and sums.  times: between two factors."""

    def written(inner: Expression) -> str:
        return in_symbols(inner, leaf, activation, times)

    match expression:
        case Activated(of, function):
            return f"{FUNCTIONS[function or activation]}({written(of)})"
        case Rest(of):
            return f"(1 - {written(of)})"
        case Sum(first, second):
            return f"{written(first)} + {written(second)}"
        case Product(first, second):
            factors = (
                f"({text})" if isinstance(factor, Sum | Weighted) and " + " in text else text
                for factor, text in ((factor, written(factor)) for factor in (first, second))
            )
            return f" {times} ".join(factors)
    return leaf(expression)


def _depth(expression: Expression) -> int:
    """How many lines it takes to work an expression out; what a function is of takes one."""
    match expression:
        case Activated(of):
            return 1 + min(_depth(of), 1)
        case Sum(first, second) | Product(first, second):
            return 1 + max(_depth(first), _depth(second))
    return 0


def _numbers(of: CellArithmetic, expression: Expression, level: int, total: float, inner: bool = False) -> str:
    """An expression in numbers, all worked out that is no deeper than `level`.

    total: what it comes to.  inner: it stands behind a sign, so a negative number has brackets.
    """
    if _depth(expression) <= level or isinstance(expression, Rest):
        return bracketed(total) if inner else number_text(total)
    match expression:
        case Activated(argument, function):
            written = _numbers(of, argument, 0 if level == 0 else _depth(argument), of.value(argument))
            return f"{FUNCTIONS[function or of.activation]}({written})"
        case Sum(first, second):
            values = [of.value(first), of.value(second)]
            if max(_depth(first), _depth(second)) <= level:
                values = adding_up(values, total)
            sign = "+"
        case Product(first, second):
            values, sign = [of.value(first), of.value(second)], r"\cdot"
    left, right = _numbers(of, first, level, values[0]), _numbers(of, second, level, values[1], inner=True)
    return f"{left} {sign} {right}"


def bracketed(number: float) -> str:
    """A number behind a sign; in brackets where it is negative."""
    return in_brackets(number_text(number))


def in_brackets(written: str) -> str:
    """What is written of a number, behind a sign."""
    return f"({written})" if written.startswith("-") else written


def equals(left: str, rights: Sequence[str]) -> str:
    """`left` = the first, = the second, … under each other."""
    return rf"\begin{{aligned}} {left} &= " + r" \\ &= ".join(rights) + r" \end{aligned}"

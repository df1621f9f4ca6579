"""A cell's diagram: where each operation stands, lit with the numbers of one timestep, as `diagram` draws it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.scales import most_of, round_symmetric
from playground.analysis.timeline import Row
from playground.cells.base import Cell
from playground.cells.diagram import Diagram, Node
from playground.cells.equations import Activated, Before, Expression, Now, Product, Rest, Sum, Weighted
from playground.figures.equations import FUNCTIONS, bracketed, in_brackets, in_symbols, symbol, weighted
from playground.figures.layered import columns_of, laid_out
from playground.figures.packed import Packed
from playground.languages import _, p_
from playground.narration.cell_diagram import Timestep, does, titled
from playground.reference.arithmetic import CellArithmetic
from playground.wording import adding_up, number_text, written_sum

HEIGHT, ROW, LINE = 46, 66, 20
"""Pixels: of a box, from box to box below each other, around a line that passes."""
NARROW, GAP, LETTER, MARGIN = 72, 38, 7, 26
"""Pixels: of the narrowest box, between columns, of a letter in a box, around all."""
SIGNS = {"product": "⊙", "sum": "+", "rest": "1 −", "next": "→", "up": "↑"}
Point = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in pixels.  boxes: (left, top, width) of each node, HEIGHT high.

    lines: of each edge the points that it goes through, from the right side of a box to the left side of another.
    """

    width: float
    height: float
    boxes: list[tuple[float, float, float]]
    lines: list[list[Point]]


def layout(of: Diagram) -> Layout:
    """States come in at the left and leave at the right, the hidden state also upwards; x_t comes from below."""
    out = [index for index, node in enumerate(of.nodes) if node.operation in ("next", "up")]
    into = [index for index, node in enumerate(of.nodes) if node.operation == "before"]
    at = columns_of(len(of.nodes), of.edges, out)
    columns = laid_out(at, of.edges, {0: [*into, 0], max(at): out}, ROW, LINE)
    lefts, widths, x = [], [], float(MARGIN)
    for number in range(len(columns)):
        widths.append(max(_width(of, node) for node, own in zip(of.nodes, at, strict=True) if own == number))
        lefts.append(x)
        x += widths[-1] + GAP
    middles = [dict(zip(column.items, MARGIN + HEIGHT / 2 + column.y, strict=True)) for column in columns]
    boxes = [(lefts[own], float(middles[own][index]) - HEIGHT / 2, widths[own]) for index, own in enumerate(at)]
    lines: list[list[Point]] = []
    for source, node in of.edges:
        line: list[Point] = [(lefts[at[source]] + widths[at[source]], float(middles[at[source]][source]))]
        for number in range(at[source] + 1, at[node]):
            y = float(middles[number][-1 - source])
            line += [(lefts[number], y), (lefts[number] + widths[number], y)]
        lines.append([*line, (lefts[at[node]], float(middles[at[node]][node]))])
    lowest = max(*(top + HEIGHT for _, top, _ in boxes), *(y for line in lines for _, y in line))
    return Layout(x - GAP + MARGIN, lowest + MARGIN, boxes, _fanned(of, lines))


def _fanned(of: Diagram, lines: list[list[Point]]) -> list[list[Point]]:
    """Lines that end at the same box end under each other, in the order in which they come."""
    for index in range(len(of.nodes)):
        ending = [number for number, (_, node) in enumerate(of.edges) if node == index]
        ending.sort(key=lambda number: lines[number][-2][1])
        for place, number in enumerate(ending):
            x, y = lines[number][-1]
            lines[number][-1] = x, y + (place - (len(ending) - 1) / 2) * 12
    return lines


def message(
    of: Diagram, row: Row, arithmetic: CellArithmetic, values: Sequence[np.ndarray], unit: int, label: str
) -> bytes:
    """All of it for the browser, see `Packed`.

    values: of each node, (timesteps, units), see `computed`.  label: what is read at the timestep of the arithmetic.
    """
    packed, placed, t = Packed(), layout(of), arithmetic.timestep
    steps = range(len(values[0]))
    first, last = arithmetic.timestep_before not in steps, 2 * t - arithmetic.timestep_before not in steps
    at = Timestep(label, values[0].shape[1], first, last)
    numbers = [float(own[t, unit]) if own.shape[1] > unit else 0.0 for own in values]
    nodes = []
    for node, (left, top, width), own, number in zip(of.nodes, placed.boxes, values, numbers, strict=True):
        taken = [numbers[index] for index in node.inputs]
        gate = _is_gate(of.cell, node)
        scale = (0.0, 1.0) if gate else row.scale(node.part) if node.part else round_symmetric(most_of(own))
        made = () if node.operation in ("before", "next", "up") else row.parts
        nodes.append(
            {"operation": node.operation, "left": left, "top": top, "width": width, "height": HEIGHT}
            | {"sign": _sign(of.cell, node, arithmetic.activation), "symbol": _symbol(arithmetic, node)}
            | {"number": None if node.operation == "read" else number_text(number), "gate": gate, "scale": scale}
            | {"at": packed.put(own[t]), "count": own.shape[1], "title": titled(arithmetic, node)}
            | {"does": does(arithmetic, node, taken, number, at)}
            | {"equation": _equation(arithmetic, node, taken, number)}
            | {"about": _(of.cell.parts[node.part].about) if node.part in made else ""}
        )
    header = {
        "cell": _(of.cell.title),
        "width": placed.width,
        "height": placed.height,
        "unit": unit,
        "timestep": t,
        "nodes": nodes,
        "edges": [
            {"from": source, "to": node, "points": points}
            for (source, node), points in zip(of.edges, placed.lines, strict=True)
        ],
    }
    return packed.behind(header)


def _is_gate(cell: Cell, node: Node) -> bool:
    """Whether what it gives lies between 0 and 1 from the start."""
    inner = node.expression.of if isinstance(node.expression, Rest) else None
    return (inner.part if isinstance(inner, Now) else node.part) in cell.gates


def _width(of: Diagram, node: Node) -> float:
    return max(NARROW, len(_sign(of.cell, node, "")) * LETTER + 16)


def _sign(cell: Cell, node: Node, activation: str) -> str:
    """What stands in the box: the operation."""
    match node.expression:
        case Weighted():
            return " + ".join(_terms(cell, node.expression))
        case Activated(_, function):
            name = function or activation or "tanh"
            return {"sigmoid": "σ", "linear": "="}.get(name, name.replace("_", " "))
        case Before():
            return _("before")
        case None:
            return p_("what a cell is given", "input")
    return SIGNS[node.operation]


def _terms(cell: Cell, of: Weighted) -> Iterator[str]:
    if of.of_input:
        yield "W x"
    if of.state is not None:
        state = in_symbols(of.state, lambda inner: _plain(cell, inner), "", "⊙")
        yield f"U ({state})" if isinstance(of.state, Product) else f"U {state}"
    if of.peephole is not None:
        yield f"p ⊙ {_plain(cell, of.peephole)}"
    yield "b"


def _plain(cell: Cell, expression: Expression) -> str:
    """The symbol of a gate or a state without LaTeX: `c̃`."""
    assert isinstance(expression, Now | Before)
    name = expression.part if isinstance(expression, Now) else expression.state
    symbol = cell.parts[name].symbol
    return f"{symbol[7:-1]}\u0303" if symbol.startswith(r"\tilde{") else symbol


def _symbol(of: CellArithmetic, node: Node) -> tuple[str, str]:
    """What the value of a node is called, and the timestep that stands below it; empty where it has no name."""
    if node.operation == "read":
        return "x", str(of.timestep + 1)
    if not node.part:
        return "", ""
    before = node.operation == "before"
    return _plain(of.cell, Now(node.part)), str((of.timestep_before if before else of.timestep) + 1)


def _equation(of: CellArithmetic, node: Node, taken: Sequence[float], number: float) -> str:
    """The equation of one operation in LaTeX: its symbols, its numbers, what it comes to."""
    x, result, expression = f"x_{{{of.timestep + 1}}}", number_text(number), node.expression

    def leaf(inner: Expression) -> str:
        return weighted(of.cell, inner, x, leaf) if isinstance(inner, Weighted) else symbol(of, inner)

    if expression is None:
        return ""
    left = in_symbols(expression, leaf, of.activation, r"\odot")
    if isinstance(expression, Now | Before):
        return f"{left} = {result}"
    if isinstance(expression, Rest):
        left = left[1:-1]
    begins = f"{symbol(of, Now(node.part))} = {left}" if node.part else left
    if isinstance(expression, Sum):
        (first, *others), exact = written_sum(taken, number)
        inside = " + ".join([first, *map(in_brackets, others)])
        return rf"{begins} = {inside} = {exact}" + (rf" \approx {result}" if exact != result else "")
    inside = _numbers(of, node, taken)
    return " = ".join([begins, *([inside] if inside != result else []), result])


def _numbers(of: CellArithmetic, node: Node, taken: Sequence[float]) -> str:
    match node.expression:
        case Weighted() as sum_:
            one = of.sums[sum_.title]
            first, *others = adding_up([*one.shares.values(), one.bias], one.total)
            return " + ".join([number_text(first), *map(bracketed, others)])
        case Activated(_, function):
            return f"{FUNCTIONS[function or of.activation]}({number_text(taken[0])})"
        case Rest():
            return f"1 - {bracketed(taken[0])}"
    return rf"{number_text(taken[0])} \cdot {bracketed(taken[1])}"  # a product

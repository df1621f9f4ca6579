"""Where one number of a layer comes from: every product that is added up for it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.cells.activations import ACTIVATIONS
from playground.cells.base import Cell
from playground.cells.equations import HIDDEN, Before, Expression, Now, Product, Weighted, value
from playground.languages import N_
from playground.layers import Conv1D, MaxPooling1D
from playground.reference.direction import Direction, layer_input, planned_layer
from playground.reference.network import Network
from playground.reference.traces import Trace


@dataclass(frozen=True)
class Source:
    """Where some values of a sum come from: `count` entries of a vector, from entry `first` on.

    symbol: such as `x` or `h`.  words: what that is, to the unit that adds up.
    """

    symbol: str
    words: str
    count: int
    first: int = 0


@dataclass(frozen=True)
class WeightedSum:
    """weights · values + bias, in float64.  weights, values (products,): those of each of the `sources` in turn."""

    weights: np.ndarray
    values: np.ndarray
    bias: float
    sources: tuple[Source, ...]

    @property
    def products(self) -> np.ndarray:
        """(products,)."""
        return np.asarray(self.weights * self.values)

    @property
    def total(self) -> float:
        """All products and the bias."""
        return float(self.products.sum() + self.bias)

    @property
    def shares(self) -> dict[str, float]:
        """What each source gives to the total, by its words."""
        ends = np.cumsum([source.count for source in self.sources])
        parts = np.split(self.products, ends[:-1])
        return {source.words: float(part.sum()) for source, part in zip(self.sources, parts, strict=True)}

    def largest(self, count: int) -> list[int]:
        """The products that are farthest from 0, the farthest first; none that are 0."""
        sizes = np.abs(self.products)
        order = np.argsort(-sizes, kind="stable")[:count]
        return [int(index) for index in order if sizes[index] > 0]

    def named(self, index: int) -> tuple[str, int]:
        """Of which vector a product is, and of which of its entries: such as ("h", 3)."""
        for source in self.sources:
            if index < source.count:
                return source.symbol, source.first + index
            index -= source.count
        raise IndexError(index)


@dataclass(frozen=True)
class CellArithmetic:
    """All that one unit of one direction of a recurrent layer computes at one timestep; views only draw it.

    timestep, timestep_before: index in the trace, of this one and of the one it has read before.
    parts: every gate and state.  before: the states it finds.  sums: every weighted sum before its activation, by the
    names of `Cell.sums`.  clamped: its clamped gates, what if; silenced: whether its hidden state is made 0; reset:
    whether all states are made 0 before.
    """

    cell: Cell
    activation: str
    timestep: int
    timestep_before: int
    parts: dict[str, float]
    before: dict[str, float]
    sums: dict[str, WeightedSum]
    clamped: frozenset[str]
    silenced: bool
    reset: bool

    def value(self, expression: Expression) -> float:
        """What an expression of the cell's equations comes to."""
        return float(value(expression, self._known, ACTIVATIONS, self.activation))

    @cached_property
    def _known(self) -> dict[Expression, float]:
        known: dict[Expression, float] = {Now(part): number for part, number in self.parts.items()}
        known |= {Before(state): number for state, number in self.before.items()}
        return known | {self.cell.sums[title]: of.total for title, of in self.sums.items()}


def cell_arithmetic(read: Direction, timestep: int, unit: int) -> CellArithmetic:
    """The arithmetic of one unit.  Raises `IndexError` for a timestep or a unit that is not there."""
    cell = read.layer.reads_with
    now: dict[Expression, np.ndarray] = {Now(part): values[timestep] for part, values in read.parts.items()}
    now |= {Before(state): read.before(state)[timestep] for state in cell.states}
    return CellArithmetic(
        cell,
        read.layer.activation,
        timestep,
        timestep + (1 if read.backward else -1),
        {part: float(values[timestep, unit]) for part, values in read.parts.items()},
        {state: float(now[Before(state)][unit]) for state in cell.states},
        {title: _weighted(read, of, timestep, unit, now) for title, of in cell.sums.items()},
        frozenset(gate for gate in cell.gates if read.clamped(gate, unit)),
        read.silenced(unit),
        read.reset(timestep),
    )


def _weighted(
    read: Direction, of: Weighted, timestep: int, unit: int, now: dict[Expression, np.ndarray]
) -> WeightedSum:
    cell, weights, units = read.layer.reads_with, read.weights, read.layer.units
    column = cell.blocks.index(of.block) * units + unit
    found: list[tuple[Source, np.ndarray, np.ndarray]] = []
    if of.of_input:
        x_t = read.x[timestep]
        found.append((Source("x", N_("its input"), len(x_t)), weights["kernel"][:, column], x_t))
    if of.state is not None:
        state = value(of.state, now, ACTIVATIONS, read.layer.activation)
        words = N_("its previous state")
        if of.state != HIDDEN:
            words = N_("what is let through of its previous state")
        source = Source(symbol(of.state, cell), words, units)
        found.append((source, weights["recurrent_kernel"][:, column], state))
    if of.peephole is not None:
        peephole = weights["peephole_kernel"][[cell.peepholes.index(of.block) * units + unit]]
        source = Source(symbol(of.peephole, cell), N_("its cell state"), 1, unit)
        found.append((source, peephole, now[of.peephole][[unit]]))
    return _sum(found, float(bias_of(of, np.atleast_2d(weights["bias"])[:, column])))


def bias_of(of: Weighted, rows: np.ndarray) -> np.ndarray:
    """The bias in a weighted sum.  rows (1, …): the one there is; (2, …): the input's and the state's."""
    if len(rows) == 1 or (of.of_input and of.state is not None):
        return np.asarray(rows.sum(axis=0))
    return np.asarray(rows[0] if of.of_input else rows[1])


def symbol(expression: Expression, cell: Cell) -> str:
    """A state, or a gated one, in a few letters: `h`, `c`, `f · h`."""
    match expression:
        case Now(part) | Before(part):
            return cell.parts[part].symbol
        case Product(first, second):
            return f"{symbol(first, cell)} · {symbol(second, cell)}"
    raise KeyError(expression)


def window_sum(network: Network, trace: Trace, name: str, timestep: int, unit: int) -> WeightedSum:
    """The weighted sum of one Conv1D filter, or of one Dense unit, at one timestep, before its activation.

    A Conv1D's products go from the first timestep of its window to the last, each with all features.
    """
    kernel, bias = network.weights[f"{name}/kernel"], network.weights[f"{name}/bias"]
    layer = planned_layer(network, name).layer
    size = layer.kernel_size if isinstance(layer, Conv1D) else 1
    window = layer_input(network, trace, name)[timestep : timestep + size]
    source = Source("x", N_("its input"), window.size)
    return _sum([(source, kernel[..., unit].ravel(), window.ravel())], bias[unit])


def pool(network: Network, trace: Trace, name: str, timestep: int, unit: int) -> tuple[int, np.ndarray]:
    """What a MaxPooling1D layer took the largest of: the first timestep below, and the values from there on."""
    layer = planned_layer(network, name).layer
    assert isinstance(layer, MaxPooling1D)
    size = layer.pool_size
    return timestep * size, layer_input(network, trace, name)[timestep * size : (timestep + 1) * size, unit]


def _sum(found: list[tuple[Source, np.ndarray, np.ndarray]], bias: float) -> WeightedSum:
    sources, weights, values = zip(*found, strict=True)
    return WeightedSum(
        np.concatenate(weights).astype(float), np.concatenate(values).astype(float), float(bias), sources
    )

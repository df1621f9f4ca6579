"""What every cell says of itself.  One more cell is one file with a `Cell`, one line in `CELLS`, and a Keras layer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Protocol

import numpy as np

from playground.cells.equations import Before, Expression, Now, Product, Rest, weighted_sums

Arrays = dict[str, np.ndarray]
States = tuple[np.ndarray, ...]
Shape = tuple[int, ...]
GATES = ("keep", "write", "read")
"""The roles between 0 and 1; the other parts are negative and positive."""
Role = Literal["keep", "write", "read", "candidate", "memory", "hidden"]
"""What a part does: a gate that keeps, writes or reads; what is proposed; a state kept inside; the hidden one."""


class Rows(Protocol):
    """A matrix of which only the product with another is asked for."""

    def __matmul__(self, kernel: np.ndarray) -> np.ndarray: ...


@dataclass(frozen=True)
class Part:
    """A gate or a state.  symbol: in LaTeX.  about: what it says, for a learner."""

    symbol: str
    role: Role
    about: str

    @property
    def is_gate(self) -> bool:
        """Whether it lies between 0 and 1."""
        return self.role in GATES


@dataclass(frozen=True)
class Unrolled:
    """What one direction of a layer computed on its way forward; timesteps first, in reading order, float64.

    parts: every gate and state, (timesteps, batch, units).  before: the states as each timestep found them.
    kept (timesteps, batch, 1): 1, or 0 for padding, which leaves the states as they are.
    """

    parts: Arrays
    before: Arrays
    weights: Arrays
    activation: str
    kept: np.ndarray


@dataclass(frozen=True)
class CellGradients:
    """The derivatives of one number per example by everything in one direction of a recurrent layer.

    states: by each state, through all that comes after; (batch, timesteps, units), in the order of the trace. Each is
    moved by itself: h_t while c_t stays, c_t and with it what is let out of it.
    projected (batch, timesteps, blocks·units): by x_t·kernel + bias.
    first: by the states it started from, (batch, units) each.
    `Cell.backward` returns them with timesteps first, in reading order.
    """

    states: Arrays
    projected: np.ndarray
    first: Arrays


@dataclass(frozen=True)
class Keeping:
    """How a cell keeps a state: of the old `state` so much as `gate` says, or where it is `inverted` 1 - gate."""

    state: str
    gate: str
    inverted: bool

    def share(self, gate: np.ndarray) -> np.ndarray:
        """The share that is kept, from the gate's values."""
        return 1 - gate if self.inverted else gate


@dataclass(frozen=True)
class Cell:
    """A recurrent cell.

    kind: in config.json and links.  name: of its Keras class.  title, about: for a learner.  source: the papers.
    parts: gates and states in the order of computing.  states: those carried to the next timestep, `hidden` first.
    blocks: the columns of the kernels, `units` each, in Keras' order.  peepholes: the same of `peephole_kernel`.
    bias_rows: 2 where input and state have a bias each.
    equations: part → what it is.

    step: (x_t·kernel + bias, states before, weights, activation, clamped) → (new states, every part), (batch, …)
    float32; clamped: gate → (units,) values that replace it, NaN where it is free.
    backward: (unrolled, derivative by each h_t from outside, by the states it ended in) → gradients.
    loop: the loop over one example that is shown as it runs; it yields all its numbers after every timestep.
    """

    kind: str
    name: str
    title: str
    about: str
    source: str
    parts: Mapping[str, Part]
    states: tuple[str, ...]
    blocks: tuple[str, ...]
    equations: Mapping[str, Expression]
    step: Callable[[np.ndarray, States, Arrays, str, Mapping[str, np.ndarray]], tuple[States, Arrays]]
    backward: Callable[[Unrolled, np.ndarray, Arrays], CellGradients]
    loop: Callable[..., Iterator[dict[str, Any]]]
    peepholes: tuple[str, ...] = ()
    bias_rows: int = 1

    @cached_property
    def gates(self) -> tuple[str, ...]:
        """The parts between 0 and 1."""
        return tuple(name for name, part in self.parts.items() if part.is_gate)

    @cached_property
    def keeping(self) -> Keeping | None:
        """By which gate it keeps a state; None where it rewrites all of it."""
        for state in self.states:
            for term in self.equations[state].inside():
                if isinstance(term, Product) and term.second == Before(state):
                    gate, inverted = (term.first.of, True) if isinstance(term.first, Rest) else (term.first, False)
                    if isinstance(gate, Now):
                        return Keeping(state, gate.part, inverted)
        return None

    @cached_property
    def sums(self) -> dict[str, Any]:
        """Title → `Weighted`: all weighted sums in the order of computing."""
        return {one.title: one for one in weighted_sums(self.equations)}

    def weight_shapes(self, features: int, units: int) -> dict[str, Shape]:
        """Weight name → shape, in Keras' order."""
        columns = len(self.blocks) * units
        shapes: dict[str, Shape] = {
            "kernel": (features, columns),
            "recurrent_kernel": (units, columns),
            "bias": (columns,) if self.bias_rows == 1 else (self.bias_rows, columns),
        }
        return shapes | ({"peephole_kernel": (len(self.peepholes) * units,)} if self.peepholes else {})

    def project(self, x: np.ndarray | Rows, weights: Arrays) -> np.ndarray:
        """The part of every timestep that does not depend on the state: x (…, features) → (…, blocks·units)."""
        return np.asarray(x @ weights["kernel"] + np.atleast_2d(weights["bias"])[0])

    def in_loop(self, part: str) -> str:
        """What the loop that is shown calls a part."""
        return "state" if part == "hidden" else f"{part}_gate" if part in self.gates else part


def clamp(values: np.ndarray, clamped: np.ndarray | None) -> np.ndarray:
    """A gate's values (batch, units), replaced where `clamped` (units,) is not NaN."""
    return values if clamped is None else np.where(np.isnan(clamped), values, clamped)

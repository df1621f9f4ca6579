"""What goes on over time in one traced example: each layer, or direction of it, with its parts at every timestep."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np

from playground.analysis.scales import most_of, round_symmetric
from playground.cells import GATES
from playground.cells.base import Cell
from playground.choices import as_given
from playground.errors import RunError
from playground.languages import N_, _
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import Plan, PlannedLayer
from playground.layers.plan import columns as layer_columns
from playground.reference import Trace

START = "⟨start⟩"
NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True)
class Row:
    """A layer, or one direction of it, over time: one box a timestep.

    parts: part → (timesteps, units), the one that colours the boxes first; about: part → what it says.
    start, step: its timestep t stands over the column `start + t * step`; columns are what the network reads.
    lane: how high it stands, 0 lowest.  states: what is carried from box to box.
    up: "each" box goes to the layer above, only the "end", "all" together, or none.
    most: part → the size of a number that its colours must reach to; those of its own where nothing is said.
    cell: what it reads with, where it carries a state.
    """

    layer: str
    direction: str
    title: str
    parts: dict[str, np.ndarray]
    about: dict[str, str]
    lane: int
    start: float = 0.0
    step: float = 1.0
    states: tuple[str, ...] = ()
    up: str = "each"
    most: Mapping[str, float] = field(default_factory=dict)
    cell: Cell | None = None

    @property
    def part(self) -> str:
        """The part that colours the boxes."""
        return next(iter(self.parts))

    @property
    def shape(self) -> tuple[int, int]:
        """(timesteps, units)."""
        return self.parts[self.part].shape

    @property
    def recurrent(self) -> bool:
        """Whether it carries a state."""
        return bool(self.states)

    def column(self, timestep: int) -> float:
        """Where a timestep stands."""
        return self.start + timestep * self.step

    def timestep(self, column: int) -> int:
        """The timestep over, or nearest to, a column."""
        return int(np.clip(round((column - self.start) / self.step), 0, self.shape[0] - 1))

    def is_gate(self, part: str) -> bool:
        """Whether a part is a gate, from 0 to 1."""
        return self.recurrent and part in GATES

    def scale(self, part: str) -> tuple[float, float]:
        """The values its colours end at: 0 and 1 for a gate, else a round number on both sides of 0."""
        if self.is_gate(part):
            return 0.0, 1.0
        return round_symmetric(self.most.get(part) or most_of(self.parts[part]))


def columns(plan: Plan, trace: Trace, symbols: tuple[str, ...]) -> tuple[str, ...]:
    """What is read, in order: the example's timesteps, then what a decoder reads: a start symbol and its own answer."""
    if not plan.reads_previous:
        return trace.labels
    written = (symbols[c] for c in trace.output[:-1].argmax(axis=-1))
    return (*trace.labels, START, *written)


def rows(plan: Plan, trace: Trace, most: Mapping[str, float] = NOTHING) -> list[Row]:
    """Everything that goes on over time, the lowest layer first.  most: see `scales.largest`; nothing: its own."""
    found: list[Row] = []
    lane, at = 0, layer_columns(plan)
    for index, planned in enumerate(plan.layers[:-1]):
        parts, (start, step) = trace.layers.get(planned.name, {}), at[planned.name]
        up = _up(planned, plan.layers[index + 1 :])
        own = {part: most[f"{planned.name}/{part}"] for part in parts if f"{planned.name}/{part}" in most}
        for part_row in _rows_of(planned, parts, own, lane, start, step, len(trace.labels), up):
            found.append(part_row)
            lane = part_row.lane + 1
    return found


def chosen_row(rows: list[Row], layer: str | None = None, direction: str | None = None) -> Row:
    """The row of a layer and a direction of it.  None: the first recurrent layer, else the first behind what is read.

    Raises `RunError` where there is none.
    """
    layers = list(dict.fromkeys(row.layer for row in rows))
    name = layer or next((row.layer for row in rows if row.recurrent), layers[min(1, len(layers) - 1)])
    found = [row for row in rows if row.layer == name and direction in (None, "", row.direction)]
    if not found:
        asked, there = f"{name} {direction or ''}".strip(), [f"{row.layer} {row.direction}".strip() for row in rows]
        layers = reduce(_or, there)
        raise RunError(_("There is no layer {given} here; expected {layers}.", given=as_given(asked), layers=layers))
    return found[0]


def _or(before: str, one: str) -> str:
    return _("{before} or {one}", before=before, one=one)


def _rows_of(
    planned: PlannedLayer,
    parts: dict[str, np.ndarray],
    most: dict[str, float],
    lane: int,
    start: float,
    step: float,
    length: int,
    up: str,
) -> list[Row]:
    layer, title = planned.layer, planned.layer.label()
    if not hasattr(layer, "parts"):
        values = parts.get("output")
        if values is None or values.ndim == 1:
            return []
        about = {"value": N_("What this layer gives for each timestep.")}
        reach = {"value": most["output"]} if most else {}
        return [Row(planned.name, "", title, {"value": values}, about, lane, start, step, up=up, most=reach)]
    recurrent = recurrent_of(layer)
    assert recurrent is not None
    found, cell = [], recurrent.reads_with
    for index, direction in enumerate(layer.directions or ("",)):
        keys = {part: f"{direction}/{part}" if direction else part for part in ("hidden", *layer.parts)}
        own = {part: parts[key] for part, key in keys.items()}
        reach = {part: most[key] for part, key in keys.items() if key in most}
        row = Row(
            planned.name,
            direction,
            title,
            own,
            layer.parts,
            lane + index,
            start,
            step,
            cell.states,
            up,
            reach,
            cell,
        )
        if direction == "encoder":
            row = replace(row, lane=lane, up="")
        elif direction == "decoder":
            row = replace(row, lane=lane, start=float(length), step=1.0)
        found.append(row)
    return found


def _up(planned: PlannedLayer, above: tuple[PlannedLayer, ...]) -> str:
    """How a layer's timesteps go on: each to the next layer, only the last, or all together."""
    if planned.layer.recurrent and not planned.return_sequences:
        return "end"
    following = next(other for other in above if other.layer.kind != "dropout")
    return "all" if len(following.output_shape) == 1 and not following.layer.recurrent else "each"

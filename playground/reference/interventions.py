"""What-if changes of a trained network: clamp a gate, silence a unit, forget everything at a timestep."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from playground.errors import ChangeError
from playground.languages import _
from playground.layers import EncoderDecoder
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import Plan, PlannedLayer


@dataclass(frozen=True)
class ClampGate:
    """A gate that does not look at anything: it stands at `value` (0–1) at every timestep.

    layer: its name in the plan; direction: one of the layer's `directions`, empty where it has none.
    units: those that are clamped; None: all.  Of two clamps of the same unit the later one counts.
    """

    layer: str
    direction: str
    gate: str
    value: float
    units: tuple[int, ...] | None = None


@dataclass(frozen=True)
class SilenceUnit:
    """A unit whose hidden state is 0 at every timestep: neither the next timestep nor the next layer hears it.

    The cell state of an LSTM unit runs on, unheard: it reaches nobody but through the hidden state.  Only an encoder
    hands its cell state over to a decoder: that of a silenced unit is handed over as 0.
    """

    layer: str
    direction: str
    unit: int


@dataclass(frozen=True)
class ResetState:
    """All states are zero before `timestep` is read; a backward direction comes to it from the end.

    timestep: as in the trace of the example, from 0; a decoder's are the symbols it writes, and at its 0 it forgets
    what the encoder handed over.
    """

    layer: str
    direction: str
    timestep: int


Change = ClampGate | SilenceUnit | ResetState


@dataclass(frozen=True)
class Effect:
    """The changes of one direction of a layer, as arrays.

    clamped: gate → (units,) float32, NaN where it is free.  unit_mask: (units,) float32, 0 for a silenced unit, else 1;
    None: none is silenced.  resets (batch or 1, timesteps) bool, true where the states are reset before; None: nowhere.
    """

    clamped: dict[str, np.ndarray]
    unit_mask: np.ndarray | None
    resets: np.ndarray | None


UNCHANGED = Effect({}, None, None)


def counted(mask: np.ndarray) -> np.ndarray:
    """The number of every timestep that is read, from 0; -1 for padding that is skipped.  (batch, timesteps)."""
    return np.where(mask, mask.cumsum(axis=1) - 1, -1)


def numbers_behind(planned: PlannedLayer, numbers: np.ndarray) -> np.ndarray:
    """The numbers of the timesteps that a layer gives, from those of the timesteps it is given."""
    every = getattr(planned.layer, "pool_size", 1)
    return numbers[:, ::every][:, : planned.output_shape[0]] // every


def effects(changes: Sequence[Change], planned: PlannedLayer, numbers: np.ndarray) -> dict[str, Effect]:
    """Direction → what changes there; only the directions where something does.

    numbers (batch, timesteps) int: which timestep of the example's trace each one of this layer is; -1: none.
    """
    found = {}
    units = getattr(planned.layer, "units", 0)
    for direction in planned.layer.directions or ("",):
        own = [change for change in changes if (change.layer, change.direction) == (planned.name, direction)]
        clamped: dict[str, np.ndarray] = {}
        unit_mask = np.ones(units, np.float32)
        for change in own:
            if isinstance(change, ClampGate):
                values = clamped.setdefault(change.gate, np.full(units, np.nan, np.float32))
                values[slice(None) if change.units is None else list(change.units)] = change.value
            elif isinstance(change, SilenceUnit):
                unit_mask[change.unit] = 0
        resets = [change.timestep for change in own if isinstance(change, ResetState)]
        if own:
            those = numbers
            if direction == "decoder" and isinstance(planned.layer, EncoderDecoder):
                those = np.arange(planned.layer.answer_length)[None]
            found[direction] = Effect(
                clamped, None if unit_mask.all() else unit_mask, np.isin(those, resets) if resets else None
            )
    return found


def check(change: Change, plan: Plan, timesteps: int | None = None) -> None:
    """Raise `ChangeError` where a network of this plan has no such layer, gate, unit or timestep.

    timesteps: of the trace of one example; None: as many as the network can read.
    """
    planned = next((planned for planned in plan.layers if planned.name == change.layer), None)
    names = [planned.name for planned in plan.layers if recurrent_of(planned.layer)]
    if planned is None or (recurrent := recurrent_of(planned.layer)) is None:
        said = (
            _("This network has no recurrent layer {layer!r}; expected {names}.")
            if names
            else _("This network has no recurrent layer {layer!r}; it has none.")
        )
        raise ChangeError(said.format(layer=change.layer, names=_either(names)))
    layer, directions = planned.layer, planned.layer.directions or ("",)
    if change.direction not in directions:
        said = (
            _("{layer} has no direction or part {direction!r}; expected {directions}.")
            if layer.directions
            else _("{layer} has no direction or part {direction!r}; it has one direction, given as ''.")
        )
        raise ChangeError(said.format(layer=layer.label(), direction=change.direction, directions=_either(directions)))
    if isinstance(change, ClampGate):
        gates = recurrent.reads_with.gates
        if change.gate not in gates:
            said = (
                _("{layer} has no gate {gate!r}; expected {gates}.")
                if gates
                else _("{layer} has no gate {gate!r}; it has no gates: choose another cell, such as LSTM.")
            )
            raise ChangeError(said.format(layer=layer.label(), gate=change.gate, gates=", ".join(gates)))
        if not 0 <= change.value <= 1:
            raise ChangeError(
                _("A gate cannot be clamped at {value:g}; expected a number from 0 to 1.", value=change.value)
            )
    own = (change.units or ()) if isinstance(change, ClampGate) else ()
    for unit in (change.unit,) if isinstance(change, SilenceUnit) else own:
        if not 0 <= unit < recurrent.units:
            raise ChangeError(
                _(
                    "{layer} has no unit {unit}; expected 0 to {last}.",
                    layer=layer.label(),
                    unit=unit,
                    last=recurrent.units - 1,
                )
            )
    if isinstance(change, ResetState):
        length = num_timesteps(plan, planned, change.direction, timesteps)
        if not 0 <= change.timestep < length:
            raise ChangeError(
                _(
                    "{layer} has no timestep {timestep} to reset its state at; expected 0 to {last}.",
                    layer=layer.label(),
                    timestep=change.timestep,
                    last=length - 1,
                )
            )


def _either(names: Sequence[str]) -> str:
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), names) if names else ""


def num_timesteps(plan: Plan, planned: PlannedLayer, direction: str, timesteps: int | None) -> int:
    """How many timesteps a direction of a layer has where the trace of the example has `timesteps`; None: at most."""
    if direction == "decoder" and isinstance(planned.layer, EncoderDecoder):
        return planned.layer.answer_length
    return timesteps if plan.mask and timesteps is not None else planned.input_shape[0]

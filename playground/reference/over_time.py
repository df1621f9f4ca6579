"""A recurrent layer over time: one step after another, forwards, backwards or both."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from playground.cells.base import Rows
from playground.layers import Recurrent
from playground.reference.interventions import UNCHANGED, Effect

Weights = dict[str, np.ndarray]


def run_layer(
    layer: Recurrent,
    x: np.ndarray | Rows,
    mask: np.ndarray,
    weights: Weights,
    effects: Mapping[str, Effect] = MappingProxyType({}),
    states: tuple[np.ndarray, ...] | None = None,
) -> Weights:
    """Every gate and state of `layer` over a whole sequence.

    x (batch, timesteps, features) float32; mask (batch, timesteps) bool, true for a real token.
    effects: direction → what is changed there.  states: as in `run_direction`, for a layer of one direction.
    Returns part → (batch, timesteps, units); for a bidirectional layer `forward/part` and `backward/part`, where
    index t of a backward part belongs to the token at t (the state after reading from the end down to t).
    """
    if not layer.directions:
        return run_direction(layer, x, mask, weights, states=states, effect=effects.get("", UNCHANGED))
    parts: Weights = {}
    for direction in layer.directions:
        backward, effect = direction == "backward", effects.get(direction, UNCHANGED)
        one = run_direction(layer, x, mask, of(weights, direction), backward, effect=effect)
        parts |= {f"{direction}/{part}": values for part, values in one.items()}
    return parts


def of(arrays: Weights, start: str) -> Weights:
    """The arrays named `start/…`, by what follows."""
    start += "/"
    return {name.removeprefix(start): array for name, array in arrays.items() if name.startswith(start)}


def run_direction(
    layer: Recurrent,
    x: np.ndarray | Rows,
    mask: np.ndarray,
    weights: Weights,
    backward: bool = False,
    states: tuple[np.ndarray, ...] | None = None,
    effect: Effect = UNCHANGED,
) -> Weights:
    """One direction of `layer` over a whole sequence; shapes as in `run_layer`.

    states: to start from, each (batch, units); None: zeros.  effect: what is changed.
    """
    cell = layer.reads_with
    projected = cell.project(x, weights)
    batch, timesteps = projected.shape[:2]  # fewer than read behind Conv1D or pooling, where nothing is masked
    if states is None:
        states = tuple(np.zeros((batch, layer.units), np.float32) for _ in cell.states)
    parts = {part: np.empty((batch, timesteps, layer.units), np.float32) for part in layer.parts}
    whole = mask.all()
    for t in reversed(range(timesteps)) if backward else range(timesteps):
        if effect.resets is not None:
            states = tuple(np.where(effect.resets[:, t, None], np.float32(0), state) for state in states)
        new_states, values = cell.step(projected[:, t], states, weights, layer.activation, effect.clamped)
        if effect.unit_mask is not None:
            new_states = (new_states[0] * effect.unit_mask, *new_states[1:])
            values["hidden"] = new_states[0]
        if not whole:  # padding must not move the state
            keep = mask[:, t, None]
            new_states = tuple(np.where(keep, new, old) for new, old in zip(new_states, states, strict=True))
            values |= dict(zip(cell.states, new_states, strict=True))
        states = new_states
        for part, values_t in values.items():
            parts[part][:, t] = values_t
    return parts


def outputs(layer: Recurrent, parts: Weights, return_sequences: bool) -> np.ndarray:
    """What the next layer is given: (batch, timesteps, width), or (batch, width): the state each direction ends in."""
    if layer.go_backwards and not layer.bidirectional:
        hidden = parts["backward/hidden"]
        return hidden[:, ::-1] if return_sequences else hidden[:, 0]
    if not layer.bidirectional:
        return parts["hidden"] if return_sequences else parts["hidden"][:, -1]
    forward, backward = parts["forward/hidden"], parts["backward/hidden"]
    if return_sequences:
        return np.concatenate([forward, backward], axis=-1)
    return np.concatenate([forward[:, -1], backward[:, 0]], axis=-1)

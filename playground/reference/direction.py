"""One direction of a recurrent layer as it read a traced example: what it was given, and with which weights."""

from dataclasses import dataclass

import numpy as np

from playground.layers import EncoderDecoder, Recurrent
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import PlannedLayer
from playground.reference.forward import Arrays
from playground.reference.given import given
from playground.reference.interventions import UNCHANGED, Effect, effects
from playground.reference.network import Network
from playground.reference.over_time import of
from playground.reference.traces import Trace, Traces


@dataclass(frozen=True)
class Direction:
    """One direction of a recurrent layer reading one example; index t is always the timestep t of the trace.

    direction: `forward`, `backward`, `encoder`, `decoder`, or empty for a layer with a single direction.
    weights: `kernel` (features, blocks·units), `recurrent_kernel` (units, blocks·units), `bias`; float32.
    x (timesteps, features) float32: what it is given.  parts: part → (timesteps, units), every gate and state.
    first: the states it starts from, part → (units,).  effect: what was changed in it, what if.
    """

    layer: Recurrent
    direction: str
    weights: Arrays
    x: np.ndarray
    parts: Arrays
    first: Arrays
    effect: Effect = UNCHANGED

    @property
    def backward(self) -> bool:
        """Whether it reads from the last timestep to the first."""
        return self.direction == "backward"

    def before(self, part: str) -> np.ndarray:
        """A state as each timestep finds it: (timesteps, units)."""
        values, first = self.parts[part], self.first[part][None]
        found = np.concatenate([values[1:], first] if self.backward else [first, values[:-1]])
        if self.effect.resets is not None:
            found[self.effect.resets[0]] = 0
        return found

    def clamped(self, part: str, unit: int) -> bool:
        """Whether a gate of a unit is clamped and looks at nothing."""
        return part in self.effect.clamped and not np.isnan(self.effect.clamped[part][unit])

    def silenced(self, unit: int) -> bool:
        """Whether a unit's hidden state is made 0."""
        return self.effect.unit_mask is not None and not self.effect.unit_mask[unit]

    def reset(self, timestep: int) -> bool:
        """Whether all states are made 0 before a timestep."""
        return self.effect.resets is not None and bool(self.effect.resets[0, timestep])


def planned_layer(network: Network, name: str) -> PlannedLayer:
    """The layer called `name`."""
    return next(planned for planned in network.plan.layers if planned.name == name)


def layer_input(network: Network, trace: Trace, name: str) -> np.ndarray:
    """What the layer called `name` was given: (timesteps, features), or (features,) behind the end of the sequence."""
    layer_inputs: np.ndarray = np.asarray(given(network, Traces.of(trace), planned_layer(network, name))[-1])[0]
    return layer_inputs


def previous_symbols(network: Network, trace: Trace) -> np.ndarray:
    """The symbol a writing network read at each step: a start symbol, then what it had written; (answer length,)."""
    _, symbols = network.plan.output_shape
    return np.concatenate([[symbols], trace.output[:-1].argmax(axis=-1)])


def read_direction(network: Network, trace: Trace, name: str, direction: str = "") -> Direction:
    """One direction of the recurrent layer called `name`.

    direction: one of the layer's `directions`; empty where it has none.  network: with the changes the example was
    traced with.
    """
    planned = planned_layer(network, name)
    layer = planned.layer
    weights, parts = of(network.weights, name), trace.layers[name]
    if direction:
        weights, parts = of(weights, direction), of(parts, direction)
    recurrent = recurrent_of(layer)
    assert recurrent is not None
    states = recurrent.reads_with.states
    changed = effects(network.changes, planned, np.arange(len(parts["hidden"]))[None])
    first: Arrays = {part: np.zeros(recurrent.units, np.float32) for part in states}
    if isinstance(layer, EncoderDecoder) and direction == "decoder":
        x = np.eye(layer.symbols + 1, dtype=np.float32)[previous_symbols(network, trace)]
        handed_over = {part: trace.layers[name][f"encoder/{part}"][-1] for part in states}
        unit_mask = changed.get("encoder", UNCHANGED).unit_mask
        if unit_mask is not None:
            handed_over = {part: state * unit_mask for part, state in handed_over.items()}
        if layer.handover == "every step":
            x = np.concatenate([x, np.repeat(handed_over["hidden"][None], len(x), axis=0)], axis=-1)
        else:
            first = handed_over
    else:
        x = layer_input(network, trace, name)
    effect = changed.get(direction, UNCHANGED)
    return Direction(recurrent, direction, weights, x, parts, first, effect)

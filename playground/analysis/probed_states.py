"""The states of a network's recurrent layers at chosen timesteps of many examples."""

from dataclasses import dataclass
from math import prod

import numpy as np

from playground.encodings.base import EncodedExamples
from playground.layers import Conv1D, EncoderDecoder, MaxPooling1D, Recurrent
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import Plan, PlannedLayer
from playground.reference import Network

NUMBERS_AT_ONCE = 16_000_000
"""Gates, states and outputs held at once: 64 MB."""


@dataclass(frozen=True)
class State:
    """One state of a recurrent layer, or of one direction of it; of an encoder–decoder, of what reads.

    layer, direction, part: where it stands in a trace; direction "" where there is one direction.
    reach: timesteps of the example that its first timestep has read.  stride: those between two of its own.
    length: timesteps of its own.
    """

    layer: str
    direction: str
    part: str
    reach: int
    stride: int
    length: int

    @property
    def key(self) -> str:
        """Its name among the parts of its layer."""
        return f"{self.direction}/{self.part}" if self.direction else self.part

    def own(self, timesteps: np.ndarray) -> np.ndarray:
        """Its newest timestep when the example has been read up to these: ints, -1 where it has none yet.

        Behind Conv1D and pooling a timestep of its own has read several.
        """
        backward = self.direction == "backward"
        found = -(-timesteps // self.stride) if backward else (timesteps - self.reach + 1) // self.stride
        return np.where(found < self.length, np.maximum(found, -1), -1)


def states_of(plan: Plan) -> list[State]:
    """All states, the lowest layer first, h before c."""
    found, reach, stride = [], 1, 1
    for planned in plan.layers:
        layer = planned.layer
        if isinstance(layer, Conv1D):
            reach += (layer.kernel_size - 1) * stride
        elif isinstance(layer, MaxPooling1D):
            reach, stride = reach + (layer.pool_size - 1) * stride, stride * layer.pool_size
        elif isinstance(layer, Recurrent):
            length = planned.input_shape[0]
            found += [
                State(planned.name, direction, state, reach, stride, length)
                for direction in layer.directions or ("",)
                for state in layer.reads_with.states
            ]
        elif isinstance(layer, EncoderDecoder):
            states = layer.inner.reads_with.states
            found += [State(planned.name, "encoder", state, reach, stride, planned.input_shape[0]) for state in states]
    return found


def batches_of(plan: Plan, num_examples: int) -> list[np.ndarray]:
    """The numbers of the examples that are read at once, batch by batch: as many as memory allows."""
    at_once = max(1, NUMBERS_AT_ONCE // sum(_numbers(planned) for planned in _layers(plan)))
    return [np.arange(start, min(start + at_once, num_examples)) for start in range(0, num_examples, at_once)]


def read_states(
    net: Network, encoded: EncodedExamples, timesteps: int, batch: np.ndarray, wanted: dict[State, np.ndarray]
) -> dict[State, np.ndarray]:
    """State → (batch, steps, units) float32, what it is at those timesteps of its own that are `wanted`.

    timesteps: what examples are padded to.  batch: numbers of examples.  wanted: state → (examples, steps) int.
    """
    inputs = encoded.inputs(batch, timesteps, net.encoding.encoding.padding)
    previous = None
    if net.plan.reads_previous:  # what is written changes nothing about what was read
        length, symbols = net.plan.output_shape
        previous = np.full((len(batch), length), symbols)
    with np.errstate(over="ignore", invalid="ignore"):  # said by whoever probes such states
        traced, _ = net.forward(inputs, net.mask(inputs), _layers(net.plan), previous)
    rows = np.arange(len(batch))[:, None]
    return {state: traced[state.layer][state.key][rows, own[batch]] for state, own in wanted.items()}


def _layers(plan: Plan) -> tuple[PlannedLayer, ...]:
    """All up to the last that has a state."""
    last = max(index for index, planned in enumerate(plan.layers) if recurrent_of(planned.layer))
    return plan.layers[: last + 1]


def _numbers(planned: PlannedLayer) -> int:
    """How many numbers a layer gives for an example, gates and states included."""
    layer, recurrent = planned.layer, recurrent_of(planned.layer)
    if recurrent is None:
        return prod(planned.output_shape)
    return planned.input_shape[0] * recurrent.units * (len(recurrent.parts) + 1) * max(1, len(layer.directions))

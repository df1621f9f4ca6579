"""Back-propagation through time: how what a network says, or its loss, depends on every state on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.cells.activations import ACTIVATIONS, through_activation
from playground.cells.base import Arrays
from playground.layers import Dense
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import PlannedLayer
from playground.reference.backward_cells import through_time
from playground.reference.backward_layers import BACKWARD
from playground.reference.forward import Values
from playground.reference.given import given
from playground.reference.loss import loss
from playground.reference.network import Network
from playground.reference.over_time import of
from playground.reference.traces import Trace, Traces

States = dict[str, dict[str, Arrays]]
"""Recurrent layer → direction (`forward`, `backward`, `encoder`, `decoder`; empty where it has none) → each of
its states: the derivative by h_t, and by c_t with what is let out of it, through all that comes after."""


@dataclass(frozen=True)
class Gradients:
    """One number of one example and its derivatives: through all later timesteps and all layers above.  float64.

    states: (timesteps, units) each, index t as in the trace.
    inputs: by what the first numbers are: embeddings or one-hot rows (timesteps, columns), one multi-hot row
    (columns,), or the numbers that are read (timesteps, features).
    """

    value: float
    states: States
    inputs: np.ndarray


def gradients(network: Network, trace: Trace, target: Any) -> Gradients:
    """The loss that `trace` would be trained with, and its gradients.

    target: class 0 or 1; the number of a class; a number, standardised; or for an answer at every timestep or step of
    a written sequence the class of each, (timesteps or answer length,) int, -1 where none is asked for.  What the
    network wrote itself counts as given.  Raises `ConfigError` for a target that does not fit.
    """
    return _of_one(network, trace, lambda sums: loss(network.plan.task, sums, target))


def output_gradients(network: Network, trace: Trace, index: int | tuple[int, ...]) -> Gradients:
    """The gradients of one output instead of the loss.

    index: where in `trace.output`: 0 for the probability of class 1 of two or for a number, a class, or a
    timestep and a class.  Of a probability, not of the sum behind it: with two classes that only changes its size.
    """
    last = network.plan.layers[-1].layer
    assert isinstance(last, Dense)
    activation = last.activation

    def output(sums: np.ndarray) -> tuple[float, np.ndarray]:
        prediction = ACTIVATIONS[activation](sums)
        return float(prediction[index]), through_activation(activation, prediction, _only(index, sums))

    return _of_one(network, trace, output)


def sum_gradients(network: Network, trace: Trace, index: int | tuple[int, ...]) -> Gradients:
    """The gradients of the weighted sum behind one output, before its sigmoid or softmax.  index: as there."""
    return _of_one(network, trace, lambda sums: (float(sums[index]), _only(index, sums)))


def state_gradients(network: Network, traces: Traces, d_sums: Callable[[np.ndarray], np.ndarray]) -> States:
    """Of many examples at once, of one number each: (batch, timesteps, units) float64, padding included.

    d_sums: the weighted sums behind the outputs (batch, …, outputs) → the derivatives of those numbers by them.
    """
    found, layers = given(network, traces), network.plan.layers
    lowest = next(number for number, planned in enumerate(layers) if hasattr(planned.layer, "parts"))
    d = d_sums(_output_sums(network, found[-1]))
    return _through_layers(network, traces, found[lowest:], d, layers[lowest:])[0]


def from_the_end(
    planned: PlannedLayer, traces: Traces, weights: Arrays, direction: str, hidden: np.ndarray, last: np.ndarray
) -> Arrays:
    """The part of a recurrent layer's gradients that comes from the timestep it reads last, by time alone.

    weights: the network's.  hidden (batch, timesteps, units): the derivative by h_t of one of its directions.  last
    (batch,) int: that timestep.  Returns state → (batch, timesteps, units); where nothing but the last state goes on
    to other layers, the same as the whole.
    """
    start, examples = f"{planned.name}/{direction}".rstrip("/"), np.arange(len(hidden))
    d_hidden = np.zeros_like(hidden)
    d_hidden[examples, last] = hidden[examples, last]
    parts = of(traces.layers[planned.name], direction) if direction else traces.layers[planned.name]
    layer, mask = recurrent_of(planned.layer), traces.mask[:, : hidden.shape[1]]
    assert layer is not None
    if direction == "decoder":
        mask = np.ones(hidden.shape[:2], bool)
    return through_time(layer, parts, of(weights, start), d_hidden, mask, direction == "backward").states


def gradient_times_input(network: Network, trace: Trace, index: int | tuple[int, ...] = 0) -> np.ndarray:
    """How much each timestep's input moves one output, were it a straight line: (timesteps,) float64.

    The sum over the input's columns of derivative times value; positive speaks for a larger output.
    index: see `output_gradients`.  A word that occurs several times in a multi-hot row shares its column's value.
    """
    first = network.plan.layers[0]
    derivative = output_gradients(network, trace, index).inputs
    ids = trace.inputs
    if first.layer.kind == "multi_hot":
        return np.asarray(np.where(ids > 0, derivative[ids - 1], 0.0) / np.bincount(ids)[ids])
    if first.layer.kind == "one_hot":
        return np.where(ids > 0, derivative[np.arange(len(ids)), ids - 1], 0.0)
    rows = trace.layers[first.name]["output"] if first.layer.kind == "embedding" else ids
    return np.asarray((derivative * rows).sum(axis=-1))


def _of_one(network: Network, trace: Trace, number: Callable[[np.ndarray], tuple[float, np.ndarray]]) -> Gradients:
    """number: the weighted sums behind the outputs (…, outputs) → a number and its derivative by them."""
    traces = Traces.of(trace)
    found = given(network, traces)
    value, d_sums = number(_output_sums(network, found[-1])[0])
    states, d_inputs = _through_layers(network, traces, found, d_sums[None], network.plan.layers)
    one = {
        name: {
            direction: {state: array[0] for state, array in found.items()} for direction, found in directions.items()
        }
        for name, directions in states.items()
    }
    return Gradients(value, one, d_inputs()[0])


def _only(index: int | tuple[int, ...], sums: np.ndarray) -> np.ndarray:
    """1 at `index`, elsewhere 0."""
    d_sums = np.zeros_like(sums)
    d_sums[index] = 1
    return d_sums


def _output_sums(network: Network, x: Values) -> np.ndarray:
    """The weighted sums behind the output, (batch, …, outputs) float64."""
    weights = of(network.weights, network.plan.layers[-1].name)
    return (x @ weights["kernel"] + weights["bias"]).astype(np.float64)


def _through_layers(
    network: Network, traces: Traces, read: Sequence[Values], d_sums: np.ndarray, layers: Sequence[PlannedLayer]
) -> tuple[States, Callable[[], np.ndarray]]:
    """From the output layer's sums down to what the first of `layers` was given."""
    kernel = network.weights[f"{layers[-1].name}/kernel"].astype(np.float64).T
    states: States = {}

    def d() -> np.ndarray:
        return np.asarray(d_sums @ kernel)

    for planned, x in zip(reversed(layers[:-1]), reversed(read[:-1]), strict=True):
        parts, weights = traces.layers.get(planned.name, {}), of(network.weights, planned.name)
        directions, d = BACKWARD[planned.layer.kind](planned, x, traces.mask, parts, weights, d())
        if directions:
            states[planned.name] = {direction: found.states for direction, found in directions.items()}
    return states, d

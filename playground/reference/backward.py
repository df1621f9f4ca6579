"""Back-propagation through time: how the loss of one traced example depends on every state on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.layers.plan import PlannedLayer
from playground.reference.activations import ACTIVATIONS
from playground.reference.backward_cells import Arrays, CellGradients, through_activation, through_time
from playground.reference.direction import previous_symbols
from playground.reference.forward import FORWARD, Values
from playground.reference.loss import loss
from playground.reference.network import Network, Trace
from playground.reference.over_time import of, outputs


@dataclass(frozen=True)
class Gradients:
    """The loss of one example, and its derivatives: through all later timesteps and all layers above.  float64.

    hidden: recurrent layer → way (`forward`, `backward`, `encoder`, `decoder`; empty where it has none) → ∂loss/∂h_t,
    (timesteps, units), index t as in the trace.
    inputs: by what the first numbers are: embeddings or one-hot rows (timesteps, columns), one multi-hot row
    (columns,), or the numbers that are read (timesteps, features).
    """

    loss: float
    hidden: dict[str, dict[str, np.ndarray]]
    inputs: np.ndarray


def gradients(network: Network, trace: Trace, target: Any) -> Gradients:
    """The loss that `trace` would be trained with, and its gradients.

    target: class 0 or 1; the number of a class; a number, standardised; or for an answer at every timestep or step of
    a written sequence the class of each, (timesteps or answer length,) int, -1 where none is asked for.  What the
    network wrote itself counts as given.  Raises `ConfigError` for a target that does not fit.
    """
    given = _given(network, trace)
    value, d_sums = loss(network.plan.task, _output_sums(network, given[-1]), target)
    return _through_layers(network, trace, given, value, d_sums)


def output_gradients(network: Network, trace: Trace, place: int | tuple[int, ...]) -> Gradients:
    """The gradients of one output instead of the loss; `loss` is that output.

    place: its index in `trace.output`: 0 for the probability of class 1 of two or for a number, a class, or a
    timestep and a class.  Of a probability, not of the sum behind it: with two classes that only changes its size.
    """
    given = _given(network, trace)
    activation = network.plan.layers[-1].layer.activation
    output = ACTIVATIONS[activation](_output_sums(network, given[-1]))
    d_output = np.zeros_like(output)
    d_output[place] = 1
    d_sums = through_activation(activation, output, d_output)
    return _through_layers(network, trace, given, float(output[place]), d_sums)


def from_the_end(planned: PlannedLayer, trace: Trace, weights: Arrays, way: str, hidden: np.ndarray) -> np.ndarray:
    """The part of a recurrent layer's gradients that comes from the timestep it reads last, by time alone.

    weights: the network's.  hidden (timesteps, units): ∂loss/∂h_t of one of its ways, as in `Gradients`; where nothing
    but the last state goes on to other layers, these are the same.
    """
    start, backward = f"{planned.name}/{way}".rstrip("/"), way == "backward"
    end = 0 if backward else -1
    d_hidden = np.zeros_like(hidden)
    d_hidden[end] = hidden[end]
    parts = of(trace.layers[planned.name], way) if way else trace.layers[planned.name]
    return through_time(
        getattr(planned.layer, "inner", planned.layer), parts, of(weights, start), d_hidden, backward
    ).hidden


def gradient_times_input(network: Network, trace: Trace, place: int | tuple[int, ...] = 0) -> np.ndarray:
    """How much each timestep's input moves one output, were it a straight line: (timesteps,) float64.

    The sum over the input's columns of derivative times value; positive speaks for a larger output.
    place: see `output_gradients`.  A word that occurs several times in a multi-hot row shares its column's value.
    """
    first = network.plan.layers[0]
    derivative = output_gradients(network, trace, place).inputs
    ids = trace.inputs
    if first.layer.kind == "multi_hot":
        return np.where(ids > 0, derivative[ids - 1], 0.0) / np.bincount(ids)[ids]
    if first.layer.kind == "one_hot":
        return np.where(ids > 0, derivative[np.arange(len(ids)), ids - 1], 0.0)
    rows = trace.layers[first.name]["output"] if first.layer.kind == "embedding" else ids
    return (derivative * rows).sum(axis=-1)


def _given(network: Network, trace: Trace) -> list[Values]:
    """What each layer was given, with a batch of one in front, as the trace holds it."""
    mask, values, given = np.ones((1, len(trace.inputs)), bool), trace.inputs[None], []
    for planned in network.plan.layers:
        given.append(values)
        parts = {part: array[None] for part, array in trace.layers.get(planned.name, {}).items()}
        if planned.layer.recurrent:
            values = outputs(planned.layer, parts, planned.return_sequences)
        elif parts:
            values = parts["decoder/hidden" if planned.layer.reads_previous else "output"]
        else:
            values = FORWARD[planned.layer.kind](planned, values, mask, {})[1]
    return given


def _output_sums(network: Network, x: Values) -> np.ndarray:
    """The weighted sums behind the output, (…, outputs) float64."""
    weights = of(network.weights, network.plan.layers[-1].name)
    return (x @ weights["kernel"] + weights["bias"])[0].astype(np.float64)


def _through_layers(network: Network, trace: Trace, given: list[Values], value: float, d_sums: np.ndarray) -> Gradients:
    """From the output layer's sums down to the first numbers."""
    *layers, output = network.plan.layers
    d = d_sums @ network.weights[f"{output.name}/kernel"].astype(np.float64).T
    hidden = {}
    for planned, x in zip(reversed(layers), reversed(given[:-1]), strict=True):
        parts, weights = trace.layers.get(planned.name, {}), of(network.weights, planned.name)
        if planned.layer.reads_previous:
            x = (x, previous_symbols(network, trace))
        ways, d = BACKWARD[planned.layer.kind](planned, x, parts, weights, d)
        if ways:
            hidden[planned.name] = {way: found.hidden for way, found in ways.items()}
    return Gradients(value, hidden, d)


Back = tuple[dict[str, CellGradients], np.ndarray]
"""Way → gradients inside the layer, and the gradient of what the layer was given."""


def _unchanged(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """Token ids have no gradient, so that of the rows made of them stays; Dropout changes nothing after training."""
    return {}, d


def _recurrent(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    layer, units = planned.layer, planned.layer.units
    ways, d_x = {}, 0.0
    for place, way in enumerate(layer.ways or ("",)):
        own_parts, own_weights = (of(parts, way), of(weights, way)) if way else (parts, weights)
        own = d[..., place * units : (place + 1) * units]
        d_hidden = own if planned.return_sequences else np.zeros(own_parts["hidden"].shape)
        if not planned.return_sequences:
            d_hidden[0 if way == "backward" else -1] = own
        ways[way] = through_time(layer, own_parts, own_weights, d_hidden, way == "backward")
        d_x = d_x + ways[way].projected @ own_weights["kernel"].T.astype(np.float64)
    return ways, d_x


def _encoder_decoder(
    planned: PlannedLayer, x: tuple[Values, np.ndarray], parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """The decoder, then the encoder from what was handed over; the symbols that were written are given."""
    layer, encoder, decoder = planned.layer, of(parts, "encoder"), of(parts, "decoder")
    own = of(weights, "decoder")
    if layer.handover == "every step":
        written = through_time(layer.inner, decoder, own, d)
        d_context = written.projected @ own["kernel"][layer.symbols + 1 :].T.astype(np.float64)
        handed_over = {"hidden": d_context.sum(axis=0)}
    else:
        first = {state: encoder[state][-1] for state in ("hidden", "cell") if state in encoder}
        written = through_time(layer.inner, decoder, own, d, first=first)
        handed_over = written.first
    nothing = np.zeros(encoder["hidden"].shape)
    read = through_time(layer.inner, encoder, of(weights, "encoder"), nothing, d_last=handed_over)
    d_x = read.projected @ weights["encoder/kernel"].T.astype(np.float64)
    return {"encoder": read, "decoder": written}, d_x


def _dense(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    d_sums = through_activation(planned.layer.activation, parts["output"].astype(np.float64), d)
    return {}, d_sums @ weights["kernel"].T.astype(np.float64)


def _conv1d(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    d_sums = through_activation(planned.layer.activation, parts["output"].astype(np.float64), d)
    d_x = np.zeros(planned.input_shape)
    for k, kernel_k in enumerate(weights["kernel"].astype(np.float64)):
        d_x[k : k + len(d_sums)] += d_sums @ kernel_k.T
    return {}, d_x


def _max_pooling1d(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """To the first of the largest, as in TensorFlow."""
    pools = np.asarray(x)[0, : len(d) * planned.layer.pool_size].reshape(len(d), planned.layer.pool_size, -1)
    d_pools = np.zeros(pools.shape)
    np.put_along_axis(d_pools, pools.argmax(axis=1)[:, None], d[:, None], axis=1)
    d_x = np.zeros(planned.input_shape)
    d_x[: len(d) * planned.layer.pool_size] = d_pools.reshape(-1, pools.shape[-1])
    return {}, d_x


def _global_max_pooling1d(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """In equal parts to all that are the largest, as in TensorFlow."""
    largest = np.asarray(x)[0] == parts["output"]
    return {}, largest * (d / largest.sum(axis=0))


def _global_average_pooling1d(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    timesteps = np.asarray(x).shape[1]
    return {}, np.repeat(d[None] / timesteps, timesteps, axis=0)


def _flatten(planned: PlannedLayer, x: Values, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    return {}, d.reshape(planned.input_shape)


BACKWARD: dict[str, Callable[[PlannedLayer, Any, Arrays, Arrays, np.ndarray], Back]] = {
    "embedding": _unchanged,
    "one_hot": _unchanged,
    "multi_hot": _unchanged,
    "simple_rnn": _recurrent,
    "lstm": _recurrent,
    "gru": _recurrent,
    "dense": _dense,
    "dropout": _unchanged,
    "conv1d": _conv1d,
    "max_pooling1d": _max_pooling1d,
    "global_max_pooling1d": _global_max_pooling1d,
    "global_average_pooling1d": _global_average_pooling1d,
    "flatten": _flatten,
    "encoder_decoder": _encoder_decoder,
}
"""Layer kind → the way back: (planned, what it was given, traced parts, weights, gradient of its output) → `Back`."""

"""The way back through each kind of layer: from the derivative by what it gives to that by what it was given.

Everything has the batch in front; a derivative has the shape of what it is taken by.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.cells import READ
from playground.cells.activations import through_activation
from playground.cells.base import Arrays, CellGradients
from playground.layers import Conv1D, Dense, EncoderDecoder, MaxPooling1D, Recurrent
from playground.layers.plan import PlannedLayer
from playground.reference import layer_normalization
from playground.reference.backward_cells import through_time
from playground.reference.forward import Values
from playground.reference.over_time import of

Back = tuple[dict[str, CellGradients], Callable[[], np.ndarray]]
"""Way → gradients inside the layer; and a function that gives the gradient of what the layer was given.

A function, because of one-hot rows that is as wide as the vocabulary, and for the states alone it is not needed.
"""


def unchanged(
    planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """Token ids have no gradient, so that of the rows made of them stays; Dropout changes nothing after training."""
    return {}, lambda: d


def recurrent(
    planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """Each direction from the states that go on to the layers above, all of them or the last."""
    layer = planned.layer
    assert isinstance(layer, Recurrent)
    units, directions, kernels = layer.units, {}, {}
    for index, direction in enumerate(layer.directions or ("",)):
        own_parts, own_weights = (of(parts, direction), of(weights, direction)) if direction else (parts, weights)
        own = d[..., index * units : (index + 1) * units]
        if layer.go_backwards and not layer.bidirectional and planned.return_sequences:
            own = own[:, ::-1]
        d_hidden = own if planned.return_sequences else np.zeros(own_parts["hidden"].shape)
        if not planned.return_sequences:
            d_hidden[:, 0 if direction == "backward" else -1] = own
        read = mask[:, : d_hidden.shape[1]]  # fewer behind Conv1D or pooling, where nothing is masked
        directions[direction] = through_time(layer, own_parts, own_weights, d_hidden, read, direction == "backward")
        kernels[direction] = own_weights["kernel"].T.astype(np.float64)
    return directions, lambda: np.asarray(sum(found.projected @ kernels[one] for one, found in directions.items()))


def encoder_decoder(
    planned: PlannedLayer,
    x: tuple[Values, np.ndarray],
    mask: np.ndarray,
    parts: Arrays,
    weights: Arrays,
    d: np.ndarray,
) -> Back:
    """The decoder, then the encoder from what was handed over; the symbols that were written are given."""
    layer, encoder, decoder = planned.layer, of(parts, "encoder"), of(parts, "decoder")
    assert isinstance(layer, EncoderDecoder)
    own, everywhere = of(weights, "decoder"), np.ones(d.shape[:2], bool)
    if layer.handover == "every step":
        written = through_time(layer.inner, decoder, own, d, everywhere)
        d_context = written.projected @ own["kernel"][layer.symbols + 1 :].T.astype(np.float64)
        handed_over = {"hidden": d_context.sum(axis=1)}
    else:
        first = {state: encoder[state][:, -1] for state in layer.inner.reads_with.states}
        written = through_time(layer.inner, decoder, own, d, everywhere, first=first)
        handed_over = written.first
    nothing = np.zeros(encoder["hidden"].shape)
    read = through_time(layer.inner, encoder, of(weights, "encoder"), nothing, mask, d_last=handed_over)
    kernel = weights["encoder/kernel"].T.astype(np.float64)
    return {"encoder": read, "decoder": written}, lambda: read.projected @ kernel


def dense(planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """Through the activation and the kernel."""
    assert isinstance(planned.layer, Dense)
    d_sums = through_activation(planned.layer.activation, parts["output"].astype(np.float64), d)
    return {}, lambda: d_sums @ weights["kernel"].T.astype(np.float64)


def conv1d(planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """To every timestep of every window."""
    assert isinstance(planned.layer, Conv1D)
    d_sums = through_activation(planned.layer.activation, parts["output"].astype(np.float64), d)
    d_x = np.zeros((len(d), *planned.input_shape))
    for k, kernel_k in enumerate(weights["kernel"].astype(np.float64)):
        d_x[:, k : k + d_sums.shape[1]] += d_sums @ kernel_k.T
    return {}, lambda: d_x


def max_pooling1d(
    planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """To the first of the largest, as in TensorFlow."""
    assert isinstance(planned.layer, MaxPooling1D)
    batch, timesteps, features = d.shape
    size = planned.layer.pool_size
    pooled = timesteps * size
    pools = np.asarray(x)[:, :pooled].reshape(batch, timesteps, size, features)
    d_pools = np.zeros(pools.shape)
    np.put_along_axis(d_pools, pools.argmax(axis=2)[:, :, None], d[:, :, None], axis=2)
    d_x = np.zeros((batch, *planned.input_shape))
    d_x[:, :pooled] = d_pools.reshape(batch, pooled, features)
    return {}, lambda: d_x


def global_max_pooling1d(
    planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """In equal parts to all that are the largest, as in TensorFlow."""
    largest = np.asarray(x) == parts["output"][:, None]
    return {}, lambda: largest * (d / largest.sum(axis=1))[:, None]


def global_average_pooling1d(
    planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> Back:
    """In equal parts to all."""
    timesteps = np.asarray(x).shape[1]
    return {}, lambda: np.repeat(d[:, None] / timesteps, timesteps, axis=1)


def flatten(planned: PlannedLayer, x: Values, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray) -> Back:
    """The timesteps apart again."""
    return {}, lambda: d.reshape(len(d), *planned.input_shape)


BACKWARD: dict[str, Callable[[PlannedLayer, Any, np.ndarray, Arrays, Arrays, np.ndarray], Back]] = {
    "embedding": unchanged,
    "one_hot": unchanged,
    "multi_hot": unchanged,
    **dict.fromkeys(READ, recurrent),
    "dense": dense,
    "dropout": unchanged,
    "masking": unchanged,
    "layer_normalization": layer_normalization.backward,
    "conv1d": conv1d,
    "max_pooling1d": max_pooling1d,
    "global_max_pooling1d": global_max_pooling1d,
    "global_average_pooling1d": global_average_pooling1d,
    "flatten": flatten,
    "encoder_decoder": encoder_decoder,
}
"""Layer kind → the way back: (planned, what it was given, mask, traced parts, weights, derivative by its output)."""

"""What each kind of layer does to its input, with everything that happens on the way."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from playground.cells import READ
from playground.cells.activations import ACTIVATIONS
from playground.layers import Conv1D, Dense, EncoderDecoder, MaxPooling1D, OneHot, Recurrent
from playground.layers.plan import PlannedLayer
from playground.reference import layer_normalization
from playground.reference.interventions import UNCHANGED, Effect
from playground.reference.over_time import of, outputs, run_direction, run_layer

Arrays = dict[str, np.ndarray]
NO_EFFECTS: Mapping[str, Effect] = MappingProxyType({})


class OneHotRows:
    """A one-hot matrix that is not made unless asked for: its product with a kernel is a row of that kernel.

    ids (…,) int: id i stands for column i - 1, id 0, padding, for none; columns: how wide the matrix would be.
    """

    def __init__(self, ids: np.ndarray, columns: int) -> None:
        self.ids, self.columns = ids, columns

    def __matmul__(self, kernel: np.ndarray) -> np.ndarray:
        """(…,) · (columns, units) → (…, units); padding gives zeros."""
        return np.asarray(kernel[self.ids - 1] * (self.ids != 0)[..., None])

    def __getitem__(self, indices: Any) -> "OneHotRows":
        """Some examples and some timesteps of it."""
        return OneHotRows(self.ids[indices], self.columns)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> np.ndarray:
        """The matrix itself, (…, columns) float32."""
        return self @ np.eye(self.columns, dtype=np.float32)


class MultiHotRows:
    """A multi-hot matrix that is never made: its product with a kernel adds up the rows of the words that occur.

    ids (examples, timesteps) int: id i stands for column i - 1; id 0, padding, counts for nothing.
    """

    def __init__(self, ids: np.ndarray) -> None:
        self.ids = ids

    def __matmul__(self, kernel: np.ndarray) -> np.ndarray:
        """(examples, columns) · (columns, units) → (examples, units)."""
        return np.stack([kernel[np.setdiff1d(ids, 0) - 1].sum(axis=0) for ids in self.ids])


Values = np.ndarray | OneHotRows | MultiHotRows
"""What flows from layer to layer: (batch, timesteps, features) or (batch, features) float32; token ids at the start.

For a layer that reads what was written before, a pair: that, and the symbols before (batch, answer length) int.
"""


def embedding(planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Token ids (batch, timesteps) → rows of the table (batch, timesteps, dimensions)."""
    rows = weights["embeddings"][x]
    return {"output": rows}, rows


def one_hot(planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Token ids (batch, timesteps) → one-hot rows; nothing to show that the ids do not say."""
    assert isinstance(planned.layer, OneHot)
    return {}, OneHotRows(x, planned.layer.columns)


def multi_hot(planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Token ids (batch, timesteps) → which of them occur; nothing to show that the ids do not say."""
    return {}, MultiHotRows(x)


def recurrent(
    planned: PlannedLayer,
    x: Values,
    mask: np.ndarray,
    weights: Arrays,
    effects: Mapping[str, Effect] = NO_EFFECTS,
    states: tuple[np.ndarray, ...] | None = None,
) -> tuple[Arrays, Values]:
    """A sequence → every gate and state, and the states the next layer is given.

    effects: direction → what is changed.  states: to start from.
    """
    assert isinstance(planned.layer, Recurrent)
    parts = run_layer(planned.layer, x, mask, weights, effects, states)
    given_on = outputs(planned.layer, parts, planned.return_sequences)
    if planned.layer.bidirectional and planned.return_sequences and not mask.all():
        given_on = given_on * mask[..., None]  # as Keras does, of what is skipped; behind a single direction it stays
    return parts, given_on


def dense(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """activation(x · kernel + bias)."""
    assert isinstance(planned.layer, Dense)
    y = ACTIVATIONS[planned.layer.activation](x @ weights["kernel"] + weights["bias"])
    return {"output": y}, y


def dropout(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Changes nothing after training."""
    return {}, x


def masking(planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Timesteps that are skipped become 0, as in Keras."""
    return {}, x * mask[..., None]


def conv1d(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """Every window of `kernel_size` timesteps times the kernel: (batch, timesteps, features) → (…, filters)."""
    assert isinstance(planned.layer, Conv1D)
    assert not isinstance(x, MultiHotRows)  # it has no timesteps
    timesteps = planned.output_shape[0]
    windows = (x[:, k : k + timesteps] @ kernel_k for k, kernel_k in enumerate(weights["kernel"]))
    y = ACTIVATIONS[planned.layer.activation](sum(windows) + weights["bias"])
    return {"output": y}, y


def max_pooling1d(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """The largest of every `pool_size` timesteps."""
    assert isinstance(planned.layer, MaxPooling1D)
    timesteps, features = planned.output_shape
    size = planned.layer.pool_size
    pools = np.asarray(x)[:, : timesteps * size]
    y = pools.reshape(len(pools), timesteps, size, features).max(axis=2)
    return {"output": y}, y


def global_max_pooling1d(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """The largest over all timesteps."""
    y = np.asarray(x).max(axis=1)
    return {"output": y}, y


def global_average_pooling1d(
    planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays
) -> tuple[Arrays, Values]:
    """The mean over all timesteps."""
    y = np.asarray(x).mean(axis=1)
    return {"output": y}, y


def flatten(planned: PlannedLayer, x: Values, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, Values]:
    """All timesteps side by side; nothing new to show."""
    x = np.asarray(x)
    return {}, x.reshape(len(x), -1)


def encoder_decoder(
    planned: PlannedLayer,
    x: tuple[Values, np.ndarray],
    mask: np.ndarray,
    weights: Arrays,
    effects: Mapping[str, Effect] = NO_EFFECTS,
) -> tuple[Arrays, Values]:
    """The encoder over the sequence, then the decoder over the symbols before, from the encoder's last state.

    effects: `encoder` or `decoder` → what is changed there.
    """
    layer, (read, previous) = planned.layer, x
    assert isinstance(layer, EncoderDecoder)
    of_encoder, of_decoder = (effects.get(direction, UNCHANGED) for direction in layer.directions)
    encoder = run_direction(layer.inner, read, mask, of(weights, "encoder"), effect=of_encoder)
    handed_over = tuple(encoder[state][:, -1] for state in layer.inner.reads_with.states)
    if of_encoder.unit_mask is not None:
        handed_over = tuple(state * of_encoder.unit_mask for state in handed_over)
    states: tuple[np.ndarray, ...] | None = handed_over
    written = np.eye(layer.symbols + 1, dtype=np.float32)[previous]
    if layer.handover == "every step":
        context = np.repeat(handed_over[0][:, None], previous.shape[1], axis=1)
        written, states = np.concatenate([written, context], axis=-1), None
    everywhere = np.ones(previous.shape, bool)
    decoder = run_direction(layer.inner, written, everywhere, of(weights, "decoder"), states=states, effect=of_decoder)
    parts = {f"encoder/{part}": values for part, values in encoder.items()}
    return parts | {f"decoder/{part}": values for part, values in decoder.items()}, decoder["hidden"]


FORWARD: dict[str, Callable[..., tuple[Arrays, Values]]] = {
    "embedding": embedding,
    "one_hot": one_hot,
    "multi_hot": multi_hot,
    **dict.fromkeys(READ, recurrent),
    "dense": dense,
    "dropout": dropout,
    "masking": masking,
    "layer_normalization": layer_normalization.forward,
    "conv1d": conv1d,
    "max_pooling1d": max_pooling1d,
    "global_max_pooling1d": global_max_pooling1d,
    "global_average_pooling1d": global_average_pooling1d,
    "flatten": flatten,
    "encoder_decoder": encoder_decoder,
}
"""Layer kind → what it does: (planned, input, mask, weights) → (part → array, output).

Recurrent ones also take the effects of changes."""

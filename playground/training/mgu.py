"""The minimal gated unit in Keras."""

from typing import Any

import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable("playground")
class MGUCell(keras.layers.SimpleRNNCell):
    """One gate in place of a GRU's two: columns f, h̃.  Source: Zhou et al. 2016.

    Takes units, activation, initializers, dropout, recurrent_dropout and seed, as `keras.layers.SimpleRNNCell` does.
    """

    def build(self, input_shape: Any) -> None:
        """kernel (features, 2·units), recurrent_kernel (units, 2·units) and bias (2·units,)."""
        columns = 2 * self.units
        for name, shape, initializer in (
            ("kernel", (input_shape[-1], columns), self.kernel_initializer),
            ("recurrent_kernel", (self.units, columns), self.recurrent_initializer),
            ("bias", (columns,), self.bias_initializer),
        ):
            setattr(self, name, self.add_weight(shape=shape, name=name, initializer=initializer))

    def call(self, sequence: Any, states: Any, training: bool = False) -> Any:
        """One timestep: (batch, features) and the state before → the state, twice as Keras asks for it."""
        (h_prev,) = states
        seen = h_prev
        if training and self.dropout:
            sequence = sequence * self.get_dropout_mask(sequence)
        if training and self.recurrent_dropout:
            seen = h_prev * self.get_recurrent_dropout_mask(h_prev)
        input_f, input_h = ops.split(ops.add(ops.matmul(sequence, self.kernel), self.bias), 2, axis=1)
        kernel_f, kernel_h = ops.split(self.recurrent_kernel, 2, axis=1)
        forget = ops.sigmoid(input_f + ops.matmul(seen, kernel_f))
        candidate = self.activation(input_h + ops.matmul(forget * seen, kernel_h))
        h_t = (1 - forget) * h_prev + forget * candidate
        return h_t, [h_t]


def as_gru(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of a `keras.layers.GRU` with `reset_after=False` that computes the same.

    Its update gate keeps what is not replaced, 1 - f = sigmoid(-sum); its reset gate is f.
    """
    return {name: _as_gru(array) for name, array in weights.items()}


def _as_gru(array: np.ndarray) -> np.ndarray:
    forget, candidate = np.split(array, 2, axis=-1)
    return np.concatenate([-forget, forget, candidate], axis=-1)

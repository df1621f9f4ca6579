"""The LSTM with peepholes in Keras.

This file needs nothing but Keras, and comes along with an exported network: import it before opening that one.

    import keras, peephole_lstm
    model = keras.models.load_model("model.keras")
"""

from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable("playground")
class PeepholeLSTMCell(keras.layers.LSTMCell):
    """An LSTM whose gates also see the cell state: i and f the old one, o the new.  Source: Gers & Schmidhuber 2000.

    Takes what `keras.layers.LSTMCell` takes.  peephole_kernel (3·units,): of i, f and o; it starts at zero, as an LSTM.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dropout_mask_count = None  # one mask for all gates

    def build(self, input_shape: Any) -> None:
        """The weights of an LSTM, and the peepholes."""
        super().build(input_shape)
        self.peephole_kernel = self.add_weight(shape=(3 * self.units,), name="peephole_kernel", initializer="zeros")

    def call(self, inputs: Any, states: Any, training: bool = False) -> Any:
        """One timestep: (batch, features) and the states before → what is let out, and both states."""
        h_prev, c_prev = states
        if training and self.dropout:
            inputs = inputs * self.get_dropout_mask(inputs)
        if training and self.recurrent_dropout:
            h_prev = h_prev * self.get_recurrent_dropout_mask(h_prev)
        z = ops.matmul(inputs, self.kernel) + ops.matmul(h_prev, self.recurrent_kernel)
        i, f, c, o = ops.split(z if self.bias is None else ops.add(z, self.bias), 4, axis=1)
        p_i, p_f, p_o = ops.split(self.peephole_kernel, 3)
        kept = self.recurrent_activation(f + p_f * c_prev) * c_prev
        c_t = kept + self.recurrent_activation(i + p_i * c_prev) * self.activation(c)
        h_t = self.recurrent_activation(o + p_o * c_t) * self.activation(c_t)
        return h_t, [h_t, c_t]

"""Keras' SimpleRNN, LSTM and GRU, and the LSTM with peepholes, with a faster loop over time: the same results.

Stock Keras lets autodiff follow it through every timestep. Here
    - the input projections, and all gradients of weights, are one big matrix product each, outside the loop;
    - the LSTM's loop, forwards and backwards, is a single TensorFlow kernel (`BlockLSTMV2`);
    - the backward loops of SimpleRNN and GRU carry only the gradient of the hidden state: what multiplies it (`slope`)
      is computed for all timesteps at once;
    - padding costs nothing: real tokens are moved to the front, and the loop ends with the longest sequence.
What is not covered (other activations, recurrent dropout, no bias …) runs as in stock Keras.

In shapes: `time` is the largest number of real tokens in the batch, `timesteps` the width of the input.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import keras
import tensorflow as tf

from playground.training.fast_loops import gru_loop, lstm_loop, peephole_loop, project, simple_rnn_loop

if TYPE_CHECKING:
    from keras.layers import Layer as Mixin
else:
    Mixin = ABC


class _FastRecurrent(Mixin):
    """Mixed in before a Keras layer: its `inner_loop`, with `over_time` in place of Keras' own loop."""

    @abstractmethod
    def over_time(self, inputs, *initial_state):
        """inputs (time, batch, features), initial states (batch, units) → states (time, batch, units), h first."""

    def covered(self) -> bool:
        """Whether this layer's options are those that `over_time` computes."""
        cell = self.cell
        return (
            cell.activation is keras.activations.tanh
            and getattr(cell, "recurrent_activation", keras.activations.sigmoid) is keras.activations.sigmoid
            and cell.use_bias
            and cell.dropout < 1
            and not cell.recurrent_dropout
            and getattr(cell, "implementation", 2) == 2
            and getattr(cell, "reset_after", True)
            and not self.unroll
            and (self.return_sequences or not self.zero_output_for_mask)
            and self.compute_dtype == "float32"
        )

    def inner_loop(self, sequences, initial_state, mask, training=False):
        """sequences (batch, timesteps, features), mask (batch, timesteps) → last output, outputs, last states."""
        if not self.covered():
            return super().inner_loop(sequences, initial_state, mask, training)
        if training and self.cell.dropout:
            sequences *= self.cell.get_dropout_mask(sequences[:, 0])[:, None]  # one mask for all timesteps
        if self.go_backwards:
            sequences = tf.reverse(sequences, [1])
        if keras.tree.is_nested(mask):
            mask = mask[0]
        if mask is None:
            states = self.over_time(tf.transpose(sequences, [1, 0, 2]), *initial_state)
            return states[0][-1], tf.transpose(states[0], [1, 0, 2]), [state[-1] for state in states]
        if self.go_backwards:
            mask = tf.reverse(mask, [1])
        num_seen = tf.cumsum(tf.cast(mask, tf.int32), axis=1)
        states = self.over_time(_left_aligned(sequences, mask, num_seen), *initial_state)
        # A padded step repeats the output of the last real token, which is zeros before the first.
        wanted = num_seen if self.return_sequences else num_seen[:, -1:]
        outputs = _after(states[0], tf.zeros_like(initial_state[0]), wanted)
        if self.zero_output_for_mask:  # as `Bidirectional` asks of the sequences it joins
            outputs = tf.where(mask[..., None], outputs, 0.0)
        last = [_after(*pair, num_seen[:, -1:])[:, 0] for pair in zip(states, initial_state, strict=True)]
        return outputs[:, -1], outputs, last


@keras.saving.register_keras_serializable("playground")
class FastSimpleRNN(_FastRecurrent, keras.layers.SimpleRNN):
    """`keras.layers.SimpleRNN`, about twice as fast to train."""

    def over_time(self, inputs, h_0):
        """See `_FastRecurrent`."""
        projected = project(inputs, self.cell.kernel, self.cell.bias)
        return [simple_rnn_loop(projected, h_0, tf.convert_to_tensor(self.cell.recurrent_kernel))]


@keras.saving.register_keras_serializable("playground")
class FastLSTM(_FastRecurrent, keras.layers.LSTM):
    """`keras.layers.LSTM`, about twice as fast to train."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.supports_jit = False  # XLA does not know BlockLSTMV2

    def over_time(self, inputs, h_0, c_0):
        """See `_FastRecurrent`."""
        weights = tf.concat([self.cell.kernel, self.cell.recurrent_kernel], axis=0)
        return lstm_loop(inputs, h_0, c_0, weights, tf.convert_to_tensor(self.cell.bias))


@keras.saving.register_keras_serializable("playground")
class FastPeepholeLSTM(_FastRecurrent, keras.layers.RNN):
    """`keras.layers.RNN` of a `PeepholeLSTMCell`, much faster to train: TensorFlow's kernel knows peepholes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.supports_jit = False

    def over_time(self, inputs, h_0, c_0):
        """See `_FastRecurrent`."""
        weights = tf.concat([self.cell.kernel, self.cell.recurrent_kernel], axis=0)
        peepholes = tf.convert_to_tensor(self.cell.peephole_kernel)
        return peephole_loop(inputs, h_0, c_0, weights, tf.convert_to_tensor(self.cell.bias), peepholes)


@keras.saving.register_keras_serializable("playground")
class FastGRU(_FastRecurrent, keras.layers.GRU):
    """`keras.layers.GRU` with `reset_after`, about 1.5 times as fast to train."""

    def over_time(self, inputs, h_0):
        """See `_FastRecurrent`."""
        input_bias, recurrent_bias = tf.unstack(self.cell.bias)
        projected = project(inputs, self.cell.kernel, input_bias)
        return [gru_loop(projected, h_0, tf.convert_to_tensor(self.cell.recurrent_kernel), recurrent_bias)]


@tf.custom_gradient
def _left_aligned(sequences, mask, num_seen):
    """The real tokens of every sequence, first to last.  (batch, timesteps, features) → (time, batch, features).

    Autodiff would add up what was gathered, row by row; as no token is used twice, gathering back is enough.
    """
    batch, timesteps = tf.unstack(tf.shape(mask))
    index = tf.where(mask, num_seen - 1, timesteps)  # padding lands in one row after the last, cut off below
    timestep = tf.broadcast_to(tf.range(timesteps), [batch, timesteps])
    source = tf.scatter_nd(_with_row(index), timestep, [timesteps + 1, batch])
    source = source[: tf.maximum(tf.reduce_max(num_seen), 1)]  # one step where nothing at all is real
    aligned = tf.gather_nd(sequences, tf.stack([tf.broadcast_to(tf.range(batch), tf.shape(source)), source], axis=-1))

    def gradient(d_aligned):
        d_real = tf.gather_nd(d_aligned, _with_row(tf.maximum(num_seen - 1, 0)))
        return tf.where(mask[..., None], d_real, 0.0), None, None

    return aligned, gradient


def _after(states, first, num_seen):
    """The state after so many tokens, `first` after none.  num_seen (batch, n) → (batch, n, units)."""
    states = tf.gather_nd(states, _with_row(tf.maximum(num_seen - 1, 0)))
    return tf.where(num_seen[..., None] > 0, states, first[:, None])


def _with_row(index):
    """index (batch, n), into time → (batch, n, 2), an index into (time, batch)."""
    row = tf.range(tf.shape(index)[0])[:, None]
    return tf.stack([index, tf.broadcast_to(row, tf.shape(index))], axis=-1)

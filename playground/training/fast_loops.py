"""Loops over time with their gradients, written out: what the faster recurrent layers compute with.

In shapes: `time` is the largest number of real tokens in the batch.
"""

import tensorflow as tf


@tf.custom_gradient
def lstm_loop(inputs, h_0, c_0, weights, bias):
    """inputs (time, batch, features), weights (features + units, 4 · units) → h, c, each (time, batch, units).

    Gates in Keras' order i, f, c, o. For `BlockLSTMV2` TensorFlow 2.21 registers the gradient of `BlockLSTM`, whose
    order is i, c, f, o: wrong without a warning. So the right one is called here.
    """
    states, gradient = _block(inputs, h_0, c_0, weights, bias, tf.zeros_like(bias[: 3 * h_0.shape[-1]]), False)
    return states, lambda dh, dc: gradient(dh, dc)[:-1]


@tf.custom_gradient
def peephole_loop(inputs, h_0, c_0, weights, bias, peepholes):
    """As `lstm_loop`, with peepholes (3 · units,) of i, f and o."""
    return _block(inputs, h_0, c_0, weights, bias, peepholes, True)


def _block(inputs, h_0, c_0, weights, bias, peepholes, used):
    """The states of a `BlockLSTMV2`, and their gradient as a function."""
    wci, wcf, wco = tf.split(peepholes, 3)
    block = {"seq_len_max": tf.shape(inputs, tf.int64)[0], "x": inputs, "h_prev": h_0, "cs_prev": c_0, "w": weights}
    block |= {"b": bias, "use_peephole": used, "wci": wci, "wcf": wcf, "wco": wco}
    states = tf.raw_ops.BlockLSTMV2(**block, cell_clip=0.0)

    def gradient(dh, dc):
        d = tf.raw_ops.BlockLSTMGradV2(**block, **states._asdict(), h_grad=dh, cs_grad=dc)
        d_peepholes = tf.concat([d.wci_grad, d.wcf_grad, d.wco_grad], axis=0)
        return d.x_grad, d.h_prev_grad, d.cs_prev_grad, d.w_grad, d.b_grad, d_peepholes

    return (states.h, states.cs), gradient


@tf.custom_gradient
def simple_rnn_loop(projected, h_0, recurrent_kernel):
    """h_t = tanh(projected_t + h_prev · recurrent_kernel).  projected (time, batch, units) → h of the same shape."""
    h = _forward_loop(lambda x_t, h_prev: tf.tanh(x_t + tf.matmul(h_prev, recurrent_kernel)), projected, h_0)

    def gradient(dh):
        slope = 1 - h * h
        dh, dh_0 = _backward_loop(dh, slope, tf.transpose(recurrent_kernel))
        dz = dh * slope
        return dz, dh_0, tf.matmul(_flat(_previous(h, h_0)), _flat(dz), transpose_a=True)

    return h, gradient


@tf.custom_gradient
def gru_loop(projected, h_0, recurrent_kernel, recurrent_bias):
    """Gates z, r, h as in Keras, reset_after.  projected (time, batch, 3 · units) → h (time, batch, units)."""
    units = h_0.shape[-1]

    def gates(x, recurrent):
        """z, r and the candidate, from (…, 3 · units) each: one timestep or all of them."""
        z, r = tf.split(tf.sigmoid(x[..., : 2 * units] + recurrent[..., : 2 * units]), 2, axis=-1)
        return z, r, tf.tanh(x[..., 2 * units :] + r * recurrent[..., 2 * units :])

    def step(x_t, h_prev):
        z, _, candidate = gates(x_t, tf.nn.bias_add(tf.matmul(h_prev, recurrent_kernel), recurrent_bias))
        return candidate + z * (h_prev - candidate)

    h = _forward_loop(step, projected, h_0)

    def gradient(dh):
        h_prev = _previous(h, h_0)
        recurrent = project(h_prev, recurrent_kernel, recurrent_bias)
        z, r, candidate = gates(projected, recurrent)
        slope_h = (1 - z) * (1 - candidate * candidate)
        slope_z, slope_r = (h_prev - candidate) * z * (1 - z), slope_h * recurrent[..., 2 * units :] * r * (1 - r)
        # h_prev reaches h_t through the recurrent kernel, and directly, scaled by z.
        slope = tf.concat([slope_z, slope_r, slope_h * r, z], axis=-1)
        dh, dh_0 = _backward_loop(dh, slope, tf.concat([tf.transpose(recurrent_kernel), tf.eye(units)], axis=0))
        d_recurrent = tf.tile(dh, [1, 1, 3]) * slope[..., : 3 * units]
        d_projected = tf.concat([d_recurrent[..., : 2 * units], dh * slope_h], axis=-1)
        d_kernel = tf.matmul(_flat(h_prev), _flat(d_recurrent), transpose_a=True)
        return d_projected, dh_0, d_kernel, tf.reduce_sum(d_recurrent, axis=[0, 1])

    return h, gradient


def _forward_loop(step, inputs, h_0):
    """h_t = step(inputs_t, h_prev).  inputs (time, batch, …), h_0 (batch, units) → (time, batch, units)."""
    time = tf.shape(inputs)[0]
    inputs = tf.TensorArray(inputs.dtype, time).unstack(inputs)
    outputs = tf.TensorArray(h_0.dtype, time, element_shape=h_0.shape)

    def body(t, h_prev, outputs):
        h_t = step(inputs.read(t), h_prev)
        return t + 1, h_t, outputs.write(t, h_t)

    *_, outputs = tf.while_loop(lambda t, *_: t < time, body, (0, h_0, outputs), parallel_iterations=1)
    return outputs.stack()


def _backward_loop(dh, slope, weights):
    """The whole gradient of every h_t: what the next layer gives (`dh`), and what arrives from the next timestep.

    dh (time, batch, units), slope (time, batch, k · units), weights (k · units, units)
    → (time, batch, units) and, for the initial state, (batch, units).
    """
    time, copies = tf.shape(dh)[0], slope.shape[-1] // dh.shape[-1]
    arriving = tf.zeros_like(dh[0])
    outputs = tf.TensorArray(dh.dtype, time, element_shape=arriving.shape)
    dh, slope = (tf.TensorArray(array.dtype, time).unstack(array) for array in (dh, slope))

    def body(t, arriving, outputs):
        dh_t = dh.read(t) + arriving
        arriving = tf.matmul(tf.tile(dh_t, [1, copies]) * slope.read(t), weights)
        return t - 1, arriving, outputs.write(t, dh_t)

    loop = tf.while_loop(lambda t, *_: t >= 0, body, (time - 1, arriving, outputs), parallel_iterations=1)
    return loop[2].stack(), loop[1]


def _flat(array):
    """(time, batch, n) → (time · batch, n)."""
    return tf.reshape(array, [-1, array.shape[-1]])


def project(inputs, kernel, bias):
    """inputs (…, n) · kernel (n, m) + bias (m) → (…, m)."""
    product = tf.nn.bias_add(tf.matmul(_flat(inputs), kernel), bias)
    return tf.reshape(product, tf.concat([tf.shape(inputs)[:-1], [product.shape[-1]]], axis=0))


def _previous(h, h_0):
    """h (time, batch, units) one timestep earlier, beginning with h_0 (batch, units)."""
    return tf.concat([h_0[None], h[:-1]], axis=0)

"""What a network is trained to make small, and how many of its answers are right, by task."""

import keras
import numpy as np
import tensorflow as tf

Measured = tuple[tf.Tensor, tf.Tensor, tf.Tensor]
"""Mean loss, number of right answers (0 where nothing is right or wrong), number of answers asked for."""


def binary(targets: tf.Tensor, probabilities: tf.Tensor) -> Measured:
    """targets, probabilities (batch, 1); 0.5 and above says class 1."""
    loss = keras.losses.BinaryCrossentropy()(targets, probabilities)
    right = tf.equal(probabilities >= 0.5, targets >= 0.5)
    return loss, _count(right), tf.cast(tf.shape(targets)[0], tf.float32)


def regression(targets: tf.Tensor, numbers: tf.Tensor) -> Measured:
    """Mean absolute error.  targets, numbers (batch, 1)."""
    loss = tf.reduce_mean(tf.abs(targets - numbers))
    return loss, tf.constant(0.0), tf.cast(tf.shape(targets)[0], tf.float32)


def classes(targets: tf.Tensor, probabilities: tf.Tensor) -> Measured:
    """Cross-entropy.  targets (batch,) or (batch, steps) int32, -1 does not count; probabilities (…, classes)."""
    asked = tf.cast(targets >= 0, tf.float32)
    wanted = tf.maximum(targets, 0)
    answers = tf.reduce_sum(asked)
    losses = keras.losses.sparse_categorical_crossentropy(wanted, probabilities)
    right = tf.equal(tf.argmax(probabilities, axis=-1, output_type=tf.int32), wanted)
    loss = tf.reduce_sum(losses * asked) / tf.maximum(answers, 1.0)
    return loss, tf.reduce_sum(tf.cast(right, tf.float32) * asked), answers


def class_weights(targets: np.ndarray, num_classes: int) -> np.ndarray:
    """What an example of each class counts for, so that each class has the same weight: (classes,) float32, mean over
    the examples 1.  targets: the classes of the training examples; one that none of them has counts 0.
    """
    counts = np.bincount(targets.astype(np.int64), minlength=num_classes)
    present = np.count_nonzero(counts)
    return np.where(counts > 0, len(targets) / (present * np.maximum(counts, 1)), 0).astype(np.float32)


def weighted(targets: tf.Tensor, probabilities: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
    """Mean cross-entropy, each example times the weight of its class.

    targets (batch, 1) of two classes or (batch,) int32; probabilities (batch, outputs); weights (classes,).
    """
    if probabilities.shape[-1] == 1:
        losses = keras.losses.binary_crossentropy(targets, probabilities)
        targets = tf.cast(targets[:, 0], tf.int32)
    else:
        losses = keras.losses.sparse_categorical_crossentropy(targets, probabilities)
    return tf.reduce_mean(losses * tf.gather(weights, targets))


def _count(right: tf.Tensor) -> tf.Tensor:
    return tf.reduce_sum(tf.cast(right, tf.float32))


LOSSES = {
    "binary": binary,
    "multiclass": classes,
    "regression": regression,
    "next_token": classes,
    "sequence": classes,
}
"""Task → (targets, outputs) → `Measured`."""

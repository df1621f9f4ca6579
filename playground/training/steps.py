"""One step of training and one of evaluation, compiled by TensorFlow."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from playground.config import RunConfig
from playground.training.losses import LOSSES, Measured, weighted

Gradient = Any  # a tf.Tensor, or a tf.IndexedSlices of the rows that were read
PARTS = 2
"""A large batch is trained in so many parts at the same time, one per core where cores are idle.  The sum over them is
rounded otherwise than the whole: how many there are depends on the settings alone, so that the result does not depend
on what else the machine does."""
ENOUGH = 4096
"""Timesteps that a batch reads, over its examples, from which it is cut: a smaller one costs more in parts."""


def parts_of(batch_size: int, timesteps: float) -> int:
    """In how many parts a batch is trained.  timesteps: those of an example, on average."""
    return PARTS if batch_size * timesteps >= ENOUGH else 1


def optimizer(config: RunConfig) -> keras.optimizers.Optimizer:
    """The Keras optimizer of a run, everything else at its default."""
    arguments = {"learning_rate": config.learning_rate, "global_clipnorm": config.clip_norm}
    if config.optimizer == "sgd":
        return keras.optimizers.SGD(momentum=config.momentum, **arguments)
    return {"rmsprop": keras.optimizers.RMSprop, "adam": keras.optimizers.Adam}[config.optimizer](**arguments)


class Steps:
    """A model with its loss and optimizer.

    `train(inputs, targets)` and `evaluate(inputs, targets)` take what `Batches.take` gives, of any size without
    compiling again, and return mean loss, number of right answers and number of answers as scalar tensors;
    `evaluate` also what the network says, (batch, …, outputs).
    """

    def __init__(
        self, config: RunConfig, model: keras.Model, weights: np.ndarray | None = None, parts: int = 1
    ) -> None:
        """weights: what an example of each class counts for, (classes,); None: all the same.

        parts: in how many a batch is trained.
        """
        self.model = model
        self._parts = parts
        self._weights = None if weights is None else tf.constant(weights)
        self._measure = LOSSES[config.dataset.task]
        self.optimizer = optimizer(config)
        self.optimizer.build(model.trainable_variables)
        inputs = tuple(tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in model.inputs)
        shape, kind = [None, *model.output.shape[1:-1]], tf.int32
        if model.output.shape[1:] == (1,):
            shape, kind = [None, 1], tf.float32
        signature = [inputs, tf.TensorSpec(shape, kind)]
        self.train = tf.function(self._train, input_signature=signature)
        self.evaluate = tf.function(self._evaluate, input_signature=signature)

    def set_learning_rate(self, learning_rate: float) -> None:
        """From the next step on."""
        self.optimizer.learning_rate = learning_rate

    def _train(self, inputs: tuple[tf.Tensor, ...], targets: tf.Tensor) -> Measured:
        variables = self.model.trainable_variables
        if self._parts == 1:
            measured, gradients = self._gradients(inputs, targets)
            self.optimizer.apply(gradients, variables)
            return measured
        size = tf.shape(targets)[0]
        cuts = [size * part // self._parts for part in range(self._parts + 1)]
        parts = []
        for start, end in pairwise(cuts):
            piece = slice(start, tf.maximum(end, start + 1))  # of a single example all parts are the same
            parts.append(self._gradients(tuple(one[piece] for one in inputs), targets[piece]))
        losses, right, answers = (tf.stack(values) for values in zip(*(measured for measured, _ in parts), strict=True))
        shares = tf.unstack(answers / tf.maximum(tf.reduce_sum(answers), 1.0))
        summed = [_weighted_sum(of_one, shares) for of_one in zip(*(gradients for _, gradients in parts), strict=True)]
        self.optimizer.apply(summed, variables)
        once = tf.cast(size, tf.float32) / tf.cast(tf.maximum(size, self._parts), tf.float32)
        return tf.reduce_sum(losses * shares), tf.reduce_sum(right) * once, tf.reduce_sum(answers) * once

    def _gradients(self, inputs: tuple[tf.Tensor, ...], targets: tf.Tensor) -> tuple[Measured, list[Gradient]]:
        """Of the mean loss by every trainable variable."""
        with tf.GradientTape() as tape:
            outputs = self._outputs(inputs, training=True)
            measured = self._measure(targets, outputs)  # the curve stays comparable with that of validation
            loss = measured[0] if self._weights is None else weighted(targets, outputs, self._weights)
        return measured, tape.gradient(loss, self.model.trainable_variables)

    def _evaluate(self, inputs: tuple[tf.Tensor, ...], targets: tf.Tensor) -> tuple[Measured, tf.Tensor]:
        outputs = self._outputs(inputs, training=False)
        return self._measure(targets, outputs), outputs

    def _outputs(self, inputs: tuple[tf.Tensor, ...], training: bool) -> tf.Tensor:
        """Keras warns of a list where a model has a single input."""
        return self.model(inputs[0] if len(inputs) == 1 else list(inputs), training=training)


def _weighted_sum(gradients: Sequence[Gradient], shares: Sequence[tf.Tensor]) -> Gradient:
    """Of the gradients by one variable.  An embedding's are the rows that were read."""
    if not isinstance(gradients[0], tf.IndexedSlices):
        return tf.add_n([gradient * share for gradient, share in zip(gradients, shares, strict=True)])
    rows = [gradient.values * share for gradient, share in zip(gradients, shares, strict=True)]
    read = tf.concat([gradient.indices for gradient in gradients], 0)
    return tf.IndexedSlices(tf.concat(rows, 0), read, gradients[0].dense_shape)

"""One step of training and one of evaluation, compiled by TensorFlow."""

import keras
import numpy as np
import tensorflow as tf

from playground.config import RunConfig
from playground.training.losses import LOSSES, Measured, weighted


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

    def __init__(self, config: RunConfig, model: keras.Model, weights: np.ndarray | None = None) -> None:
        """weights: what an example of each class counts for, (classes,); None: all the same."""
        self.model = model
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
        with tf.GradientTape() as tape:
            outputs = self._outputs(inputs, training=True)
            measured = self._measure(targets, outputs)  # the curve stays comparable with that of validation
            loss = measured[0] if self._weights is None else weighted(targets, outputs, self._weights)
        variables = self.model.trainable_variables
        self.optimizer.apply(tape.gradient(loss, variables), variables)
        return measured

    def _evaluate(self, inputs: tuple[tf.Tensor, ...], targets: tf.Tensor) -> tuple[Measured, tf.Tensor]:
        outputs = self._outputs(inputs, training=False)
        return self._measure(targets, outputs), outputs

    def _outputs(self, inputs: tuple[tf.Tensor, ...], training: bool) -> tf.Tensor:
        """Keras warns of a list where a model has a single input."""
        return self.model(inputs[0] if len(inputs) == 1 else list(inputs), training=training)

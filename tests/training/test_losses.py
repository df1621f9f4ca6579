"""Losses worked out by hand, and what counts as right."""

from math import log

import numpy as np
import pytest
import tensorflow as tf

from playground.training.losses import LOSSES, binary, class_weights, classes, regression, weighted


def values(measured) -> list[float]:
    return [float(value) for value in measured]


def test_two_classes():
    loss, right, answers = values(binary(tf.constant([[1.0], [0.0]]), tf.constant([[0.5], [0.5]])))
    assert loss == pytest.approx(log(2), abs=1e-6)
    assert (right, answers) == (1, 2)  # 0.5 says class 1


def test_numbers_are_off_by_their_mean_absolute_error():
    loss, right, answers = values(regression(tf.constant([[1.0], [2.0]]), tf.constant([[1.5], [0.5]])))
    assert (loss, right, answers) == (1.0, 0, 2)


def test_several_classes():
    probabilities = tf.constant([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]])
    loss, right, answers = values(classes(tf.constant([0, 2]), probabilities))
    assert loss == pytest.approx(-(log(0.5) + log(0.1)) / 2, abs=1e-5)
    assert (right, answers) == (1, 2)


def test_timesteps_without_a_target_do_not_count():
    probabilities = tf.constant([[[0.5, 0.5], [0.25, 0.75], [0.9, 0.1]]])
    loss, right, answers = values(classes(tf.constant([[-1, 1, 1]]), probabilities))
    assert loss == pytest.approx(-(log(0.75) + log(0.1)) / 2, abs=1e-5)
    assert (right, answers) == (1, 2)


def test_a_batch_in_which_nothing_is_asked_has_no_loss():
    assert values(classes(tf.constant([[-1]]), tf.constant([[[0.5, 0.5]]]))) == [0, 0, 0]


def test_every_task_has_a_loss():
    from playground.tasks import TASKS

    assert set(LOSSES) == set(TASKS)
    assert np.all([task.activation in ("sigmoid", "softmax", "linear") for task in TASKS.values()])


def test_with_weights_each_class_counts_as_much_as_any_other():
    weights = class_weights(np.array([0, 0, 0, 1]), 3)
    assert weights.tolist() == pytest.approx([4 / 6, 2, 0])
    assert weights[[0, 0, 0, 1]].mean() == pytest.approx(1)


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_weighted_loss_is_that_of_keras(outputs):
    import keras

    rng = np.random.default_rng(0)
    targets, inputs = np.array([0, 1, 1, 0, 1]), rng.normal(size=(5, 4)).astype(np.float32)
    weights = class_weights(targets, max(outputs, 2))
    activation, loss = (
        ("sigmoid", "binary_crossentropy") if outputs == 1 else ("softmax", "sparse_categorical_crossentropy")
    )
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(outputs, activation)])
    wanted = targets[:, None].astype(np.float32) if outputs == 1 else targets.astype(np.int32)
    probabilities = tf.constant(np.asarray(model(inputs)))
    mine = float(weighted(tf.constant(wanted), probabilities, tf.constant(weights)))
    model.compile(loss=loss, optimizer=keras.optimizers.SGD(0.0))
    of_keras = model.train_on_batch(inputs, targets, class_weight=dict(enumerate(weights.tolist())))
    assert mine == pytest.approx(float(of_keras), rel=1e-5)

"""Losses worked out by hand, and what counts as right."""

from math import log

import numpy as np
import pytest
import tensorflow as tf

from playground.training.losses import LOSSES, binary, classes, regression


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

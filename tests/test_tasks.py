"""Every task says what an output means, and its loss is known to both readers of a network."""

import json

import numpy as np
import pytest

from playground.datasets import DATASETS
from playground.layers.base import Layer
from playground.reference.loss import LOSSES
from playground.tasks import TASKS

NAMES = ("bad", "good", "so so")
every_task = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


def output_of(task, names):
    """What a network may say of an example: of every timestep where it says symbols; and its mask."""
    random, mask = np.random.default_rng(0), np.array([False, True, True, True])
    shape = ((4,) if task.symbols else ()) + (task.num_outputs(names),)
    values = random.random(shape)
    return (values / values.sum(axis=-1, keepdims=True) if task.activation == "softmax" else values), mask


@every_task
def test_an_output_is_decoded_described_and_named(task):
    names = NAMES[:2] if task.name == "binary" else NAMES
    output, mask = output_of(task, names)
    answer = task.decode(output, mask, names, lambda number: 10 * number, "°C")
    assert json.loads(json.dumps(answer)) == answer
    prediction, figures = task.describe(answer, names)
    assert prediction
    assert all(
        name in (*names, "forecast") or name.removeprefix("P(")[:-1] in names for name in task.output_names(names)
    )
    assert bool(figures) == task.classifies
    assert len(task.output_names(names)) == task.num_outputs(names) == output.shape[-1]


@every_task
def test_what_is_true_is_right(task):
    names = NAMES[:2] if task.name == "binary" else NAMES
    target = np.array([1, 0, 1]) if task.symbols else np.array(1)
    truth = task.truth(target, names, "°C")
    assert truth
    assert task.is_right(truth, truth, "front")
    assert not task.is_right("x" * len(truth), truth, "front")


@every_task
def test_a_class_is_said_whose_probability_is_largest(task):
    if not task.classifies:
        return
    names = NAMES[:2] if task.name == "binary" else NAMES
    outputs = np.stack([output_of(task, names)[0]] * 3)
    distribution = task.distribution(outputs)
    assert distribution.shape == (3, len(names))
    assert np.allclose(distribution.sum(axis=-1), 1)
    assert (task.predictions(outputs) == distribution.argmax(axis=-1)).all()


def test_every_task_has_an_output_layer_and_a_loss_and_every_dataset_a_task():
    assert set(LOSSES) == set(TASKS)
    assert all(isinstance(task.output(2), Layer) for task in TASKS.values())
    assert all(task.name == name for name, task in TASKS.items())
    asked = {dataset.task for dataset in DATASETS.values() if isinstance(dataset.task, str)}
    assert asked <= TASKS.keys()

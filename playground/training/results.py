"""What a trained network makes of the test examples, and what one gets without any network."""

from math import prod

import numpy as np

from playground.config import RunConfig
from playground.datasets import WindowExamples
from playground.encodings.numbers import EncodedNumberExamples
from playground.prediction.naive import naive_error
from playground.prediction.splits import RunExamples
from playground.training.batches import Batches
from playground.training.steps import Steps

Arrays = dict[str, np.ndarray]
MOST_ANSWERS = 1_000
"""Test answers that are written out, symbol by symbol."""
MOST_SAID = 100_000
"""Numbers that are kept of what Keras says of the test examples, 400 kB: all of 25,000 reviews, of ten digits all
10,000, but of networks that say a distribution at every timestep only the first examples, at least one."""


def baseline(config: RunConfig, examples: RunExamples, deviation: float) -> dict[str, float]:
    """`loss`, and `accuracy` where there is one, on the validation examples of a guess that reads nothing.

    Classes: the frequencies among the training examples; numbers: see `naive_error`.  deviation: the unit of the loss
    of numbers.
    """
    if config.task.numeric:
        return {"loss": round(naive_error(examples.validation, examples.train) / deviation, 6)}
    train, validation = examples.train.targets, examples.validation.targets
    train, validation = train[train >= 0], validation[validation >= 0]
    share = np.bincount(train.ravel(), minlength=max(config.dataset.num_outputs, 2)) / train.size
    share = np.maximum(share, 1e-7)
    loss, accuracy = -np.log(share[validation]).mean(), (validation == share.argmax()).mean()
    return {"loss": round(float(loss), 6), "accuracy": round(float(accuracy), 6)}


def results_on_test(config: RunConfig, test: Batches, outputs: np.ndarray | None, steps: Steps) -> Arrays:
    """What is kept of the test, by task.

    Classes: `confusion` (classes, classes) int64, rows what is true, columns what the network says; and `said`
    (examples, outputs) float32, all that Keras says of the first of them, in the order of the dataset.
    Numbers: `truth` and `forecast` (examples,) float32, standardised, in the order of the dataset; of a series also
    `rows` (examples,) int64, from where each window looks back.
    A class at every timestep: `said` (examples, timesteps, outputs) float32 of the first, padded as they were read.
    A sequence of its own: `truth` and `written` (examples, answer length) int32, the first of them, greedily decoded.

    outputs: what the network says of every test example, in the order of the dataset; None where it says many symbols.
    """
    task = config.task
    everything = np.arange(len(test))
    first = everything[: max(1, MOST_SAID // prod(config.plan.output_shape))]
    if task.each_timestep:
        return {"said": np.asarray(steps.evaluate(*test.take(first))[1])}
    if task.answers:
        some = everything[:MOST_ANSWERS]
        inputs, truth = test.take(some)
        return {"truth": truth, "written": decode(steps, inputs)}
    assert outputs is not None
    truth = test.examples.targets(everything, 0, test.padding)
    if task.numeric:
        kept = {"truth": truth.astype(np.float32), "forecast": outputs[:, 0]}
        windows = test.examples.examples if isinstance(test.examples, EncodedNumberExamples) else None
        return kept | ({"rows": windows.rows} if isinstance(windows, WindowExamples) else {})
    predictions = task.predictions(outputs)
    classes = len(config.dataset.class_names)
    confusion = np.bincount(truth.astype(np.int64) * classes + predictions, minlength=classes**2).reshape(
        classes, classes
    )
    return {"confusion": confusion, "said": outputs[first]}


def decode(steps: Steps, inputs: tuple[np.ndarray, ...]) -> np.ndarray:
    """Greedy decoding: at each step the most probable symbol, which is read at the next.

    inputs: sequences, and any symbols before (examples, answer length) int32.  Returns what is written, same shape.
    """
    sequences, previous = inputs[0], inputs[1].copy()
    for index in range(previous.shape[1]):
        written = np.asarray(steps.model([sequences, previous], training=False)).argmax(axis=-1)
        previous[:, index + 1 :] = written[:, index : index + 1]
    return np.asarray(written, np.int32)

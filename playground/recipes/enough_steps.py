"""Batch size and epochs for data of one's own: small files too get the few hundred steps that learning takes."""

from math import ceil

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.datasets.characters import Characters

STEPS = 300
"""Steps of the optimizer that a small network needs at least to learn something."""
FEWEST, MOST_EPOCHS = 4, 100
"""Examples per step, at least; passes over all of them, at most."""
AN_EPOCH = 8
"""Steps in an epoch, if the batches do not become too small for it."""


def training_of(dataset: Dataset) -> dict[str, int]:
    """`batch_size` and `epochs` for a dataset: the usual ones, or for a small one smaller batches and more epochs."""
    usual = RunConfig()
    batch_size, epochs = usual.batch_size, usual.epochs
    if dataset.is_here() and (dataset.is_own or isinstance(dataset, Characters)):
        share = 1 if dataset.reads == "numbers" else 1 - usual.validation_split  # a series is split by time
        examples = max(1, round(dataset.num_train * share))
        while batch_size > FEWEST and batch_size * AN_EPOCH > examples:
            batch_size //= 2
        epochs = min(max(epochs, ceil(STEPS / ceil(examples / batch_size))), MOST_EPOCHS)
    return {"batch_size": batch_size, "epochs": epochs}

"""Small handwritten digits, read row by row; they come with scikit-learn, so they need no network."""

from typing import ClassVar, Literal

import numpy as np

from playground.caching import remembered
from playground.datasets.base import Dataset, Progress, Splits
from playground.datasets.number_examples import ArrayExamples
from playground.languages import N_

NUM_TRAIN = 1_440
NUM_TEST = 357
WHITEST = 16.0
"""Pixels count the inked points of a 4×4 block: 0 to 16."""
SHUFFLE_SEED = 0


class Digits(Dataset):
    """Digits of 8×8 pixels: a row of an image is a timestep, its pixels are the features."""

    name: Literal["digits"] = "digits"

    title: ClassVar[str] = N_("Small handwritten digits")
    about: ClassVar[str] = N_(
        "1,797 digits written by 13 people, 8 rows of 8 pixels each. A network reads an image from top to bottom, one "
        "row at a timestep, and says at the end which digit it was. The same as mnist, but smaller, and without a "
        "download. Training and test share their writers, so the test is a little easier than a stranger's digits "
        "would be."
    )
    task: ClassVar[str] = "multiclass"
    reads: ClassVar[Literal["words", "characters", "numbers"]] = "numbers"
    class_names: ClassVar[tuple[str, ...]] = tuple("0123456789")
    timestep: ClassVar[str] = "row"
    is_image: ClassVar[bool] = True
    input_shape: ClassVar[tuple[int, int]] = (8, 8)
    source: ClassVar[str] = N_(
        "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits (its test set, as it comes "
        "with scikit-learn)"
    )
    licence: ClassVar[str] = "CC BY 4.0"
    citation: ClassVar[str] = (
        "Ethem Alpaydin and Cenk Kaynak (1998). Optical Recognition of Handwritten Digits. UCI Machine Learning "
        "Repository. https://doi.org/10.24432/C50P49"
    )

    @property
    def num_train(self) -> int:
        return NUM_TRAIN

    def load(self, progress: Progress | None = None) -> Splits:
        """The digits in a fixed, shuffled order: inputs (examples, 8, 8) float32, 0–1; targets int64."""
        return _splits()


@remembered
def _splits() -> Splits:
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(SHUFFLE_SEED).permutation(NUM_TRAIN + NUM_TEST)
    inputs = (digits.images[order] / WHITEST).astype(np.float32)
    targets = digits.target[order].astype(np.int64)
    return Splits(
        train=ArrayExamples(inputs[:NUM_TRAIN], targets[:NUM_TRAIN]),
        test=ArrayExamples(inputs[NUM_TRAIN:], targets[NUM_TRAIN:]),
    )

"""A trained run as a Keras model that other Keras programs open."""

from pathlib import Path

import numpy as np

from playground.layers.plan import Plan
from playground.training.build import build, set_weights


def save_keras(plan: Plan, weights: dict[str, np.ndarray], output: Path) -> None:
    """Write `output` (.keras), of Keras' own layers; `build` says what it takes and gives.

    One-hot encodings, the bag of words and the Encoder–decoder are layers of the project's: import
    `playground.training.build` before loading them.
    """
    model = build(plan, fast=False)
    set_weights(model, plan, weights)
    model.save(output)

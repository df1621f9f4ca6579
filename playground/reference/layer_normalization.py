"""Layer normalization in NumPy, and the way back through it."""

from collections.abc import Callable

import numpy as np

from playground.cells.base import CellGradients
from playground.layers import LayerNormalization
from playground.layers.plan import PlannedLayer

Arrays = dict[str, np.ndarray]


def forward(planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, weights: Arrays) -> tuple[Arrays, np.ndarray]:
    """(batch, …, features) → the same shape."""
    normal, _ = _normal(planned, np.asarray(x))
    y = normal * weights["gamma"] + weights["beta"]
    return {"output": y}, y


def backward(
    planned: PlannedLayer, x: np.ndarray, mask: np.ndarray, parts: Arrays, weights: Arrays, d: np.ndarray
) -> tuple[dict[str, CellGradients], Callable[[], np.ndarray]]:
    """The derivative by what it was given: the mean and the deviation depend on every feature, too."""

    def by_input() -> np.ndarray:
        normal, deviation = _normal(planned, np.asarray(x, np.float64))
        own = d * weights["gamma"]
        along = (own * normal).mean(axis=-1, keepdims=True) * normal
        return np.asarray((own - own.mean(axis=-1, keepdims=True) - along) / deviation)

    return {}, by_input


def _normal(planned: PlannedLayer, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The features at mean 0 and deviation 1, and their deviation (…, 1)."""
    assert isinstance(planned.layer, LayerNormalization)
    deviation = np.sqrt(x.var(axis=-1, keepdims=True) + planned.layer.epsilon)
    return (x - x.mean(axis=-1, keepdims=True)) / deviation, deviation

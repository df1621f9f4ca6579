"""Activation functions, as Keras computes them."""

from collections.abc import Callable

import numpy as np


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x), written with tanh so that large negative x does not overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5


def relu(x: np.ndarray) -> np.ndarray:
    """x where positive, else 0."""
    return np.maximum(x, 0)


def linear(x: np.ndarray) -> np.ndarray:
    """x unchanged."""
    return x


def softmax(x: np.ndarray) -> np.ndarray:
    """e^x divided by the sum over the last axis."""
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": relu,
    "linear": linear,
    "softmax": softmax,
}

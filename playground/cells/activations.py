"""Activation functions, as Keras computes them, and their slopes."""

from collections.abc import Callable

import numpy as np


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x), written with tanh so that large negative x does not overflow."""
    return 0.5 * np.tanh(0.5 * x) + 0.5


def relu(x: np.ndarray) -> np.ndarray:
    """x where positive, else 0."""
    return np.asarray(np.maximum(x, 0))


def linear(x: np.ndarray) -> np.ndarray:
    """x unchanged."""
    return x


def softmax(x: np.ndarray) -> np.ndarray:
    """e^x divided by the sum over the last axis."""
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": relu,
    "linear": linear,
    "softmax": softmax,
}


SLOPES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": lambda y: 1 - y * y,
    "sigmoid": lambda y: y * (1 - y),
    "relu": lambda y: (y > 0).astype(y.dtype),
    "linear": np.ones_like,
}
"""What an activation function gives → its derivative there; not of softmax, whose outputs hang together."""


def slope(activation: str, y: np.ndarray) -> np.ndarray:
    """The derivative of an activation function where it gives `y`; not for softmax."""
    return SLOPES[activation](y)


def through_activation(activation: str, y: np.ndarray, d_y: np.ndarray) -> np.ndarray:
    """From the gradient of an activation's output `y` (…, units) to that of its input, the same shape."""
    if activation == "softmax":
        return np.asarray(y * (d_y - (d_y * y).sum(axis=-1, keepdims=True)))
    return np.asarray(d_y * slope(activation, y))

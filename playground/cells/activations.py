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


def elu(x: np.ndarray) -> np.ndarray:
    """x where positive, else e^x - 1."""
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


def selu(x: np.ndarray) -> np.ndarray:
    """SELU_SCALE · x where positive, else SELU_SCALE · SELU_ALPHA · (e^x - 1).  Source: Klambauer et al. 2017."""
    return SELU_SCALE * np.where(x > 0, x, SELU_ALPHA * np.expm1(np.minimum(x, 0)))


SELU_SCALE, SELU_ALPHA = np.float32(1.05070098), np.float32(1.67326324)
LEAK = np.float32(0.2)
"""Slope of Keras' `leaky_relu` below 0."""

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": relu,
    "linear": linear,
    "softmax": softmax,
    "elu": elu,
    "selu": selu,
    "softplus": lambda x: np.logaddexp(x, np.float32(0)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "exponential": np.exp,
    "hard_sigmoid": lambda x: np.clip(x / 6 + np.float32(0.5), 0, 1),
    "hard_tanh": lambda x: np.clip(x, -1, 1),
    "relu6": lambda x: np.clip(x, 0, 6),
    "leaky_relu": lambda x: np.where(x > 0, x, LEAK * x),
}
"""Those that a learner is offered, then others that a network from elsewhere may have; as Keras computes them."""


SLOPES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "tanh": lambda y: 1 - y * y,
    "sigmoid": lambda y: y * (1 - y),
    "relu": lambda y: (y > 0).astype(y.dtype),
    "linear": np.ones_like,
    "elu": lambda y: np.where(y > 0, 1, y + 1),
    "selu": lambda y: np.where(y > 0, SELU_SCALE, y + SELU_SCALE * SELU_ALPHA),
    "softplus": lambda y: -np.expm1(-y),
    "softsign": lambda y: (1 - np.abs(y)) ** 2,
    "exponential": lambda y: y,
    "hard_sigmoid": lambda y: ((y > 0) & (y < 1)) / 6,
    "hard_tanh": lambda y: (np.abs(y) < 1).astype(y.dtype),
    "relu6": lambda y: ((y > 0) & (y < 6)).astype(y.dtype),
    "leaky_relu": lambda y: np.where(y > 0, 1, LEAK),
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

"""The loss of one example, by task, and its derivative by the output layer's weighted sums."""

from collections.abc import Callable
from typing import Any

import numpy as np

from playground.errors import ConfigError
from playground.languages import _


def binary(sums: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Binary cross-entropy of sigmoid(sums).  sums (1,) float64, target 0 or 1."""
    z, y = sums[0], float(target)
    of_class_1, of_class_0 = np.exp(-np.logaddexp(0, -z)), np.exp(-np.logaddexp(0, z))
    derivative = (1 - y) * of_class_1 - y * of_class_0  # probability - target, exact where that is nearly 0
    return float(np.logaddexp(0, z) - y * z), np.array([derivative])


def classes(sums: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Cross-entropy of softmax(sums), the mean over the answers asked for.

    sums (classes,) or (steps, classes) float64; target () or (steps,) int, -1 where none is asked for.
    """
    rows, wanted = np.atleast_2d(sums), np.atleast_1d(target)
    asked = np.flatnonzero(wanted >= 0)
    answers = max(len(asked), 1)
    highest = rows.max(axis=-1, keepdims=True)
    log_probability = rows - highest - np.log(np.exp(rows - highest).sum(axis=-1, keepdims=True))
    derivative = np.zeros_like(rows)
    derivative[asked] = np.exp(log_probability[asked])
    right = (asked, wanted[asked])
    derivative[right] = np.expm1(log_probability[right])
    return float(-log_probability[right].sum() / answers), (derivative / answers).reshape(sums.shape)


def regression(sums: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Absolute error.  sums (1,) float64, target a number, standardised as the network gives it."""
    error = sums - float(target)
    return float(np.abs(error).sum()), np.sign(error)


LOSSES: dict[str, Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]] = {
    "binary": binary,
    "multiclass": classes,
    "regression": regression,
    "next_token": classes,
    "sequence": classes,
}
"""Task → (weighted sums of the output layer, target) → (loss, derivative by those sums), as in training."""


def loss(task: str, sums: np.ndarray, target: Any) -> tuple[float, np.ndarray]:
    """The loss of one example of `task`.  Raises `ConfigError` for a target that does not fit what the network says."""
    target = known(task, sums, np.asarray(target))
    num_classes = sums.shape[-1]
    expected = sums.shape[:-1]
    if target.shape != expected:
        raise ConfigError(
            _(
                "The target has the shape {given}; expected {expected}, one value for each answer.",
                given=target.shape,
                expected=expected,
            )
        )
    if LOSSES[task] is classes and not ((target >= -1) & (target < num_classes)).all():
        raise ConfigError(
            _(
                "The target names class {given}; expected 0 to {last}, or -1 for none.",
                given=target.max(),
                last=num_classes - 1,
            )
        )
    return LOSSES[task](sums, target)


def known(task: str, sums: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The target; where nothing is known of an example (nan, or -1 for a class), what the network itself says of it."""
    if target.shape or not (np.isnan(target) if task == "regression" else target == -1):
        return target
    return np.asarray(sums[0] if task == "regression" else sums[0] > 0 if task == "binary" else sums.argmax())


def last_answer(sums: np.ndarray, target: Any) -> np.ndarray:
    """The derivative, by the weighted sums, of the sum behind the last answer that is asked for: 1 there, 0 elsewhere.

    That is the only one where there is one output, else that of the class in `target`; as in `loss`, (outputs,) or
    (steps, outputs) float64.  All 0 where there is nothing to predict.
    """
    if sums.shape[-1] == 1:
        return np.ones_like(sums)
    derivative, wanted = np.zeros_like(sums), np.atleast_1d(known("multiclass", sums, np.asarray(target)))
    asked = np.flatnonzero(wanted >= 0)[-1:]
    np.atleast_2d(derivative)[asked, wanted[asked]] = 1
    return derivative

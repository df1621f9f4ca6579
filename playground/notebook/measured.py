"""What Keras tells of a training while it goes on, as the app counts it."""

from collections.abc import Mapping, Sequence

import numpy as np

from playground.config import RunConfig
from playground.reference import Network
from playground.reference.loss import loss
from playground.runs.given import given_targets

ACCURACY = ("accuracy", "acc", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy")
"""What Keras may call it."""


class Means:
    """Means over the batches since the last record, out of Keras' means over the epoch so far.

    metrics: what is measured, `loss` and where there is one `accuracy`.
    """

    def __init__(self, metrics: Sequence[str]) -> None:
        self._metrics = metrics
        self.begin()

    def begin(self) -> None:
        """A new epoch."""
        self._count, self._before = 0, (0, dict.fromkeys(self._metrics, 0.0))
        self._now: dict[str, float] = {}

    def add(self, logs: Mapping[str, float]) -> None:
        """What Keras tells after one more batch."""
        self._count, self._now = self._count + 1, self.named(logs, "")

    def take(self) -> dict[str, float]:
        """The means since the last time; empty where not everything is measured, or not a number."""
        (count, before), now = self._before, self._now
        if len(now) < len(self._metrics) or self._count == count:
            return {}
        new = self._count - count
        means = {name: (now[name] * self._count - before[name] * count) / new for name in self._metrics}
        self._before = self._count, dict(now)
        if "accuracy" in means:
            means["accuracy"] = min(max(means["accuracy"], 0.0), 1.0)
        return {name: round(value, 6) for name, value in means.items()}

    def named(self, logs: Mapping[str, float], start: str) -> dict[str, float]:
        """Those metrics that Keras has measured, by our names.  start: `val_`, or empty."""
        found = {}
        for metric in self._metrics:
            names = ACCURACY if metric == "accuracy" else (metric,)
            value = next((logs[start + name] for name in names if start + name in logs), None)
            if value is not None and np.isfinite(float(value)):
                found[start + metric] = round(float(value), 6)
        return found


def measured_on(config: RunConfig, weights: dict[str, np.ndarray], inputs: np.ndarray) -> dict[str, float]:
    """Loss, and accuracy where there is one, of a network on the examples of its run that have a label.

    Empty where none has, or the loss is no number.
    """
    targets = given_targets(config)
    network = Network(config.plan, None, weights)  # type: ignore[arg-type]  # nothing is encoded
    labelled = np.isfinite(targets) if config.task.numeric else targets >= 0
    some = labelled.reshape(len(labelled), -1).any(axis=1)
    if not some.any():
        return {}
    outputs, targets = network.outputs(inputs[some]).astype(np.float64), targets[some]
    outputs = np.clip(outputs, 1e-7, 1 - 1e-7) if not config.task.numeric else outputs
    sums = np.log(outputs)
    if config.task.name == "binary":
        sums -= np.log1p(-outputs)
    elif config.task.numeric:
        sums = outputs
    losses = [loss(config.task.name, one, target)[0] for one, target in zip(sums, targets, strict=True)]
    if not np.isfinite(losses).all():
        return {}
    found = {"loss": round(float(np.mean(losses)), 6)}
    if config.task.accuracy:
        right = config.task.predictions(outputs) == targets
        found["accuracy"] = round(float(right[targets >= 0].mean()), 6)
    return found

"""What whoever watches a run sees of its network: live.npz, replaced a few times per second, only while they look."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from playground.limits import limits
from playground.runs.folder import RunFolder

GAP = 0.1
"""Seconds between two times that weights are published, at least."""
SHARE = 0.08
"""Of the time, at most, that publishing takes: a slow disk makes the pictures fewer, not the training slower."""


@dataclass
class Live:
    """Publishes the weights of a run while somebody watches; nothing is written, nor computed, while nobody does.

    weights: those of the network at this moment, as saved ones are.
    """

    folder: RunFolder
    weights: Callable[[], Mapping[str, np.ndarray]]
    _step: int = -1  # that was published last; -1: nobody watched
    _next: float = 0.0  # not before, by the monotonic clock

    def offer(self, watched_until: float, step: int, at_once: bool = False) -> None:
        """Publish the weights after `step` batches of the run, if they are new and it is time.

        The first are published at once.  watched_until: seconds since 1970.  at_once: however short ago the last were.
        """
        if not watched_until or time.time() >= watched_until:
            self._step, self._next = -1, 0.0
            return
        began = time.monotonic()
        if step == self._step or (began < self._next and not at_once):
            return
        weights = self.weights()
        self.folder.save_live(step, weights)
        size = sum(array.nbytes for array in weights.values())
        taken = time.monotonic() - began
        self._step, self._next = step, began + max(GAP, size / (limits().live_mb * 1e6), taken / SHARE)

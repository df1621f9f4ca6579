"""Batches, of similar length where that saves time: padding short reviews to the longest wastes most of it."""

from dataclasses import dataclass

import numpy as np

from playground.encodings import EncodedExamples
from playground.layers.plan import Plan

EVALUATION_BATCH = 256
CHUNK = 10
"""Batches that are sorted by length together: enough to find like lengths, few enough to stay well shuffled."""


@dataclass(frozen=True)
class Batches:
    """Examples cut into batches.  padding: the side that is filled up.  steps: batches an epoch at most; None: all."""

    examples: EncodedExamples
    plan: Plan
    padding: str
    steps: int | None = None

    def __len__(self) -> int:
        return len(self.examples)

    def read_per_epoch(self, batch_size: int) -> int:
        """Examples an epoch trains on."""
        return min(len(self), self.steps * batch_size) if self.steps else len(self)

    def shuffled(self, batch_size: int, seed: int, epoch: int) -> list[np.ndarray]:
        """Indices of each batch of one epoch, no example twice, in an order that only seed and epoch decide.

        Where a recurrent layer skips padding, each run of `CHUNK` batches is sorted by length before it is cut, then
        the batches are shuffled. Elsewhere a timestep costs little, and sorted batches make the curves restless.
        """
        random = np.random.default_rng((seed, epoch))
        order = random.permutation(len(self))[: self.read_per_epoch(batch_size)]
        if not (self.plan.mask and self.plan.recurrent):
            return np.split(order, range(batch_size, len(order), batch_size))
        batches = []
        for start in range(0, len(order), batch_size * CHUNK):
            chunk = order[start : start + batch_size * CHUNK]
            chunk = chunk[np.argsort(self.examples.lengths[chunk], kind="stable")]
            batches += np.split(chunk, range(batch_size, len(chunk), batch_size))
        random.shuffle(batches)
        return batches

    def in_order(self, batch_size: int) -> list[np.ndarray]:
        """Indices of each batch, shortest examples first: for evaluation, where order does not matter."""
        order = np.argsort(self.examples.lengths, kind="stable")
        return np.split(order, range(batch_size, len(self), batch_size))

    def take(self, indices: np.ndarray) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
        """What the model takes, and the targets, of one batch.

        Inputs: token ids (batch, timesteps) int32 or numbers (batch, timesteps, features) float32; for a network that
        writes a sequence also the symbols before, (batch, answer length) int32.
        Targets: (batch, 1) float32 for one output, (batch,) int32 classes for several, (batch, steps) int32 where a
        class is wanted at each step, -1 where not.
        """
        timesteps = self.plan.timesteps
        if self.plan.mask:
            timesteps = int(self.examples.lengths[indices].max())
        inputs: tuple[np.ndarray, ...] = (self.examples.inputs(indices, timesteps, self.padding),)
        targets = self.examples.targets(indices, timesteps, self.padding)
        if self.plan.reads_previous:
            inputs += (previous(targets, self.plan.output_shape[-1]),)
        if self.plan.output_shape == (1,):
            return inputs, targets[:, None].astype(np.float32)
        return inputs, targets.astype(np.int32)


def previous(targets: np.ndarray, start: int) -> np.ndarray:
    """What a decoder reads while it is trained: the start symbol, then the right symbols but the last.

    targets (batch, answer length) int → the same shape int32; start: the number of the start symbol.
    """
    first = np.full((len(targets), 1), start)
    return np.concatenate([first, targets[:, :-1]], axis=1).astype(np.int32)

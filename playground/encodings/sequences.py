"""Token ids of many texts in one flat array, padded batch by batch."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

PADDING = 0
"""The token id that fills up a short example."""


@dataclass(frozen=True)
class Sequences:
    """Encoded examples of different lengths, none padded yet.

    token_ids: flat int32, one example after another; offsets: (examples + 1,) int64.
    answers: (examples, …), or as flat as `token_ids` when `each_token`.
    """

    token_ids: np.ndarray
    offsets: np.ndarray
    answers: np.ndarray
    each_token: bool = False

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> np.ndarray:
        """(examples,) int64: timesteps of each example."""
        return np.diff(self.offsets)

    def inputs(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """Token ids of the examples at `indices`, padded with 0 at `side`: (len(indices), timesteps) int32."""
        return self._padded(self.token_ids, indices, timesteps, side, PADDING)

    def targets(self, indices: np.ndarray, timesteps: int, side: str) -> np.ndarray:
        """Their targets; those of every token are padded with -1 at `side`: (len(indices), timesteps) int32."""
        if self.each_token:
            return self._padded(self.answers, indices, timesteps, side, -1)
        answers: np.ndarray = self.answers[indices]
        return answers

    def _padded(self, values: np.ndarray, indices: np.ndarray, timesteps: int, side: str, fill: int) -> np.ndarray:
        lengths = self.lengths[indices]
        column = np.arange(timesteps)
        if side == "front":
            column = column - (timesteps - lengths)[:, None]
        else:
            column = np.broadcast_to(column, (len(indices), timesteps))
        real = (column >= 0) & (column < lengths[:, None])
        index = np.where(real, self.offsets[indices][:, None] + column, 0)
        return np.where(real, values[index] if len(values) else fill, fill).astype(np.int32)


def in_common(token_ids: np.ndarray, others: np.ndarray) -> int:
    """How many token ids two texts have in common from the start."""
    shorter = min(len(token_ids), len(others))
    differ = token_ids[:shorter] != others[:shorter]
    return int(differ.argmax()) if differ.any() else shorter

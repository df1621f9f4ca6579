"""The same example as several networks read it, on one axis: the words of the text, or the timesteps of the numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.timeline import Row
from playground.encodings import EncodedText
from playground.prediction.cache import Reading


@dataclass(frozen=True)
class Axis:
    """What at least one of the networks reads, in the order in which it stands there.

    labels (columns,).  indices (columns,) int: which of all tokens, or timesteps, of the example they are.
    steps: (columns,) int a network, the timestep of its trace at which it has read that column; -1 where it does not.
    """

    labels: tuple[str, ...]
    indices: np.ndarray
    steps: tuple[np.ndarray, ...]

    def along(self, network: int, values: np.ndarray) -> np.ndarray:
        """values (timesteps of the trace, …) of a network → (columns, …) float; nan where it reads none."""
        return _taken(values, self.steps[network])

    def timesteps(self, network: int, row: Row) -> np.ndarray:
        """The timestep of a layer that stands at each column: (columns,) int, -1 where it reads none.

        Behind a Conv1D one stands over several columns.  A decoder has an axis of its own: what it writes.
        """
        steps = self.steps[network]
        if row.direction == "decoder":
            return steps
        return np.array([row.timestep(step) if step >= 0 else -1 for step in steps.tolist()], int)

    def along_row(self, network: int, row: Row, part: str) -> np.ndarray:
        """A part of a layer → (columns, units) float32; nan where it reads none."""
        return self.along_layer(network, row, row.parts[part]).astype(np.float32)

    def along_layer(self, network: int, row: Row, values: np.ndarray) -> np.ndarray:
        """values (timesteps of a layer, …) → (columns, …) float; nan where it reads none."""
        return _taken(values, self.timesteps(network, row))


def same_axis(readings: Sequence[Reading], spans: Sequence[Sequence[tuple[int, int]]] | None = None) -> Axis:
    """The axis of several readings of the same example; a text is split as the first of them splits it.

    spans: where in its own text each of them has every token of the first; None: all at the same index.
    """
    first = readings[0].encoded
    if isinstance(first, EncodedText):
        spans = spans or [[(token.start, token.end) for token in first.tokens]] * len(readings)
        labels = [token.word for token in first.tokens]
        steps = [_text_steps(one, own) for one, own in zip(readings, spans, strict=True)]
    else:
        backward = [one.run.config.encoding.reverse for one in readings]
        labels = list(first.labels[::-1] if backward[0] else first.labels)
        steps = [np.arange(len(labels))[:: -1 if back else 1] for back in backward]
    indices = np.flatnonzero(np.any(np.stack(steps) >= 0, axis=0))
    return Axis(tuple(labels[index] for index in indices), indices, tuple(one[indices] for one in steps))


def _text_steps(reading: Reading, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """The timestep of the trace at which all of each stretch of the text is read: (spans,) int; -1 where nothing is."""
    encoded = reading.encoded
    assert isinstance(encoded, EncodedText)
    kept = encoded.mask if reading.run.config.plan.mask else np.ones_like(encoded.mask)
    index = np.cumsum(kept) - 1
    starts, ends = [token.start for token in encoded.tokens], [token.end for token in encoded.tokens]
    steps = np.full(len(spans), -1)
    for column, (start, end) in enumerate(spans):
        inside = encoded.tokens[bisect_right(ends, start) : bisect_left(starts, end)]
        read = [token.timestep for token in inside if token.timestep is not None]
        if read:
            steps[column] = index[max(read)]
    return steps


def _taken(values: np.ndarray, steps: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.asarray(values, float)[np.maximum(steps, 0)]
    found[steps < 0] = np.nan
    return found

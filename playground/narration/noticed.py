"""What to look for in the gates and states of one example: sentences computed from its numbers."""

from collections.abc import Sequence

import numpy as np

from playground.analysis.timeline import Row
from playground.cells.base import Keeping
from playground.wording import apart

THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.5)
SATURATED = 0.99
HARDLY = 0.005
"""A move of the hidden state that is written as 0.00."""


def noticed(row: Row, labels: Sequence[str]) -> list[str]:
    """One to three sentences, true for these numbers.

    labels: what stands at each of the row's timesteps, as it is to be written.
    """
    if not row.recurrent:
        return [_strongest(row, labels)]
    sentences = [_kept(row, row.cell.keeping, labels)] if row.cell and row.cell.keeping else []
    if not sentences:
        share = float(np.mean(np.abs(row.parts["hidden"]) > SATURATED))
        sentences = [f"{share:.1%} of the values are beyond ±{SATURATED}, where tanh is almost flat."]
    return sentences + _moves(row, labels)


def longest_stretch(above: np.ndarray) -> tuple[int, int]:
    """First and last index of the longest run of True; of equal ones the first.  (0, -1) where there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], above, [False]])))
    if not len(edges):
        return 0, -1
    starts, ends = edges[::2], edges[1::2]
    index = int(np.argmax(ends - starts))
    return int(starts[index]), int(ends[index]) - 1


def changes(row: Row) -> np.ndarray:
    """How far the hidden state moves at each timestep: (timesteps,), the length of the difference; it starts at 0."""
    hidden = row.parts["hidden"].astype(float)
    if row.direction == "backward":
        return np.asarray(np.linalg.norm(np.diff(hidden, axis=0, append=0), axis=1))
    return np.asarray(np.linalg.norm(np.diff(hidden, axis=0, prepend=0), axis=1))


def _kept(row: Row, keeping: Keeping, labels: Sequence[str]) -> str:
    mean = keeping.share(row.parts[keeping.gate].mean(axis=1, dtype=float))
    share = f"1 − {keeping.gate}" if keeping.inverted else f"the {keeping.gate} gate"
    what = "the old state" if keeping.state == "hidden" else f"what the {keeping.state} state holds"
    if len(mean) == 1:
        return f"The mean of {share} is {mean[0]:.2f}: so much of {what} is kept, on average over units."
    enough = min(3, len(mean))
    for threshold in THRESHOLDS:
        first, last = longest_stretch(mean > threshold)
        if last - first + 1 >= enough:
            where = "from the first to the last timestep"
            if last - first + 1 < len(mean):
                where = f"from *{labels[first]}* (t = {first + 1}) to *{labels[last]}* (t = {last + 1})"
            low = int(mean.argmin())
            lowest, _ = apart([mean[low], threshold])
            return (
                f"The mean of {share} stays above {threshold} {where}: on average over units more than "
                f"{threshold:.0%} of {what} is kept. It is lowest at *{labels[low]}* (t = {low + 1}): {lowest}."
            )
    lowest, highest = apart([mean.min(), mean.max()])
    lies = f"lies between {lowest} and {highest}" if lowest != highest else f"is {lowest} at every timestep"
    return (
        f"The mean of {share} {lies}: at no {'two' if enough == 2 else 'three'} timesteps in a row is more "
        f"than half of {what} kept."
    )


def _moves(row: Row, labels: Sequence[str]) -> list[str]:
    moved = changes(row)
    if len(moved) < 2:
        return []
    most = int(moved.argmax())
    if moved[most] < HARDLY:
        return [f"The hidden state hardly moves: at every timestep by less than {2 * HARDLY:g}."]
    largest, average = apart([moved[most], moved.mean()])
    if largest == average:
        return [f"The hidden state moves by {largest} at every timestep."]
    return [
        f"The hidden state moves most at *{labels[most]}* (t = {most + 1}): by {largest}, "
        f"at an average timestep by {average}."
    ]


def _strongest(row: Row, labels: Sequence[str]) -> str:
    values = row.parts[row.part]
    t, unit = np.unravel_index(np.abs(values).argmax(), values.shape)
    if values[t, unit] == 0:
        return "Every value is 0."
    farthest, _ = apart([float(values[t, unit]), 0])
    return f"The value farthest from 0 is {farthest}, of unit {unit} at *{labels[t]}* (t = {t + 1})."

"""What to look for in the gates and states of one example: sentences computed from its numbers."""

from collections.abc import Sequence

import numpy as np

from playground.figures.timesteps import Row

KEEPS = {"forget": "what the cell state holds is kept", "update": "the old state is kept"}
"""The gate that keeps a state where it is near 1 → what it does there."""
THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.5)
SATURATED = 0.99


def noticed(row: Row, labels: Sequence[str]) -> list[str]:
    """One to three sentences, true for these numbers.

    labels: what stands at each of the row's timesteps, as it is to be written.
    """
    if not row.recurrent:
        return [_strongest(row, labels)]
    sentences = [_kept(row, gate, labels) for gate in KEEPS if gate in row.parts]
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
    place = int(np.argmax(ends - starts))
    return int(starts[place]), int(ends[place]) - 1


def changes(row: Row) -> np.ndarray:
    """How far the hidden state moves at each timestep: (timesteps,), the length of the difference; it starts at 0."""
    hidden = row.parts["hidden"].astype(float)
    if row.way == "backward":
        return np.linalg.norm(np.diff(hidden, axis=0, append=0), axis=1)
    return np.linalg.norm(np.diff(hidden, axis=0, prepend=0), axis=1)


def _kept(row: Row, gate: str, labels: Sequence[str]) -> str:
    mean = row.parts[gate].mean(axis=1)
    enough = min(3, len(mean))
    for threshold in THRESHOLDS:
        first, last = longest_stretch(mean > threshold)
        if last - first + 1 >= enough:
            where = "from the first to the last timestep"
            if last - first + 1 < len(mean):
                where = f"from *{labels[first]}* (t = {first + 1}) to *{labels[last]}* (t = {last + 1})"
            low = int(mean.argmin())
            lowest = f" It is lowest at *{labels[low]}* (t = {low + 1}): {mean[low]:.2f}."
            return f"The mean of the {gate} gate stays above {threshold} {where}: {KEEPS[gate]}.{lowest}"
    return (
        f"The mean of the {gate} gate lies between {mean.min():.2f} and {mean.max():.2f}: at no three timesteps in a "
        "row is more than half of the old state kept."
    )


def _moves(row: Row, labels: Sequence[str]) -> list[str]:
    moved = changes(row)
    if len(moved) < 2:
        return []
    most = int(moved.argmax())
    return [
        f"The hidden state moves most at *{labels[most]}* (t = {most + 1}): by {moved[most]:.2f}, "
        f"at an average timestep by {moved.mean():.2f}."
    ]


def _strongest(row: Row, labels: Sequence[str]) -> str:
    values = row.parts[row.part]
    t, unit = np.unravel_index(np.abs(values).argmax(), values.shape)
    return f"The largest value is {values[t, unit]:.2f}, of unit {unit} at *{labels[t]}* (t = {t + 1})."

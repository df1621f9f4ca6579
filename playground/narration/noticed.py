"""What to look for in the gates and states of one example: sentences computed from its numbers."""

from collections.abc import Sequence

import numpy as np

from playground.analysis.timeline import Row
from playground.cells.base import Keeping
from playground.cells.part_names import part_name
from playground.languages import _
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
        sentences = [
            _(
                "{share:.1%} of the values are beyond ±{limit}, where tanh is almost flat.",
                share=share,
                limit=SATURATED,
            )
        ]
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
    gate = part_name(keeping.gate)
    share = f"1 − {gate}" if keeping.inverted else _("the {gate} gate", gate=gate)
    what = _("the old state")
    if keeping.state != "hidden":
        what = _("what the {state} state holds", state=part_name(keeping.state))
    if len(mean) == 1:
        return _(
            "The mean of {share} is {mean:.2f}: so much of {what} is kept, on average over units.",
            share=share,
            mean=float(mean[0]),
            what=what,
        )
    enough = min(3, len(mean))
    for threshold in THRESHOLDS:
        first, last = longest_stretch(mean > threshold)
        if last - first + 1 >= enough:
            where = _("from the first to the last timestep")
            if last - first + 1 < len(mean):
                where = _("from {first} to {last}", first=_at(labels, first), last=_at(labels, last))
            low = int(mean.argmin())
            lowest, _threshold = apart([mean[low], threshold])
            return _(
                "The mean of {share} stays above {threshold} {where}: at each timestep, on average over units, "
                "more than {threshold:.0%} of {what} is kept. It is lowest at {lowest_at}: {lowest}.",
                share=share,
                threshold=threshold,
                where=where,
                what=what,
                lowest_at=_at(labels, low),
                lowest=lowest,
            )
    lowest, highest = apart([mean.min(), mean.max()])
    if lowest != highest:
        lies = _("The mean of {share} lies between {lowest} and {highest}", share=share, lowest=lowest, highest=highest)
    else:
        lies = _("The mean of {share} is {lowest} at every timestep", share=share, lowest=lowest)
    if enough == 2:
        return _("{lies}: at no two timesteps in a row is more than half of {what} kept.", lies=lies, what=what)
    return _("{lies}: at no three timesteps in a row is more than half of {what} kept.", lies=lies, what=what)


def _at(labels: Sequence[str], t: int) -> str:
    return _("*{label}* (t = {t})", label=labels[t], t=t + 1)


def _moves(row: Row, labels: Sequence[str]) -> list[str]:
    moved = changes(row)
    if len(moved) < 2:
        return []
    most = int(moved.argmax())
    if moved[most] < HARDLY:
        return [_("The hidden state hardly moves: at every timestep by less than {size:g}.", size=2 * HARDLY)]
    largest, average = apart([moved[most], moved.mean()])
    if largest == average:
        return [_("The hidden state moves by {size} at every timestep.", size=largest)]
    return [
        _(
            "The hidden state moves most at {place}: by {largest}, at an average timestep by {average}.",
            place=_at(labels, most),
            largest=largest,
            average=average,
        )
    ]


def _strongest(row: Row, labels: Sequence[str]) -> str:
    values = row.parts[row.part]
    t, unit = np.unravel_index(np.abs(values).argmax(), values.shape)
    if values[t, unit] == 0:
        return _("Every value is 0.")
    farthest, _nothing = apart([float(values[t, unit]), 0])
    return _(
        "The value farthest from 0 is {value}, of unit {unit} at {place}.",
        value=farthest,
        unit=unit,
        place=_at(labels, int(t)),
    )

"""What a change does to a network and to what it says: sentences computed from its numbers, before and after."""

from collections.abc import Sequence

import numpy as np

from playground.tasks import Answer, Task
from playground.wording import apart as distinct
from playground.wording import counted, in_unit, probability_text

SAME = 1e-6
"""States that are nearer than this are called the same: float32 knows no more."""


def distance(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """How far two states (columns, units) are apart at every column: (columns,), the length of the difference.

    nan where one of them reads nothing.
    """
    return np.asarray(np.linalg.norm(np.asarray(after, float) - np.asarray(before, float), axis=1))


def turned(task: Task, names: Sequence[str], before: Answer, after: Answer) -> str:
    """What becomes of the answer; a sentence without its beginning, such as "P(positive) falls from …".

    before, after: as `playground.prediction.predict.answer` gives them.  names: of the classes, ready to be written.
    """
    if task.numeric:
        was, now = (in_unit(one["value"], one["unit"]) for one in (before, after))
        return f"the forecast {_moved(before['value'], after['value'], was, now)}."
    if task.classifies:
        each = [np.atleast_1d(one["probability"]) for one in (before, after)]
        first, second = (int(task.predictions(one)) for one in each)
        followed = 1 if len(each[0]) == 1 else first
        one, other = (float(values[-1 if len(values) == 1 else first]) for values in each)
        ends = f"the answer stays **{names[first]}**"
        if second != first:
            ends = f"the answer turns from **{names[first]}** to **{names[second]}**"
        return f"P({names[followed]}) {_moved(one, other, probability_text(one), probability_text(other))}; {ends}."
    verb = task.verbs[1]
    was, now = (task.describe(one, names)[0] for one in (before, after))
    if was == now:
        return f"the network {verb} the same."
    if len(was) != len(now) or task.answers:
        return f"the network no longer {verb} **{was or 'nothing'}** but **{now or 'nothing'}**."
    differ = sum(one != two for one, two in zip(was, now, strict=True))
    return f"the network {verb} another symbol at {differ:,} of {counted(len(was), 'timestep')}."


def drifted(
    apart: np.ndarray, labels: Sequence[str], steps: np.ndarray, title: str, backward: bool, most: tuple[int, float]
) -> str:
    """Where two courses of a hidden state part, where they are farthest apart, and how far in the end.

    apart (columns,): their distance.  labels: of the columns, ready to be written.  steps (columns,) int: their
    timesteps, from 0.  title: of the layer.  most: the unit that differs most there, and the share of the squared
    distance that is its own.
    """
    both = np.flatnonzero(np.isfinite(apart))
    if not len(both):
        return ""
    read = both[np.argsort(steps[both])]
    if backward:
        read = read[::-1]
    differ = np.flatnonzero(apart[read] > SAME)
    if not len(differ):
        return f"The hidden state of {title} is the same at every timestep."

    def at(column: int) -> str:
        return f"*{labels[column]}* (t = {steps[column] + 1})"

    first, farthest, last = read[differ[0]], read[int(apart[read].argmax())], read[-1]
    unit, share = most
    text = ""
    if differ[0]:
        text = f"Before {at(first)} the hidden state of {title} is the same. "
    whose = "It is" if text else f"The hidden state of {title} is"
    largest, in_the_end, _ = distinct([apart[farthest], apart[last], 0])
    text += f"{whose} farthest from what it was at {at(farthest)}, by {largest}"
    if share > 0.5:
        text += f", most of it in unit {unit}"
    if last == farthest:
        return f"{text}: the last timestep."
    if largest == in_the_end:
        return f"{text}, and as far at the last timestep, {at(last)}."
    return f"{text}; at the last timestep, {at(last)}, by {in_the_end}."


def _moved(before: float, after: float, was: str, now: str) -> str:
    if was == now:
        return f"stays {was}"
    return f"{'rises' if after > before else 'falls'} from {was} to {now}"

"""What a change does to a network and to what it says: sentences computed from its numbers, before and after."""

from collections.abc import Sequence

import numpy as np

from playground.languages import _, n_
from playground.tasks import Answer, Task
from playground.wording import apart as distinct
from playground.wording import in_unit, probability_text, together

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
        return _forecast(before["value"], after["value"], was, now)
    if task.classifies:
        each = [np.atleast_1d(one["probability"]) for one in (before, after)]
        first, second = (int(task.predictions(one)) for one in each)
        followed = 1 if len(each[0]) == 1 else first
        one, other = (float(values[-1 if len(values) == 1 else first]) for values in each)
        if second == first:
            ends = _("the answer stays **{answer}**", answer=names[first])
        else:
            ends = _("the answer turns from **{was}** to **{now}**", was=names[first], now=names[second])
        return _("{moved}; {ends}.", moved=_probability(names[followed], one, other), ends=ends)
    verb = _(task.verbs[1])
    was, now = (task.describe(one, names)[0] for one in (before, after))
    if was == now:
        return _("the network {verb} the same.", verb=verb)
    if len(was) != len(now) or task.answers:
        nothing = _("nothing")
        return _(
            "the network no longer {verb} **{was}** but **{now}**.", verb=verb, was=was or nothing, now=now or nothing
        )
    return n_(
        "the network {verb} another symbol at {differ:,} of {number:,} timestep.",
        "the network {verb} another symbol at {differ:,} of {number:,} timesteps.",
        len(was),
        verb=verb,
        differ=sum(one != two for one, two in zip(was, now, strict=True)),
    )


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
        return _("The hidden state of {layer} is the same at every timestep.", layer=title)

    def at(column: int) -> str:
        return _("*{label}* (t = {t})", label=labels[column], t=steps[column] + 1)

    first, farthest, last = read[differ[0]], read[int(apart[read].argmax())], read[-1]
    unit, share = most
    largest, in_the_end, _nothing = distinct([apart[farthest], apart[last], 0])
    if differ[0]:
        same = _("Before {place} the hidden state of {layer} is the same.", place=at(first), layer=title)
        text = _("It is farthest from what it was at {place}, by {distance}", place=at(farthest), distance=largest)
    else:
        same = ""
        text = _(
            "The hidden state of {layer} is farthest from what it was at {place}, by {distance}",
            layer=title,
            place=at(farthest),
            distance=largest,
        )
    if share > 0.5:
        text = _("{moved}, most of it in unit {unit}", moved=text, unit=unit)
    if last == farthest:
        text = _("{moved}: the last timestep.", moved=text)
    elif largest == in_the_end:
        text = _("{moved}, and as far at the last timestep, {place}.", moved=text, place=at(last))
    else:
        text = _(
            "{moved}; at the last timestep, {place}, by {distance}.", moved=text, place=at(last), distance=in_the_end
        )
    return together(same, text)


def _forecast(before: float, after: float, was: str, now: str) -> str:
    if was == now:
        return _("the forecast stays {now}.", now=now)
    if after > before:
        return _("the forecast rises from {was} to {now}.", was=was, now=now)
    return _("the forecast falls from {was} to {now}.", was=was, now=now)


def _probability(name: str, before: float, after: float) -> str:
    was, now = probability_text(before), probability_text(after)
    if was == now:
        return _("P({name}) stays {now}", name=name, now=now)
    if after > before:
        return _("P({name}) rises from {was} to {now}", name=name, was=was, now=now)
    return _("P({name}) falls from {was} to {now}", name=name, was=was, now=now)

"""What sets several networks apart on the same example: sentences computed from their numbers."""

from collections.abc import Sequence

import numpy as np

from playground.analysis.curves import Curve, largest_difference
from playground.cells import GATES, STATES
from playground.cells.base import Keeping
from playground.cells.part_names import part_name
from playground.languages import _, n_
from playground.narration.noticed import SATURATED
from playground.tasks import Task
from playground.wording import apart, at_most, listed, probability_text, rounded, together

ALIKE = 0.005
"""Probabilities that are nearer to each other than this are called the same."""


def agreement(names: Sequence[str], predictions: Sequence[str], truth: str, task: Task) -> str:
    """Whether they agree in the end, and who is right.  All are ready to be written; truth: empty if not known."""
    several, one = map(_, task.verbs)
    if len(set(predictions)) == 1:
        everyone = {2: _("Both"), 3: _("All three"), 4: _("All four")}[len(names)]
        places = {"everyone": everyone, "verb": several, "answer": predictions[0]}
        if not truth:
            return _("{everyone} {verb} **{answer}**.", **places)
        if predictions[0] == truth:
            return _("{everyone} {verb} **{answer}** and are right.", **places)
        return _(
            "{everyone} {verb} **{answer}** and are wrong: the right answer is **{truth}**.", **places, truth=truth
        )
    each = [
        _("{name} {verb} **{answer}**", name=name, verb=one, answer=answer)
        for name, answer in zip(names, predictions, strict=True)
    ]
    text = _("They disagree: {answers}.", answers=listed(each))
    if not truth:
        return text
    right = [name for name, answer in zip(names, predictions, strict=True) if answer == truth]
    if right:
        who = n_(
            "The right answer is **{truth}**: {names} is right.",
            "The right answer is **{truth}**: {names} are right.",
            len(right),
            truth=truth,
            names=listed(right),
        )
    elif len(names) == 2:
        who = _("Neither is right: the right answer is **{truth}**.", truth=truth)
    else:
        who = _("None is right: the right answer is **{truth}**.", truth=truth)
    return together(text, who)


def closeness(names: Sequence[str], values: Sequence[float], truth: float, unit: str) -> str:
    """How far each answer that is a number is from the truth, the closest first."""
    errors = [abs(value - truth) for value in values]
    order, written = np.argsort(errors, kind="stable"), apart(errors)
    closest = [names[i] for i in order if written[i] == written[order[0]]]
    off = [f"{number} {unit}".strip() for number in written]
    said = listed([_("{error} for {name}", error=off[i], name=names[i]) for i in order])
    right = f"{rounded(truth)} {unit}".strip()
    return n_(
        "{names} is closest to the truth, {truth}: the errors are {errors}.",
        "{names} are equally close to the truth, {truth}: the errors are {errors}.",
        len(closest),
        names=listed(closest),
        truth=right,
        errors=said,
    )


def parting(curves: Sequence[Curve], names: Sequence[str], labels: Sequence[str], where: str, probable: bool) -> str:
    """Where two of the curves are farthest apart; empty where there are no two.

    names: of the networks by number, labels: of the axis, both ready to be written.  where: "After" or "At".
    probable: whether the values are probabilities.
    """
    difference = largest_difference(curves) if len(curves) > 1 else None
    if difference is None:
        return ""
    if probable and difference.size < 0.0005:
        return _("Their lines are the same to within 0.0005.")
    if probable and difference.size < ALIKE:
        return _("Their lines never differ by more than {size}.", size=at_most(difference.size, 3))
    low, high = map(probability_text, difference.values) if probable else apart(difference.values)
    if low == high:
        return _("Their lines are the same.")
    label = labels[difference.column]
    at = f"*{label}*"
    if list(labels).count(label) > 1:
        at = _("*{label}* (number {number})", label=label, number=difference.column + 1)
    places = {"low": low, "high": high, "one": names[difference.low.run], "other": names[difference.high.run]}
    if where == "After":
        return _("After {at} {one} says {low}, {other} {high}: there they are farthest apart.", at=at, **places)
    return _("At {at} {one} says {low}, {other} {high}: there they are farthest apart.", at=at, **places)


def of_parts(part: str, values: Sequence[np.ndarray], names: Sequence[str]) -> str:
    """What tells heat maps of the same part apart.  values: (columns, units) each, nan where nothing is read."""
    if part in GATES:
        means = [f"{np.nanmean(one):.2f}" for one in values]
        return _(
            "The {gate} gate is {each} on average over units and timesteps.",
            gate=part_name(part),
            each=_of_each(means, names),
        )
    if part in STATES and part != "hidden":
        reached = [f"{np.nanmax(np.abs(one)):.2f}" for one in values]
        return _("The {state} state reaches {each}, up or down.", state=part_name(part), each=_of_each(reached, names))
    shares = [f"{np.mean(np.abs(one[np.isfinite(one)]) > SATURATED):.1%}" for one in values]
    return _(
        "The share of values beyond ±{limit}, where tanh is almost flat, is {each}.",
        limit=SATURATED,
        each=_of_each(shares, names),
    )


def kept(shares: Sequence[tuple[int, Keeping, np.ndarray]], names: Sequence[str]) -> str:
    """How much of the old state the networks keep a step; empty where none has a gate for it.

    shares: the number of a network, how it keeps and the share, its mean over the units (columns,) each.
    """
    if not shares:
        return ""
    gates = [
        _("{name} (*{gate}*)", name=names[number], gate="1 − " * keeping.inverted + part_name(keeping.gate))
        for number, keeping, _mean in shares
    ]
    return _(
        "The share of the old state that is kept per timestep is {each} on average.",
        each=_of_each([f"{np.nanmean(mean):.2f}" for *_which, mean in shares], gates),
    )


def _of_each(numbers: Sequence[str], names: Sequence[str]) -> str:
    return listed([_("{number} for {name}", number=one, name=name) for one, name in zip(numbers, names, strict=True)])

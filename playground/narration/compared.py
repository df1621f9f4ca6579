"""What sets several networks apart on the same example: sentences computed from their numbers."""

from collections.abc import Sequence

import numpy as np

from playground.analysis.curves import Curve, largest_difference
from playground.cells import GATES, STATES
from playground.cells.base import Keeping
from playground.narration.noticed import SATURATED
from playground.tasks import Task
from playground.wording import apart, at_most, listed, probability_text, rounded

ALIKE = 0.005
"""Probabilities that are nearer to each other than this are called the same."""


def agreement(names: Sequence[str], predictions: Sequence[str], truth: str, task: Task) -> str:
    """Whether they agree in the end, and who is right.  All are ready to be written; truth: empty if not known."""
    several, one = task.verbs
    if len(set(predictions)) == 1:
        everyone = "Both" if len(names) == 2 else f"All {('three', 'four')[len(names) - 3]}"
        text = f"{everyone} {several} **{predictions[0]}**"
        if not truth:
            return f"{text}."
        return (
            f"{text} and are right."
            if predictions[0] == truth
            else f"{text} and are wrong: the right answer is **{truth}**."
        )
    each = [f"{name} {one} **{answer}**" for name, answer in zip(names, predictions, strict=True)]
    text = f"They disagree: {listed(each)}."
    if not truth:
        return text
    right = [name for name, answer in zip(names, predictions, strict=True) if answer == truth]
    if not right:
        return f"{text} {'Neither' if len(names) == 2 else 'None'} is right: the right answer is **{truth}**."
    return f"{text} The right answer is **{truth}**: {listed(right)} {'is' if len(right) == 1 else 'are'} right."


def closeness(names: Sequence[str], values: Sequence[float], truth: float, unit: str) -> str:
    """How far each answer that is a number is from the truth, the closest first."""
    errors = [abs(value - truth) for value in values]
    order, written = np.argsort(errors, kind="stable"), apart(errors)
    closest = [names[i] for i in order if written[i] == written[order[0]]]
    which = f"{closest[0]} is closest" if len(closest) == 1 else f"{listed(closest)} are equally close"
    off = [f"{f'{written[i]} {unit}'.strip()} for {names[i]}" for i in order]
    return f"{which} to the truth, {f'{rounded(truth)} {unit}'.strip()}: the errors are {listed(off)}."


def parting(curves: Sequence[Curve], names: Sequence[str], labels: Sequence[str], where: str, probable: bool) -> str:
    """Where two of the curves are farthest apart; empty where there are no two.

    names: of the networks by number, labels: of the axis, both ready to be written.  where: "After" or "At".
    probable: whether the values are probabilities.
    """
    difference = largest_difference(curves) if len(curves) > 1 else None
    if difference is None:
        return ""
    if probable and difference.size < 0.0005:
        return "Their lines are the same to within 0.0005."
    if probable and difference.size < ALIKE:
        return f"Their lines never differ by more than {at_most(difference.size, 3)}."
    low, high = map(probability_text, difference.values) if probable else apart(difference.values)
    if low == high:
        return "Their lines are the same."
    label = labels[difference.column]
    which = f" (number {difference.column + 1})" if list(labels).count(label) > 1 else ""
    return (
        f"{where} *{label}*{which} {names[difference.low.run]} says {low}, {names[difference.high.run]} {high}: there "
        f"they are farthest apart."
    )


def of_parts(part: str, values: Sequence[np.ndarray], names: Sequence[str]) -> str:
    """What tells heat maps of the same part apart.  values: (columns, units) each, nan where nothing is read."""
    if part in GATES:
        each = [f"{np.nanmean(one):.2f} for {name}" for name, one in zip(names, values, strict=True)]
        return f"The {part} gate is {listed(each)} on average over units and timesteps."
    if part in STATES and part != "hidden":
        each = [f"{np.nanmax(np.abs(one)):.2f} for {name}" for name, one in zip(names, values, strict=True)]
        return f"The {part} state reaches {listed(each)}, up or down."
    shares = [np.mean(np.abs(one[np.isfinite(one)]) > SATURATED) for one in values]
    each = [f"{share:.1%} for {name}" for name, share in zip(names, shares, strict=True)]
    return f"The share of values beyond ±{SATURATED}, where tanh is almost flat, is {listed(each)}."


def kept(shares: Sequence[tuple[int, Keeping, np.ndarray]], names: Sequence[str]) -> str:
    """How much of the old state the networks keep a step; empty where none has a gate for it.

    shares: the number of a network, how it keeps and the share, its mean over the units (columns,) each.
    """
    if not shares:
        return ""
    each = [
        f"{np.nanmean(mean):.2f} for {names[number]} (*{'1 − ' * keeping.inverted}{keeping.gate}*)"
        for number, keeping, mean in shares
    ]
    return f"The share of the old state that is kept per timestep is {listed(each)} on average."

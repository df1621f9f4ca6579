"""What is said of a gradient on its way back through time: always of the mean over many examples, by one rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.gradient_through_time import REACHED, Course, Courses
from playground.cells import STATES
from playground.cells.base import Cell
from playground.cells.part_names import part_name
from playground.languages import _, n_
from playground.wording import rounded, together

LOST, WEAK = 1000.0, 10.0
"""A gradient that has become `LOST` times smaller on its way vanishes; `WEAK` times, a part of it arrives; one that has
become `LOST` times larger explodes."""
LITTLE = 0.25
"""Hardly better than guessing: less than this share of the way from there to no error at all."""


@dataclass(frozen=True)
class Decay:
    """The way of a gradient from the timestep read last back to another.

    last, first: its norm at both.  timesteps: how many there are, both included.
    """

    last: float
    first: float
    timesteps: int

    @property
    def factor(self) -> float:
        """What it is multiplied with from one timestep to the one before: the geometric mean.  nan where it is lost."""
        if self.timesteps < 2 or not (0 < self.last < np.inf and 0 < self.first < np.inf):
            return float("nan")
        return float(np.exp((np.log(self.first) - np.log(self.last)) / (self.timesteps - 1)))

    @property
    def arrives(self) -> bool:
        """Whether at least a tenth of it is left, and not a thousand times as much."""
        return (
            self.timesteps > 1 and self.last > 0 and self.last <= self.first * WEAK and self.first <= self.last * LOST
        )


def decay(course: Course) -> Decay:
    """How the mean gets from the timestep read last to the one furthest back that enough examples have."""
    return Decay(float(course.mean[0]), float(course.mean[-1]), len(course.mean))


def rule(courses: Courses, label: str) -> str:
    """On which examples a sentence rests, and by which rule it is said.  label: what is derived."""
    if courses.examples < courses.available:
        examples = n_("{number:,} test example", "{number:,} test examples", courses.examples)
    else:
        examples = n_("all {number:,} test example", "all {number:,} test examples", courses.examples)
    told = _(
        "All this is true of the geometric mean over {examples}, not of a single one: "
        "from the timestep read last to the one furthest back that one in {reached} of them has. With less than a "
        "thousandth left, the gradient vanishes; with less than a tenth, a part of it arrives; with more than a "
        "thousand times as much, it explodes; else it arrives. The gradient is that of {what}, and its size is its "
        "norm. Where it is exactly 0, an example does not count, unless more than half are: then the mean is 0.",
        examples=examples,
        reached=REACHED,
        what=label,
    )
    return together(told, _("More would take too long for a network of this size.") if courses.fewer else "")


def sentence(found: Mapping[str, Course], backward: bool = False, own: bool = False) -> str:
    """Whether the gradient vanishes, explodes or arrives, with respect to each state, with the measured factor.

    found: state → its course; a cell state first, since it is what the cell hands on.  backward: the direction reads
    from the end.  own: each timestep has a gradient of its own from above; `found` is the way of the last one's alone.
    """
    states = [state for state in reversed(STATES) if state in found]
    said = [_of_state(found[state], STATES[state], backward, again=state != states[0]) for state in states]
    alone = _(
        "Each timestep also has a gradient of its own from above; this is the one of the timestep read last alone."
    )
    return together(*said, alone if own else "")


def _of_state(course: Course, state: str, backward: bool, again: bool) -> str:
    """state: its symbol.  again: whether the way back has been named already."""
    found = decay(course)
    if found.timesteps < 2:
        return _("There is only one timestep: the gradient with respect to {state} has nowhere to go.", state=state)
    if found.last == 0:
        if backward:
            return _(
                "At the first timestep the gradient with respect to {state} is 0 already: nothing is passed back in "
                "time.",
                state=state,
            )
        return _(
            "At the last timestep the gradient with respect to {state} is 0 already: nothing is passed back in time.",
            state=state,
        )
    way = _way(state, found.timesteps - 1, backward, again)
    zeros = {"zeros": int(course.zeros[-1]), "examples": int(course.examples[-1])}
    if found.first == 0:
        return _(
            "{way} **vanishes** altogether: for {zeros:,} of {examples:,} examples it is exactly 0 there.",
            way=way,
            **zeros,
        )
    if np.isinf(found.first) or np.isinf(found.last):
        return _("{way} **explodes** beyond any number a computer can hold.", way=way)
    share, factor = found.first / found.last, number(found.factor)
    noted = _("(For {zeros:,} of {examples:,} examples it is exactly 0 there.)", **zeros) if zeros["zeros"] else ""
    if share >= 1:
        told = _(
            "{way} is multiplied by **{factor}** per timestep, which makes it {times} times as large: {verdict}",
            way=way,
            factor=factor,
            times=number(share),
            verdict=_verdict(found),
        )
    else:
        told = _(
            "{way} is multiplied by **{factor}** per timestep, which leaves {share} of it: {verdict}",
            way=way,
            factor=factor,
            share=_percent(share),
            verdict=_verdict(found),
        )
    return together(told, noted)


def _way(state: str, timesteps: int, backward: bool, again: bool) -> str:
    """How a sentence on a gradient begins."""
    if again:
        return _("With respect to {state} it", state=state)
    if backward:
        return _(
            "From the first timestep to the one {timesteps:,} behind it, the gradient with respect to {state}",
            timesteps=timesteps,
            state=state,
        )
    return _(
        "From the last timestep to the one {timesteps:,} before it, the gradient with respect to {state}",
        timesteps=timesteps,
        state=state,
    )


def _verdict(found: Decay) -> str:
    if found.first * LOST < found.last:
        return _("it **vanishes**, and what is read there hardly teaches the network anything now.")
    if found.first > found.last * LOST:
        return _("it **explodes**, and what is read there moves the weights far more than what is read last.")
    return _("it **arrives**.") if found.arrives else _("a **part** of it **arrives**.")


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else number(share)


def number(value: float) -> str:
    """A positive number in three digits, with a power of ten where that is shorter: `0.835`, `6.88 · 10⁻¹⁴`."""
    if 1e-3 <= value < 1e4:
        return f"{value:#.3g}" if value < 100 else f"{value:,.0f}"
    digits, power = f"{value:.2e}".split("e")
    return f"{digits}\u00a0·\u00a010{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


@dataclass(frozen=True)
class Made:
    """A network before training: its name, its cell, how its gradient travels by the last of its states; and the share
    of its state that is kept, 0–1 (nan: it has no gate for it)."""

    name: str
    cell: Cell
    decay: Decay
    kept: float


def before_training(made: Sequence[Made]) -> str:
    """Where a cell state passes less back than a SimpleRNN while neither has learned; empty where none does."""
    finite = [one for one in made if np.isfinite(one.decay.factor)]
    simple = [one for one in finite if not one.cell.gates]
    gated = [
        (one, keeping)
        for one in finite
        if np.isfinite(one.kept) and (keeping := one.cell.keeping) and keeping.state != "hidden"
    ]
    pairs = [(one, by, other) for one, by in gated for other in simple if one.decay.factor < other.decay.factor]
    if not pairs:
        return ""
    one, by, other = pairs[0]
    return _(
        "Before training, the {name} passes **less** back than the {other}: a factor of "
        "{factor} per timestep even with respect to {state}, against {other_factor}. "
        "Its {gate} gates are {kept:.2f} open on average, and {state} is multiplied by that at every timestep; a "
        "SimpleRNN begins with "
        "an orthogonal recurrent kernel, which makes nothing shorter. What gates are for shows when they have learned.",
        name=one.name,
        other=other.name,
        factor=number(one.decay.factor),
        state=STATES[by.state],
        other_factor=number(other.decay.factor),
        gate=part_name(by.gate),
        kept=one.kept,
    )


def not_enough(found: Decay, value: float, guess: float, accuracy: bool) -> str:
    """Said where a gradient arrives and the network knows hardly more than guessing; else empty.

    value, guess: the network's validation accuracy (0–1) or loss, and that of a guess that reads nothing.
    """
    learned = (value - guess) / (1 - guess) if accuracy else (guess - value) / guess
    if not found.arrives or learned >= LITTLE:
        return ""
    if accuracy:
        numbers = _("validation accuracy {value:.1%}, guessing {guess:.1%}", value=value, guess=guess)
    else:
        numbers = _("{value}, guessing {guess}", value=rounded(value, 3), guess=rounded(guess, 3))
    return _(
        "And yet it does hardly better than guessing ({numbers}): a gradient that arrives makes learning from the "
        "first timesteps possible; it does not say that anything was learned.",
        numbers=numbers,
    )


def when(epoch: float) -> str:
    """An epoch in a sentence."""
    return _("after epoch {epoch:g}", epoch=epoch) if epoch else _("before training")

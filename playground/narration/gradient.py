"""What is said of a gradient on its way back through time: always of the mean over many examples, by one rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.gradient_through_time import REACHED, Course, Courses
from playground.cells import STATES
from playground.cells.base import Cell, Keeping
from playground.wording import rounded

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
    few = "" if courses.examples < courses.available else "all "
    less = "" if not courses.fewer else " More would take too long for a network of this size."
    return (
        f"All this is true of the geometric mean over {few}{courses.examples:,} test examples, not of a single one: "
        f"from the timestep read last to the one furthest back that one in {REACHED} of them has. With less than a "
        "thousandth left, the gradient vanishes; with less than a tenth, a part of it arrives; with more than a "
        f"thousand times as much, it explodes; else it arrives. The gradient is that of {label}, and its size is its "
        f"norm. Where it is exactly 0, an example does not count, unless more than half are: then the mean is 0.{less}"
    )


def sentence(found: Mapping[str, Course], backward: bool = False, own: bool = False) -> str:
    """Whether the gradient vanishes, explodes or arrives, with respect to each state, with the measured factor.

    found: state → its course; a cell state first, since it is what the cell hands on.  backward: the direction reads
    from the end.  own: each timestep has a gradient of its own from above; `found` is the way of the last one's alone.
    """
    states = [state for state in reversed(STATES) if state in found]
    said = [
        _of_state(found[state], f"with respect to {STATES[state]}", backward, again=state != states[0])
        for state in states
    ]
    alone = " Each timestep also has a gradient of its own from above; this is the one of the timestep read last alone."
    return " ".join(said) + alone * own


def _of_state(course: Course, by: str, backward: bool, again: bool) -> str:
    """again: whether the way back has been named already."""
    found, (last, before) = decay(course), ("first", "behind") if backward else ("last", "before")
    if found.timesteps < 2:
        return f"There is only one timestep: the gradient {by} has nowhere to go."
    if found.last == 0:
        return f"At the {last} timestep the gradient {by} is 0 already: nothing is passed back in time."
    way = f"From the {last} timestep to the one {found.timesteps - 1:,} {before} it, the gradient {by}"
    if again:
        way = f"{by[0].upper()}{by[1:]} it"
    zeros, of = int(course.zeros[-1]), int(course.examples[-1])
    if found.first == 0:
        return f"{way} **vanishes** altogether: for {zeros:,} of {of:,} examples it is exactly 0 there."
    if np.isinf(found.first) or np.isinf(found.last):
        return f"{way} **explodes** beyond any number a computer can hold."
    share = found.first / found.last
    left = f"makes it {number(share)} times as large" if share >= 1 else f"leaves {_percent(share)} of it"
    noted = f" (For {zeros:,} of {of:,} examples it is exactly 0 there.)" if zeros else ""
    return f"{way} is multiplied by **{number(found.factor)}** per timestep, which {left}: {_verdict(found)}{noted}"


def _verdict(found: Decay) -> str:
    if found.first * LOST < found.last:
        return "it **vanishes**, and what is read there hardly teaches the network anything now."
    if found.first > found.last * LOST:
        return "it **explodes**, and what is read there moves the weights far more than what is read last."
    return "it **arrives**." if found.arrives else "a **part** of it **arrives**."


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
    letter, gate = STATES[by.state], by.gate
    return (
        f"Before training, the {one.name} passes **less** back than the {other.name}: a factor of "
        f"{number(one.decay.factor)} per timestep even with respect to {letter}, against {number(other.decay.factor)}. "
        f"Its {gate} gates are {one.kept:.2f} open on average, and {letter} is multiplied by that at every timestep; a "
        "SimpleRNN begins with "
        "an orthogonal recurrent kernel, which makes nothing shorter. What gates are for shows when they have learned."
    )


def not_enough(found: Decay, value: float, guess: float, accuracy: bool) -> str:
    """Said where a gradient arrives and the network knows hardly more than guessing; else empty.

    value, guess: the network's validation accuracy (0–1) or loss, and that of a guess that reads nothing.
    """
    learned = (value - guess) / (1 - guess) if accuracy else (guess - value) / guess
    if not found.arrives or learned >= LITTLE:
        return ""
    numbers = (
        f"validation accuracy {value:.1%}, guessing {guess:.1%}"
        if accuracy
        else f"{rounded(value, 3)}, guessing {rounded(guess, 3)}"
    )
    return (
        f"And yet it does hardly better than guessing ({numbers}): a gradient that arrives makes learning from the "
        "first timesteps possible; it does not say that anything was learned."
    )


def over_training(factors: Mapping[float, float]) -> str:
    """How the factor has changed, from epoch → factor; empty where it is not known of two epochs."""
    known = {epoch: factor for epoch, factor in factors.items() if np.isfinite(factor)}
    if len(known) < 2:
        return ""
    first, last = min(known), max(known)
    nearest = min(known, key=lambda epoch: abs(np.log(known[epoch])))
    text = f"The factor per timestep was {number(known[first])} {when(first)} and is {number(known[last])} {when(last)}"
    if nearest in (first, last):
        return f"{text}."
    return f"{text}; nearest to 1, where nothing is lost, it was {when(nearest)}: {number(known[nearest])}."


def gates_over_training(keeping: Keeping, first: tuple[float, float], last: tuple[float, float]) -> str:
    """How far open the gates that keep the state were.  first, last: an epoch and the mean share that is kept."""
    (epoch, start), (last_epoch, end) = first, last
    if keeping.inverted:
        start, end = 1 - start, 1 - end
    return (
        f"Its {keeping.gate} gates were {start:.2f} open on average {when(epoch)} and are {end:.2f} {when(last_epoch)}."
    )


def when(epoch: float) -> str:
    """An epoch in a sentence."""
    return f"after epoch {epoch:g}" if epoch else "before training"

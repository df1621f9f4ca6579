"""A memory curve in a sentence, by rules that are told: what is left of what can be read out beyond guessing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.memory_curve import MemoryCurve
from playground.config import RunConfig
from playground.datasets.tokenizers import called
from playground.encodings.text import TextEncoding

FAINT = 0.15
"""Beyond guessing, 0–1: where a curve never gets so far, nothing is there."""
CHANCE = 2.5
"""What chance alone may add to a share that rests on n examples, in 1/√n: two and a half standard errors."""
ABOUT_HALF = 0.4
KEPT, LOST = 0.75, 0.25
"""Of the most that was there: at least so much is left where it is kept, less where it is lost."""
RULES = (
    "Guessing is the mean on shuffled answers. What goes beyond it is kept where at least three quarters are left at "
    "the last step, and lost where less than a quarter is; hardly anything is there below 15% of the way from guessing "
    "to always right, or where chance could have given as much with so few examples."
)


@dataclass(frozen=True)
class _Beyond:
    """How much of what is asked for is there: guess, and (steps,) shares of the way from guessing to always right."""

    guess: float
    shares: np.ndarray


def unit_of(config: RunConfig) -> str:
    """What a timestep is called."""
    if not isinstance(config.encoding, TextEncoding):
        return "timestep"
    return called(config.encoding.split).removesuffix("s")


def fullest(curves: Sequence[MemoryCurve]) -> MemoryCurve:
    """Of the states of one layer the one to speak of: in which most is left where the remembering ends."""
    at = -1 if curves[0].aligned == "deciding part" else 0
    return max(curves, key=lambda curve: curve.score[at])


def sentence(curve: MemoryCurve, unit: str) -> str:
    """What a curve says, in Markdown.  unit: what a timestep is called."""
    return _after(curve, unit) if curve.aligned == "deciding part" else _before(curve, unit)


def beyond(curve: MemoryCurve) -> _Beyond:
    """How far a curve gets from guessing, 0, to always right, 1; what chance could have given counts as nothing."""
    guess = float(np.mean(curve.floor))
    shares = (np.array(curve.score) - guess) / (1 - guess)
    return _Beyond(guess, np.where(shares > CHANCE / np.sqrt(curve.examples), shares, np.minimum(shares, 0.0)))


def _after(curve: MemoryCurve, unit: str) -> str:
    found, last = beyond(curve), curve.steps[-1]
    most = found.shares.max()
    measured = (
        f"Right after it was read, {curve.name} can be read out of {curve.state} {_said(curve, 0)}, "
        f"{_count(last, unit)} later {_said(curve, -1)}; {_guess(curve, found)}: "
    )
    if most < FAINT:
        return measured + "hardly anything of it is ever there."
    left = found.shares[-1] / most
    if left >= KEPT and found.shares[0] < KEPT * found.shares[-1]:
        return measured + "it becomes clearer, and is kept."
    if left >= KEPT:
        return measured + "it is kept."
    peak = int(found.shares.argmax())
    half = curve.steps[peak + int((found.shares[peak:] < most / 2).argmax())]
    if left < LOST:
        return measured + f"it is lost; after {_count(half, unit)} less than half of it is left."
    return measured + "it fades."


def _before(curve: MemoryCurve, unit: str) -> str:
    found = beyond(curve)
    most, at_end = found.shares.max(), found.shares[0]
    measured = f"At the end, {curve.name} can be read out of {curve.state} {_said(curve, 0)}"
    if len(curve.steps) > 1:
        measured += f", {_count(curve.steps[-1], unit)} before the end {_said(curve, -1)}"
    measured += f"; {_guess(curve, found)}: "
    if most < FAINT:
        return measured + "hardly anything of it is ever there."
    if at_end < KEPT * most:
        clearest = curve.steps[int(found.shares.argmax())]
        return measured + f"it is clearest {_count(clearest, unit)} before the end, and fades."
    enough = found.shares >= ABOUT_HALF * at_end
    since = curve.steps[-1 if enough.all() else int(enough.argmin()) - 1]
    if since == 0:
        return measured + "it is there only at the very end." if len(curve.steps) > 1 else measured + "it is there."
    return measured + f"from {_count(since, unit)} before the end on, about half of that or more can be read out."


def _said(curve: MemoryCurve, index: int) -> str:
    score = curve.score[index]
    return f"with R² **{score:.2f}**" if curve.numbers else f"in **{score:.0%}** of cases"


def _guess(curve: MemoryCurve, found: _Beyond) -> str:
    return f"guessing gives {found.guess:.2f}" if curve.numbers else f"guessing gives {found.guess:.0%}"


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"

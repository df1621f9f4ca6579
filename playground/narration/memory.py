"""A memory curve in a sentence, by rules that are told: what is left of what can be read out beyond guessing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.memory_curve import MemoryCurve
from playground.config import RunConfig
from playground.datasets.tokenizers import called
from playground.encodings.text import TextEncoding
from playground.languages import N_, _
from playground.wording import timesteps

FAINT = 0.15
"""Beyond guessing, 0–1: where a curve never gets so far, nothing is there."""
CHANCE = 2.5
"""What chance alone may add to a share that rests on n examples, in 1/√n: two and a half standard errors."""
ABOUT_HALF = 0.4
KEPT, LOST = 0.75, 0.25
"""Of the most that was there: at least so much is left where it is kept, less where it is lost."""
RULES = N_(
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
    measured = _(
        "Right after it was read, {what} can be read out of {state} {first}, {later} later {then}; {guess}",
        what=_(curve.name),
        state=curve.state,
        first=_said(curve, 0),
        later=timesteps(last, unit),
        then=_said(curve, -1),
        guess=_guess(curve, found),
    )
    if most < FAINT:
        return _("{measured}: hardly anything of it is ever there.", measured=measured)
    left = found.shares[-1] / most
    if left >= KEPT and found.shares[0] < KEPT * found.shares[-1]:
        return _("{measured}: it becomes clearer, and is kept.", measured=measured)
    if left >= KEPT:
        return _("{measured}: it is kept.", measured=measured)
    peak = int(found.shares.argmax())
    half = curve.steps[peak + int((found.shares[peak:] < most / 2).argmax())]
    if left < LOST:
        return _(
            "{measured}: it is lost; after {timesteps} less than half of it is left.",
            measured=measured,
            timesteps=timesteps(half, unit),
        )
    return _("{measured}: it fades.", measured=measured)


def _before(curve: MemoryCurve, unit: str) -> str:
    found = beyond(curve)
    most, at_end = found.shares.max(), found.shares[0]
    places = {"what": _(curve.name), "state": curve.state, "last": _said(curve, 0), "guess": _guess(curve, found)}
    if len(curve.steps) > 1:
        measured = _(
            "At the end, {what} can be read out of {state} {last}, {earlier} before the end {then}; {guess}",
            **places,
            earlier=timesteps(curve.steps[-1], unit),
            then=_said(curve, -1),
        )
    else:
        measured = _("At the end, {what} can be read out of {state} {last}; {guess}", **places)
    if most < FAINT:
        return _("{measured}: hardly anything of it is ever there.", measured=measured)
    if at_end < KEPT * most:
        return _(
            "{measured}: it is clearest {timesteps} before the end, and fades.",
            measured=measured,
            timesteps=timesteps(curve.steps[int(found.shares.argmax())], unit),
        )
    enough = found.shares >= ABOUT_HALF * at_end
    since = curve.steps[-1 if enough.all() else int(enough.argmin()) - 1]
    if since:
        return _(
            "{measured}: from {timesteps} before the end on, about half of that or more can be read out.",
            measured=measured,
            timesteps=timesteps(since, unit),
        )
    if len(curve.steps) > 1:
        return _("{measured}: it is there only at the very end.", measured=measured)
    return _("{measured}: it is there.", measured=measured)


def _said(curve: MemoryCurve, index: int) -> str:
    score = curve.score[index]
    if curve.numbers:
        return _("with R² **{score:.2f}**", score=score)
    return _("in **{score:.0%}** of cases", score=score)


def _guess(curve: MemoryCurve, found: _Beyond) -> str:
    if curve.numbers:
        return _("guessing gives {score:.2f}", score=found.guess)
    return _("guessing gives {score:.0%}", score=found.guess)

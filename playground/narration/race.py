"""Who remembered, in two or three sentences, from what the lanes of a race have learned; by rules that are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.analysis.memory_curve import MemoryCurve
from playground.languages import _, n_
from playground.narration.memory import KEPT, LOST, beyond
from playground.wording import listed, rounded, timesteps, together

LEARNED, NOTHING = 0.8, 0.3
"""Of the way from guessing to always right: at least so much is learned; less than that is next to nothing."""
TIE = 0.01
"""Accuracies that differ by no more are alike."""


@dataclass(frozen=True)
class Lane:
    """How a lane ended.

    name: no two alike.  state: `finished`, `stopped` or `failed`.  epochs: that it finished.
    accuracy: of the validation examples after the last of them, 0–1, where answers are right or wrong; loss: theirs;
    None: there was no epoch.  guess: the accuracy of always saying the most frequent class.
    gates: how many gates each of its units has.  curve: its memory curve; None: it has none.
    """

    name: str
    state: str
    epochs: int
    accuracy: float | None
    loss: float | None
    guess: float
    gates: int
    curve: MemoryCurve | None

    @property
    def learned(self) -> float:
        """How far it got from guessing, 0, to always right, 1."""
        assert self.accuracy is not None
        return (self.accuracy - self.guess) / max(1 - self.guess, 1e-9)

    @property
    def kept(self) -> float | None:
        """The same of what its state still holds at the last step of the memory curve; None: not measured."""
        if self.curve is None or self.curve.aligned != "deciding part" or self.curve.numbers:
            return None
        return float(beyond(self.curve).shares[-1])


def verdict(lanes: Sequence[Lane], unit: str) -> list[str]:
    """The sentences, the most important first.  unit: what a timestep is called."""
    there = [lane for lane in lanes if lane.loss is not None]
    aside = [_aside(lane) for lane in lanes if lane.state != "finished"]
    if not there:
        return [_("Nobody finished an epoch, so nobody can be compared."), *aside]
    if any(lane.accuracy is None for lane in there):
        return [_by_loss(there), *aside]
    return [_who(there), _numbers(there, unit), *filter(None, [_why(there)]), *aside]


def _who(lanes: list[Lane]) -> str:
    """Who learned it, and so remembered."""
    good = [lane for lane in lanes if lane.learned >= LEARNED]
    rest = [lane for lane in lanes if lane.learned < LEARNED]
    best, last = max(lanes, key=lambda lane: lane.learned), min(lanes, key=lambda lane: lane.learned)
    if not good and best.learned < NOTHING:
        return _("Nobody has learned it: no lane is much better than guessing.")
    if not good:
        return _("Nobody has learned it well; {best} came furthest.", best=best.name)
    if len(lanes) == 1:
        return _("{best} has learned it; there is nobody to compare it with.", best=best.name)
    if not rest:
        gap = round((best.accuracy or 0) - (last.accuracy or 0), 6)
        end = _("a tie") if gap <= TIE else _("{best} is ahead", best=best.name)
        if len(lanes) == 2:
            return _("Both have learned it: {end}.", end=end)
        return _("All have learned it: {end}.", end=end)
    if all(lane.learned < NOTHING for lane in rest):
        return _("{good} remembered, {rest} did not.", good=_names(good), rest=_names(rest))
    return _("{good} learned it; {rest} came less far.", good=_names(good), rest=_names(rest))


def _numbers(lanes: list[Lane], unit: str) -> str:
    """What that rests on."""
    said = [f"{lane.name} {_percent(lane.accuracy or 0)}" for lane in lanes]
    sentence = _("Validation accuracy: {each} (guessing: {guess}).", each=listed(said), guess=_percent(lanes[0].guess))
    curves = [lane.curve for lane in lanes if lane.curve and lane.kept is not None]
    if len(curves) < len(lanes):
        return sentence
    later = n_(
        "{later} after {what}, its state still tells it in {shares} of cases.",
        "{later} after {what}, their states still tell it in {shares} of cases.",
        len(curves),
        later=timesteps(min(curve.steps[-1] for curve in curves), unit),
        what=_(curves[0].name),
        shares=listed([_percent(curve.score[-1]) for curve in curves]),
    )
    return together(sentence, later)


def _why(lanes: list[Lane]) -> str:
    """Why gates exist, where the numbers say so: empty where they do not."""
    gated, plain = [lane for lane in lanes if lane.gates], [lane for lane in lanes if not lane.gates]
    best = [lane for lane in gated if lane.learned >= LEARNED]
    if not plain or not gated or any(lane.state != "finished" for lane in lanes):
        return ""
    if all(lane.learned >= LEARNED for lane in plain):
        return _("So gates were not needed here: this distance can be bridged without them.")
    remembered = best and all(lane.kept is not None and lane.kept >= KEPT for lane in best)
    forgot = all(lane.learned < NOTHING and lane.kept is not None and lane.kept < LOST for lane in plain)
    if not remembered or not forgot:
        return ""
    return _(
        "That is what gates are for: they let a state pass unchanged by what does not matter, where "
        "{names} must write it anew at every step.",
        names=_names(plain),
    )


def _by_loss(lanes: list[Lane]) -> str:
    """Where answers are not right or wrong."""
    ordered = sorted(lanes, key=lambda lane: lane.loss or 0)
    said = listed([f"{lane.name} {rounded(lane.loss or 0, 4)}" for lane in ordered])
    if len(ordered) > 1 and ordered[0].loss == ordered[1].loss:
        return _("A tie; loss on the validation examples: {each}.", each=said)
    return _("{best} is ahead; loss on the validation examples: {each}.", best=ordered[0].name, each=said)


def _aside(lane: Lane) -> str:
    if lane.state == "stopped":
        return n_(
            "{name} was stopped after {number:,} epoch.",
            "{name} was stopped after {number:,} epochs.",
            lane.epochs,
            name=lane.name,
        )
    return n_(
        "{name} failed after {number:,} epoch.", "{name} failed after {number:,} epochs.", lane.epochs, name=lane.name
    )


def _names(lanes: list[Lane]) -> str:
    return listed([lane.name for lane in lanes])


def _percent(share: float) -> str:
    """Rounded as browsers do, halves up: the same number stands above the lane."""
    return f"{rounded(100 * share + 1e-9, 1)}%"

"""Train one: what a network says before training, what guessing gives, learning by heart, and another seed."""

import numpy as np

from playground.errors import RunError
from playground.languages import _, n_
from playground.lessons.answers.base import Answer, Found, accuracy, last_recurrent, of_test, percent, signed
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, network_of
from playground.runs import Run

CHANCE, GAP = 0.65, 0.02
"""Of two classes, accuracy below which nothing is known; and a difference of accuracies that is worth a word."""
ALIKE = 0.9
"""Correlation of weights from which two networks are called alike."""


def untrained(mine: Mine) -> Found:
    """The accuracy of epoch 0 and of the last one, of the same network."""
    run = mine.lstm()
    first, last = accuracy(run.id, 0), accuracy(run.id, last_epoch(run))
    return Found(
        _(
            "At epoch 0 {network} is right in {first} of {test_examples}, at epoch {epoch} in {last}. The program is "
            "the same, only the weights are others: what it knows now, it has learned.",
            network=mine.named(run),
            first=percent(first),
            test_examples=of_test(run),
            epoch=last_epoch(run),
            last=percent(last),
        ),
        _before(first),
    )


def _before(share: float) -> str:
    """The outcome that is true of an accuracy before training."""
    return "less" if share < 1 - CHANCE else "chance" if share < CHANCE else "rules"


def baseline(mine: Mine) -> Found:
    """The accuracy on the validation examples, and that of always guessing the most frequent class."""
    run = mine.trained()
    own, guess = _validation(run), run.recorded().facts.get("baseline", {}).get("accuracy", 0.5)
    return Found(
        _(
            "{network} is right in {own} of the validation examples. Always saying the class that is most frequent in "
            "training, without reading a word, is right in {guess}.",
            network=capital(mine.named(run)),
            own=percent(own),
            guess=percent(guess),
        ),
        "beats" if own > guess + GAP else "guesses",
    )


def overfitting(mine: Mine) -> Found:
    """The accuracy on training and on validation examples after the last epoch."""
    run = mine.trained()
    last = run.recorded().epochs[-1]
    own, others = float(last["accuracy"]), float(last["val_accuracy"])
    gap = round(own - others, 9)
    meant = (
        _("Here they are at most {points:.0f} points apart: no overfitting is to be seen.", points=GAP * 100)
        if abs(gap) <= GAP
        else _("It does better on what it has seen: a part of what it learned holds for those examples alone.")
        if gap > 0
        else _("It does better on what it has not seen: no overfitting is to be seen.")
    )
    return Found(
        _(
            "Over epoch {epoch} {network} was right in {own} of its training examples, after it in {others} of the "
            "validation examples, which it never learned from. Only the second number says what it can do. {meant}",
            epoch=last["epoch"],
            network=mine.named(run),
            own=percent(own),
            others=percent(others),
            meant=meant,
        ),
        "training" if gap > GAP else "validation" if gap < -GAP else "alike",
    )


def seeds(mine: Mine) -> Found:
    """Two runs that differ in nothing but the seed: their accuracy, and how alike their weights are."""
    one, other = _pair(mine)
    a, b = (network_of(run.id, last_epoch(run)).weights[_kernel(run)].ravel() for run in (one, other))
    alike = float(np.corrcoef(a, b)[0, 1])
    outcome = _beside(alike, _validation(one) - _validation(other))
    meant = {
        "alike": _("These two found much the same weights."),
        "own": _("Each found weights of its own, and does about as well."),
        "apart": _(
            "Each found weights of its own, and one does clearly better: compare several seeds before you judge."
        ),
    }[outcome]
    return Found(
        _(
            "With seed {other_seed} it reached {other} of the validation examples, with seed {seed} {one}. Their "
            "recurrent weights correlate by {alike}. {meant}",
            other_seed=other.config.seed,
            other=percent(_validation(other)),
            seed=one.config.seed,
            one=percent(_validation(one)),
            alike=signed(alike),
            meant=meant,
        ),
        outcome,
    )


def _beside(alike: float, better: float) -> str:
    """The outcome that is true of two seeds: how their weights correlate, and by how much one's accuracy is higher."""
    if alike > ALIKE:
        return "alike"
    return "own" if abs(better) <= GAP else "apart"


def _pair(mine: Mine) -> tuple[Run, Run]:
    """The newest run and an earlier one with another seed alone.  Raises `RunError` where there is none."""
    ended = [run for run in mine.preferred(mine.runs) if run.recorded().epochs and run.config.plan.recurrent]
    for one in ended:
        for other in ended:
            same = other.config.changed(seed=one.config.seed, recipe="") == one.config.changed(recipe="")
            if same and other.config.seed != one.config.seed and "val_accuracy" in other.recorded().epochs[-1]:
                return one, other
    raise RunError(
        n_(
            "You have {number:,} trained network and no two that differ in the seed alone. Press Play one step before, "
            "and wait until it has finished an epoch.",
            "You have {number:,} trained networks and no two that differ in the seed alone. Press Play one step "
            "before, and wait until it has finished an epoch.",
            len(ended),
        )
    )


def _validation(run: Run) -> float:
    return float(run.recorded().epochs[-1]["val_accuracy"])


def _kernel(run: Run) -> str:
    """The recurrent weights of its last layer, in the first of its directions."""
    name = last_recurrent(run)
    return next(key for key in sorted(run.weights()) if key.startswith(f"{name}/") and key.endswith("recurrent_kernel"))


LEARNING = {
    "untrained": Answer("The accuracy at epoch 0 beside the last", ("chance", "rules", "less"), untrained),
    "baseline": Answer("The accuracy beside that of guessing", ("beats", "guesses"), baseline),
    "overfitting": Answer("Training beside validation", ("training", "validation", "alike"), overfitting),
    "seeds": Answer("Two runs that differ in the seed alone", ("own", "apart", "alike"), seeds),
}

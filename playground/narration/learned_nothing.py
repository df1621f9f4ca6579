"""What to try where a network is no better than a guess that reads nothing: a sentence."""

from playground.languages import _
from playground.narration.verdict import best_accuracy, best_loss
from playground.recipes.enough_steps import STEPS
from playground.runs import History
from playground.wording import HUGE, rounded, together

BY_HEART = 0.5
"""Training loss, as a share of the best validation loss, below which the training examples are learned by heart."""


def learned_nothing(history: History) -> str:
    """Of a finished run that does not beat the baseline in any epoch, why that may be; empty where it does."""
    baseline = history.facts.get("baseline", {})
    if not history.epochs or "loss" not in baseline:
        return ""
    if "accuracy" in baseline:
        own, guess = best_accuracy(history), baseline["accuracy"]
        if own > guess:
            return ""
        said = _(
            "Always predicting the most frequent class is right in {guess:.1%} of the validation examples, and no "
            "epoch of this network does better.",
            guess=guess,
        )
    else:
        own, guess = best_loss(history), baseline["loss"]
        if own < guess:
            return ""
        if guess and own / guess >= 1.05:
            said = _(
                "Even after its best epoch the validation error of this network is {times} times that of the naive "
                "forecast.",
                times=_times(own / guess),
            )
        else:
            said = _(
                "Even after its best epoch the validation error of this network is no smaller than that of the naive "
                "forecast."
            )
    return together(said, _try(history))


def _times(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < HUGE else rounded(ratio, 1)


def _try(history: History) -> str:
    steps = history.facts["steps_per_epoch"] * len(history.epochs)
    if steps < STEPS:
        return _(
            "Its weights were updated {steps:,} times, and learning takes a few hundred steps: choose more epochs, or "
            "a smaller batch.",
            steps=steps,
        )
    if history.epochs[-1]["loss"] < BY_HEART * best_loss(history):
        return _(
            "It learned its training examples by heart, which says nothing about others: it needs more of them, or "
            "examples that resemble those it is checked on."
        )
    return _("Try another learning rate or more epochs; perhaps what it reads says little about the answer.")

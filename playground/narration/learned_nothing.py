"""What to try where a network is no better than a guess that reads nothing: a sentence."""

from playground.narration.verdict import best_accuracy, best_loss
from playground.recipes.enough_steps import STEPS
from playground.runs import History
from playground.wording import HUGE, rounded

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
        said = (
            f"Always predicting the most frequent class is right in {guess:.1%} of the validation examples, and no "
            "epoch of this network does better."
        )
    else:
        own, guess = best_loss(history), baseline["loss"]
        if own < guess:
            return ""
        worse = f"{_times(own / guess)} times" if guess and own / guess >= 1.05 else "no smaller than"
        said = f"Even after its best epoch the validation error of this network is {worse} that of the naive forecast."
    return f"{said} {_try(history)}"


def _times(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < HUGE else rounded(ratio, 1)


def _try(history: History) -> str:
    steps = history.facts["steps_per_epoch"] * len(history.epochs)
    if steps < STEPS:
        return (
            f"Its weights were updated {steps:,} times, and learning takes a few hundred steps: choose more epochs, or "
            "a smaller batch."
        )
    if history.epochs[-1]["loss"] < BY_HEART * best_loss(history):
        return (
            "It learned its training examples by heart, which says nothing about others: it needs more of them, or "
            "examples that resemble those it is checked on."
        )
    return "Try another learning rate or more epochs; perhaps what it reads says little about the answer."

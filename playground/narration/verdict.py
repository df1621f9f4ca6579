"""A finished run beside its recipe's reference, and what the difference says: sentences, true for this run."""

from collections.abc import Callable
from math import sqrt

from playground.config import RunConfig
from playground.recipes import RECIPES, Recipe
from playground.runs import History
from playground.wording import apart

FAR = 1_000
"""Times as large is far above: nobody wants it as a percentage."""
ABOUT = 0.01
"""Results this close, as a share of the larger, count as about as good."""


def unchanged(config: RunConfig, recipe: Recipe) -> bool:
    """Whether a run is its recipe to the letter, whatever its seed and what is recorded of it."""
    same = {"seed": config.seed, "record_every": config.record_every}
    return recipe.config is not None and recipe.config.changed(**same) == config


def best_loss(history: History) -> float:
    """The lowest validation loss of any epoch."""
    return min(epoch["val_loss"] for epoch in history.epochs)


def best_accuracy(history: History) -> float:
    """The highest validation accuracy of any epoch."""
    return max(epoch["val_accuracy"] for epoch in history.epochs)


def beside_reference(config: RunConfig, history: History, other: Callable[[str], History | None]) -> str:
    """What is to be said of a finished run beside the experiment it reproduces; empty where there is nothing.

    other: the history of the learner's own finished run of another recipe, to the letter; None where there is none.
    """
    recipe = RECIPES.get(config.recipe)
    if not recipe or not history.epochs or not history.facts or (recipe.reference is None and not recipe.expects):
        return ""
    if not unchanged(config, recipe):
        return _changed(config, recipe)
    if recipe.reference is not None:
        return _beside_number(recipe.reference, recipe.measured_on, history)
    assert recipe.expects is not None
    relation, name = recipe.expects
    if name == "naive":
        if "loss" not in history.facts.get("baseline", {}):  # a damaged folder
            return ""
        return _beside_naive(relation, history)
    return _beside_other(relation, RECIPES[name], history, other(name))


def _changed(config: RunConfig, recipe: Recipe) -> str:
    """Why this run is not put beside the reference."""
    changes = []
    limits = {"train_samples": "training examples", "epochs": "epochs", "steps_per_epoch": "steps per epoch"}
    for name, what in limits.items():
        mine, its = getattr(config, name), getattr(recipe.config, name)
        if name == "train_samples":
            mine, its = (value or config.dataset.num_train for value in (mine, its))
        if mine != its:
            changes.append(f"{mine:,} of {its:,} {what}" if mine and its and mine < its else f"other {what}")
    said = " and ".join(changes[:2]) or "other settings"
    return f"Not compared with the reference: this run has {said}. Train the whole recipe to compare."


def _beside_number(reference: float, on: str, history: History) -> str:
    own = history.test["accuracy"] if on == "test" else best_accuracy(history)
    points = round(float(f"{own:.1%}"[:-1]) - float(f"{reference:.1%}"[:-1]), 1)  # of the figures as they are written
    said = f"{abs(points):.1f} points {'better' if points > 0 else 'worse'}" if points else "as good"
    best = "" if on == "test" else ", after its best epoch"
    num = history.facts[on]
    chance = round(200 * sqrt(reference * (1 - reference) / num), 1)
    meaning = f"With {num:,} {on} examples, chance alone moves such a number by up to ±{chance:.1f} points, " + (
        "so this difference says nothing." if abs(points) <= chance else "so this difference is a real one."
    )
    return (
        f"The experiment this reproduces reports {reference * 100:.3g}% {on} accuracy; yours has {own:.1%}{best}: "
        f"{said}. {meaning}"
    )


def _beside_naive(relation: str, history: History) -> str:
    own, naive = best_loss(history), history.facts["baseline"]["loss"]
    share = _less(own, naive)
    if abs(share) < ABOUT:
        outcome, sign = "does about as well as the naive forecast", 0
    else:
        sign = 1 if share > 0 else -1
        how_far = "" if not naive else "far " if own > FAR * naive else f"{abs(1 - own / naive):.0%} "
        outcome = f"is {how_far}{'below' if sign > 0 else 'above'} the naive forecast"
    expected = {"better than": sign > 0, "about as good as": sign <= 0, "worse than": sign < 0}[relation]
    meant = {
        "better than": "The experiment this reproduces beats the naive forecast",
        "about as good as": "The experiment this reproduces does not reliably beat the naive forecast",
        "worse than": "The experiment this reproduces is worse than the naive forecast",
    }[relation]
    numbers = " against ".join(apart([own, naive], 3))
    return f"{meant}. Yours {outcome} ({numbers}): {'the same' if expected else 'not the same'}."


def _less(loss: float, other: float) -> float:
    """By how much a loss is less than another, as a share of the larger: -1 to 1."""
    return (other - loss) / (max(loss, other) or 1)


def _beside_other(relation: str, other: Recipe, history: History, its: History | None) -> str:
    meant = f"The experiment this reproduces is {relation} “{other.title}”."
    missing = f"{meant} Train that one too, and come back to compare."
    if "val_accuracy" in history.epochs[0]:
        own = best_accuracy(history)
        value = best_accuracy(its) if its else other.reference
        if value is None:
            return missing
        gap, numbers = own - value, f"{own:.1%} against {value:.1%}"
        whose = "of your own run of it" if its else "reported for it"
    elif its is None:
        return missing
    else:
        own, value = best_loss(history), best_loss(its)
        gap, numbers = _less(own, value), f"a loss of {' against '.join(apart([own, value], 3))}"
        whose = "of your own run of it"
    found = "about as good" if abs(gap) < ABOUT else "better" if gap > 0 else "worse"
    same = relation.startswith(found)
    ending = "as expected" if same else "other than expected"
    return f"{meant} Yours has {numbers} {whose}, after the best epoch: {found}, {ending}."

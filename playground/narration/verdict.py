"""A finished run beside its recipe's reference, and what the difference says: sentences, true for this run."""

from collections.abc import Callable
from math import sqrt

from playground.config import RunConfig
from playground.languages import _
from playground.recipes import RECIPES, Recipe
from playground.runs import History
from playground.wording import apart, listed, together

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
    for name in ("train_samples", "epochs", "steps_per_epoch"):
        mine, its = getattr(config, name), getattr(recipe.config, name)
        if name == "train_samples":
            mine, its = (value or config.dataset.num_train for value in (mine, its))
        if mine != its:
            changes.append(_fewer(name, mine, its) if mine and its and mine < its else _others(name))
    other = _("other settings")
    return _(
        "Not compared with the reference: this run has {changes}. Train the whole recipe to compare.",
        changes=listed(changes[:2] or [other]),
    )


def _fewer(name: str, mine: int, its: int) -> str:
    match name:
        case "train_samples":
            return _("{mine:,} of {its:,} training examples", mine=mine, its=its)
        case "epochs":
            return _("{mine:,} of {its:,} epochs", mine=mine, its=its)
    return _("{mine:,} of {its:,} steps per epoch", mine=mine, its=its)


def _others(name: str) -> str:
    match name:
        case "train_samples":
            return _("other training examples")
        case "epochs":
            return _("other epochs")
    return _("other steps per epoch")


def _beside_number(reference: float, on: str, history: History) -> str:
    own = history.test["accuracy"] if on == "test" else best_accuracy(history)
    points = round(float(f"{own:.1%}"[:-1]) - float(f"{reference:.1%}"[:-1]), 1)  # of the figures as they are written
    places = {"reported": f"{reference * 100:.3g}%", "own": f"{own:.1%}", "said": _points(points)}
    if on == "test":
        said = _("The experiment this reproduces reports {reported} test accuracy; yours has {own}: {said}.", **places)
    else:
        said = _(
            "The experiment this reproduces reports {reported} validation accuracy; yours has {own}, after its best "
            "epoch: {said}.",
            **places,
        )
    num = history.facts[on]
    chance = round(200 * sqrt(reference * (1 - reference) / num), 1)
    examples = _("{number:,} test examples", number=num)
    if on != "test":
        examples = _("{number:,} validation examples", number=num)
    if abs(points) <= chance:
        meaning = _(
            "With {examples}, chance alone moves such a number by up to ±{chance:.1f} points, so this difference says "
            "nothing.",
            examples=examples,
            chance=chance,
        )
    else:
        meaning = _(
            "With {examples}, chance alone moves such a number by up to ±{chance:.1f} points, so this difference is a "
            "real one.",
            examples=examples,
            chance=chance,
        )
    return together(said, meaning)


def _points(points: float) -> str:
    """How much better a run is; percentage points."""
    if not points:
        return _("as good")
    if points > 0:
        return _("{points:.1f} points better", points=points)
    return _("{points:.1f} points worse", points=-points)


def _beside_naive(relation: str, history: History) -> str:
    own, naive = best_loss(history), history.facts["baseline"]["loss"]
    share = _less(own, naive)
    sign = 0 if abs(share) < ABOUT else 1 if share > 0 else -1
    expected = {"better than": sign > 0, "about as good as": sign <= 0, "worse than": sign < 0}[relation]
    meant = {
        "better than": _("The experiment this reproduces beats the naive forecast."),
        "about as good as": _("The experiment this reproduces does not reliably beat the naive forecast."),
        "worse than": _("The experiment this reproduces is worse than the naive forecast."),
    }[relation]
    places = {"outcome": _outcome(sign, own, naive), "numbers": _against(*apart([own, naive], 3))}
    if expected:
        return together(meant, _("Yours {outcome} ({numbers}): the same.", **places))
    return together(meant, _("Yours {outcome} ({numbers}): not the same.", **places))


def _outcome(sign: int, own: float, naive: float) -> str:
    """What a run is beside the naive forecast.  sign: 1 where it is better, -1 worse."""
    if not sign:
        return _("does about as well as the naive forecast")
    if not naive:
        return _("is below the naive forecast") if sign > 0 else _("is above the naive forecast")
    if own > FAR * naive:
        return _("is far above the naive forecast")
    off = abs(1 - own / naive)
    if sign > 0:
        return _("is {share:.0%} below the naive forecast", share=off)
    return _("is {share:.0%} above the naive forecast", share=off)


def _against(own: str, other: str) -> str:
    return _("{own} against {other}", own=own, other=other)


def _less(loss: float, other: float) -> float:
    """By how much a loss is less than another, as a share of the larger: -1 to 1."""
    return (other - loss) / (max(loss, other) or 1)


def _beside_other(relation: str, other: Recipe, history: History, its: History | None) -> str:
    places = {"recipe": _(other.title)}
    meant = {
        "better than": _("The experiment this reproduces is better than “{recipe}”.", **places),
        "about as good as": _("The experiment this reproduces is about as good as “{recipe}”.", **places),
        "worse than": _("The experiment this reproduces is worse than “{recipe}”.", **places),
    }[relation]
    missing = together(meant, _("Train that one too, and come back to compare."))
    if "val_accuracy" in history.epochs[0]:
        own = best_accuracy(history)
        value = best_accuracy(its) if its else other.reference
        if value is None:
            return missing
        gap, numbers = own - value, _against(f"{own:.1%}", f"{value:.1%}")
    elif its is None:
        return missing
    else:
        own, value = best_loss(history), best_loss(its)
        gap, numbers = _less(own, value), _("a loss of {numbers}", numbers=_against(*apart([own, value], 3)))
    found = "about as good" if abs(gap) < ABOUT else "better" if gap > 0 else "worse"
    places = {"numbers": numbers, "found": _found(found, expected=relation.startswith(found))}
    if its:
        own_run = _("Yours has {numbers} of your own run of it, after the best epoch: {found}.", **places)
        return together(meant, own_run)
    return together(meant, _("Yours has {numbers} reported for it, after the best epoch: {found}.", **places))


def _found(found: str, expected: bool) -> str:
    """How a run came out beside another, and whether that was to be expected."""
    ways = {"about as good": _("about as good"), "better": _("better"), "worse": _("worse")}
    if expected:
        return _("{found}, as expected", found=ways[found])
    return _("{found}, other than expected", found=ways[found])

"""What a sweep says: which value did best, and whether the seeds allow to say so."""

from collections.abc import Sequence

from playground.languages import N_, _, n_
from playground.wording import rounded, together

METRICS = (N_("accuracy"), N_("loss"))
"""What runs are told apart by."""


def best(
    setting: str, values: Sequence[float], means: Sequence[float], deviations: Sequence[float], metric: str
) -> str:
    """A sentence on the value with the best mean, and one where the seeds of the best two overlap.

    values, means, deviations: one for each value of the setting; a deviation is NaN where it has one run alone.
    metric: `accuracy`, of which more is better, or `loss`.
    """
    order = sorted(range(len(values)), key=lambda place: means[place], reverse=metric == "accuracy")
    first, second = order[:2]
    if means[first] == means[second]:
        return _(
            "{setting} {first:g} and {second:g} did equally well.",
            setting=setting,
            first=values[first],
            second=values[second],
        )
    said = _(
        "{setting} {first:g} did best: validation {metric} {best}, before {second:g} with {next_best}.",
        setting=setting,
        first=values[first],
        metric=_(metric),
        best=_number(means[first], metric),
        second=values[second],
        next_best=_number(means[second], metric),
    )
    spreads = [deviations[place] for place in (first, second)]
    if any(spread != spread for spread in spreads):
        return together(said, _("Each value needs several seeds to tell that from chance."))
    if abs(means[first] - means[second]) <= sum(spreads):
        return together(
            said, _("Runs that differ in nothing but the seed differ about as much, so this may be chance.")
        )
    return together(said, _("That is more than what seeds make of it."))


def of_seeds(results: Sequence[float], metric: str) -> str:
    """How far runs are apart that differ in nothing but the seed."""
    return n_(
        "{number:,} run that differ in nothing but the seed end between {low} and {high} validation "
        "{metric}: a difference of that size between two settings may be chance.",
        "{number:,} runs that differ in nothing but the seed end between {low} and {high} validation "
        "{metric}: a difference of that size between two settings may be chance.",
        len(results),
        low=_number(min(results), metric),
        high=_number(max(results), metric),
        metric=_(metric),
    )


def _number(value: float, metric: str) -> str:
    return f"{value:.1%}" if metric == "accuracy" else rounded(value, 3)

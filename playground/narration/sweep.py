"""What a sweep says: which value did best, and whether the seeds allow to say so."""

from collections.abc import Sequence

from playground.wording import counted, rounded


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
        return f"{setting} {values[first]:g} and {values[second]:g} did equally well."
    best_two = [_number(means[place], metric) for place in (first, second)]
    said = f"{setting} {values[first]:g} did best: validation {metric} {best_two[0]}, before {values[second]:g} with "
    said += f"{best_two[1]}."
    spreads = [deviations[place] for place in (first, second)]
    if any(spread != spread for spread in spreads):
        return f"{said} Each value needs several seeds to tell that from chance."
    if abs(means[first] - means[second]) <= sum(spreads):
        return f"{said} Runs that differ in nothing but the seed differ about as much, so this may be chance."
    return f"{said} That is more than what seeds make of it."


def of_seeds(results: Sequence[float], metric: str) -> str:
    """How far runs are apart that differ in nothing but the seed."""
    low, high = (_number(value, metric) for value in (min(results), max(results)))
    return (
        f"{counted(len(results), 'run')} that differ in nothing but the seed end between {low} and {high} validation "
        f"{metric}: a difference of that size between two settings may be chance."
    )


def _number(value: float, metric: str) -> str:
    return f"{value:.1%}" if metric == "accuracy" else rounded(value, 3)

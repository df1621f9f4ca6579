"""What is said of a sweep follows from its numbers: the best value is the best, and chance is called chance."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from playground.narration.sweep import best, of_seeds

POINTS = st.lists(
    st.tuples(st.integers(1, 99), st.integers(0, 1000).map(lambda mean: mean / 1000), st.floats(0, 0.3)),
    min_size=2,
    max_size=8,
    unique_by=lambda point: point[0],
)


@given(POINTS, st.sampled_from(["accuracy", "loss"]))
def test_the_best_is_the_highest_accuracy_or_the_lowest_loss(points, metric):
    means = [mean for _, mean, _ in points]
    wanted = max(means) if metric == "accuracy" else min(means)
    assume(means.count(wanted) == 1)
    said = best("Units", *zip(*points, strict=True), metric)
    value = points[means.index(wanted)][0]
    assert said.startswith(f"Units {value} did best: validation {metric} ")


@given(POINTS)
def test_a_difference_within_the_spread_of_both_may_be_chance_and_no_other(points):
    (_, high, one), (_, low, other) = sorted(points, key=lambda point: -point[1])[:2]
    assume(high != low)
    said = best("Units", *zip(*points, strict=True), "accuracy")
    assert ("may be chance" in said) == (high - low <= one + other)
    assert ("more than what seeds make" in said) == (high - low > one + other)


def test_the_sentences():
    values, means = (0.01, 0.1), (0.9, 0.6)
    assert best("Learning rate", values, means, (0.1, 0.05), "accuracy") == (
        "Learning rate 0.01 did best: validation accuracy 90.0%, before 0.1 with 60.0%. That is more than what seeds "
        "make of it."
    )
    assert best("Learning rate", values, means, (math.nan, math.nan), "loss") == (
        "Learning rate 0.1 did best: validation loss 0.600, before 0.01 with 0.900. Each value needs several seeds to "
        "tell that from chance."
    )
    assert best("Units", (4, 8), (0.5, 0.5), (0.1, 0.1), "accuracy") == "Units 4 and 8 did equally well."
    assert of_seeds([0.7, 0.9, 0.8], "accuracy") == (
        "3 runs that differ in nothing but the seed end between 70.0% and 90.0% validation accuracy: a difference of "
        "that size between two settings may be chance."
    )

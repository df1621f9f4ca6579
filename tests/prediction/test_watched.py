"""Which examples stand for all that a network was not trained on."""

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import Memory, Weather
from playground.datasets.reviews import Reviews
from playground.prediction.watched import MOST, SHORT, watched
from playground.recipes.compatible import suited


def lengths(distance: int) -> np.ndarray:
    return watched(RunConfig(dataset=Reviews(distance=distance))).examples.lengths


def test_of_short_reviews_those_stand_there_that_are_read_at_a_glance():
    assert lengths(0).max() <= SHORT


@pytest.mark.parametrize("distance", [25, 50, 200])
def test_where_a_verdict_has_to_be_remembered_texts_as_long_as_that_takes_are_among_them(distance):
    found = lengths(distance)
    assert len(found) == MOST
    assert found[0] == found.max() > distance / 2
    assert np.median(found) > SHORT


def test_both_classes_are_there_as_often_with_the_longest_first():
    them = watched(RunConfig(dataset=Reviews(distance=50)))
    assert them.truths.count("positive") == MOST / 2
    assert them.examples.lengths.argmax() == 0


@pytest.mark.parametrize("problem", ["adding", "temporal_order"])
def test_what_matters_in_a_memory_task_is_marked(problem):
    dataset = Memory(problem=problem, lag=30, examples=200)
    them = watched(suited(RunConfig(), dataset))
    assert them.marks is not None
    assert all(first < 15 <= second for first, second in them.marks)
    for example, (marks, truth) in enumerate(zip(them.marks, them.truths, strict=True)):
        if them.series is not None:
            assert float(truth) == pytest.approx(them.series[example, marks].sum(), abs=0.01)
        else:
            assert "".join(them.labels[example][at] for at in marks) == truth


def test_of_a_series_the_column_that_is_forecast_is_drawn():
    dataset = Weather(days=60)
    them = watched(suited(RunConfig(), dataset))
    windows = dataset.load().test.subset(them.numbers)
    np.testing.assert_array_equal(them.series[:, -1], windows.last_values)
    error = np.abs(windows.targets - windows.last_values).mean()
    assert them.naive == (f"{error:.2f} °C", "that the last value read stays")
    assert dataset.ahead == 25  # a day after the hour that follows the last one
    assert them.marks is None

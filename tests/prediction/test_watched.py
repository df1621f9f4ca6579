"""Which examples stand for all that a network was not trained on."""

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.prediction.watched import MOST, SHORT, watched


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

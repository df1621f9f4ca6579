"""Sentences on what a change does: true for the numbers they are made of."""

import numpy as np
import pytest

from playground.narration.changed import distance, drifted, turned
from playground.tasks import TASKS

NAMES = ("negative", "positive")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (0.93, 0.41, "P(positive) falls from 0.930 to 0.410; the answer turns from **positive** to **negative**."),
        (0.2, 0.3, "P(positive) rises from 0.200 to 0.300; the answer stays **negative**."),
        (0.5, 0.5, "P(positive) stays 0.500; the answer stays **positive**."),
    ],
)
def test_of_two_classes_the_probability_of_the_second_is_followed(before, after, sentence):
    assert turned(TASKS["binary"], NAMES, {"probability": before}, {"probability": after}) == sentence


def test_of_several_classes_the_probability_of_the_first_answer_is_followed():
    before, after = {"probability": [0.1, 0.7, 0.2]}, {"probability": [0.5, 0.3, 0.2]}
    expected = "P(b) falls from 0.700 to 0.300; the answer turns from **b** to **a**."
    assert turned(TASKS["multiclass"], ("a", "b", "c"), before, after) == expected


def test_a_number_is_told_in_its_unit():
    before, after = {"value": 12.3, "unit": "°C"}, {"value": 13.456, "unit": "°C"}
    assert turned(TASKS["regression"], (), before, after) == "the forecast rises from 12.30 °C to 13.46 °C."


@pytest.mark.parametrize(
    ("task", "before", "after", "sentence"),
    [
        ("sequence", "56", "67", "the network no longer writes **56** but **67**."),
        ("sequence", "56", "", "the network no longer writes **56** but **nothing**."),
        ("sequence", "56", "56", "the network writes the same."),
        ("next_token", "abcd", "abdd", "the network expects another symbol at 1 of 4 timesteps."),
        ("next_token", "abcd", "abd", "the network no longer expects **abcd** but **abd**."),
    ],
)
def test_of_symbols_it_is_told_which_or_how_many_differ(task, before, after, sentence):
    key = "answer" if task == "sequence" else "predicted"
    assert turned(TASKS[task], (), {key: before}, {key: after}) == sentence


def test_the_distance_is_the_length_of_the_difference():
    before = np.array([[0.0, 0.0], [1.0, 1.0], [np.nan, np.nan]])
    np.testing.assert_array_equal(distance(before, np.array([[3.0, 4.0], [1.0, 1.0], [1.0, 1.0]])), [5, 0, np.nan])


LABELS = ["so", "good", "a", "film"]
STEPS = np.arange(4)


def test_where_states_part_and_where_they_are_farthest_apart_is_told():
    assert drifted(np.array([0, 0.5, 2, 0.25]), LABELS, STEPS, "GRU 2", False, (1, 0.9)) == (
        "Before *good* (t = 2) the hidden state of GRU 2 is the same. It is farthest from what it was at *a* "
        "(t = 3), by 2.00, most of it in unit 1; at the last timestep, *film* (t = 4), by 0.25."
    )


def test_a_backward_direction_is_told_from_the_end():
    assert drifted(np.array([3, 0.5, 2, 0]), LABELS, STEPS, "GRU 2", True, (1, 0.4)) == (
        "Before *a* (t = 3) the hidden state of GRU 2 is the same. It is farthest from what it was at *so* "
        "(t = 1), by 3.00: the last timestep."
    )


def test_a_text_that_is_read_backwards_is_told_in_the_order_of_reading():
    told = drifted(np.array([3, 0.5, 2, 0]), LABELS, STEPS[::-1], "GRU 2", False, (1, 0.4))
    assert told.startswith("Before *a* (t = 2) ")


def test_states_that_differ_from_the_first_timestep_on_say_no_before():
    told = drifted(np.array([1, np.nan, 2, 1]), LABELS, STEPS, "GRU 2", False, (0, 0.1))
    assert told.startswith("The hidden state of GRU 2 is farthest from what it was at *a* (t = 3), by 2.00; ")


def test_states_that_stay_the_same_are_told_to_be():
    told = drifted(np.array([0, 1e-9, 0, np.nan]), LABELS, STEPS, "GRU 2", False, (0, 0.0))
    assert told == "The hidden state of GRU 2 is the same at every timestep."

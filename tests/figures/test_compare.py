"""What sets networks apart on the same example: where their curves part, who is right, on numbers checked by hand."""

import numpy as np
import pytest

from playground.analysis.curves import Curve, largest_difference
from playground.cells.base import Keeping
from playground.figures.compare import RUN_COLORS, over_time, table
from playground.narration.compared import agreement, closeness, kept, of_parts, parting
from playground.tasks import TASKS

A = Curve("a", 0, np.array([0.5, 0.6, 0.9]))
B = Curve("b", 1, np.array([0.5, 0.2, np.nan]))
WORDS = ("not", "<b>", "bad")


def test_curves_part_most_where_both_have_values():
    difference = largest_difference([A, B])
    assert (difference.column, difference.low, difference.high) == (1, B, A)
    assert difference.size == pytest.approx(0.4)
    assert largest_difference([A, Curve("c", 1, np.full(3, np.nan))]) is None


def test_where_they_part_is_said_with_their_numbers():
    said = parting([A, B], ["LSTM", "GRU"], ["not", "so", "bad"], "After", probable=True)
    assert said == "After *so* GRU says 0.200, LSTM 0.600: there they are farthest apart."
    twice = parting([A, B], ["LSTM", "GRU"], ["so", "so", "bad"], "After", probable=True)
    assert twice.startswith("After *so* (number 2) ")
    assert parting([A, A], ["x", "y"], WORDS, "After", True) == "Their lines are the same to within 0.0005."
    assert parting([A], ["x"], WORDS, "After", True) == ""


@pytest.mark.parametrize(
    ("predictions", "truth", "text"),
    [
        (["p", "p"], "", "Both say **p**."),
        (["p", "p", "p"], "p", "All three say **p** and are right."),
        (["p", "p"], "n", "Both say **p** and are wrong: the right answer is **n**."),
        (["p", "n"], "", "They disagree: A says **p** and B says **n**."),
        (["p", "n"], "n", "They disagree: A says **p** and B says **n**. The right answer is **n**: B is right."),
        (
            ["p", "n", "n"],
            "n",
            "They disagree: A says **p**, B says **n** and C says **n**. The right answer is **n**: B and C are right.",
        ),
        (["p", "n"], "x", "They disagree: A says **p** and B says **n**. Neither is right: the right answer is **x**."),
    ],
)
def test_who_agrees_and_who_is_right(predictions, truth, text):
    assert agreement(list("ABC")[: len(predictions)], predictions, truth, TASKS["binary"]) == text


def test_forecasts_are_ranked_by_how_far_they_are_off():
    assert closeness(["A", "B"], [12.0, 9.5], 10, "°C") == (
        "B is closest to the truth, 10.00 °C: the errors are 0.50 °C for B and 2.00 °C for A."
    )


def test_what_is_kept_is_told_of_the_networks_that_have_a_gate_for_it():
    shares = [(0, Keeping("cell", "forget", False), A.values), (1, Keeping("hidden", "forget", True), A.values)]
    assert kept(shares, ["x", "y"]) == (
        "The share of the old state that is kept per timestep is 0.67 for x (*forget*) and 0.67 for y (*1 − forget*) "
        "on average."
    )
    assert kept([], ["x"]) == ""


def test_what_is_said_of_a_part_follows_from_its_numbers():
    one, other = np.array([[0.5, -2.0]]), np.array([[np.nan, 0.999]])
    assert of_parts("cell", [one, other], ["x", "y"]) == "The cell state reaches 2.00 for x and 1.00 for y, up or down."
    assert "is 50.0% for x and 100.0% for y" in of_parts("hidden", [one, other], ["x", "y"])


def test_each_network_has_one_colour_and_words_are_only_words():
    figure = over_time([A, B, Curve("a gate", 0, A.values, dash=1, shown=False)], WORDS, "P")
    assert [line.line.color for line in figure.data] == [[*RUN_COLORS.values()][run] for run in (0, 1, 0)]
    assert figure.data[2].visible == "legendonly"
    assert "<b>" not in str(figure.data[0].x)


def test_the_table_holds_what_is_drawn():
    assert table([A, B], WORDS).to_dict("list")["a"] == [0.5, 0.6, 0.9]

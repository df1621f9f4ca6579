"""Sentences on an example are true for its numbers."""

import numpy as np
import pytest

from playground.analysis.timeline import Row
from playground.cells import CELLS
from playground.narration.noticed import changes, longest_stretch, noticed

LABELS = ("not", "a", "boring", "film", "at", "all")


def row(direction="", **parts):
    """A row of one unit.  parts: part → a number a timestep."""
    values = {part: np.array(numbers, np.float32)[:, None] for part, numbers in parts.items()}
    cell = CELLS["lstm" if "forget" in parts else "gru" if "update" in parts else "simple_rnn"]
    return Row("lstm", direction, "LSTM 1", values, dict.fromkeys(values, ""), 0, states=("hidden",), cell=cell)


def test_the_stretch_over_which_a_forget_gate_keeps_is_named_by_its_words():
    said = noticed(row(hidden=[0, 0, 0, 0, 0, 0], forget=[0.2, 0.95, 0.97, 0.91, 0.92, 0.3]), LABELS)
    assert said[0] == (
        "The mean of the forget gate stays above 0.9 from *a* (t = 2) to *at* (t = 5): at each timestep, on "
        "average over units, more than 90% of what the cell state holds is kept. It is lowest at *not* (t = 1): 0.20."
    )


def test_a_lower_threshold_is_taken_where_the_gate_is_less_open():
    said = noticed(row(hidden=[0] * 6, update=[0.75, 0.72, 0.95, 0.71, 0.73, 0.74]), LABELS)
    assert said[0].startswith(
        "The mean of the update gate stays above 0.7 from the first to the last timestep: at each timestep, "
        "on average over units, more than 70% of the old state is kept."
    )
    assert said[0].endswith("It is lowest at *film* (t = 4): 0.71.")


def test_a_gate_that_keeps_little_is_said_to():
    said = noticed(row(hidden=[0] * 6, forget=[0.1, 0.6, 0.2, 0.7, 0.3, 0.4]), LABELS)
    assert said[0].startswith("The mean of the forget gate lies between 0.10 and 0.70")


def test_the_largest_move_of_the_state_is_found():
    said = noticed(row(hidden=[0.1, 0.1, 0.9, 0.8, 0.8, 0.8]), LABELS)
    assert said == [
        "0.0% of the values are beyond ±0.99, where tanh is almost flat.",
        "The hidden state moves most at *boring* (t = 3): by 0.80, at an average timestep by 0.17.",
    ]


def test_a_backward_state_moves_from_the_right():
    np.testing.assert_allclose(changes(row("backward", hidden=[0.5, 0.2, 0.1])), [0.3, 0.1, 0.1], atol=1e-6)
    np.testing.assert_allclose(changes(row("forward", hidden=[0.5, 0.2, 0.1])), [0.5, 0.3, 0.1], atol=1e-6)


def test_a_layer_without_a_state_names_its_largest_value():
    one = Row("conv1d", "", "Conv1D", {"value": np.array([[0.1, -0.2], [0.3, -0.9]])}, {"value": ""}, 0)
    assert noticed(one, ("good", "film")) == ["The value farthest from 0 is -0.90, of unit 1 at *film* (t = 2)."]


def test_one_timestep_is_enough_for_a_sentence():
    assert len(noticed(row(hidden=[0.5], forget=[0.95]), LABELS)) == 1


@pytest.mark.parametrize(
    ("above", "stretch"), [("", (0, -1)), ("0", (0, -1)), ("1", (0, 0)), ("0110111", (4, 6)), ("1101100", (0, 1))]
)
def test_the_longest_stretch_is_the_first_of_the_longest(above, stretch):
    assert longest_stretch(np.array([c == "1" for c in above], bool)) == stretch

"""What a network has learned lately, told from numbers a person can check; nothing below the thresholds is told."""

from dataclasses import replace

import numpy as np
import pytest

from playground.narration.learning import MEAN_MOVED, SAID_MOVED, UNIT_MOVED, State, what_changed

LABELS = ("the", "acting", "was", "superb")
BEFORE = State(
    gates={"forget": np.full((4, 2), 0.5), "input": np.full((4, 2), 0.25)},
    hidden=np.zeros((4, 2)),
    labels=LABELS,
    unit="word",
    said={"negative": 0.5, "positive": 0.5},
    right=np.array([True, False, False, True]),
)


def moved(name: str, t: int, units: list[float]) -> State:
    """`BEFORE` with other values of one gate at one timestep."""
    values = BEFORE.gates[name].copy()
    values[t] = units
    return replace(BEFORE, gates=BEFORE.gates | {name: values})


def without_gates(hidden: list[float], t: int = 3) -> State:
    values = np.zeros((4, 2))
    values[t] = hidden
    return replace(BEFORE, gates={}, hidden=values)


def test_nothing_moved_and_nothing_is_told():
    assert what_changed(BEFORE, BEFORE) == ""


@pytest.mark.parametrize(
    ("name", "t", "units", "sentence"),
    [
        ("forget", 3, [0.9, 0.72], "The forget gate has opened at “superb”: 0.50 → 0.81, the mean of 2 units."),
        ("forget", 0, [0.4, 0.2], "The forget gate has closed at “the”: 0.50 → 0.30, the mean of 2 units."),
        ("input", 1, [0.75, 0.85], "The input gate has opened at “acting”: 0.25 → 0.80, the mean of 2 units."),
    ],
)
def test_the_gate_that_moved_most_on_average_is_told_where_it_did(name, t, units, sentence):
    assert what_changed(BEFORE, moved(name, t, units)) == sentence


def test_of_two_gates_the_one_that_moved_farther_is_told():
    both = replace(BEFORE, gates={"forget": np.full((4, 2), 0.7), "input": np.full((4, 2), 0.15)})
    assert what_changed(BEFORE, both).startswith("The forget gate has opened at “the”: 0.50 → 0.70")
    assert what_changed(both, BEFORE).startswith("The forget gate has closed at “the”: 0.70 → 0.50")


@pytest.mark.parametrize(
    ("was", "now", "done"),
    [
        (0.2, 0.8, "opened"),
        (0.1, 0.4, "partly opened"),
        (0.6, 0.9, "opened further"),
        (0.8, 0.2, "closed"),
        (0.87, 0.76, "partly closed"),
        (0.4, 0.1, "closed further"),
    ],
)
def test_a_gate_is_said_to_be_open_only_where_it_lets_more_than_half_through(was: float, now: float, done: str):
    before, after = (replace(BEFORE, gates={"forget": np.full((4, 2), value)}) for value in (was, now))
    assert what_changed(before, after).startswith(f"The forget gate has {done} at “the”")


def test_a_gate_of_one_unit_has_no_mean():
    one = replace(BEFORE, gates={"update": np.full((4, 1), 0.5)})
    other = replace(BEFORE, gates={"update": np.array([[0.5], [0.5], [0.1], [0.5]])})
    assert what_changed(one, other) == "The update gate has closed at “was”: 0.50 → 0.10."


def test_a_single_unit_is_told_where_the_mean_stays():
    other = moved("forget", 2, [0.8, 0.2])
    assert what_changed(BEFORE, other) == "The forget gate of unit 0 has opened at “was”: 0.50 → 0.80."


def test_a_word_that_stands_twice_has_its_number():
    labels = ("not", "good", "not", "bad")
    before, after = replace(BEFORE, labels=labels), replace(moved("forget", 2, [1, 1]), labels=labels)
    assert "has opened at “not” (word 3): 0.50 → 1.00" in what_changed(before, after)


def test_a_row_of_numbers_is_called_as_it_is():
    labels = ("row 1", "row 2", "row 3", "row 4")
    before = replace(BEFORE, labels=labels, unit="")
    after = replace(moved("forget", 2, [1, 1]), labels=labels, unit="")
    assert "has opened at row 3: 0.50 → 1.00" in what_changed(before, after)


@pytest.mark.parametrize("below", [0.9, 0.0])
def test_what_stays_below_its_threshold_is_not_told(below):
    by = below * MEAN_MOVED
    assert what_changed(BEFORE, moved("forget", 3, [0.5 + by, 0.5 + by])) == ""
    by = below * UNIT_MOVED
    assert what_changed(BEFORE, moved("forget", 3, [0.5 + by, 0.5 - by])) == ""
    assert what_changed(without_gates([0, 0]), without_gates([by, -by])) == ""
    by = below * SAID_MOVED
    assert what_changed(BEFORE, replace(BEFORE, said={"negative": 0.5 - by, "positive": 0.5 + by})) == ""


@pytest.mark.parametrize(
    ("hidden", "sentence"),
    [
        ([0.1, 0.81], "The state of unit 1 has risen at “superb”: 0.00 → 0.81."),
        ([-0.9, 0.81], "The state of unit 0 has fallen at “superb”: 0.00 → −0.90."),
    ],
)
def test_a_cell_without_gates_is_told_by_its_state(hidden, sentence):
    assert what_changed(without_gates([0, 0]), without_gates(hidden)) == sentence


def test_what_is_said_is_told_where_neither_gate_nor_state_has_moved():
    after = replace(BEFORE, said={"negative": 0.2, "positive": 0.8})
    assert what_changed(BEFORE, after) == "P(positive) has risen from 0.50 to 0.80."
    assert what_changed(after, BEFORE) == "P(negative) has risen from 0.20 to 0.50."
    several = replace(BEFORE, said={"0": 0.1, "1": 0.2, "2": 0.7})
    assert what_changed(several, replace(several, said={"0": 0.6, "1": 0.3, "2": 0.1})) == (
        "P(0) has risen from 0.10 to 0.60."
    )


@pytest.mark.parametrize(
    ("right", "sentence"),
    [
        ([True, True, False, True], "Of 4 examples 1 has turned right."),
        ([True, True, True, True], "Of 4 examples 2 have turned right."),
        ([False, False, False, False], "Of 4 examples 2 have turned wrong."),
        ([True, True, True, False], "Of 4 examples 2 have turned right and 1 wrong."),
        ([True, True, False, False], "Of 4 examples 1 has turned right and 1 wrong."),
    ],
)
def test_how_many_of_the_examples_have_turned_right_and_wrong(right, sentence):
    assert what_changed(BEFORE, replace(BEFORE, right=np.array(right))) == sentence


def test_both_are_told_one_after_the_other():
    after = replace(moved("forget", 3, [1, 1]), right=np.array([True, True, False, True]))
    assert what_changed(BEFORE, after) == (
        "The forget gate has opened at “superb”: 0.50 → 1.00, the mean of 2 units. Of 4 examples 1 has turned right."
    )


def test_numbers_that_nothing_can_be_said_of_are_passed_over():
    nothing = State({}, None, (), "", {}, None)
    assert what_changed(nothing, nothing) == ""
    assert what_changed(BEFORE, replace(moved("forget", 3, [1, 1]), right=None)).endswith("the mean of 2 units.")


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_state_that_has_grown_huge_is_told_as_a_power_of_ten(kind):
    def state(value: float) -> State:
        return replace(without_gates([value, 0]), hidden=without_gates([value, 0]).hidden.astype(kind))

    assert what_changed(state(0.5), state(1.25e30)) == "The state of unit 0 has risen at “superb”: 0.50 → 1.25e30."
    assert what_changed(state(-3e38), state(3e38)) == "The state of unit 0 has risen at “superb”: −3.00e38 → 3.00e38."


def test_of_symbols_it_is_symbols_that_turn_right():
    before, after = (replace(BEFORE, right=np.array(right), answer="symbol") for right in ([False, True], [True, True]))
    assert what_changed(before, after) == "Of 2 symbols 1 has turned right."

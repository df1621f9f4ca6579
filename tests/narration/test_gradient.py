"""What is said of a gradient on its way back: by one rule, of the mean."""

import numpy as np
import pytest

from playground.analysis.gradient_through_time import Courses, course
from playground.cells import CELLS
from playground.cells.base import Keeping
from playground.narration.gradient import (
    Decay,
    Made,
    before_training,
    decay,
    not_enough,
    number,
    rule,
    sentence,
)
from playground.narration.gradient_epochs import gates_over_training, over_training


def falling(first: float, timesteps: int = 4, examples: int = 3, zeros: int = 0):
    """A course from 1 at the timestep read last to `first`, of which `zeros` examples are exactly 0 there."""
    norms = np.tile(np.geomspace(1.0, first, timesteps), (examples, 1))
    norms[:zeros, -1] = 0
    return course(norms)


def test_a_gradient_that_halves_at_each_timestep_back_has_the_factor_one_half():
    found = decay(course(np.array([[8.0, 4.0, 2.0, 1.0]])))
    assert (found.last, found.first, found.timesteps) == (pytest.approx(8.0), pytest.approx(1.0), 4)
    assert found.factor == pytest.approx(0.5)


def test_only_both_ends_decide_the_factor():
    assert decay(course(np.array([[9.0, 70.0, 1.0]]))).factor == pytest.approx(1 / 3)


@pytest.mark.parametrize("found", [Decay(1.0, 1.0, 1), Decay(0.0, 0.0, 4), Decay(1.0, 0.0, 4), Decay(1.0, np.inf, 4)])
def test_a_gradient_that_is_lost_has_no_factor(found):
    assert np.isnan(found.factor)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (
            1e-6,
            "with respect to h is multiplied by **0.0100** per timestep, which leaves 1.00\u00a0·\u00a010⁻⁶ of it: it "
            "**vanishes**",
        ),
        (0.00099, "it **vanishes**, and what is read there hardly teaches the network anything now."),
        (0.00101, "leaves 0.1% of it: a **part** of it **arrives**."),
        (0.099, "a **part** of it **arrives**."),
        (0.101, "leaves 10.1% of it: it **arrives**."),
        (8.0, "is multiplied by **2.00** per timestep, which makes it 8.00 times as large: it **arrives**."),
        (999.0, "it **arrives**."),
        (1001.0, "it **explodes**, and what is read there moves the weights far more than what is read last."),
    ],
)
def test_the_sentence_tells_vanishing_from_arriving_and_exploding_with_the_factor(first, said):
    assert said in sentence({"hidden": falling(first)})


def test_the_sentence_begins_with_what_an_lstm_hands_on():
    said = sentence({"hidden": falling(1e-6), "cell": falling(0.5)})
    assert (
        said.index("with respect to c is multiplied")
        < said.index("it **arrives**")
        < said.index("With respect to h it is multiplied")
    )
    assert said.startswith("From the last timestep to the one 3 before it, the gradient with respect to c")


def test_the_sentence_of_a_backward_direction_goes_the_other_way():
    assert sentence({"hidden": falling(0.5)}, backward=True).startswith(
        "From the first timestep to the one 3 behind it"
    )


def test_the_sentence_says_where_other_gradients_come_in():
    assert "a gradient of its own from above" in sentence({"hidden": falling(0.5)}, own=True)
    assert "from above" not in sentence({"hidden": falling(0.5)})


def test_the_sentence_of_a_lost_gradient_names_no_factor():
    assert "only one timestep" in sentence({"hidden": course(np.array([[2.0]]))})
    assert "is 0 already" in sentence({"hidden": course(np.zeros((3, 2)))})
    assert "explodes** beyond any number" in sentence({"hidden": course(np.array([[1.0, np.inf]]))})


def test_examples_whose_gradient_is_exactly_zero_are_told():
    assert "(For 1 of 3 examples it is exactly 0 there.)" in sentence({"hidden": falling(0.5, zeros=1)})
    assert "**vanishes** altogether: for 2 of 3 examples" in sentence({"hidden": falling(0.5, zeros=2)})


def test_the_rule_names_the_examples_and_whether_they_are_all():
    assert "over 200 test examples, not" in rule(Courses(200, 5000, {}, {}, {}), "the loss")
    assert "over all 40 test examples, not" in rule(Courses(40, 40, {}, {}, {}), "the loss")
    assert "too long for a network of this size" in rule(Courses(20, 5000, {}, {}, {}), "the loss")
    assert "too long" not in rule(Courses(40, 40, {}, {}, {}), "the loss")


LSTM = Made("LSTM 32", CELLS["lstm"], Decay(1.0, 0.8, 2), 0.73)
SIMPLE = Made("SimpleRNN 32", CELLS["simple_rnn"], Decay(1.0, 0.98, 2), float("nan"))


def test_a_fresh_lstm_that_passes_less_back_than_a_fresh_simple_rnn_is_told():
    said = before_training([LSTM, SIMPLE])
    assert said.startswith(
        "Before training, the LSTM 32 passes **less** back than the SimpleRNN 32: a factor of 0.800 per"
    )
    assert "0.980" in said
    assert "0.73 open on average" in said


@pytest.mark.parametrize(
    "made",
    [
        [LSTM],
        [LSTM, Made("SimpleRNN 32", CELLS["simple_rnn"], Decay(1.0, 0.7, 2), float("nan"))],
        [LSTM, Made("SimpleRNN 32", CELLS["simple_rnn"], Decay(1.0, 0.0, 2), float("nan"))],
        [LSTM, Made("GRU 32", CELLS["gru"], Decay(1.0, 0.9, 2), 0.5)],
    ],
)
def test_nothing_is_told_where_it_passes_as_much_or_there_is_no_simple_rnn(made):
    assert before_training(made) == ""


@pytest.mark.parametrize(
    ("first", "value", "guess", "accuracy", "told"),
    [
        (0.9, 0.56, 0.5, True, True),
        (0.9, 0.63, 0.5, True, False),  # a quarter of the way is 0.625
        (1e-5, 0.56, 0.5, True, False),  # it does not arrive
        (0.9, 0.3, 0.33, False, True),
        (0.9, 0.2, 0.33, False, False),
    ],
)
def test_a_gradient_that_arrives_where_nothing_was_learned_is_told(first, value, guess, accuracy, told):
    said = not_enough(Decay(1.0, first, 10), value, guess, accuracy)
    assert said.startswith("And yet it does hardly better than guessing") == told
    assert bool(said) == told


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.5976, "0.598"),
        (1.0, "1.00"),
        (84.04, "84.0"),
        (1234.5, "1,234"),
        (6.88e-14, "6.88\u00a0·\u00a010⁻¹⁴"),
        (1e-310, "1.00\u00a0·\u00a010⁻³¹⁰"),
    ],
)
def test_numbers_are_written_in_three_digits(value, written):
    assert number(value) == written


def test_how_the_factor_changes_is_told_with_the_epoch_nearest_to_one():
    factors = {0: 0.5, 1: 0.95, 2: 1.2, 3: 0.8}
    assert over_training(factors) == (
        "The factor per timestep was 0.500 before training and is 0.800 after epoch 3; nearest to 1, where nothing is "
        "lost, it was after epoch 1: 0.950."
    )
    assert (
        over_training({0: 0.5, 3: 0.8})
        == "The factor per timestep was 0.500 before training and is 0.800 after epoch 3."
    )
    assert over_training({0: 0.5, 1: float("nan")}) == ""


def test_how_far_the_gates_are_open_is_told_of_both_ends():
    assert gates_over_training(CELLS["lstm"].keeping, (0, 0.731), (10, 0.668)) == (
        "Its forget gates were 0.73 open on average before training and are 0.67 after epoch 10."
    )


def test_a_gate_that_renews_is_told_by_how_far_it_is_open_too():
    renewing = Keeping("hidden", "forget", inverted=True)  # of the state 0.731 is kept
    assert gates_over_training(renewing, (0, 0.731), (10, 0.668)) == (
        "Its forget gates were 0.27 open on average before training and are 0.33 after epoch 10."
    )

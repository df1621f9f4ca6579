"""How a gradient shrinks or grows on its way back, in numbers small enough to check."""

import numpy as np
import pytest

from playground.figures.compare import Curve
from playground.figures.gradient import (
    Decay,
    by_epoch,
    decay,
    norms,
    number,
    on_log_axis,
    over_training,
    sentence,
    table_by_epoch,
)

ALL = np.ones(4, bool)


def test_the_norm_is_the_length_over_the_units():
    assert norms(np.array([[3.0, 4.0], [0.0, -2.0]])).tolist() == [5.0, 2.0]


def test_a_gradient_that_halves_at_each_timestep_back_has_the_factor_one_half():
    found = decay(np.array([1.0, 2.0, 4.0, 8.0]), ALL, backward=False)
    assert found == Decay(last=8.0, first=1.0, timesteps=4)
    assert found.factor == pytest.approx(0.5)


def test_only_both_ends_decide_the_factor():
    assert decay(np.array([1.0, 70.0, 9.0]), ALL[:3], backward=False).factor == pytest.approx(1 / 3)


def test_a_layer_that_reads_backwards_ends_at_the_first_timestep():
    assert decay(np.array([8.0, 4.0, 2.0]), ALL[:3], backward=True) == Decay(last=8.0, first=2.0, timesteps=3)


@pytest.mark.parametrize(
    ("read", "backward", "expected"),
    [
        ([False, False, True, True], False, Decay(last=8.0, first=4.0, timesteps=2)),
        ([True, True, False, False], False, Decay(last=8.0, first=1.0, timesteps=4)),  # padding that is read last
        ([True, True, False, False], True, Decay(last=1.0, first=2.0, timesteps=2)),
    ],
)
def test_padding_that_is_read_first_is_left_out(read, backward, expected):
    assert decay(np.array([1.0, 2.0, 4.0, 8.0]), np.array(read), backward) == expected


@pytest.mark.parametrize("found", [Decay(1.0, 1.0, 1), Decay(0.0, 0.0, 4), Decay(1.0, 0.0, 4)])
def test_a_gradient_that_is_lost_has_no_factor(found):
    assert np.isnan(found.factor)


@pytest.mark.parametrize(
    ("last", "first", "said"),
    [
        (1.0, 1e-6, "shrinks by a factor of **0.0100** a timestep, from 1.00 to 1.00\u00a0·\u00a010⁻⁶: it vanishes"),
        (1.0, 0.0099, "it vanishes, and the first timesteps hardly teach the network anything."),
        (1.0, 0.0101, "it arrives, and the first timesteps teach the network too."),
        (2.0, 16.0, "grows by a factor of **2.00** a timestep, from 2.00 to 16.0: it arrives"),
        (1.0, 101.0, "it explodes, and the first timesteps move the weights far more than the last ones."),
    ],
)
def test_the_sentence_tells_vanishing_from_exploding_with_the_factor(last, first, said):
    assert said in sentence(Decay(last, first, 4))


def test_the_sentence_of_a_backward_direction_goes_the_other_way():
    said = sentence(Decay(1.0, 0.001, 4), backward=True)
    assert said.startswith("From the first timestep on to the last the gradient shrinks by a factor of **0.100**")
    assert said.endswith("the last timesteps hardly teach the network anything.")


def test_the_sentence_says_where_padding_and_other_gradients_come_in():
    assert sentence(Decay(1.0, 0.5, 4), padding=True).startswith("From the last timestep back to the first that is not")
    said = sentence(Decay(1.0, 0.001, 4), own=True)
    assert "the gradient of the last timestep alone shrinks" in said
    assert said.endswith("hardly learn from it. Each timestep also has a gradient of its own from above.")


def test_the_sentence_of_a_lost_gradient_names_no_factor():
    assert sentence(Decay(2.0, 2.0, 1)) == "There is a single timestep: the gradient has no way to go."
    assert sentence(Decay(0.0, 0.0, 3)).startswith("At the last timestep the gradient is 0")
    assert "disappears altogether" in sentence(Decay(2.0, 0.0, 3))


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
        "The factor a timestep was 0.500 before training and is 0.800 after epoch 3; nearest to 1, where nothing is "
        "lost, it was after epoch 1: 0.950."
    )
    assert (
        over_training({0: 0.5, 3: 0.8}) == "The factor a timestep was 0.500 before training and is 0.800 after epoch 3."
    )
    assert over_training({0: 0.5, 1: float("nan")}) == ""


def test_a_gradient_of_zero_leaves_a_gap_on_the_logarithmic_axis():
    figure = on_log_axis([Curve("LSTM 4", 0, np.array([0.0, 1e-9, 1.0]))], ("a", "b", "c"))
    assert figure.layout.yaxis.type == "log"
    np.testing.assert_array_equal(figure.data[0].y, [np.nan, 1e-9, 1.0])


def test_the_heat_map_has_a_row_an_epoch_and_frames_the_chosen_one():
    norm = {0: np.array([1e-4, 1.0]), 1: np.array([0.0, 1e-2]), 5: np.array([np.nan, 1e-1])}
    figure = by_epoch(norm, ("a", "b"), chosen=5)
    (drawn,) = figure.data
    np.testing.assert_allclose(drawn.z, [[-4, 0], [np.nan, -2], [np.nan, -1]])
    assert list(drawn.y) == ["before", "1", "5"]
    assert (figure.layout.shapes[0].y0, figure.layout.shapes[0].y1) == (1.5, 2.5)
    assert list(drawn.colorbar.tickvals) == [-4, -3, -2, -1, 0]


@pytest.mark.parametrize("values", [[0.0, 0.0], [0.5, 0.5], [0.0, 1e-320]])
def test_a_heat_map_of_nothing_or_of_one_value_is_drawn_too(values):
    assert by_epoch({0: np.array(values)}, ("a", "b"), chosen=0).data[0].z.shape == (1, 2)


def test_the_table_has_a_row_a_timestep_and_a_column_an_epoch():
    found = table_by_epoch({0: np.array([0.5, 1.0]), 2: np.array([0.25, 1.0])}, ("a", "b"))
    assert found.to_csv(index=False) == "read,before training,after epoch 2\na,0.5,0.25\nb,1.0,1.0\n"

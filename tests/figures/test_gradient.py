"""Gradients on their way back through time as pictures, in numbers small enough to check."""

import numpy as np
import pytest

from playground.analysis.gradient_through_time import course
from playground.figures.compare import RUN_COLORS
from playground.figures.gradient import AXIS, Line, back_in_time, by_epoch, table, table_by_epoch

NOTHING = np.empty(0)
LSTM = Line(
    "LSTM 4", "cell", 1, course(np.array([[1.0, 0.5], [1.0, 0.5], [4.0, 2.0]])), np.array([3.0, 2.0]), ("b", "a")
)


def test_a_line_has_a_band_its_mean_and_the_example_from_the_last_timestep_back():
    figure = back_in_time([LSTM], "answer")
    high, low, mean, example = figure.data
    assert (list(high.y), list(low.y)) == ([4.0, 2.0], [1.0, 0.5])
    np.testing.assert_allclose(mean.y, np.cbrt([4.0, 0.5]))
    assert (mean.name, mean.line.dash, mean.line.color) == ("LSTM 4, w.r.t. c", "dash", list(RUN_COLORS.values())[1])
    assert list(example.y) == [3.0, 2.0]
    assert list(example.customdata) == ["b", "a"]
    assert [drawn.showlegend for drawn in figure.data] == [False, False, None, False]
    assert figure.layout.xaxis.autorange == "reversed"
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.type) == (AXIS, "log")


def test_an_example_without_a_mean_has_the_name_of_the_line():
    (drawn,) = back_in_time([Line("GRU 2", "hidden", 0, None, np.array([1.0]))], "loss").data
    assert (drawn.name, drawn.showlegend) == ("GRU 2, w.r.t. h", True)


def test_a_gradient_of_zero_leaves_a_gap_on_the_logarithmic_axis_and_its_band_reaches_down_to_the_lowest():
    zero = course(np.array([[1.0, 0.0], [1.0, 0.25], [1.0, 0.25]]))
    high, low, mean, example = back_in_time([Line("LSTM 4", "hidden", 0, zero, np.array([0.0, 1e-9]))], "answer").data
    np.testing.assert_array_equal(example.y, [np.nan, 1e-9])
    np.testing.assert_allclose(mean.y, [1.0, 0.25])
    assert (list(low.y), list(high.y)) == ([1.0, 1e-9], [1.0, 0.25])


def test_a_chart_of_nothing_but_zeros_is_drawn_too():
    assert len(back_in_time([Line("LSTM 4", "hidden", 0, course(np.zeros((3, 2))), np.zeros(2))], "loss").data) == 4


def test_the_table_has_a_row_a_timestep_and_the_mean_with_all_it_rests_on():
    found = table([LSTM, Line("GRU 2", "hidden", 0, None, np.array([5.0, 6.0, 7.0]))])
    assert list(found.columns) == [
        AXIS,
        "LSTM 4, w.r.t. c: mean",
        "LSTM 4, w.r.t. c: lower quartile",
        "LSTM 4, w.r.t. c: upper quartile",
        "LSTM 4, w.r.t. c: examples",
        "LSTM 4, w.r.t. c: exactly 0",
        "LSTM 4, w.r.t. c: this example",
        "GRU 2, w.r.t. h: this example",
    ]
    assert found["GRU 2, w.r.t. h: this example"].tolist() == [5.0, 6.0, 7.0]
    assert found["LSTM 4, w.r.t. c: examples"].tolist()[:2] == [3, 3]
    assert np.isnan(found["LSTM 4, w.r.t. c: mean"][2])


def test_the_heat_map_has_a_row_an_epoch_and_frames_the_chosen_one():
    means = {0: np.array([1.0, 1e-4]), 1: np.array([1e-2, 0.0]), 5: np.array([1e-1, np.inf])}
    figure = by_epoch(means, chosen=5)
    (drawn,) = figure.data
    np.testing.assert_allclose(drawn.z, [[0, -4], [-2, np.nan], [-1, np.nan]])
    assert list(drawn.y) == ["before", "1", "5"]
    assert (drawn.zmin, drawn.zmax) == (-4, 0), "one scale for all epochs"
    assert (figure.layout.shapes[0].y0, figure.layout.shapes[0].y1) == (1.5, 2.5)
    assert list(drawn.colorbar.tickvals) == [-4, -3, -2, -1, 0]
    assert figure.layout.xaxis.autorange == "reversed"


@pytest.mark.parametrize("values", [[0.0, 0.0], [0.5, 0.5], [0.0, 1e-320]])
def test_a_heat_map_of_nothing_or_of_one_value_is_drawn_too(values):
    assert by_epoch({0: np.array(values)}, chosen=0).data[0].z.shape == (1, 2)


def test_the_table_of_epochs_has_a_row_a_timestep_and_a_column_an_epoch():
    found = table_by_epoch({0: np.array([0.5, 1.0]), 2: np.array([0.25, 1.0])})
    assert found.to_csv(index=False) == f"{AXIS},before training,after epoch 2\n0,0.5,0.25\n1,1.0,1.0\n"

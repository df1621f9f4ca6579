"""Heat maps of several networks as the browser is given them."""

import numpy as np

from playground.figures.cells import message
from tests.figures.test_timesteps import as_in_browser

WIDE = np.array([[0.5, -1.5], [0.25, np.nan]], np.float32)  # 2 columns, 2 units
NARROW = np.array([[0.1], [0.2]], np.float32)
LABELS = ("not", "x" * 50)


def test_all_share_one_scale_and_the_numbers_stand_where_the_header_says():
    header, numbers = as_in_browser(message({"LSTM 2": WIDE, "GRU 1": NARROW}, "hidden", LABELS, 7))
    assert header["scale"] == [-2, 2]
    assert (header["part"], header["gate"], header["first"]) == ("hidden", False, 7)
    assert header["columns"] == ["not", "x" * 23 + "…"]
    assert [(one["title"], one["units"]) for one in header["maps"]] == [("LSTM 2", 2), ("GRU 1", 1)]
    for one, values in zip(header["maps"], (WIDE, NARROW), strict=True):
        np.testing.assert_array_equal(numbers[one["at"] : one["at"] + values.size], values.ravel())


def test_a_gate_goes_from_0_to_1():
    header, _ = as_in_browser(message({"LSTM 2": NARROW}, "forget", LABELS, 0))
    assert (header["gate"], header["scale"]) == (True, [0, 1])


def test_where_nothing_is_read_there_is_a_scale_nevertheless():
    header, numbers = as_in_browser(message({"a": np.full((2, 1), np.nan)}, "hidden", LABELS, 0))
    assert header["scale"] == [-0.001, 0.001]
    assert np.isnan(numbers).all()

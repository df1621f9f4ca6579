"""Figures of the Data page, on numbers that can be checked by hand."""

import numpy as np

from playground.figures.balance import MOST_CLASSES, balance, balance_chart, visible
from playground.figures.lengths import length_chart, spread, spread_chart
from playground.figures.rows import image, marked_chart, marked_numbers, rows
from playground.figures.series import series_chart, thinned, window, window_chart


def test_every_class_is_counted_in_each_part_with_its_share():
    table = balance({"training": np.array([0, 1, 1, 1]), "test": np.array([1, 0])}, ("bad", "good"))
    assert table["class"].tolist() == ["bad", "good", "bad", "good"]
    assert table["part"].tolist() == ["training", "training", "test", "test"]
    assert table["examples"].tolist() == [1, 3, 1, 1]
    assert table["share"].tolist() == [0.25, 0.75, 0.5, 0.5]


def test_symbols_that_are_not_asked_for_are_not_counted():
    table = balance({"training": np.array([[-1, 0], [-1, 1]])}, ("a", " "))
    assert table["class"].tolist() == ["a", "␣"]
    assert table["examples"].tolist() == [1, 1]


def test_of_many_classes_the_most_frequent_are_shown():
    targets = np.concatenate([np.arange(100), np.full(5, 77)])
    table = balance({"training": targets, "test": np.array([3])}, tuple(f"class {i}" for i in range(100)))
    assert len(table) == 2 * MOST_CLASSES
    assert table["class"][0] == "class 77"
    assert table["share"][0] == 6 / 105
    assert balance_chart(100)["height"] == balance_chart(MOST_CLASSES)["height"] > balance_chart(2)["height"]


def test_a_blank_and_a_line_break_can_be_seen():
    assert [visible(symbol) for symbol in " \nx"] == ["␣", "⏎", "x"]


def test_numbers_are_counted_in_bars_of_one_width():
    bars = spread(np.array([0.0, 0.0, 39.5, 40.0]))
    assert bars["examples"].tolist() == [2, *[0] * 38, 2]
    assert bars["first"][39] == 39
    assert spread_chart("temperature (°C)")["encoding"]["x"]["title"] == "temperature (°C)"


def test_lengths_are_named_in_the_unit_they_are_counted_in():
    assert length_chart(3, "characters")["layer"][0]["encoding"]["x"]["title"] == "characters"


def test_an_image_is_drawn_beside_its_rows_from_top_to_bottom():
    pixels = np.array([[0.0, 1.0], [0.5, 0.0]], np.float32)
    assert image(pixels).data[0].z.tolist() == [[0.0, 1.0], [0.5, 0.0]]
    first, second = rows(pixels).data
    np.testing.assert_allclose(first.y, [1.0, 0.1], rtol=1e-6)
    np.testing.assert_allclose(second.y, [1.55, 2.0], rtol=1e-6)
    for figure in (image(pixels), rows(pixels)):
        top, bottom = figure.layout.yaxis.range[::-1]
        assert top < 0.1 < 2.5 < bottom


def test_marked_numbers_keep_their_timestep_and_their_marker():
    table = marked_numbers(np.array([[0.25, 0.0], [0.75, 1.0]], np.float32))
    assert table.values.tolist() == [[1, 0.25, "0"], [2, 0.75, "1"]]
    assert marked_chart()["encoding"]["color"]["scale"]["domain"] == ["0", "1"]


def test_a_series_is_thinned_to_the_range_and_mean_of_stretches_that_stay_in_their_part():
    table = thinned(
        np.array([1, 3, 5, 7, 2, 4], np.float32),
        np.array([False, True, False, False, True, True]),
        np.arange(1, 7),
        {"training": slice(0, 3), "validation": slice(3, 5), "test": slice(5, 6)},
        most=3,
    )
    assert table["time"].tolist() == [1, 3, 4, 6]
    assert table["low"].tolist() == [1, 5, 2, 4]
    assert table["mean"].tolist() == [2, 5, 4.5, 4]
    assert table["high"].tolist() == [3, 5, 7, 4]
    assert table["missing"].tolist() == [1, 0, 1, 1]
    assert table["part"].tolist() == ["training", "training", "validation", "test"]


def test_a_long_series_is_drawn_with_about_a_thousand_points():
    rows = 420_551
    parts = {"training": slice(0, 200_001), "validation": slice(200_001, 300_001), "test": slice(300_001, rows)}
    table = thinned(np.ones(rows, np.float32), np.zeros(rows, bool), np.arange(rows), parts)
    assert 990 <= len(table) <= 1_003
    assert set(table["mean"]) == {1.0}


def test_times_are_dates_or_numbers_of_rows():
    for chart in (series_chart, window_chart):
        text = str(chart("value", True))
        assert "'type': 'temporal'" in text
        assert "'title': 'row'" not in text
        assert "'title': 'row'" in str(chart("value", False))


def test_the_parts_are_named_where_all_are_drawn():
    assert series_chart("value", True)["layer"][1]["encoding"]["color"]["legend"]
    assert series_chart("value", True, whole=False)["layer"][1]["encoding"]["color"]["legend"] is None


def test_a_window_is_drawn_with_its_target_and_the_naive_forecast_at_the_same_time():
    table = window((np.array([1, 2]), np.array([5.0, 6.0])), (4, 9.0), 6.0)
    assert table.values.tolist() == [[1, 5.0, "read"], [2, 6.0, "read"], [4, 9.0, "target"], [4, 6.0, "naive"]]

"""Confusion matrices and forecasts as figures."""

import numpy as np

from playground.figures.colors import NOTHING
from playground.figures.confusion import MOST_NUMBERS, confusion_matrix, most_confused, recall_table
from playground.figures.forecast import FORECAST, TRUTH, forecast_chart, forecasts, scatter_chart

COUNTS = np.array([[8, 2, 0], [0, 5, 0], [3, 0, 1]])


def test_a_confusion_matrix_shows_counts_coloured_by_their_share_of_the_row():
    (heat_map,) = confusion_matrix(COUNTS, ("a", "b", "c")).data
    assert heat_map.z.tolist() == [[0.8, 0.2, 0], [0, 1, 0], [0.75, 0, 0.25]]
    assert [list(row) for row in heat_map.text] == [["8", "2", "0"], ["0", "5", "0"], ["3", "0", "1"]]
    assert heat_map.texttemplate == "%{text}"  # the only thing plotly.js writes into the cells of a heat map
    assert list(heat_map.x) == list(heat_map.y) == ["a", "b", "c"]


def test_a_class_without_examples_has_an_empty_row():
    (heat_map,) = confusion_matrix(np.array([[0, 0], [1, 1]]), ("a", "b")).data
    assert heat_map.z.tolist() == [[0, 0], [0.5, 0.5]]


def test_the_commonest_mistake_is_found():
    assert most_confused(COUNTS) == (2, 0, 3)
    assert most_confused(np.diag([4, 5])) is None


def test_forecasts_are_a_row_a_point_and_curve():
    times = np.array(["2009-01-01T00:00", "2009-01-01T01:00"], "datetime64[s]")
    table = forecasts(times, {TRUTH: np.array([1.0, 2.0]), FORECAST: np.array([3.0, 4.0])})
    assert table["value"].tolist() == [1, 2, 3, 4]
    assert table["curve"].tolist() == [TRUTH, TRUTH, FORECAST, FORECAST]
    for dated in (True, False):
        fields = {forecast_chart("°C", dated)["encoding"][axis]["field"] for axis in ("x", "y", "color")}
        assert fields == set(table)


def test_points_are_drawn_over_the_line_of_no_error():
    line, points = scatter_chart()["layer"]
    assert (line["encoding"]["x"]["field"], line["encoding"]["y"]["field"]) == ("truth", "truth")
    assert (points["encoding"]["x"]["field"], points["encoding"]["y"]["field"]) == ("truth", "forecast")


def test_every_class_stands_in_the_table_with_its_examples_and_its_recall():
    counts = np.array([[3, 1, 0], [0, 0, 0], [1, 0, 1]])
    assert recall_table(counts, ["a", "b", "c"]) == {
        "Class": ["a", "c"],
        "Test examples": [4, 2],
        "Recall": [0.75, 0.5],
    }


def test_of_many_classes_those_with_the_lowest_recall_stand_in_the_table():
    counts = np.diag(np.full(30, 2))
    counts[7] = np.eye(30, dtype=int)[8] * 2
    table = recall_table(counts, [f"class {i}" for i in range(30)])
    assert len(table["Class"]) == MOST_NUMBERS
    assert (table["Class"][0], table["Recall"][0]) == ("class 7", 0)


def test_on_a_dark_page_an_empty_cell_is_dark():
    light, dark = (confusion_matrix(np.eye(2, dtype=int), ("a", "b"), dark).data[0].colorscale for dark in (0, 1))
    assert light[0][1] == NOTHING[False]
    assert dark[0][1] == NOTHING[True]
    assert light[1] == dark[1]

"""The figures of the Encode page, on numbers that can be read off."""

import numpy as np

from playground.figures.collisions import collision_chart, collision_points
from playground.figures.matrix import matrix_map
from playground.figures.projection import BLAME, PRAISE, group, labelled, projection

POINTS = np.array([[0.0, 0.0], [10.0, 10.0], [5.0, 0.0]])
WORDS = ("good", "bad", "<b>")


def test_a_matrix_is_drawn_with_its_names_and_0_to_1_when_binary():
    figure = matrix_map(np.array([[0, 1], [1, 0]]), ("1 <b>", "2 b"), ("0 x", "1 y"), binary=True)
    (trace,) = figure.data
    assert np.array(trace.z).tolist() == [[0, 1], [1, 0]]
    assert (trace.zmin, trace.zmax) == (0, 1)
    assert list(figure.layout.yaxis.ticktext) == ["1 &lt;b&gt;", "2 b"]
    assert list(figure.layout.xaxis.ticktext) == ["0 x", "1 y"]
    assert trace.customdata[0][1] == "1 &lt;b&gt;<br>column 1 y"


def test_numbers_are_drawn_symmetric_around_0():
    (trace,) = matrix_map(np.array([[0.5, -2.0]]), ("a",), ("1", "2"), binary=False).data
    assert (trace.zmin, trace.zmax) == (-2, 2)


def test_of_many_columns_only_some_names_are_drawn():
    figure = matrix_map(np.zeros((1, 101)), ("a",), tuple(str(n) for n in range(101)), binary=True)
    assert list(figure.layout.xaxis.ticktext)[:3] == ["0", "4", "8"]


def test_a_projection_draws_every_word_once_a_panel_and_escapes_it():
    figure = projection({"Before": POINTS / 2, "After": POINTS}, WORDS)
    hovers = [word for trace in figure.data for word in trace.customdata]
    assert sorted(hovers) == sorted(["good", "bad", "&lt;b&gt;"] * 2)
    assert figure.layout.xaxis2.matches == "x"  # one scale, zooming together
    assert projection({"a": POINTS, "b": POINTS}, WORDS, same_axes=False).layout.xaxis2.matches is None
    assert {trace.name: (list(trace.x), list(trace.y)) for trace in figure.data[3:]} == {
        "other": ([5], [0]),
        "blame": ([10], [10]),
        "praise": ([0], [0]),
    }


def test_words_that_judge_are_labelled_first_and_no_label_lies_over_another():
    words = ("film", "good", "great")
    span = np.array([10.0, 10.0])
    assert labelled(np.array([[0, 0], [0.1, 0.1], [9, 9]]), words, span) == {1, 2}
    assert labelled(POINTS, words, span) == {0, 1, 2}


def test_a_word_praises_or_blames_or_neither():
    assert [group(word) for word in ("Superb", "dull", "film")] == ["praise", "blame", "other"]
    assert not PRAISE & BLAME


def test_collisions_are_a_point_a_number_of_buckets():
    points = collision_points({10: 0.75, 100: 0.25})
    assert points.to_dict("list") == {"buckets": [10, 100], "share": [0.75, 0.25]}
    chart = collision_chart(100)
    fields = {chart["layer"][0]["encoding"][axis]["field"] for axis in ("x", "y")}
    assert fields == set(points)
    assert chart["layer"][1]["encoding"]["x"]["datum"] == 100

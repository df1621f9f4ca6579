"""The pictures of the unit finder."""

import re

import numpy as np
import pytest

from playground.figures.colors import GRAY, STATES, VIOLET
from playground.figures.unit_finder import MOST_TOKENS, Bar, bars, colored, image, table, tokens

BEST = [Bar("the class <b>", "unit 1", -0.6, 0.2), Bar("the position", "unit 0", 0.3, 1.4)]


def test_a_bar_is_as_long_as_the_correlation_and_marks_what_chance_reaches():
    figure = bars(BEST)
    assert list(figure.data[0].x) == [0.6, 0.3]
    assert list(figure.data[0].marker.color) == [VIOLET, GRAY]
    assert list(figure.data[1].x) == [0.2, 1.0]
    assert figure.layout.annotations[0].text == "the class &lt;b&gt; · unit 1"
    assert table(BEST).to_numpy().tolist() == [
        ["the class <b>", "unit 1", -0.6, 0.2],
        ["the position", "unit 0", 0.3, 1.4],
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_those_of_states(dark):
    assert [colored(value, 2.0, dark) for value in (-2, -1, 0, 1, 2, 5)] == [*STATES[dark], STATES[dark][-1]]
    assert colored(0.0, 0.0, dark) == STATES[dark][2]


def test_tokens_are_text_and_nothing_else():
    drawn = tokens(["<script>", " "], np.array([0.5, -1.0]), 1.0, 1, False)
    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn
    assert re.findall(r'title="([^"]*)"', drawn) == ["0.500", "-1.000"]
    assert ">␣</span>" in drawn
    assert drawn.count("outline") == 1
    assert re.findall(r"7px solid (#\w+)", drawn) == [colored(0.5, 1.0, False), STATES[False][0]]
    assert "background" not in drawn, "text is read on the page's own background"


def test_of_a_long_text_what_stands_around_the_extreme_is_drawn():
    words = [f"word{index}" for index in range(400)]
    drawn = tokens(words, np.zeros(400), 1.0, 250, False)
    assert drawn.count("<span") == MOST_TOKENS
    assert drawn.startswith("… ")
    assert drawn.endswith(" …")
    assert ">word250<" in drawn
    assert tokens(words, np.zeros(400), 1.0, 0, False).startswith("<span")


def test_an_image_is_drawn_row_by_row_beside_the_unit():
    drawn = image(np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([1.0, -1.0]), 1.0, 0, False)
    assert "rgb(255 255 255) 0.0% 50.0%, rgb(0 0 0) 50.0% 100.0%" in drawn
    assert drawn.index(STATES[False][-1]) < drawn.index(STATES[False][0])
    assert drawn.count("outline: 2px") == 1

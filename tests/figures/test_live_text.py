"""What the Sentiment page's editor is told to draw."""

import json

import numpy as np
import pytest

from playground.analysis.running_prediction import Course
from playground.figures.live_text import drawn
from playground.wording import stated
from tests.analysis.test_running_prediction import adding, of

NAMES = ("negative", "positive")


def picture(text: str, names=NAMES, **settings) -> dict:
    """The picture of a text, as it arrives in the browser."""
    return json.loads(json.dumps(drawn(text, of(adding(**settings), text), names).whole()))


def test_every_token_has_its_place_its_order_and_whether_it_is_known():
    tokens = picture("Good, nay  bad", maximum_length=2)["tokens"]
    assert tokens == [0, 4, -1, 1, 6, 9, 0, 0, 11, 14, 1, 1]


def test_places_are_counted_as_browsers_count():
    assert picture("😀 good 好")["tokens"] == [3, 7, 0, 1, 8, 9, 1, 0]


def test_of_two_classes_one_line_is_drawn():
    shown = picture("good bad bad")
    assert shown["lines"] == [{"name": "positive", "values": [0.7310586, 0.5, 0.2689414]}]
    assert shown["changes"] == pytest.approx([0.2311, -0.2311, -0.2311], abs=1e-4)
    assert (shown["watched"], shown["away"]) == ("positive", "negative")
    assert shown["turned"] == [2]
    assert [line["name"] for line in shown["gates"]] == ["size of the state"]
    assert shown["gates"][0]["values"] == [1, 0, 1]


def test_of_many_classes_the_five_most_probable_and_nan_is_none():
    read = of(adding(), "good bad")
    predictions = np.array([[np.nan] * 7, [0.02, 0.3, 0.1, 0.2, 0.05, 0.03, 0.3]], np.float32)
    many = Course(read.encoded, read.traced, predictions, np.full(7, 1 / 7), 1, {})
    shown = drawn("good bad", many, tuple("abcdefg")).whole()
    assert {line["name"] for line in shown["lines"]} == set("gbdce")
    assert all(line["values"][0] is None for line in shown["lines"])
    assert shown["changes"] == [None, None]
    assert shown["watched"] == "b"
    assert shown["away"] == ""


@pytest.mark.parametrize("text", ["<b>good</b> & bad", "good\x00\x1b bad\u202e", "\ud83d good"], ids=ascii)
def test_any_text_is_only_places(text):
    shown = picture(text)
    units = text.encode("utf-16-le", "surrogatepass")
    words = [
        units[2 * a : 2 * b].decode("utf-16-le")
        for a, b in zip(shown["tokens"][::4], shown["tokens"][1::4], strict=True)
    ]
    assert words == of(adding(), text).encoded.words
    assert json.dumps(shown)


def test_three_decimals_of_what_is_drawn_are_those_of_the_sentences():
    read = of(adding(), "good bad")
    predictions = np.array([[1 - p, p] for p in (0.88854, 0.49961)], np.float32)
    one = Course(read.encoded, read.traced, predictions, predictions[0], 0, {})
    (line,) = drawn("good bad", one, ("a", "b")).whole()["lines"]
    for shown, p in zip(line["values"], predictions[:, 1].tolist(), strict=True):
        assert stated("b", shown) == stated("b", p)

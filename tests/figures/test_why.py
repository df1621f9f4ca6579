"""The three answers to why as figure, table and sentence, on numbers checked by hand."""

import numpy as np

from playground.analysis.attribution import Why
from playground.figures.colors import NEGATIVE, POSITIVE
from playground.figures.why import bars, table
from playground.narration.attribution import agreement

WORDS = ("not", "<b>", "bad")


def answers(moved, present, straight):
    return Why(WORDS, np.array(moved), np.array(present), np.array(straight))


AGREED = answers([0.1, 0.0, -0.5], [0.2, 0.0, -0.4], [0.0, 0.1, -0.3])


def test_it_says_when_all_three_name_the_same_word():
    assert agreement(AGREED, "positive") == ["All three agree that “bad” counts most, against positive."]


def test_it_says_when_they_disagree_on_the_word():
    found = answers([0.5, 0.0, -0.1], [0.2, 0.0, -0.4], [0.0, 0.1, -0.3])
    assert agreement(found, "positive") == [
        "They disagree on the word that counts most: word by word it is “not”, +0.500; left out it is “bad”, -0.400; "
        "gradient × input it is “bad”, -0.300."
    ]


def test_it_says_when_they_disagree_on_the_side():
    found = answers([0.1, 0.0, -0.5], [0.0, 0.0, 0.4], [0.0, 0.1, -0.3])
    same_word, opposite = agreement(found, "positive")
    assert same_word == "All three agree that “bad” counts most, but not on which side."
    assert opposite == ("At “bad” P(positive) fell by 0.500, yet without it the whole text would end 0.400 lower.")


def test_small_differences_are_not_worth_a_sentence():
    found = answers([0.02, 0.0, -0.5], [-0.02, 0.0, -0.4], [0.0, 0.1, -0.3])
    assert len(agreement(found, "positive")) == 1


def test_words_that_were_not_worked_out_do_not_count():
    found = answers([np.nan, 0.0, -0.5], [np.nan, 0.0, -0.4], [0.0, 0.1, -0.3])
    assert agreement(found, "positive") == ["All three agree that “bad” counts most, against positive."]
    assert agreement(answers([np.nan] * 3, [0.0, 0.0, 0.4], [0.0, 0.0, 0.3]), "positive")[0].startswith("They disagree")


def test_a_word_that_stands_there_twice_is_told_apart():
    found = Why(("bad", "not", "bad"), AGREED.moved, AGREED.present, AGREED.straight)
    assert agreement(found, "positive") == ["All three agree that “bad” (word 3) counts most, against positive."]


def test_bars_have_the_side_s_colour_and_words_are_only_words():
    figure = bars(AGREED, "positive")
    assert len(figure.data) == 3
    assert list(figure.data[0].marker.color)[::2] == [POSITIVE, NEGATIVE]
    assert "<b>" not in str(figure.data[0].x)
    assert list(figure.data[1].y) == [0.2, 0.0, -0.4]


def test_the_table_holds_all_three():
    assert table(AGREED).iloc[2].to_dict() == {
        "word": "bad",
        "Word by word": -0.5,
        "Left out": -0.4,
        "Gradient × input": -0.3,
    }

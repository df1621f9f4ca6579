"""The sentences about a course: each true of numbers that are known."""

from dataclasses import replace

import numpy as np
import pytest

from playground.encodings import FittedText, LearnedEmbedding
from playground.layers import GRU, LSTM, Dense, Flatten
from playground.narration.running_prediction import begins, left_out, manner, strongest, told, turns
from playground.wording import quoted
from tests.analysis.test_running_prediction import adding, of
from tests.reference.test_network import network

NAMES = ("negative", "positive")


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([1], "Positive after the only word."),
        ([0, 0, 0], "Negative from the first word on."),
        ([1, 1, 0, 0], "Positive at first; turns negative at “c”."),
        ([1, 0, 0, 1], "Turns twice: positive at first, negative at “b”, and positive at “d”."),
        ([1, 0, 1, 0, 1, 0, 1], "Turns 6 times: positive at first, and in the end positive at “g”."),
    ],
)
def test_where_it_turns_is_told(verdicts, sentence):
    assert turns("abcdefg"[: len(verdicts)], np.array(verdicts), NAMES) == sentence


def test_characters_are_called_characters():
    assert (
        turns("aba", np.array([1, 1, 0]), NAMES, "character")
        == "Positive at first; turns negative at “a” (character 3)."
    )
    assert turns("ab", np.array([1, 1]), NAMES, "character") == "Positive from the first character on."
    assert left_out(of(adding(maximum_length=1), "bad good").encoded, "character")[0].startswith(
        "1 character is beyond"
    )


def test_the_editor_is_told_where_it_turns_and_what_else_to_say():
    assert told(of(adding(maximum_length=2), "Good, nay  bad"), NAMES) == {
        "turns": "Positive at first; turns negative at “bad”.",
        "sentences": [
            "“bad” moves P(positive) most: −0.231.",
            "Not in the vocabulary, read as the unknown word: nay.",
            "1 word is beyond the maximum length and was not read.",
        ],
    }


def test_a_word_that_occurs_twice_is_told_by_its_number():
    words = ["but", "not", "but"]
    assert [quoted(words, index) for index in range(3)] == ["“but” (word 1)", "“not”", "“but” (word 3)"]
    assert quoted(["x" * 50], 0) == f"“{'x' * 29}…”"


def test_the_strongest_word_is_the_one_that_moved_the_probability_most():
    read = of(adding(), "good good film bad")
    np.testing.assert_allclose(read.changes, [0.231, 0.15, 0, -0.15], atol=5e-4)
    assert strongest(read.encoded.words, read, NAMES) == "“good” (word 1) moves P(positive) most: +0.231."
    read = of(adding(), "bad film")
    assert strongest(read.encoded.words, read, NAMES) == "“bad” moves P(positive) most: −0.231."
    assert strongest(["bad"], of(adding(), "bad"), NAMES) == ""


def test_what_was_not_read_and_what_is_not_known_is_told():
    read = of(adding(maximum_length=3), "cut cut good nay xyz")
    assert left_out(read.encoded) == [
        "Not in the vocabulary, all read as the same unknown word: nay, xyz.",
        "2 words are beyond the maximum length and were not read.",
    ]
    assert left_out(of(adding(maximum_length=1), "bad good").encoded) == [
        "1 word is beyond the maximum length and was not read."
    ]
    assert left_out(of(adding(), "good").encoded) == []


def test_an_unknown_blank_is_seen_in_the_list_of_what_is_unknown():
    encoded = FittedText(LearnedEmbedding(split="characters", maximum_length=9), ("a",)).text("b a\u3000、\u200b")
    assert left_out(encoded, "character") == [
        "Not in the vocabulary, all read as the same unknown character: b, “ ”, “\u3000”, “、”, “\u200b”."
    ]


def test_where_the_line_begins_late_it_says_so():
    read = replace(of(adding(), "good"), start=1200)
    assert begins(of(adding(), "good")) == []
    assert begins(read) == [
        "The line begins at word 1,201: to read the text again for every word before would take too long."
    ]


@pytest.mark.parametrize(
    ("layers", "settings", "begin"),
    [
        ((LSTM(units=2),), {}, ""),
        ((LSTM(units=2),), {"reverse": True}, "It reads backwards: the line begins with the last word."),
        ((GRU(units=2, bidirectional=True),), {}, "This network reads in both directions"),
        ((Dense(units=2), Flatten()), {}, "This network has no state that goes from one timestep to the next"),
        ((LSTM(units=2),), {"mask": False}, "This network also reads padding"),
    ],
    ids=["one direction", "backwards", "both ways", "no order", "unmasked"],
)
def test_what_the_line_is_depends_on_the_network(layers, settings, begin):
    told = manner(network(*layers, **settings))
    assert told.startswith(begin)
    assert told.endswith("was read again from the start.") == begin.startswith("This network")
    assert bool(told) == bool(begin)

"""The sentences of the unit finder say what its numbers say."""

from dataclasses import replace

import numpy as np
import pytest

from playground.analysis.unit_finder import FoundUnits, LayerUnits
from playground.analysis.unit_silenced import Silenced
from playground.narration.unit_finder import (
    absent,
    baseline,
    best_of,
    choice,
    followed,
    in_all,
    of_choice,
    of_example,
    shuffled,
    signed,
    without,
)

NOBODY = np.zeros((3, 1), int)
LAYER = LayerUnits(
    "lstm", "", np.array([[0.5, 0.1], [-0.6, 0.0], [0.2, 0.1]]), np.array([0.3, 0.4]), 0.0099, NOBODY, NOBODY
)
FOUND = FoundUnits((("class", "positive"), ("position", "")), (LAYER,), 300, 4_438, 88)


def test_how_many_units_follow_something():
    assert in_all(FOUND) == "**2 of 3 units** follow something, by this rule."
    one = replace(FOUND, layers=(replace(LAYER, needed=np.array([0.55, 1.0])),))
    assert in_all(one) == "**1 of 3 units** follows something, by this rule."
    none = replace(FOUND, layers=(replace(LAYER, needed=np.ones(2)),))
    assert in_all(none).startswith("**None of the 3 units** follows any of this")


def test_the_rule_states_its_rate_and_what_it_rests_on():
    assert "over all 4,438 timesteps of 300 test examples" in baseline(FOUND)
    assert "about 1% of units that have learned nothing would be listed" in baseline(FOUND)
    coarse = replace(FOUND, layers=(replace(LAYER, chance=0.0256),))
    assert "about 2.6% of units" in baseline(coarse)
    assert "shuffled 88 times each" in shuffled(FOUND)


def test_a_unit_is_told_with_its_layer_and_what_it_follows():
    assert followed(("words for", "positive")) == "words that speak for “positive”"
    assert choice("LSTM 3", 1, ("class", "positive")) == "the class “positive”: unit 1 of LSTM 3"
    assert of_choice(LAYER, 1, 0) == "r = −0.60, chance reaches 0.30; 2 units follow it"
    one = replace(LAYER, needed=np.array([0.55, 0.4]))
    assert of_choice(one, 1, 0) == "r = −0.60, chance reaches 0.55; 1 unit follows it"
    assert best_of(LAYER, 0, ("position", ""), 0) == "Unit 0 is higher with the position in the sequence (r = 0.50)."
    assert best_of(LAYER, 1, ("position", ""), 0) == "Unit 1 is lower with the position in the sequence (r = −0.60)."
    verdict = ("verdict", "positive")
    assert (
        best_of(LAYER, 1, verdict, 0) == "Unit 1 is lower once the verdict has been read and is “positive” (r = −0.60)."
    )
    assert "is higher once the verdict has been read and is “positive”" in best_of(LAYER, 0, verdict, 0)
    assert absent(["flibber", "x"]) == "Not in the test examples that were read, and so left out: “flibber”, “x”."
    assert signed(-0.001) == "0.00"
    assert of_example(1_735, "negative", -0.991) == "Test example 1,735 (negative): −0.99"
    assert of_example(3, "", 0.5) == "Test example 3: 0.50"


@pytest.mark.parametrize(
    ("silenced", "told"),
    [
        (Silenced(0.994, 0.714, False, 1_000), "**99.4%** of the answers are right with all units, and **71.4%** with"),
        (Silenced(0.994, 0.9942, False, 1_000), "**99.4%** of the answers are right with all units, and as many with"),
        (Silenced(2.5, 3.25, True, 1_000), "the mean error is **2.50 °C** with all units, and **3.25 °C** with"),
    ],
)
def test_what_is_lost_without_a_unit_is_told(silenced, told):
    sentence = without(silenced, "LSTM 3", 1, "°C")
    assert sentence.startswith("Over 1,000 test examples ")
    assert told in sentence
    assert "unit 1 of LSTM 3 silenced" in sentence

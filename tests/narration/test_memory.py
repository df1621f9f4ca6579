"""What is said of a memory curve, held against its numbers, whatever they are."""

import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.analysis.memory_curve import MemoryCurve
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import LSTM
from playground.narration.memory import fullest, sentence, unit_of


def curve(score, aligned="deciding part", steps=(), floor=None, numbers=False, state="h") -> MemoryCurve:
    steps = tuple(steps) or tuple(range(len(score)))
    floor = tuple(floor or [0.0 if numbers else 0.5] * len(score))
    name = "the verdict" if aligned == "deciding part" else "the answer"
    return MemoryCurve("lstm", state, aligned, name, numbers, steps, tuple(score), floor, (500,) * len(score))


STEPS = (0, 1, 2, 5, 10, 20, 30, 40)
SAID = [
    ((0.98, 0.99, 0.99, 0.99, 0.98, 0.98, 0.97, 0.97), "it is kept."),
    ((0.76, 0.74, 0.72, 0.64, 0.57, 0.57, 0.55, 0.55), "it is lost; after 10 words less than half of it is left."),
    ((0.90, 0.88, 0.86, 0.84, 0.80, 0.78, 0.72, 0.70), "it fades."),
    ((0.50, 0.52, 0.49, 0.51, 0.50, 0.47, 0.53, 0.50), "hardly anything of it is ever there."),
    ((0.60, 0.70, 0.80, 0.90, 0.95, 0.95, 0.95, 0.95), "it becomes clearer, and is kept."),
]


@pytest.mark.parametrize(("score", "said"), SAID)
def test_what_becomes_of_a_verdict(score, said):
    told = sentence(curve(score, steps=STEPS), "word")
    assert told.endswith(f"; guessing gives 50%: {said}")
    assert told.startswith(
        f"Right after it was read, the verdict can be read out of h in **{score[0]:.0%}** of cases, "
        f"40 words later in **{score[-1]:.0%}** of cases; "
    )


AT_THE_END = [
    ((0.95, 0.90, 0.60, 0.30, 0.10), "from 2 rows before the end on, about half of that or more can be read out."),
    ((0.95, 0.94, 0.93, 0.95, 0.90), "from 4 rows before the end on, about half of that or more can be read out."),
    ((0.95, 0.20, 0.10, 0.10, 0.10), "it is there only at the very end."),
    ((0.30, 0.40, 0.60, 0.90, 0.20), "it is clearest 3 rows before the end, and fades."),
    ((0.10, 0.12, 0.10, 0.09, 0.11), "hardly anything of it is ever there."),
    ((0.90,), "it is there."),
]


@pytest.mark.parametrize(("score", "said"), AT_THE_END)
def test_how_an_answer_comes_about(score, said):
    assert sentence(curve(score, "end", floor=[0.1] * len(score)), "row").endswith(f"; guessing gives 10%: {said}")


def test_numbers_are_told_as_r2():
    told = sentence(curve((0.95, 0.9), numbers=True), "timestep")
    assert "out of h with R² **0.95**, 1 timestep later with R² **0.90**; guessing gives 0.00: it is kept." in told


def test_the_state_that_is_spoken_of_holds_most_where_the_remembering_ends():
    h, c = curve((0.9, 0.6)), curve((0.8, 0.7), state="c")
    assert fullest([h, c]) is c
    h, c = curve((0.9, 0.6), "end"), curve((0.8, 0.7), "end", state="c")
    assert fullest([h, c]) is h


def test_timesteps_are_called_by_what_they_are():
    of = {
        "word": RunConfig(encoding=LearnedEmbedding(), layers=(LSTM(),)),
        "character": RunConfig(encoding=OneHotCharacters(), layers=(LSTM(),)),
        "timestep": RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=(LSTM(),)),
    }
    assert {name: unit_of(config) for name, config in of.items()} == {name: name for name in of}


@st.composite
def curves(draw) -> MemoryCurve:
    """Curves of any shape, some of them smooth."""
    count = draw(st.integers(1, 10))
    steps = sorted(draw(st.sets(st.integers(1, 500), min_size=count - 1, max_size=count - 1)) | {0})
    floor = draw(st.lists(st.floats(0, 0.6), min_size=count, max_size=count))
    score = draw(st.lists(st.floats(0, 1), min_size=count, max_size=count))
    if draw(st.booleans()):
        score = sorted(score, reverse=draw(st.booleans()))
    aligned = draw(st.sampled_from(["deciding part", "end"]))
    if aligned == "deciding part" and count == 1:
        aligned = "end"
    return curve(score, aligned, steps, floor, draw(st.booleans()))


@given(curves())
def test_every_sentence_is_true_of_its_numbers(found):
    told = sentence(found, "word")
    guess = sum(found.floor) / len(found.floor)
    share = [(score - guess) / (1 - guess) for score in found.score]
    chance = [2.5 / number**0.5 for number in found.examples]
    share = [one if one > by_chance else min(one, 0.0) for one, by_chance in zip(share, chance, strict=True)]
    most, first, last = max(share), share[0], share[-1]
    figures = re.findall(r"\*\*([\d.]+)(%?)\*\*", told)
    for (figure, percent), score in zip(figures, (found.score[0], found.score[-1]), strict=False):
        assert abs(float(figure) / (100 if percent else 1) - score) <= 0.00501
    assert (len(figures) == 2) == (len(found.steps) > 1)
    close = 1e-9
    claim = told.rsplit(": ", 1)[1]
    if "hardly anything" in claim:
        assert most < 0.15
    elif "it is kept" in claim:
        assert last >= 0.75 * most - close
        assert first >= 0.75 * last - close
    elif "becomes clearer" in claim:
        assert last >= 0.75 * most - close
        assert last > first
    elif "it is lost" in claim:
        assert last < 0.25 * most
        step = int(re.search(r"after (\d+) word", claim)[1])
        assert share[found.steps.index(step)] < most / 2
        peak = int(np.argmax(share))
        assert all(share[i] >= most / 2 for i, s in enumerate(found.steps) if i >= peak and s < step), "the first such"
    elif "it fades" in claim:
        assert 0.25 * most - close <= last < 0.75 * most
    elif "clearest" in claim:
        step = int(re.search(r"clearest (\d+) word", claim)[1])
        assert share[found.steps.index(step)] == most > first
    elif "only at the very end" in claim:
        assert share[1] < 0.4 * first + close
    elif "on, about half" in claim:
        step = int(re.search(r"from (\d+) word", claim)[1])
        assert step > 0
        assert all(share[i] >= 0.4 * first - close for i, s in enumerate(found.steps) if s <= step)
        later = [i for i, s in enumerate(found.steps) if s > step]
        assert not later or share[later[0]] < 0.4 * first + close, "not longer"
    else:
        assert claim == "it is there."
        assert len(share) == 1
        assert first >= 0.15


def test_what_chance_gives_with_few_examples_is_not_there():
    found = curve((0.55, 0.56, 0.62), "end", steps=(0, 10, 20))
    few = dataclasses.replace(found, examples=(500, 120, 55))
    assert sentence(few, "word").endswith("hardly anything of it is ever there.")
    assert not sentence(dataclasses.replace(found, examples=(2000,) * 3), "word").endswith("ever there.")


def test_one_dip_does_not_hide_what_can_be_read_out_before_it():
    assert "from 5 words before the end on, about half" in sentence(
        curve((1.0, 0.74, 0.76, 0.72), "end", steps=(0, 1, 2, 5)), "word"
    )

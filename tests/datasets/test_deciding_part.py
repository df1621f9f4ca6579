"""Where in an example stands what has to be remembered, held against the text and the marks themselves."""

import numpy as np
import pytest

from playground.datasets import DATASETS
from playground.datasets.memory import COPIED, SYMBOLS
from playground.datasets.tokenizers import SPLITTERS

MEMORY, REVIEWS = DATASETS["memory"], DATASETS["reviews"]


@pytest.mark.parametrize("split", SPLITTERS)
@pytest.mark.parametrize("seed", [0, 3])
def test_the_verdict_of_a_review_ends_where_its_filler_begins(split, seed):
    options = REVIEWS(examples=400, distance=50, seed=seed)
    verdicts = options.changed(distance=0).load()  # the same reviews without filler
    for part in ("train", "test"):
        examples = getattr(options.load(), part).split_into(split)
        found = options.deciding_part(examples)
        for text, verdict, end in zip(examples.texts, getattr(verdicts, part).texts, found.ends, strict=True):
            assert text.startswith(verdict)
            assert end == SPLITTERS[split].count(verdict)
        assert (found.values == examples.targets).all()
        assert (found.needed == examples.lengths).all()
        assert len(set((found.needed - found.ends).tolist())) > 30, "any number of words follows"


def test_a_review_without_filler_ends_with_its_verdict():
    options = REVIEWS(examples=200)
    examples = options.load().test
    assert (options.deciding_part(examples).ends == examples.lengths).all()


@pytest.mark.parametrize("lag", [5, 30, 31])
def test_the_first_marked_number_is_kept_until_the_second_is_read(lag):
    options = MEMORY(lag=lag, examples=200)
    examples = options.load().test
    found = options.deciding_part(examples)
    for row, target, value, end, needed in zip(
        examples.inputs, examples.targets, found.values, found.ends, found.needed, strict=True
    ):
        first, second = np.flatnonzero(row[:, 1])
        assert (end, needed) == (first + 1, second)
        assert value == row[first, 0]
        assert target - value == pytest.approx(row[second, 0], abs=1e-6)


@pytest.mark.parametrize("lag", [5, 30])
def test_the_first_of_x_and_y_is_kept_to_the_end(lag):
    options = MEMORY(problem="temporal_order", lag=lag, examples=200)
    examples = options.load().test
    found = options.deciding_part(examples)
    for text, target, value, end, needed in zip(
        examples.texts, examples.targets, found.values, found.ends, found.needed, strict=True
    ):
        assert not set(text[: end - 1]) & set("XY")
        assert text[end - 1] == "XY"[value] == options.class_names[target][0]
        assert needed == len(text)


def test_the_first_symbol_is_kept_until_it_is_said():
    options = MEMORY(problem="copy", lag=5, examples=200)
    examples = options.load().test
    found = options.deciding_part(examples)
    targets = examples.targets.reshape(len(examples), -1)
    for text, asked, value, end, needed in zip(
        examples.texts, targets, found.values, found.ends, found.needed, strict=True
    ):
        assert text[end - 1] == text[0] == SYMBOLS[value]
        assert asked[needed - 1] == value, "said after this timestep"
        assert (asked[: needed - 1] < 0).all()
        assert needed == len(text) - COPIED + 1


@pytest.mark.parametrize("problem", ["adding", "temporal_order", "copy"])
def test_some_of_the_examples_have_the_same_part_as_among_all(problem):
    options = MEMORY(problem=problem, lag=20, examples=200)
    examples, some = options.load().test, np.array([7, 3, 40])
    every, few = options.deciding_part(examples), options.deciding_part(examples.subset(some))
    assert few.name == every.name
    for name in ("values", "ends", "needed"):
        np.testing.assert_array_equal(getattr(few, name), getattr(every, name)[some])


def test_other_datasets_do_not_know():
    assert DATASETS["digits"]().deciding_part(DATASETS["digits"]().load().test) is None

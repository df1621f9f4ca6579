"""Texts of one's own may repeat: equal ones never stand on both sides of the validation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.datasets import TextExamples, tokenized
from playground.datasets.own_reviews import store_texts
from playground.datasets.tables.text_split import equal_as
from playground.errors import ConfigError
from playground.prediction.held_back import held_back
from playground.prediction.splits import run_examples
from tests.datasets.tables import cases


def examples(rows: list[tuple[str, int]]) -> TextExamples:
    """Texts with their classes."""
    texts, targets = zip(*rows, strict=True)
    return tokenized(list(texts), np.array(targets, np.int8))


def different(part: TextExamples) -> set[str]:
    """The texts of a part, equal ones once."""
    return {equal_as(part.texts[i]) for i in range(len(part))}


ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "A ", "b", "c", "d", "e f", "E  f", "g"]), st.integers(0, 3)), min_size=2
)


@given(ROWS, st.floats(0.01, 0.99))
def test_equal_texts_stand_on_one_side_and_both_sides_have_some(rows, share):
    some = examples(rows)
    if len(different(some)) < 2:
        with pytest.raises(ConfigError, match="one and the same text"):
            held_back(some, share)
        return
    validates = held_back(some, share)
    assert 0 < validates.sum() < len(some)
    assert not different(some.subset(validates)) & different(some.subset(~validates))


@given(st.integers(2, 12), st.integers(10, 30), st.sampled_from([0.1, 0.2, 0.5]))
def test_every_class_validates_with_its_share(classes, of_each, share):
    some = examples([(f"text {i}", i % classes) for i in range(classes * of_each)])
    validates = held_back(some, share)
    assert validates.sum() == round(len(some) * share)
    counts = np.bincount(some.targets[validates], minlength=classes)
    assert counts.max() - counts.min() <= 1


def test_a_class_of_one_text_is_learned_before_it_is_checked():
    some = examples([(f"text {i}", 0) for i in range(40)] + [("alone", 1), ("Alone", 1)])
    assert not held_back(some, 0.2)[40:].any()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.1, 0.2, 0.5])
def test_a_run_on_ones_own_texts_trains_on_no_text_that_it_validates_or_tests(seed, share):
    dataset = store_texts(cases.repeated_texts(), "mine.csv")
    found = run_examples(RunConfig(dataset=dataset, seed=seed, validation_split=share))
    train, validation, test = (different(part) for part in (found.train, found.validation, found.test))
    assert not train & validation
    assert not (train | validation) & test
    assert len(found.train) + len(found.validation) == dataset.num_train


def test_of_ten_ratings_every_one_is_validated_alike():
    dataset = store_texts(cases.ratings_1_to_10(), "mine.csv")
    validation = run_examples(RunConfig(dataset=dataset)).validation
    assert set(np.bincount(validation.targets, minlength=10).tolist()) <= {3, 4}

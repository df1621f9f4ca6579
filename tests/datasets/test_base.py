import numpy as np
import pytest

from playground.datasets.text_examples import TextExamples, ranking

WORDS = ("dull", "film", "not")


@pytest.fixture
def examples() -> TextExamples:
    return TextExamples(
        texts=("Dull film.", "Not dull!", "", "Film"),
        targets=np.array([0, 1, 0, 1], np.int8),
        token_ids=np.array([0, 1, 2, 0, 1], np.int32),
        offsets=np.array([0, 2, 4, 4, 5], np.int64),
        words=WORDS,
    )


def test_lengths_count_the_words_of_each_text(examples):
    assert examples.lengths.tolist() == [2, 2, 0, 1]


def test_a_subset_keeps_texts_targets_and_tokens_together_in_the_order_asked_for(examples):
    chosen = examples.subset([3, 2, 1])
    assert list(chosen.texts) == ["Film", "", "Not dull!"]
    assert chosen.targets.tolist() == [1, 0, 1]
    assert chosen.token_ids.tolist() == [1, 2, 0]
    assert chosen.offsets.tolist() == [0, 1, 1, 3]
    assert (chosen.token_ids.dtype, chosen.offsets.dtype, chosen.targets.dtype) == (np.int32, np.int64, np.int8)


@pytest.mark.parametrize("indices", [[True, False, False, True], slice(0, 4, 3), [0, -1]])
def test_a_subset_may_be_a_mask_a_slice_or_count_from_the_end(examples, indices):
    assert list(examples.subset(indices).texts) == ["Dull film.", "Film"]


def test_a_subset_of_a_subset_still_finds_its_texts(examples):
    chosen = examples.subset([3, 1, 0]).subset([2, 1])
    assert list(chosen.texts[:]) == ["Dull film.", "Not dull!"]
    assert chosen.token_ids.tolist() == [0, 1, 2, 0]


def test_an_empty_subset_has_no_tokens(examples):
    chosen = examples.subset(np.array([], int))
    assert (len(chosen), len(chosen.texts), chosen.offsets.tolist(), len(chosen.token_ids)) == (0, 0, [0], 0)


def test_a_subset_outside_the_examples_is_refused(examples):
    with pytest.raises(IndexError):
        examples.subset([4])


def test_words_are_listed_by_frequency_then_alphabet():
    assert ranking([1, 5, 1, 0], ["zebra", "the", "ant", "aardvark"]) == [1, 2, 0, 3]

import hashlib

import numpy as np
import pytest

from playground.datasets.addition import Addition
from playground.errors import ConfigError


def answers(examples) -> list[str]:
    """The answers as they are written, blanks included."""
    return ["".join(Addition.class_names[symbol] for symbol in target) for target in examples.targets]


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
def test_every_answer_is_the_sum(digits):
    splits = Addition(digits=digits, examples=2_000).load()
    for examples in (splits.train, splits.test):
        for question, answer in zip(examples.texts, answers(examples), strict=True):
            first, second = question.split("+")
            assert answer == str(int(first) + int(second)).ljust(digits + 1)


@pytest.mark.parametrize(
    ("digits", "examples", "train", "test"), [(1, 8_000, 80, 20), (2, 8_000, 8_000, 2_000), (2, 200, 200, 50)]
)
def test_no_more_sums_are_promised_than_there_are(digits, examples, train, test):
    options = Addition(digits=digits, examples=examples)
    splits = options.load()
    assert (options.num_train, len(splits.train), len(splits.test)) == (train, train, test)


def test_all_100_sums_of_one_digit_are_there_once():
    splits = Addition(digits=1).load()
    assert sorted([*splits.train.texts, *splits.test.texts]) == [f"{a}+{b}" for a in range(10) for b in range(10)]


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
def test_no_question_is_asked_twice(digits):
    splits = Addition(digits=digits, examples=40_000).load()
    questions = [*splits.train.texts, *splits.test.texts]
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("digits", [1, 2, 3])
def test_a_question_has_at_most_twice_the_digits_and_a_plus(digits):
    lengths = Addition(digits=digits).load().train.lengths
    assert lengths.max() == 2 * digits + 1
    assert lengths.min() >= 3


def test_answers_are_class_indices_with_a_blank_at_the_back():
    options = Addition()
    train = options.load().train
    index = list(train.texts).index("7+72")
    assert train.targets[index].tolist() == [7, 9, 10]
    assert options.class_names[10] == " "
    assert (train.targets.shape, train.targets.dtype) == ((8_000, options.answer_length), np.int32)
    assert options.num_outputs == 11


def test_a_question_backwards_has_the_same_answer():
    forward, backward = Addition().load(), Addition(reverse=True).load()
    assert list(backward.test.texts) == [question[::-1] for question in forward.test.texts]
    assert np.array_equal(backward.test.targets, forward.test.targets)


def test_train_and_test_share_one_list_of_eleven_characters():
    splits = Addition(digits=1).load()
    assert set(splits.train.words) == set("+0123456789")
    assert splits.test.words == splits.train.words


def test_sums_are_the_same_on_every_machine():
    joined = " ".join(Addition().load().train.texts)
    assert (
        hashlib.sha256(joined.encode()).hexdigest()
        == "e1342eb0f7ce01d8fdf76308c4c0a29641f8c6e885104067f704761bd4afff95"
    )


def test_another_seed_draws_other_sums():
    first, second = (Addition(digits=4, examples=200, seed=seed).load() for seed in (0, 1))
    assert not set(first.train.texts) & set(second.train.texts)


def test_the_sums_are_drawn_once():
    assert Addition(seed=999_999).load() is Addition(seed=999_999).load()


@pytest.mark.parametrize("wrong", [{"digits": 0}, {"digits": 5}, {"examples": 250}, {"examples": 40_200}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError):
        Addition(**wrong)

"""Which examples of a run train, validate and test."""

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import Reviews, Splits, TextExamples
from playground.errors import ConfigError
from playground.prediction.splits import run_examples

PARTS = ("train", "validation", "test")


def config(**values) -> RunConfig:
    """A run on 200 training reviews."""
    return RunConfig(**{"dataset": Reviews(examples=200)} | values)


def texts(examples: TextExamples) -> list[str]:
    """The texts of a part in their order."""
    return [examples.texts[i] for i in range(len(examples))]


def sizes(examples) -> list[int]:
    """Examples in train, validation and test."""
    return [len(getattr(examples, part)) for part in PARTS]


def few(*num_words: int) -> TextExamples:
    """Examples of so many words each; the text of example i is its number."""
    offsets = np.concatenate([[0], np.cumsum(num_words)]).astype(np.int64)
    token_ids = np.zeros(offsets[-1], np.int32)
    return TextExamples(
        [str(i) for i in range(len(num_words))], np.zeros(len(num_words), np.int8), token_ids, offsets, ["a"]
    )


@pytest.fixture
def load(monkeypatch):
    """load(train, test): from now on these are the reviews."""

    def give(train: TextExamples, test: TextExamples) -> None:
        monkeypatch.setattr(Reviews, "load", lambda self, progress=None: Splits(train, test))

    return give


def test_the_same_seed_chooses_the_same_examples_in_the_same_order():
    first, second = (run_examples(config(seed=5, train_samples=50)) for _ in range(2))
    for part in PARTS:
        assert texts(getattr(first, part)) == texts(getattr(second, part))
        np.testing.assert_array_equal(getattr(first, part).targets, getattr(second, part).targets)


def test_another_seed_chooses_other_examples():
    first, second = (run_examples(config(seed=seed)) for seed in (0, 1))
    assert set(texts(first.validation)) != set(texts(second.validation))


def test_train_and_validation_share_no_example_and_leave_none_out():
    dataset = Reviews(examples=200).load()
    examples = run_examples(config())
    assert not set(texts(examples.train)) & set(texts(examples.validation))
    assert sorted(texts(examples.train) + texts(examples.validation)) == sorted(texts(dataset.train))


def test_test_examples_are_the_datasets_own():
    dataset = Reviews(examples=200).load()
    examples = run_examples(config())
    assert sorted(texts(examples.test)) == sorted(texts(dataset.test))
    assert not set(texts(examples.test)) & set(texts(examples.train) + texts(examples.validation))


@pytest.mark.parametrize(("split", "num_validation"), [(0.01, 2), (0.2, 40), (0.5, 100), (0.9, 180)])
def test_the_validation_share_is_that_of_the_training_examples(split, num_validation):
    assert sizes(run_examples(config(validation_split=split))) == [200 - num_validation, num_validation, 50]


def test_train_samples_are_shared_between_train_and_validation_and_leave_the_test_whole():
    assert sizes(run_examples(config(train_samples=20, validation_split=0.25))) == [15, 5, 50]
    assert sizes(run_examples(config(train_samples=100_000))) == [160, 40, 50]


def test_fewer_train_samples_are_the_first_of_more():
    more, fewer = (run_examples(config(train_samples=n, validation_split=0.5)) for n in (40, 20))
    assert texts(fewer.train) == texts(more.train)[:10]


def test_targets_stay_with_their_texts():
    dataset = Reviews(examples=200).load().train
    target = {dataset.texts[i]: dataset.targets[i] for i in range(len(dataset))}
    train = run_examples(config()).train
    assert [target[text] for text in texts(train)] == train.targets.tolist()


def test_texts_without_a_word_are_left_out(load):
    load(few(1, 0, 2, 0, 3, 1), few(0, 4))
    examples = run_examples(config(validation_split=0.5))
    assert sizes(examples) == [2, 2, 1]
    assert set(texts(examples.train) + texts(examples.validation)) == {"0", "2", "4", "5"}
    assert texts(examples.test) == ["1"]


@pytest.mark.parametrize("split", [0.01, 0.5, 0.99])
def test_however_few_examples_there_are_one_trains_and_one_validates(split, load):
    load(few(1, 1), few(1))
    assert sizes(run_examples(config(validation_split=split))) == [1, 1, 1]
    load(few(1, 1, 1, 1), few(1))
    assert sizes(run_examples(config(validation_split=split, train_samples=3)))[:2] in ([2, 1], [1, 2])


@pytest.mark.parametrize(
    ("train", "test", "said"),
    [
        (few(1), few(1), "The dataset has 1 training example with anything to read; a run needs 2 at least."),
        (few(0, 0), few(1), "The dataset has 0 training examples with anything to read; a run needs 2 at least."),
        (few(1, 1), few(0), "The dataset has 0 test examples with anything to read; a run needs 1 at least."),
    ],
)
def test_too_few_examples_are_refused(train, test, said, load):
    load(train, test)
    with pytest.raises(ConfigError, match=said):
        run_examples(config())


def test_progress_is_passed_on_to_the_dataset():
    heard = []
    run_examples(config(), lambda done, total, what: heard.append((done, total)))
    assert heard[-1] == (250, 250)

import hashlib

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from playground.datasets import tokenizers
from playground.datasets.reviews import Reviews
from playground.errors import ConfigError


def counted(examples) -> csr_matrix:
    """How often each word stands in each text, (examples, words)."""
    ones = np.ones(len(examples.token_ids))
    return csr_matrix((ones, examples.token_ids.copy(), examples.offsets), shape=(len(examples), len(examples.words)))


def bag_of_words_accuracy(options: Reviews) -> list[float]:
    splits = options.load()
    accuracies = []
    for prepare in (lambda counts: counts, lambda counts: (counts > 0).astype(float)):
        train, test = prepare(counted(splits.train)), prepare(counted(splits.test))
        for strength in (0.03, 0.3, 3):
            classifier = LogisticRegression(C=strength, max_iter=1000).fit(train, splits.train.targets)
            accuracies.append(classifier.score(test, splits.test.targets))
    return accuracies


@pytest.mark.parametrize("options", [Reviews(), Reviews(seed=1), Reviews(seed=2), Reviews(distance=80)], ids=repr)
def test_counting_words_is_not_enough_for_reviews(options):
    accuracies = bag_of_words_accuracy(options)
    assert max(accuracies) < 0.8
    assert max(accuracies) > 0.65  # but it is a start: plain reviews teach which words are good


@pytest.mark.parametrize("options", [Reviews(), Reviews(examples=200), Reviews(distance=50), Reviews(seed=7)], ids=repr)
def test_reviews_never_share_a_text_between_train_and_test(options):
    splits = options.load()
    together = [*splits.train.texts, *splits.test.texts]
    assert len(set(together)) == len(together) == options.examples * 5 // 4


@pytest.mark.parametrize("options", [Reviews(), Reviews(examples=200), Reviews(seed=7)], ids=repr)
def test_half_of_the_reviews_in_each_split_are_positive(options):
    splits = options.load()
    assert splits.train.targets.sum() * 2 == len(splits.train) == options.examples
    assert splits.test.targets.sum() * 2 == len(splits.test) == options.examples // 4


def test_reviews_use_at_least_400_words():
    assert len(Reviews().load().train.words) >= 400


def test_reviews_are_the_same_on_every_machine():
    joined = "\n".join(Reviews(examples=200, distance=20, seed=5).load().train.texts)
    assert (
        hashlib.sha256(joined.encode()).hexdigest()
        == "c90a26da2e20899ce2e6c4fc3873b148c72b65f097e02e65cb0eb6f6bb85e0dc"
    )


def test_another_seed_writes_other_reviews():
    first, second = (set(Reviews(examples=200, seed=seed).load().train.texts) for seed in (0, 1))
    assert len(first & second) < 20


def test_reviews_without_distance_are_short():
    assert Reviews().load().train.lengths.max() <= 35


@pytest.mark.parametrize("distance", [10, 60, 200])
def test_up_to_distance_neutral_words_follow_the_verdict(distance):
    verdicts = Reviews(examples=400).load().train
    reviews = Reviews(examples=400, distance=distance).load().train
    assert all(whole.startswith(verdict) for whole, verdict in zip(reviews.texts, verdicts.texts, strict=True))
    added = reviews.lengths - verdicts.lengths
    assert added.min() == 0
    assert distance - 10 <= added.max() <= distance + 10
    assert abs(added.mean() - distance / 2) < 0.1 * distance + 3
    assert np.array_equal(reviews.targets, verdicts.targets)


def test_the_words_of_a_review_are_those_of_the_shared_tokenizer():
    examples = Reviews(examples=200, distance=60).load().test
    for i in range(len(examples)):
        start, stop = examples.offsets[i : i + 2]
        assert [examples.words[token_id] for token_id in examples.token_ids[start:stop]] == tokenizers.words(
            examples.texts[i]
        )


def test_the_same_options_are_written_once():
    assert Reviews(examples=200).load() is Reviews(examples=200).load()


@pytest.mark.parametrize("wrong", [{"examples": 150}, {"examples": 250}, {"distance": 201}, {"distance": -1}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ConfigError):
        Reviews(**wrong)


def test_writing_reports_progress():
    calls = []
    Reviews(examples=200).load(lambda *call: calls.append(call))
    assert calls[-1] == (250, 250, "Writing reviews")

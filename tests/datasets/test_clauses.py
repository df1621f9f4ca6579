"""Short clauses cut from reviews: which are taken, how they are denied and joined, and what a run learns from."""

from random import Random

import numpy as np
import pytest

from playground.datasets import Imdb, Reviews
from playground.datasets.clause_forms import can_be_denied, denied, joined
from playground.datasets.clauses import clauses, with_clauses
from playground.datasets.evidence import Evidence
from playground.datasets.text_examples import TextExamples, tokenized
from playground.datasets.tokenizers import words as split_words
from playground.errors import ConfigError
from playground.training.train import prepare
from tests.engine.conftest import small

GOOD = "The acting is superb! I loved it, although Tom Cruise is awful. What a film."
BAD = "It was awful; the acting is not superb. It drags on 2 hours too long."


def reviews(times: int = 60) -> TextExamples:
    return tokenized([GOOD, BAD] * times, np.array([1, 0] * times, np.int8))


def of_word(word: str, positive: int, negative: int) -> float:
    """What a word says that stands twice in so many positive and negative reviews."""
    texts = [f"{word} {word} other"] * (positive + negative)
    return Evidence.of(tokenized(texts, np.array([1] * positive + [0] * negative, np.int8))).each([word])[0]


def test_a_word_speaks_for_the_class_whose_reviews_it_is_in():
    assert of_word("superb", 55, 25) == pytest.approx(np.log(60 / 30))
    assert of_word("awful", 25, 55) == pytest.approx(np.log(30 / 60))
    assert of_word("the", 40, 40) == 0


def test_a_rare_word_says_nothing():
    assert of_word("cruise", 29, 0) == 0 < of_word("cruise", 30, 0)


def test_pairs_of_words_say_what_neither_says_alone():
    texts = ["not bad"] * 40 + ["bad not"] * 40
    evidence = Evidence.of(tokenized(texts, np.array([1] * 40 + [0] * 40, np.int8)))
    assert evidence.each(["not", "bad"]) == [0, 0]
    assert evidence.total(["not", "bad"]) == pytest.approx(np.log(45 / 5)) == -evidence.total(["bad", "not"])


def test_a_pair_does_not_reach_over_the_end_of_a_review():
    evidence = Evidence.of(tokenized(["good film"] * 80, np.array([1, 0] * 40, np.int8)))
    assert list(evidence.pairs) == [("good", "film")]


def test_only_clauses_that_agree_with_their_review_are_taken():
    found = clauses(reviews())
    assert set(found.every[1]) == {"The acting is superb", "I loved it, although Tom Cruise is awful", "What a film"}
    assert set(found.every[0]) == {"It was awful", "the acting is not superb", "It drags on 2 hours too long"}
    assert set(found.simple[1]) == {"What a film"}  # of the others one has no word that says it, one a name in it
    assert set(found.simple[0]) == {"It was awful", "the acting is not superb"}  # the third a number
    assert set(found.plain[0]) == {"It was awful"}  # the other is denied already
    assert set(found.plain[1]) == set()  # no verb


@pytest.mark.parametrize(
    ("clause", "may_be"),
    [
        ("The script was awful", {"The script was not awful", "The script didn't look awful"}),
        ("It drags a bit", {"It doesn't drag a bit", "It never drags a bit"}),
        ("I yawned", {"I never yawned", "I don't think I yawned"}),
        ("This is a mess", {"This isn't a mess", "I wouldn't say this is a mess"}),
    ],
)
def test_a_clause_is_denied_at_its_verb_or_from_outside(clause, may_be):
    random = Random(0)
    assert can_be_denied(clause)
    assert may_be <= {denied(clause, random) for _ in range(500)}


def test_a_clause_without_a_verb_that_is_known_and_one_that_is_denied_already_cannot_be_denied():
    assert not any(map(can_be_denied, ["What a film", "Really awful", "It is not superb"]))


def test_of_two_clauses_the_one_that_decides_stands_after_but_and_outside_of_although():
    random = Random(0)
    made = {joined("It was awful", "I loved it", random) for _ in range(500)}
    assert {
        "although I loved it, it was awful",
        "it was awful, although I loved it",
        "I loved it, but it was awful",
    } <= made
    assert not {"it was awful, but I loved it", "although it was awful, I loved it"} & made


# As an option of the dataset


def film_reviews(count: int = 2000) -> TextExamples:
    return Reviews(examples=count).load().train


def test_the_reviews_come_first_and_half_of_the_short_examples_are_positive():
    train = film_reviews()
    both = with_clauses(train, 1000)
    assert len(both) == len(train) + 1000
    assert list(both.texts[: len(train)]) == list(train.texts)
    assert np.array_equal(both.token_ids[: len(train.token_ids)], train.token_ids)
    assert both.targets[len(train) :].mean() == 0.5
    assert both.words[: len(train.words)] == train.words
    for i in (0, len(train), len(both) - 1):
        tokens = both.token_ids[both.offsets[i] : both.offsets[i + 1]]
        assert [both.words[token] for token in tokens] == split_words(both.texts[i])


def test_the_short_examples_are_the_same_every_time():
    first, second = with_clauses(film_reviews(), 1000), with_clauses(film_reviews(), 1000)
    assert list(first.texts) == list(second.texts)


def test_too_few_reviews_for_clear_clauses_are_refused_in_one_sentence():
    with pytest.raises(ConfigError, match=r"^In 20 reviews no clear clauses of both classes are found\. Take more"):
        with_clauses(reviews(10), 1000)


def test_without_short_clauses_a_run_learns_from_its_reviews_alone():
    train = film_reviews()
    assert Imdb().to_learn_from(train) is train
    assert Imdb().num_added == 0
    assert (
        len(Imdb(clauses=2000).to_learn_from(train)) == len(train) + 2000 == len(train) + Imdb(clauses=2000).num_added
    )


def test_short_clauses_are_trained_on_and_neither_validate_nor_test(monkeypatch):
    splits = Reviews(examples=2000).load()
    monkeypatch.setattr(Imdb, "load", lambda self, progress=None: splits)
    plain, more = (prepare(small(dataset=Imdb(clauses=count))) for count in (0, 1000))
    assert len(more.train) == len(plain.train) + 1000
    assert (len(more.validation), len(more.test)) == (len(plain.validation), len(plain.test))
    assert more.encoding.words == plain.encoding.words

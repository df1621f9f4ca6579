"""Whole examples to token ids: the vocabulary, truncation, padding, on arrays small enough to check by hand."""

from itertools import product

import numpy as np
import pytest

from playground.datasets import TextExamples
from playground.encodings import FittedText, LearnedEmbedding, Sequences

WORDS = ["the", "film", "was", "good", "bad"]


def examples(*texts: str, words: list[str] = WORDS) -> TextExamples:
    """Examples of words from a word list."""
    split = [text.split() for text in texts]
    token_ids = np.array([words.index(word) for text in split for word in text], np.int32)
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in split])]).astype(np.int64)
    return TextExamples(texts, np.zeros(len(texts), np.int8), token_ids, offsets, words)


def fitted(words: tuple[str, ...] = ("good", "bad", "film"), **settings) -> FittedText:
    """An encoding that knows good (2), bad (3) and film (4)."""
    return FittedText(LearnedEmbedding(**{"maximum_length": 3} | settings), words)


def lists(sequences: Sequences) -> list[list[int]]:
    """One list an example."""
    return [part.tolist() for part in np.split(sequences.token_ids, sequences.offsets[1:-1])]


def test_the_most_frequent_words_come_first_and_ties_in_the_datasets_order():
    encoding = LearnedEmbedding(vocabulary_size=10)
    assert encoding.fit(examples("bad film", "good bad", "bad film")).words == ("bad", "film", "good")
    assert encoding.fit(examples("good bad", "bad good")).words == ("good", "bad")


def test_the_vocabulary_holds_no_more_words_than_asked_for():
    texts = examples("bad film", "good bad", "bad film")
    assert LearnedEmbedding(vocabulary_size=2).fit(texts).words == ("bad", "film")
    assert LearnedEmbedding(vocabulary_size=1).fit(texts).words == ("bad",)


def test_words_that_do_not_occur_in_training_are_not_in_the_vocabulary():
    assert LearnedEmbedding(vocabulary_size=5).fit(examples("film")).words == ("film",)


def test_ids_begin_at_two_behind_padding_and_unknown():
    assert fitted().ids == {"good": 2, "bad": 3, "film": 4}
    assert fitted(padding="front").text("good nay").labels == ("·", "good", "⟨unknown⟩")


def test_unknown_words_get_id_one():
    assert lists(fitted().encode(examples("the good film", "was"))) == [[1, 2, 4], [1]]


@pytest.mark.parametrize(("truncation", "kept"), [("front", [1, 2, 4]), ("back", [3, 1, 1])])
def test_a_text_that_is_too_long_is_cut_at_the_chosen_end(truncation, kept):
    texts = examples("good", "bad the was good film", "bad film was")
    assert lists(fitted(truncation=truncation).encode(texts)) == [[2], kept, [3, 4, 1]]


@pytest.mark.parametrize(("truncation", "kept"), [("front", [1, 1, 3]), ("back", [4, 2, 1])])
def test_a_text_read_backwards_is_reversed_before_it_is_cut(truncation, kept):
    texts = examples("good", "bad the was good film", "bad film was")
    assert lists(fitted(truncation=truncation, reverse=True).encode(texts)) == [[2], kept, [1, 4, 3]]


@pytest.mark.parametrize("truncation", ["front", "back"])
@pytest.mark.parametrize(("padding", "padded"), [("front", [[0, 4, 2], [0, 0, 3]]), ("back", [[4, 2, 0], [3, 0, 0]])])
def test_a_text_read_backwards_is_reversed_before_it_is_padded(padding, padded, truncation):
    sequences = fitted(truncation=truncation, reverse=True).encode(examples("good film", "bad"))
    assert sequences.inputs(np.array([0, 1]), 3, padding).tolist() == padded


SETTINGS = list(product(["front", "back"], ["front", "back"], [False, True], [1, 3, 8, 30]))


@pytest.mark.parametrize(("truncation", "padding", "reverse", "maximum_length"), SETTINGS)
def test_examples_and_typed_texts_are_reversed_then_cut_then_padded(truncation, padding, reverse, maximum_length):
    random = np.random.default_rng(maximum_length)
    texts = [" ".join(random.choice(WORDS, length)) for length in [*random.integers(1, 14, 30), 1, 3, 4, 8, 9]]
    encoding = fitted(truncation=truncation, padding=padding, reverse=reverse, maximum_length=maximum_length)
    expected = []
    for text in texts:
        words = text.split()[::-1] if reverse else text.split()
        read = words[-maximum_length:] if truncation == "front" else words[:maximum_length]
        ids = [{"good": 2, "bad": 3, "film": 4}.get(word, 1) for word in read]
        padded = [0] * (maximum_length - len(ids))
        expected.append(padded + ids if padding == "front" else ids + padded)
        assert encoding.text(text).words == read
    sequences = encoding.encode(examples(*texts))
    assert sequences.inputs(np.arange(len(texts)), maximum_length, padding).tolist() == expected
    assert [encoding.text(text).inputs.tolist() for text in texts] == expected


@pytest.mark.parametrize("truncation", ["front", "back"])
def test_texts_read_backwards_may_be_empty(truncation):
    sequences = fitted(truncation=truncation, reverse=True).encode(examples("", "bad good", ""))
    assert lists(sequences) == [[], [2, 3], []]


def test_a_text_without_words_keeps_its_place():
    sequences = fitted().encode(examples("good", "", "bad bad"))
    assert sequences.lengths.tolist() == [1, 0, 2]
    assert sequences.inputs(np.array([1, 2]), 3, "back").tolist() == [[0, 0, 0], [3, 3, 0]]


def test_texts_without_any_word_are_all_padding():
    sequences = fitted().encode(examples("", ""))
    assert sequences.inputs(np.array([0, 1]), 2, "front").tolist() == [[0, 0], [0, 0]]


def test_a_subset_is_encoded_like_the_whole():
    texts = examples("good film", "bad was the good film", "film")
    whole = lists(fitted().encode(texts))
    assert lists(fitted().encode(texts.subset([2, 1]))) == [whole[2], whole[1]]


SEQUENCES = Sequences(
    np.array([2, 3, 4, 5, 6, 7], np.int32), np.array([0, 1, 3, 6], np.int64), np.array([0, 1, 0], np.int8)
)


@pytest.mark.parametrize(
    ("side", "padded"),
    [
        ("front", [[0, 0, 0, 2], [0, 0, 3, 4], [0, 5, 6, 7]]),
        ("back", [[2, 0, 0, 0], [3, 4, 0, 0], [5, 6, 7, 0]]),
    ],
)
def test_short_examples_are_padded_at_the_chosen_side(side, padded):
    array = SEQUENCES.inputs(np.arange(3), 4, side)
    assert array.tolist() == padded
    assert array.dtype == np.int32


@pytest.mark.parametrize("side", ["front", "back"])
def test_padding_to_the_longest_example_adds_nothing_to_it(side):
    assert SEQUENCES.inputs(np.array([2]), 3, side).tolist() == [[5, 6, 7]]


def test_examples_are_padded_in_the_order_asked_for_and_may_repeat():
    assert SEQUENCES.inputs(np.array([2, 0, 2]), 3, "back").tolist() == [[5, 6, 7], [2, 0, 0], [5, 6, 7]]


def test_lengths_count_the_timesteps_of_each_example():
    assert SEQUENCES.lengths.tolist() == [1, 2, 3]

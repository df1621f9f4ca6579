"""The steps of an encoding as plain values, on texts that a person can check."""

import numpy as np
import pytest

from playground.choices import LONGEST_LINK
from playground.datasets import tokenized
from playground.encodings import BagOfWords, FittedText, HashingTrick, LearnedEmbedding, OneHotWords
from playground.encodings.demonstrate import demonstrate
from playground.encodings.explain import (
    Piece,
    bag_matrix,
    colliding_share,
    collisions,
    id_rows,
    initial_table,
    learn,
    matrix,
    missing,
    pieces,
    tensor_shape,
    visible,
)
from playground.encodings.hashing_trick import bucket
from playground.encodings.presets import PRESETS, Preset
from playground.errors import LinkError, TextError


def fitted_on(name: str) -> FittedText:
    """A preset's encoding, learned from its own texts."""
    chosen = PRESETS[name]
    texts = chosen.texts
    return learn(chosen.encoding, tokenized(texts, np.zeros(len(texts)), chosen.encoding.split))


@pytest.mark.parametrize(
    ("name", "shape", "distinct"),
    [
        ("one-hot-words", (2, 10, 11), 10),
        ("one-hot-characters", (2, 50, 101), None),
        ("binary-bag-of-words", (2, 1000), 9),
        ("hashing-trick", (2, 10, 1000), 9),
        ("learned-embedding", (2, 10, 64), 9),
    ],
)
def test_the_two_samples_make_the_tensor_of_the_recipe(name, shape, distinct):
    assert tensor_shape(fitted_on(name), 2) == shape
    shown = demonstrate(name)
    assert shown["shapes"]["tensor"] == list(shape)
    assert distinct in (None, shown["distinct_tokens"])


def test_a_learned_embedding_of_998_words_looks_up_a_table_of_1000_rows():
    assert demonstrate("learned-embedding")["shapes"]["table"] == [1000, 64]
    assert len(demonstrate("learned-embedding")["first_vector"]) == 64


def test_without_its_file_nothing_is_said_of_what_glove_covers():
    shown = demonstrate("glove")
    assert shown["file"] == "not on this machine"
    assert "found" not in shown


def one_hot(**settings) -> FittedText:
    """Good is 2, bad is 3; four timesteps."""
    return FittedText(OneHotWords(**{"maximum_length": 4, "vocabulary_size": 2} | settings), ("good", "bad"))


def test_a_one_hot_row_has_its_1_in_the_column_of_the_id_and_padding_has_none():
    drawn = matrix(one_hot(), one_hot().text("bad film good"))
    assert drawn.values.tolist() == [[0, 0, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert drawn.rows == ("1 ·", "2 bad", "3 film", "4 good")
    assert drawn.columns == ("0 ⟨unknown⟩", "1 good", "2 bad")


def test_of_many_columns_those_that_hold_a_1_are_kept():
    fitted = HashingTrick(maximum_length=3, buckets=1000).fit(None)
    drawn = matrix(fitted, fitted.text("123456789 cat"))
    assert bucket("123456789", 1000) == 262  # the check value of CRC-32, 3421780262
    assert (drawn.columns, drawn.values.tolist()) == (("262 123456789", "832 cat"), [[0, 0], [1, 0], [0, 1]])


def test_of_a_long_input_the_last_timesteps_with_a_token_are_drawn():
    fitted = one_hot(maximum_length=100)
    assert matrix(fitted, fitted.text("bad good")).rows == ("99 bad", "100 good")
    assert matrix(fitted, fitted.text("bad " * 90), most=60).rows[0] == "41 bad"


def test_an_embedding_gives_the_rows_of_its_table():
    fitted = FittedText(LearnedEmbedding(maximum_length=3, dimensions=2), ("good", "bad"))
    table = np.array([[0, 0], [0.5, 0.5], [1, -1], [-2, 2]], np.float32)
    assert matrix(fitted, fitted.text("bad film"), table).values.tolist() == [[0, 0], [-2, 2], [0.5, 0.5]]


def test_a_bag_has_a_row_a_text_whatever_the_order():
    fitted = FittedText(BagOfWords(vocabulary_size=3), ("good", "bad", "dull"))
    drawn = bag_matrix(fitted, [fitted.text("bad good bad"), fitted.text("good film")])
    assert drawn.columns == ("0 ⟨unknown⟩", "1 good", "2 bad")
    assert drawn.values.tolist() == [[0, 1, 1], [1, 1, 0]]


def test_pieces_are_the_whole_text_with_unknown_and_cut_tokens_marked():
    fitted = one_hot(maximum_length=2)
    text = "Good, bad <b>film"
    assert pieces(fitted, text, fitted.text(text), {}) == [
        Piece("Good", "cut"),
        Piece(", ", "between"),
        Piece("bad", "cut"),
        Piece(" <", "between"),
        Piece("b", "unknown"),
        Piece(">", "between"),
        Piece("film", "unknown"),
    ]


def test_of_many_tokens_the_first_and_the_last_are_shown():
    fitted = one_hot(maximum_length=10)
    found = pieces(fitted, "good " * 9 + "bad", fitted.text("good " * 9 + "bad"), {}, most=2)
    assert [piece.text for piece in found] == ["good", " … 8 more … ", " ", "bad"]


def test_ids_are_listed_by_timestep_with_padding_together_and_cut_tokens_last():
    fitted = one_hot()
    assert [tuple(row.values()) for row in id_rows(fitted, fitted.text("good film"), {})] == [
        ("1 – 2", "·", "0", "padding"),
        ("3", "good", "2", ""),
        ("4", "film", "1", "unknown word"),
    ]
    rows = id_rows(fitted, fitted.text("bad good good good good"), {})
    assert tuple(rows[-1].values()) == ("–", "bad", "–", "cut off, not read")
    assert len(rows) == 5


def test_every_word_collides_in_one_bucket_and_fewer_in_more():
    assert collisions(["a", "b", "a"], 1) == {"a": ("b",), "b": ("a",)}
    assert collisions(["cat", "finish", "the"], 1000) == {"cat": ("finish",), "finish": ("cat",)}  # both 832
    assert colliding_share(["cat", "finish", "the"], (1, 1000)) == {1: 1.0, 1000: 2 / 3}
    assert colliding_share([], (10,)) == {10: 0.0}


def test_a_word_in_bucket_0_is_not_unknown():
    fitted = HashingTrick(maximum_length=2, buckets=1).fit(None)
    encoded = fitted.text("good bad")
    assert {piece.state for piece in pieces(fitted, "good bad", encoded, {})} == {"known", "between"}
    shared = collisions(["good", "bad"], 1)
    assert [row["Note"] for row in id_rows(fitted, encoded, shared)] == [
        "shares its bucket with bad",
        "shares its bucket with good",
    ]


def test_the_words_missing_in_a_table_are_those_of_zeros():
    assert missing(one_hot(), np.array([[0, 0], [0, 0], [1, 0], [0, 0]])) == ["bad"]


def test_a_table_before_training_is_small_and_the_same_each_time():
    table = initial_table(1000, 8)
    assert (table.shape, table.dtype) == ((1000, 8), np.float32)
    assert 0.045 < np.abs(table).max() <= 0.05
    assert np.array_equal(table, initial_table(1000, 8))


def test_characters_without_a_picture_get_one():
    assert visible("a b\x00\n\u202ec👩‍🔬") == "a␣b␀␊�c👩‍🔬"


def test_texts_are_lines_and_blank_ones_are_passed_over():
    assert Preset(text="one\n\n  \ntwo\u2028half").texts == ["one", "two\u2028half"]


@pytest.mark.parametrize(("text", "sentence"), [("", "There is no text."), (" \n", "There is no"), ("a\n" * 21, "21")])
def test_no_text_and_too_many_are_one_sentence(text, sentence):
    with pytest.raises(TextError, match=sentence):
        _ = Preset(text=text).texts


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_survives_its_link(name):
    assert Preset.from_link(PRESETS[name].to_link()) == PRESETS[name]


@pytest.mark.parametrize(
    "link", ["nonsense", "[]", "{", "1" * (LONGEST_LINK + 1), '{"encoding":{"kind":"numbers"}}', "\ud800"]
)
def test_a_link_with_nonsense_is_one_sentence(link):
    with pytest.raises(LinkError) as told:
        Preset.from_link(link)
    assert len(str(told.value)) < 300

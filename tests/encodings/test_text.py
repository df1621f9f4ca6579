"""A typed text to token ids: what is read where, and texts of every kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.datasets.tokenizers import SPLITTERS
from playground.encodings import FittedText, LearnedEmbedding, ReadToken
from playground.errors import TextError
from playground.limits import limits


def fitted(**settings) -> FittedText:
    """Good is 2, bad is 3, 好 is 4; three timesteps."""
    return FittedText(LearnedEmbedding(**{"maximum_length": 3} | settings), ("good", "bad", "好"))


def timesteps(text: str, **settings) -> list[int | None]:
    """The timestep of every word."""
    return [token.timestep for token in fitted(**settings).text(text).tokens]


def test_a_token_says_where_it_stands_what_its_id_is_and_when_it_is_read():
    assert fitted().text("So, GOOD!").tokens == (
        ReadToken("so", 0, 2, 1, 1, known=False),
        ReadToken("good", 4, 8, 2, 2, known=True),
    )


@pytest.mark.parametrize(("padding", "steps", "ids"), [("front", [1, 2], [0, 3, 2]), ("back", [0, 1], [3, 2, 0])])
def test_a_short_text_is_padded_at_the_chosen_side(padding, steps, ids):
    encoded = fitted(padding=padding).text("bad good")
    assert [token.timestep for token in encoded.tokens] == steps
    assert encoded.inputs.tolist() == ids
    assert encoded.mask.tolist() == [token_id > 0 for token_id in ids]
    assert (encoded.inputs.dtype, encoded.mask.dtype) == (np.int32, np.bool_)


@pytest.mark.parametrize("padding", ["front", "back"])
def test_words_that_are_cut_off_have_no_timestep(padding):
    text = "good bad so good bad"
    assert timesteps(text, padding=padding, truncation="front") == [None, None, 0, 1, 2]
    assert timesteps(text, padding=padding, truncation="back") == [0, 1, 2, None, None]
    assert fitted(padding=padding, truncation="front").text(text).inputs.tolist() == [1, 2, 3]
    assert fitted(padding=padding, truncation="back").text(text).inputs.tolist() == [2, 3, 1]


@pytest.mark.parametrize(("padding", "steps", "ids"), [("front", [2, 1], [0, 2, 3]), ("back", [1, 0], [2, 3, 0])])
def test_a_short_text_read_backwards_is_padded_at_the_chosen_side(padding, steps, ids):
    encoded = fitted(padding=padding, reverse=True).text("bad good")
    assert [(token.word, token.start) for token in encoded.tokens] == [("bad", 0), ("good", 4)]
    assert [token.timestep for token in encoded.tokens] == steps
    assert encoded.inputs.tolist() == ids
    assert encoded.mask.tolist() == [token_id > 0 for token_id in ids]


@pytest.mark.parametrize("padding", ["front", "back"])
def test_a_long_text_read_backwards_is_cut_at_the_chosen_end_of_what_is_read(padding):
    text = "good bad so good 好"
    assert timesteps(text, padding=padding, reverse=True, truncation="front") == [2, 1, 0, None, None]
    assert timesteps(text, padding=padding, reverse=True, truncation="back") == [None, None, 2, 1, 0]
    assert fitted(padding=padding, reverse=True, truncation="front").text(text).inputs.tolist() == [1, 3, 2]
    assert fitted(padding=padding, reverse=True, truncation="back").text(text).inputs.tolist() == [4, 2, 1]


@pytest.mark.parametrize(
    ("truncation", "reverse", "words"),
    [
        ("front", False, ["so", "good", "好"]),
        ("back", False, ["good", "bad", "so"]),
        ("front", True, ["so", "bad", "good"]),
        ("back", True, ["好", "good", "so"]),
    ],
)
@pytest.mark.parametrize("padding", ["front", "back"])
def test_the_words_are_those_that_are_read_in_the_order_they_are_read(padding, truncation, reverse, words):
    encoding = fitted(padding=padding, truncation=truncation, reverse=reverse)
    assert encoding.text("Good, bad; so good 好!").words == words


def test_the_words_of_a_short_text_are_all_its_words():
    assert fitted().text("So good").words == ["so", "good"]
    assert fitted(reverse=True).text("So good").words == ["good", "so"]


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("truncation", ["front", "back"])
@pytest.mark.parametrize("padding", ["front", "back"])
@pytest.mark.parametrize("num_words", [1, 2, 3, 4, 9])
def test_the_id_at_a_tokens_timestep_is_the_tokens_own(num_words, padding, truncation, reverse):
    encoding = fitted(padding=padding, truncation=truncation, reverse=reverse)
    encoded = encoding.text(" ".join(["bad", "so", "good"] * 3)[: 4 * num_words])
    read = {token.timestep: token.token_id for token in encoded.tokens if token.timestep is not None}
    assert {t: int(encoded.inputs[t]) for t in np.flatnonzero(encoded.mask)} == read
    assert len(read) == min(len(encoded.tokens), 3)


@pytest.mark.parametrize("reverse", [False, True])
def test_a_typed_text_and_an_example_of_a_dataset_are_encoded_alike(reverse):
    from playground.datasets import Reviews

    train = Reviews(examples=200).load().train
    settings = {"vocabulary_size": 50, "maximum_length": 8, "truncation": "back", "padding": "back"}
    encoding = LearnedEmbedding(**settings, reverse=reverse).fit(train)
    padded = encoding.encode(train).inputs(np.arange(20), 8, "back")
    assert [encoding.text(train.texts[i]).inputs.tolist() for i in range(20)] == padded.tolist()


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "!?…", "😀👍🏽", "\x00\x07", "___", "<>"])
def test_a_text_without_words_is_refused_with_what_to_do(text):
    with pytest.raises(TextError, match=r"^The text holds no word\. Type at least one word\.$"):
        fitted().text(text)


def test_a_text_of_thirty_thousand_words_is_refused_with_both_numbers():
    with pytest.raises(TextError, match="has 30,000 words; this page reads up to 20,000"):
        fitted().text("good " * 30_000)


@pytest.mark.parametrize("split", ["words", "spaces", "characters", "chinese_words"])
@pytest.mark.parametrize("text", ["a" * 3_900_000, "a " + " " * 3_900_000, "好" * 3_900_000])
def test_a_text_of_few_but_endless_words_is_refused_before_it_is_split(split, text, monkeypatch):
    monkeypatch.setitem(SPLITTERS, split, None)  # cannot split
    with pytest.raises(TextError) as refused:
        fitted(split=split).text(text)
    assert str(refused.value) == (
        f"The text has {len(text):,} characters; this page reads up to 200,000. Shorten the text."
    )


def test_the_longest_text_allowed_is_read():
    encoded = fitted(maximum_length=2000).text("good " * limits().text_words)
    assert len(encoded.tokens) == limits().text_words
    assert encoded.inputs.tolist() == [2] * 2000


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("😀 good 👍🏽 bad", ["good", "bad"], [0, 2, 3]),
        ("<b>good</b>", ["b", "good", "b"], [1, 2, 1]),
        ("<script>alert(1)</script>", ["script", "alert", "1", "script"], [1, 1, 1]),
        ("go\x00od\x1b[31m bad", ["go", "od", "31m", "bad"], [1, 1, 3]),
        ("好", ["好"], [0, 0, 4]),
        ("这部电影很好 bad", ["这部电影很好", "bad"], [0, 1, 3]),
        ("GOOD İ good", ["good", "i̇", "good"], [2, 1, 2]),
        ("\ud800 good", ["good"], [0, 0, 2]),
    ],
)
def test_texts_of_every_kind_are_read_word_by_word(text, words, ids):
    encoded = fitted().text(text)
    assert [token.word for token in encoded.tokens] == words
    assert [text[token.start : token.end].lower() for token in encoded.tokens] == words
    assert encoded.inputs.tolist() == ids


def test_one_word_of_as_many_letters_as_are_allowed_is_one_unknown_word():
    assert fitted().text("a" * limits().text_characters).inputs.tolist() == [0, 0, 1]


PIECES = (
    "good",
    "Bad",
    "好",
    "不好",
    " ",
    "  ",
    "\n",
    "don",
    "'t",
    "’t",
    "é",
    "e\u0301",
    "\u0301",
    "😀",
    ",",
    "x_y",
    "\u3000",
)


@pytest.mark.parametrize("split", SPLITTERS)
@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    cut=st.tuples(st.integers(0, 12), st.integers(0, 3)),
    typed=st.lists(st.sampled_from(PIECES), max_size=2),
    padding=st.sampled_from(["front", "back"]),
    truncation=st.sampled_from(["front", "back"]),
    reverse=st.booleans(),
)
def test_a_text_read_on_from_the_one_before_is_as_if_it_were_read_anew(split, pieces, cut, typed, **order):
    start, length = cut
    before, text = "".join(pieces), "".join([*pieces[:start], *typed, *pieces[start + length :]])
    encoding = LearnedEmbedding.model_construct(maximum_length=5, split=split, **order)  # one of characters is like it
    network_reads = FittedText(encoding, ("good", "bad", "好"))
    try:
        anew = network_reads.text(text)
        last = network_reads.text(before)
    except TextError:
        return
    on = network_reads.text(text, last)
    assert (on.tokens, on.labels) == (anew.tokens, anew.labels)
    np.testing.assert_array_equal(on.inputs, anew.inputs)
    np.testing.assert_array_equal(on.mask, anew.mask)


@pytest.mark.parametrize(("split", "start"), [("words", 8), ("spaces", 8), ("characters", 8), ("chinese_words", 0)])
def test_a_text_is_read_on_from_the_last_white_space_it_has_in_common_unless_a_dictionary_cuts_it(split, start):
    splitter = SPLITTERS[split]
    assert splitter.unchanged("good bad so", "good bad sox") == start
    assert splitter.unchanged("good bad", "good bads") == (4 if start else 0)  # bad was not over
    assert splitter.unchanged("good", "goods") == splitter.unchanged("", "good") == 0

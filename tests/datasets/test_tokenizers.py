"""Text to words."""

import pytest

from playground.datasets.tokenizers import Token, tokens, words

TEXTS = {
    "": [],
    " \n\t ": [],
    "Good, not great!": ["good", "not", "great"],
    "I don't; I won’t.": ["i", "don't", "i", "won't"],
    "'quoted' and trailing'": ["quoted", "and", "trailing"],
    "rock'n'roll": ["rock'n'roll"],
    "10/10 in 1994": ["10", "10", "in", "1994"],
    "snake_case __init__": ["snake", "case", "init"],
    "well-made": ["well", "made"],
    "so<br /><br />bad": ["so", "br", "br", "bad"],
    "👍🏽 good 😀": ["good"],
    "nul\x00bell\x07": ["nul", "bell"],
    "我喜欢 这部电影。": ["我喜欢", "这部电影"],
    "Élan ÜBER Ñandú": ["élan", "über", "ñandú"],
}


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_text_is_split_into_lower_case_words_without_punctuation(text):
    assert words(text) == TEXTS[text]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_tokens_are_the_words_in_the_same_order(text):
    assert [token.word for token in tokens(text)] == words(text)


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_token_stands_where_it_says_it_stands(text):
    assert [text[t.start : t.end].lower().replace("’", "'") for t in tokens(text)] == TEXTS[text]


def test_places_count_characters_also_after_an_emoji():
    assert tokens("😀 So Good") == [Token("so", 2, 4), Token("good", 5, 9)]


def test_both_apostrophes_make_the_same_word():
    assert words("don't") == words("don’t")


def test_words_of_a_lower_cased_text_are_the_same():
    text = "Although I was BORED, the Acting was superb"
    assert words(text) == words(text.lower())

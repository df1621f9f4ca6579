import re
from random import Random

import pytest

from playground.datasets import phrases, tokenizers
from playground.datasets.grammar import ENGLISH, SLOT

RULES = {
    "plain": phrases.PLAIN,
    "mirrored": phrases.MIRRORED,
    "negated": phrases.NEGATED,
    "remark": phrases.REMARK,
    "second remark": phrases.SECOND_REMARK,
    "neutral": phrases.NEUTRAL,
}


def sentences(rule: str, mood: int, count: int = 300) -> list[str]:
    random = Random(1)
    return [ENGLISH.sentence(rule, mood, random.choice) for _ in range(count)]


def mood_words(mood: int) -> set[str]:
    return {
        word for name in phrases.MOODS for phrase in phrases.MOODS[name][mood] for word in tokenizers.words(phrase)
    } - {
        "a",
        "of",
        "time",
    }


def moods(sentence: str) -> set[int]:
    """The moods of the words in `sentence`, whatever their order makes of them."""
    return {mood for mood in (0, 1) if mood_words(mood) & set(tokenizers.words(sentence))}


@pytest.mark.parametrize("rule", RULES)
def test_every_slot_names_a_rule(rule):
    names = {slot[2] for alternative in RULES[rule] for slot in SLOT.finditer(alternative)}
    assert names <= RULES.keys() | phrases.WORDS.keys() | phrases.MOODS.keys()


@pytest.mark.parametrize("rule", ["plain", "mirrored", "negated", "neutral"])
def test_sentences_begin_with_a_capital_and_end_with_one_mark(rule):
    for sentence in sentences(rule, 1):
        assert re.fullmatch(r"[A-Z][^.!{}]*[.!]", sentence), sentence


def test_an_article_fits_the_word_it_stands_before():
    written = sentences("plain", 1, 2000)
    assert any(re.search(r"\ban amazing\b", sentence.lower()) for sentence in written)
    assert not any(re.search(r"\ba [aeiou]", sentence.lower()) for sentence in written)


@pytest.mark.parametrize("mood", [0, 1])
def test_plain_sentences_use_only_words_of_their_own_mood(mood):
    for sentence in sentences("plain", mood):
        assert moods(sentence) == {mood}, sentence


@pytest.mark.parametrize("mood", [0, 1])
def test_negated_sentences_use_only_words_of_the_opposite_mood(mood):
    for sentence in sentences("negated", mood):
        assert moods(sentence) == {1 - mood}, sentence


@pytest.mark.parametrize("mood", [0, 1])
def test_mirrored_sentences_use_words_of_both_moods(mood):
    for sentence in sentences("mirrored", mood):
        assert moods(sentence) == {0, 1}, sentence


def test_neutral_sentences_use_no_word_of_either_mood():
    for sentence in sentences("neutral", 0):
        assert moods(sentence) == set(), sentence


def test_no_word_has_both_moods():
    assert not mood_words(0) & mood_words(1)


@pytest.mark.parametrize(("first", "last"), [("remark", "second remark"), ("second remark", "remark")])
def test_each_kind_of_remark_decides_in_turn(first, last):
    assert f"{{although}} {{other {first}}}, {{{last}}}" in phrases.MIRRORED
    assert f"{{other {first}}}, {{but}} {{{last}}}" in phrases.MIRRORED

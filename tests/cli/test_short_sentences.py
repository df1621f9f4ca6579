"""The fixed list of short sentences: what is promised of it, before any network reads it."""

import pytest

from playground.cli import short_sentences, short_sentences_zh

LISTS = pytest.mark.parametrize("sentences", [short_sentences, short_sentences_zh], ids=["English", "Chinese"])


@LISTS
def test_each_half_has_as_many_positive_as_negative_sentences(sentences):
    for half in (sentences.DEVELOPMENT, sentences.FINAL):
        assert [(kind.positive, len(kind.sentences)) for kind in half] == [(False, 10), (True, 10)] * 2


@LISTS
def test_at_least_sixty_sentences_none_of_them_twice(sentences):
    listed = [sentence for kind in sentences.DEVELOPMENT + sentences.FINAL for sentence in kind.sentences]
    assert len({sentence.lower() for sentence in listed}) == len(listed) >= 60

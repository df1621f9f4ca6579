"""The fixed list of short sentences: what is promised of it, before any network reads it."""

import pytest

from playground.cli.short_sentences import DEVELOPMENT, FINAL


@pytest.mark.parametrize("half", [DEVELOPMENT, FINAL], ids=["development", "final"])
def test_each_half_has_as_many_positive_as_negative_sentences(half):
    assert [(kind.positive, len(kind.sentences)) for kind in half] == [(False, 10), (True, 10)] * 2


def test_at_least_sixty_sentences_none_of_them_twice():
    sentences = [sentence for kind in DEVELOPMENT + FINAL for sentence in kind.sentences]
    assert len({sentence.lower() for sentence in sentences}) == len(sentences) >= 60

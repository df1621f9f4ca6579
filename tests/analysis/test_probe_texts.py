"""The telling texts: what is said of a network is what that network does."""

import numpy as np
import pytest

from playground.analysis.chinese_texts import CHINESE
from playground.analysis.english_texts import ENGLISH, FRIDAY, HATED, PLOT, TERRIBLE
from playground.analysis.probe_texts import Asked
from playground.encodings import FittedText, LearnedEmbedding

TEXTS = {telling.title: telling for telling in ENGLISH}
KNOWN = FittedText(LearnedEmbedding(maximum_length=1000), ("superb", "not", "bad"))


def made(title: str, rule, fitted: FittedText = KNOWN) -> str:
    """What is said of a network that gives P(positive) = rule(text)."""
    asked = Asked(fitted, ("negative", "positive"), lambda text: np.array([1 - rule(text), rule(text)]))
    return TEXTS[title].made_by(asked)


@pytest.mark.parametrize(
    ("title", "rule", "ending"),
    [
        ("Negation", lambda text: 0.1, "It says negative of both, 0.100 and 0.100: it misses the negation."),
        ("Negation", lambda text: 0.9, "“bad” alone is not negative to it either."),
        (
            "Negation",
            lambda text: 0.8 if "not" in text else 0.2,
            "without “not” negative, 0.200: it hears the negation.",
        ),
        ("Negation", lambda text: 0.2 if "not" in text else 0.8, "without “not” positive, 0.800: the wrong way round."),
        ("Contrast", lambda text: 0.3 if "bored" in text else 0.9, "of the whole negative, 0.300: the end wins."),
        ("Contrast", lambda text: 0.9, "of the whole positive, 0.900: the praise wins."),
        ("Contrast", lambda text: 0.2, "it never believed the praise."),
        (
            "Contrast",
            lambda text: 0.999 if text.endswith("I") else 0.2,
            "of the whole negative, 0.200: positive only in between, first at “i”.",
        ),
        (
            "Contrast",
            lambda text: 0.9 if "bored" in text else 0.2,
            "of the whole positive, 0.900: it is not the praise that makes it positive.",
        ),
        ("Irony", lambda text: 0.97, "It says positive, 0.970: it misses the irony."),
        ("Irony", lambda text: 0.03, "It says negative, 0.030: not taken in."),
        (
            "Unknown word",
            lambda text: 0.9 if "superb" in text else 0.6,
            "It says positive, 0.600; with “superb” in place of the word it does not know positive, 0.900.",
        ),
        (
            "Early verdict",
            lambda text: 0.1 if text == TERRIBLE else 0.7,
            "positive, 0.700: the beginning is forgotten.",
        ),
        ("Early verdict", lambda text: 0.7 if text == FRIDAY else 0.1, "positive, 0.700: the beginning still counts."),
        ("Long review", lambda text: 0.1 if text == HATED else 0.7, "positive, 0.700: the beginning is forgotten."),
        ("Long review", lambda text: 0.7 if text == PLOT else 0.1, "positive, 0.700: the beginning still counts."),
        ("Long review", lambda text: 0.9, "it did not get the first sentence."),
        (
            "Early verdict",
            lambda text: 0.01,
            "negative, 0.010: the rest alone says as much, so this does not show what is remembered.",
        ),
    ],
)
def test_what_is_said_is_true_of_the_network(title, rule, ending):
    assert made(title, rule).endswith(ending)


def test_a_network_that_never_reads_the_beginning_says_how_much_was_cut():
    short = FittedText(LearnedEmbedding(maximum_length=100), ("not",))
    words = len(short.text(TEXTS["Long review"].text).tokens)
    assert words > 400
    assert made("Long review", lambda text: 0.4, short).endswith(
        f"; {words - 100} words are beyond its maximum length."
    )


def test_of_other_classes_only_the_verdict_is_told():
    asked = Asked(KNOWN, ("sport", "politics", "weather"), lambda text: np.array([0.2, 0.7, 0.1]))
    assert {telling.made_by(asked) for telling in (*ENGLISH, *CHINESE)} == {"It says politics, 0.700."}


def test_a_word_that_every_vocabulary_lacks_stands_in_the_text_of_the_unknown_word():
    tokens = KNOWN.text(TEXTS["Unknown word"].text).tokens
    assert "glimmerous" in [token.word for token in tokens if not token.known]

"""The telling texts: what is said of a network is what that network does."""

import numpy as np
import pytest

from playground.analysis.chinese_texts import CHINESE
from playground.analysis.english_texts import ENGLISH, FRIDAY, HATED, PLOT, TERRIBLE
from playground.analysis.probe_texts import Asked
from playground.analysis.telling_texts import telling_texts
from playground.datasets import DATASETS
from playground.encodings import FittedText, LearnedEmbedding
from playground.runs import starter

TEXTS = {telling.title: telling for telling in ENGLISH}
KNOWN = FittedText(LearnedEmbedding(maximum_length=1000), ("superb", "not", "bad"))


def made(title: str, rule, fitted: FittedText = KNOWN) -> str:
    """What is said of a network that gives P(positive) = rule(text)."""
    asked = Asked(fitted, ("negative", "positive"), lambda text: np.array([1 - rule(text), rule(text)]))
    return TEXTS[title].made_by(asked)


@pytest.mark.parametrize(
    ("title", "rule", "ending"),
    [
        (
            "Negation",
            lambda text: 0.1,
            "negative of both, P(positive) = 0.100 and 0.100: it misses the negation.",
        ),
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
        ("Irony", lambda text: 0.97, "It says positive, P(positive) = 0.970: it misses the irony."),
        ("Irony", lambda text: 0.03, "It says negative, P(positive) = 0.030: not taken in."),
        (
            "Unknown word",
            lambda text: 0.9 if "superb" in text else 0.6,
            "P(positive) = 0.600; with “superb” in place of the word it does not know positive, 0.900.",
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


@pytest.mark.parametrize(
    ("title", "rule", "ending"),
    [
        ("Negation", lambda text: 0.1, "负面 of both, P(正面) = 0.100 and 0.100: it misses the negation."),
        (
            "Negation",
            lambda text: 0.9 if "不" in text else 0.1,
            "without “一点也不” 负面, 0.100: it hears the negation.",
        ),
        (
            "Double negation",
            lambda text: 0.1,
            "负面 of both, P(正面) = 0.100 and 0.100: it misses the negation.",
        ),
        ("Double negation", lambda text: text.count("不") / 2.5, "without “不是” 负面, 0.400: it hears the negation."),
        ("Contrast", lambda text: 0.3 if "无" in text else 0.9, "of the whole 负面, 0.300: the end wins."),
        ("Concession", lambda text: 0.2, "of the whole 负面, 0.200: it never believed the praise."),
        ("Concession", lambda text: 0.9 if text.endswith("但") else 0.2, "正面 only in between, first at “但”."),
        ("Irony", lambda text: 0.97, "It says 正面, P(正面) = 0.970: it misses the irony."),
        (
            "Unknown word",
            lambda text: 0.9 if "漂亮" in text else 0.6,
            "with “漂亮” in place of the word it does not know 正面, 0.900.",
        ),
        (
            "Early verdict",
            lambda text: 0.1 if text[-2] == "片" else 0.7,
            "正面, 0.700: the beginning is forgotten.",
        ),
        ("Long review", lambda text: 0.7 if "讨厌" not in text else 0.1, "正面, 0.700: the beginning still counts."),
    ],
)
def test_what_is_said_of_a_chinese_text_is_true_of_the_network(title, rule, ending):
    fitted = starter("zh").encoding
    asked = Asked(fitted, ("负面", "正面"), lambda text: np.array([1 - rule(text), rule(text)]))
    (telling,) = (one for one in CHINESE if one.title == title)
    assert telling.made_by(asked).endswith(ending)


def test_a_chinese_text_is_read_whole_and_but_for_the_rare_word_and_a_story_in_characters_that_are_known():
    fitted = starter("zh").encoding
    for telling in CHINESE:
        tokens = fitted.text(telling.text).tokens
        assert [token.word for token in tokens] == list(telling.text)
        assert all(token.timestep is not None for token in tokens)
        unknown = "".join(token.word for token in tokens if not token.known)
        assert {"Unknown word": unknown == "旖旎", "Irony": True, "Long review": True}.get(telling.title, not unknown)


def test_texts_are_in_the_language_of_the_dataset_and_none_where_that_is_the_learners():
    told = {name: telling_texts(kind()) for name, kind in DATASETS.items()}
    assert {name: texts for name, texts in told.items() if texts} == {
        "reviews": ENGLISH,
        "imdb": ENGLISH,
        "reviews-zh": CHINESE,
    }

"""What a unit may follow: numbers that a person can check, at every timestep that is read."""

import numpy as np
import pytest

from playground.analysis.unit_features import features_of
from playground.analysis.unit_words import word_lists
from playground.config import RunConfig
from playground.datasets import DATASETS, Splits, tokenized
from playground.encodings import LearnedEmbedding, Numbers, OneHotCharacters
from playground.layers import GRU

TEXTS = ("The plot isn't good. But I liked it!", "Never bad, although dull.")
LAYERS = (GRU(units=2),)


def found(config: RunConfig, examples, words=()) -> dict[tuple[str, str], list[float]]:
    """(kind, name) → values, rounded."""
    fitted = config.encoding.fit(examples)
    if hasattr(examples, "split_into"):
        examples = examples.split_into(config.encoding.split)
    splits = Splits(examples, examples)
    features = features_of(config, fitted, splits, examples, fitted.encode(examples), words)
    return {(one.kind, one.name): np.round(one.values, 3).tolist() for one in features}


def of_texts(texts=TEXTS, words=(), split="words", **encoding) -> dict[tuple[str, str], list[float]]:
    config = RunConfig(dataset=DATASETS["reviews"](), encoding=LearnedEmbedding(split=split, **encoding), layers=LAYERS)
    return found(config, tokenized(texts, np.arange(len(texts)) % 2, split), words)


def test_words_are_told_from_others_by_list():
    values = of_texts(words=("plot", "it"))
    assert values["class", "positive"] == [0] * 8 + [1] * 4
    assert values["position", ""] == [*range(8), *range(4)]
    assert values["own words", ""] == [0, 1, 0, 0, 0, 0, 0, 1] + [0] * 4
    assert values["words for", "positive"] == [0, 0, 0, 1, 0, 0, 1, 0] + [0] * 4
    assert values["words for", "negative"] == [0] * 8 + [0, 1, 0, 1]
    assert values["negation", ""] == [0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert values["contrast", ""] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]
    assert not {"punctuation", "sentence begins", "word begins"} & {kind for kind, _ in values}, "it is not read"


def test_what_is_cut_off_or_read_backwards_is_told_as_it_is_read():
    values = of_texts(maximum_length=3, reverse=True, words=("plot",))
    assert values["own words", ""] == [0, 1, 0, 0, 0, 0]
    assert values["contrast", ""] == [0, 0, 0, 1, 0, 0]
    assert values["negation", ""] == [1, 0, 0, 0, 0, 1]
    assert values["position", ""] == [0, 1, 2] * 2


def test_punctuation_and_sentences_are_told_where_they_are_read():
    values = of_texts(split="spaces")
    assert values["punctuation", ""] == [0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1]
    assert values["sentence begins", ""] == [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert values["negation", ""] == [0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]


def test_of_chinese_characters_those_that_deny_or_contrast_are_told():
    config = RunConfig(dataset=DATASETS["reviews-zh"](), layers=LAYERS)
    values = found(config, tokenized(["虽不好，却美", "没人来"], np.array([1, 0]), "characters"), ())
    assert values["class", "正面"] == [1] * 6 + [0] * 3
    assert values["negation", ""] == [0, 1, 0, 0, 0, 0, 1, 0, 0]
    assert values["contrast", ""] == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert values["punctuation", ""] == [0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert not {"word begins", "words for"} & {kind for kind, _ in values}, "a character is no word"


def test_of_characters_the_beginnings_of_words_are_told():
    config = RunConfig(
        dataset=DATASETS["characters"](text="ab, c. d"), encoding=OneHotCharacters(maximum_length=8), layers=LAYERS
    )
    values = found(config, config.dataset.load().test)
    assert values["word begins", ""] == [1, 0, 0, 0, 1, 0, 0]
    assert values["punctuation", ""] == [0, 0, 1, 0, 0, 1, 0]
    assert values["sentence begins", ""] == [1, 0, 0, 0, 0, 0, 0]


def test_words_that_speak_for_a_class_are_told_by_the_labels_of_others_reviews():
    texts = ["fine fine film"] * 40 + ["poor film"] * 40 + ["film odd"]
    examples = tokenized(texts, np.array([1] * 40 + [0] * 41))
    config = RunConfig(dataset=DATASETS["imdb"](), encoding=LearnedEmbedding(), layers=LAYERS)
    lists = word_lists(config, Splits(examples, examples), "words")
    assert lists == {"negative": {"poor"}, "positive": {"fine"}}


def test_of_a_digit_the_ink_of_each_row_is_told_and_each_class():
    config = RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(reverse=True), layers=LAYERS)
    examples = config.dataset.load().test.subset(np.arange(20))
    values = found(config, examples)
    ink = examples.take(np.arange(20))[:, ::-1].mean(axis=2)
    assert values["stroke", ""] == pytest.approx(ink.ravel(), abs=1e-3)
    assert values["class", "7"] == np.repeat(examples.targets == 7, 8).tolist()


def test_of_a_series_with_a_clock_the_hour_is_told():
    config = RunConfig(dataset=DATASETS["weather"](lookback=144, step=36, delay=6), encoding=Numbers(), layers=LAYERS)
    examples = config.dataset.load().test.subset(np.array([0, 50]))
    values = found(config, examples)
    times = config.dataset.table().times[examples.rows[:, None] + examples.read_rows].ravel()
    hours = (times - times.astype("datetime64[D]")) / np.timedelta64(1, "h")
    assert values["noon", ""] == pytest.approx(-np.cos(hours * np.pi / 12), abs=1e-3)
    assert values["evening", ""] == pytest.approx(-np.sin(hours * np.pi / 12), abs=1e-3)
    (column,) = [name for kind, name in values if kind == "column"]
    assert column == config.dataset.target_name
    assert values["target", ""] == pytest.approx(np.repeat(examples.targets, 4), abs=1e-3)


def test_what_has_to_be_remembered_counts_from_when_it_has_been_read_until_it_is_needed():
    config = RunConfig(dataset=DATASETS["memory"](lag=8, examples=200), encoding=Numbers(), layers=LAYERS)
    examples = config.dataset.load().test.subset(np.arange(6))
    part = config.dataset.deciding_part(examples)
    values = np.reshape(found(config, examples)["remembered", part.name], (6, 8))
    for row, value, end, needed in zip(values, part.values, part.ends, part.needed, strict=True):
        held = np.arange(8)
        held = (held >= end - 1) & (held < needed)
        assert row == pytest.approx(np.where(held, value, part.values.mean()), abs=2e-3)


def test_of_symbols_to_copy_each_is_told_by_itself():
    dataset = DATASETS["memory"](problem="copy", lag=5, examples=200)
    config = RunConfig(dataset=dataset, encoding=OneHotCharacters(maximum_length=26), layers=LAYERS)
    values = found(config, dataset.load().test)
    assert {name for kind, name in values if kind == "remembered is"} == set("abcdefgh")

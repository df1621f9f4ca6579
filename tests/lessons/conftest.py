"""Runs of a learner's, one of each kind that lessons speak of; made without training."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.datasets.reviews_zh import ReviewsZh
from playground.datasets.weather import Weather
from playground.datasets.written_reviews import WrittenReviews
from playground.encodings import LearnedEmbedding, Numbers
from playground.layers import GRU, LSTM, SimpleRNN
from playground.lessons.subjects import Mine
from playground.prediction.cache import splits
from playground.runs import Run
from tests.browser.made import made_run

WHO = "ann"
WHO_READS_CHINESE = "zhou"


@dataclass
class Made:
    """A learner's runs."""

    mine: Mine
    race: list[Run]
    series: Run
    leaky: Run


@pytest.fixture(scope="module")
def made(module_home: Path) -> Made:
    """A race of two, a forecast, and one that learned from a leak: enough for every answer."""
    return _made(module_home, WHO, Reviews, ["film", "superb", "terrible", "the", "was", "tuesday"])


@pytest.fixture(scope="module")
def made_of_chinese(module_home: Path) -> Made:
    """The same of networks that read Chinese character by character."""
    return _made(module_home, WHO_READS_CHINESE, ReviewsZh, [*"片演技精彩难看很不是星期二。"])


def _made(home: Path, learner: str, reviews: type[WrittenReviews], words: list[str]) -> Made:
    far = reviews(examples=400, distance=25)
    race = [_texts(home, learner, cell(units=3), far, words) for cell in (LSTM, SimpleRNN)]
    for run in race:
        (run.path / "race.json").write_text(json.dumps([one.id for one in race]))
    other = _texts(home, learner, LSTM(units=3), far, words, seed=5)
    assert other.config.seed != race[0].config.seed
    leaky = _texts(home, learner, LSTM(units=3), reviews(examples=400, leak=True), words)
    return Made(Mine(learner), race, _series(home, learner), leaky)


def _texts(home: Path, learner: str, layer: LSTM, dataset: WrittenReviews, words: list[str], seed: int = 0) -> Run:
    """A run that says the right class of 90 % of the validation examples."""
    encoding = LearnedEmbedding(split=dataset.splitter, vocabulary_size=50, maximum_length=60, dimensions=3)
    config = RunConfig(dataset=dataset, encoding=encoding, layers=(layer,), seed=seed)
    run = made_run(home, config, {"words": words}, 2, learner=learner)
    events = run.path / "events.jsonl"
    events.write_text(events.read_text().replace('"val_accuracy": 0.5', '"val_accuracy": 0.9'))
    return run


def _series(home: Path, learner: str) -> Run:
    """A run whose forecast is the last value read."""
    dataset = Weather(days=60, lookback=144)
    config = RunConfig(dataset=dataset, encoding=Numbers(), layers=(GRU(units=2),))
    test, train = splits(dataset).test, splits(dataset).train
    mean, deviation = train.target_moments()
    learned = {"mean": train.moments()[0], "deviation": train.moments()[1], "target": [mean, deviation]}
    run = made_run(home, config, learned, 2, learner=learner)
    truth, last = ((values - mean) / deviation for values in (test.targets, test.last_values))
    np.savez(run.path / "results.npz", truth=truth.astype("f4"), forecast=last.astype("f4"), rows=test.rows)
    return run

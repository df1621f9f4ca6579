"""Runs of a learner's, one of each kind that lessons speak of; made without training."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.datasets.weather import Weather
from playground.encodings import LearnedEmbedding, Numbers
from playground.layers import GRU, LSTM, SimpleRNN
from playground.lessons.subjects import Mine
from playground.prediction.cache import splits
from playground.runs import Run
from tests.browser.made import made_run

WHO = "ann"


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
    words = {"words": ["film", "superb", "terrible", "the", "was", "tuesday"]}
    race = [_texts(module_home, cell(units=3), Reviews(examples=400, distance=25), words) for cell in (LSTM, SimpleRNN)]
    for run in race:
        (run.path / "race.json").write_text(json.dumps([one.id for one in race]))
    other = _texts(module_home, LSTM(units=3), Reviews(examples=400, distance=25), words, seed=5)
    assert other.config.seed != race[0].config.seed
    leaky = _texts(module_home, LSTM(units=3), Reviews(examples=400, leak=True), words)
    return Made(Mine(WHO), race, _series(module_home), leaky)


def _texts(home: Path, layer: LSTM, dataset: Reviews, learned: dict, seed: int = 0) -> Run:
    """A run that says the right class of 90 % of the validation examples."""
    encoding = LearnedEmbedding(vocabulary_size=50, maximum_length=60, dimensions=3)
    run = made_run(
        home, RunConfig(dataset=dataset, encoding=encoding, layers=(layer,), seed=seed), learned, 2, learner=WHO
    )
    events = run.path / "events.jsonl"
    events.write_text(events.read_text().replace('"val_accuracy": 0.5', '"val_accuracy": 0.9'))
    return run


def _series(home: Path) -> Run:
    """A run whose forecast is the last value read."""
    dataset = Weather(days=60, lookback=144)
    config = RunConfig(dataset=dataset, encoding=Numbers(), layers=(GRU(units=2),))
    test, train = splits(dataset).test, splits(dataset).train
    mean, deviation = train.target_moments()
    learned = {"mean": train.moments()[0], "deviation": train.moments()[1], "target": [mean, deviation]}
    run = made_run(home, config, learned, 2, learner=WHO)
    truth, last = ((values - mean) / deviation for values in (test.targets, test.last_values))
    np.savez(run.path / "results.npz", truth=truth.astype("f4"), forecast=last.astype("f4"), rows=test.rows)
    return run

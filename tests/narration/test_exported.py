"""What an exported page says of its network."""

from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.layers import LSTM, Dropout
from playground.narration.exported import about, foot, title
from playground.recipes import recipe
from playground.runs import Run, RunFolder, starter


def a_tested_run(home: Path, config: RunConfig, learned: dict, monkeypatch: pytest.MonkeyPatch, **test: float) -> Run:
    """A run that was trained for two epochs and then tested."""
    monkeypatch.setenv("PLAYGROUND_HOME", str(home))
    folder = RunFolder.create(config)
    folder.event("started", learning_rate=0.1)
    folder.event("prepared", train=80, validation=10, test=1000, steps_per_epoch=5, baseline={})
    folder.save_encoding(config.encoding.restore(learned))
    metrics = ("loss", "accuracy") if config.task.accuracy else ("loss",)
    for epoch in (1, 2):
        folder.event(
            "epoch", epoch=epoch, seconds=1.0, **{f"{part}{one}": 0.5 for part in ("", "val_") for one in metrics}
        )
    folder.event("finished", test=test, seconds=1.0)
    return Run(folder.path)


def test_the_starter_says_what_it_is_and_how_good():
    run = starter()
    assert title(run.config) == "LSTM 64 on IMDB film reviews"
    assert list(about(run)) == [
        "A neural network that runs here, in this page. It was trained on 44,500 examples for 15 epochs.",
        "It is right on 88.5% of 25,000 examples it had never seen.",
    ]
    assert any("Maas" in sentence for sentence in foot(run))


def test_layers_stand_in_their_order_and_dropout_is_none_of_them():
    config = RunConfig(layers=(LSTM(units=8), Dropout(), LSTM(units=4, bidirectional=True)))
    assert title(config) == "LSTM 8 → Bidirectional LSTM 4 on Short film reviews"


def test_a_forecast_is_off_by_its_error_in_the_unit_of_the_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    config = recipe("weather-gru").config
    features = config.plan.input_shape[1]
    learned = {"mean": [0.0] * features, "deviation": [1.0] * features, "target": [10.0, 8.0]}
    run = a_tested_run(tmp_path, config, learned, monkeypatch, loss=0.25)
    assert list(about(run))[1] == "On 1,000 examples it had never seen it is off by 2.00 °C on average."


def test_of_an_answer_every_symbol_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run = a_tested_run(
        tmp_path, recipe("encoder-decoder").config, {"words": list("0123456789+")}, monkeypatch, loss=0.1, accuracy=0.95
    )
    assert list(about(run))[1] == "It gets 95.0% of the symbols right in 1,000 examples it had never seen."


def test_of_ones_own_file_the_page_says_whose_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    config = RunConfig(layers=(LSTM(units=2),))
    monkeypatch.setattr(type(config.dataset), "is_own", True)
    run = a_tested_run(tmp_path, config, {"words": ["a"]}, monkeypatch, loss=0.1, accuracy=0.95)
    assert next(foot(run)) == "Data: Short film reviews, a file of whoever made this page."

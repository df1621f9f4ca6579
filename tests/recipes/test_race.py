"""Which settings can race, and how the lanes are called."""

import pytest

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.errors import ConfigError
from playground.languages import speaking
from playground.layers import GRU, LSTM, SimpleRNN
from playground.recipes.race import FIRST, FIRST_OF, SAME, check_race, first, lane_names

OTHER = {
    "dataset": Reviews(distance=10),
    "train_samples": 100,
    "batch_size": 16,
    "steps_per_epoch": 5,
    "validation_split": 0.5,
    "seed": 1,
}


def test_the_race_offered_first_can_race_and_asks_to_remember():
    check_race(FIRST)
    assert lane_names(FIRST) == ["LSTM 32", "SimpleRNN 32", "GRU 32"]
    assert {config.dataset.distance for config in FIRST} == {50}


@pytest.mark.parametrize("name", SAME)
def test_lanes_that_would_read_other_batches_cannot_race(name):
    with pytest.raises(ConfigError, match=r"read the same batches, but these differ in: .+\. Give each"):
        check_race([RunConfig(), RunConfig(**{name: OTHER[name]})])


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_race_has_two_to_four_lanes(count):
    with pytest.raises(ConfigError, match=f"A race of {count} settings was given; expected 2 to 4"):
        check_race([RunConfig()] * count)


def test_no_two_lanes_are_called_alike():
    slow = RunConfig(layers=(LSTM(),), learning_rate=0.001)
    assert lane_names([RunConfig(), slow]) == ["LSTM 32 · learning rate 0.005", "LSTM 32 · learning rate 0.001"]
    assert lane_names([RunConfig(), RunConfig()]) == ["LSTM 32", "LSTM 32 (2)"]
    assert lane_names([RunConfig(layers=(cell(),)) for cell in (GRU, SimpleRNN)]) == ["GRU 32", "SimpleRNN 32"]


@pytest.mark.parametrize("code", FIRST_OF)
def test_the_race_offered_first_reads_what_the_page_speaks(code):
    with speaking(code):
        configs = first()
    check_race(configs)
    assert {config.dataset.language for config in configs} == {code}
    assert {config.encoding.split for config in configs} == {"words" if code == "en" else "characters"}

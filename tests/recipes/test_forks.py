"""What a fork can change: every choice on offer can be trained further, and is named."""

import pytest

from playground.config import RunConfig
from playground.datasets import Digits, Imdb, Reviews
from playground.earlier import CHANGES, Earlier
from playground.encodings import Numbers
from playground.layers import GRU, LSTM, Dense, Flatten, SimpleRNN
from playground.recipes import RECIPES
from playground.recipes.forks import changed_to, changes, past_of

CONFIGS = [
    RunConfig(),
    RunConfig(layers=(LSTM(units=4, bidirectional=True), GRU(units=4))),
    RunConfig(layers=(SimpleRNN(units=4),)),
    RunConfig(dataset=Digits(), encoding=Numbers(), layers=(Flatten(), Dense(units=4))),
    RECIPES["adding-gru"].config,
    RECIPES["encoder-decoder"].config,
]


def fork(config: RunConfig, **changed: object) -> RunConfig:
    now = {name: getattr(config, name) for name in CHANGES}
    return config.changed(**now | changed, earlier=(Earlier(until=52, **now),))


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.plan.layers[-2].name + config.dataset.name)
def test_every_change_on_offer_can_follow_and_is_told(config: RunConfig):
    offered = changes(config)
    assert ("A gate" in offered) == any(isinstance(layer, LSTM | GRU) for layer in config.layers)
    assert ("Distance" in offered) == (config.dataset.name == "reviews")
    for choices in offered.values():
        for name, changed in choices.items():
            told = past_of(fork(config, **changed))
            assert told.startswith("after 52 batches: ")
            assert name in told


def test_a_change_is_said_in_a_few_words_and_a_run_that_is_no_fork_has_no_past():
    config = RunConfig()
    assert past_of(config) == ""
    both = fork(config, learning_rate=0.05, dataset=Reviews(distance=50))
    assert changed_to(config, both) == "learning rate 0.05 and distance 50"
    assert changed_to(config, config) == "nothing changed"


def test_short_clauses_that_are_learned_from_no_longer_are_told():
    config = RunConfig(dataset=Imdb(clauses=20_000))
    assert changed_to(config, fork(config, dataset=Imdb())) == "no added examples"
    assert changed_to(fork(config, dataset=Imdb()), config) == "20,000 added examples"


def test_an_encoder_decoder_has_no_gate_to_hold():
    assert set(changes(RECIPES["encoder-decoder"].config)) == {"Learning rate"}


def test_a_gate_that_is_held_from_the_first_batch_is_told():
    config = RunConfig()
    (held,) = changes(config)["A gate"]["forget gate of lstm held open"]["held"]
    assert past_of(config.changed(held=(held,))) == "forget gate of lstm held open from the first batch"

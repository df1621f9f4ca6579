"""The choices of the playground's screen, read from a run and put in, for every dataset and cell there is."""

import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.errors import ConfigError
from playground.layers import GRU, LSTM, RECURRENT, Dense, SimpleRNN
from playground.recipes.variations import (
    MOST_LAYERS,
    UNITS,
    Stack,
    cells,
    dial_of,
    differing,
    in_short,
    offered,
    stack_of,
    title_of,
    with_dataset,
    with_dial,
    with_stack,
)

FIRST = RunConfig(seed=7, recipe="reviews-lstm")


@pytest.mark.parametrize("cell", cells())
@pytest.mark.parametrize("title", offered())
@pytest.mark.parametrize("layers", [1, MOST_LAYERS])
@pytest.mark.parametrize("both", [False, True])
def test_every_network_on_offer_can_be_and_says_what_it_is(title, cell, layers, both):
    stack = Stack(cell, UNITS[0], layers, both)
    config = with_stack(with_dataset(FIRST, title), stack)
    config.check(config.dataset.num_train)
    assert (stack_of(config), title_of(config.dataset), config.seed, config.recipe) == (stack, title, 7, "")


def test_every_cell_is_on_offer():
    assert list(cells()) == list(RECURRENT)


def test_nothing_on_offer_is_downloaded_or_uploaded():
    names = {dataset.name for dataset in offered().values()}
    assert names == {"reviews", "reviews-zh", "digits", "characters", "memory", "weather"}
    assert all(DATASETS[name].download_size is None for name in names)


@pytest.mark.parametrize("title", offered())
def test_the_dial_makes_a_dataset_harder_and_keeps_the_rest(title):
    config = with_dataset(FIRST, title)
    dial = dial_of(config.dataset)
    if dial is None:
        assert title == "Small handwritten digits"
        assert with_dial(config, 3) == config
        return
    name, value, values = dial
    assert value in values
    for other in values:
        turned = with_dial(config, other)
        assert dial_of(turned.dataset) == (name, other, tuple(sorted({*values} | {other})))
        assert title_of(turned.dataset) == title
        turned.check(turned.dataset.num_train)


def test_a_value_that_is_not_on_offer_is_among_those_shown():
    config = with_dial(FIRST, 37)
    assert dial_of(config.dataset) == ("distance", 37, (0, 10, 25, 37, 50, 100, 200))


def test_other_layers_and_what_is_set_of_the_recurrent_ones_stay():
    layers = (LSTM(units=4, dropout=0.2), SimpleRNN(units=3), Dense(units=2))
    changed = with_stack(FIRST.changed(layers=layers), Stack("gru", 8, 2))
    assert changed.layers == (GRU(units=8, dropout=0.2),) * 2 + (Dense(units=2),)


def test_a_network_without_recurrent_layers_has_no_stack_and_can_be_given_one():
    config = FIRST.changed(layers=(Dense(units=2),))
    assert stack_of(config) is None
    assert stack_of(with_stack(config, Stack("gru", 4))) == Stack("gru", 4)


def test_another_dataset_is_refused_with_those_on_offer():
    with pytest.raises(ConfigError, match="There is no dataset 'poems' here; expected one of Short film reviews"):
        with_dataset(FIRST, "poems")


def test_a_run_is_called_by_what_tells_it_from_another():
    other = with_dial(FIRST.changed(optimizer="sgd"), 50)
    assert differing(FIRST, FIRST) == "LSTM 32"
    assert in_short(other) == "LSTM 32, distance 50"
    assert differing(other, FIRST) == "LSTM 32 · Short film reviews, distance 50 · optimizer sgd · learning rate 0.01"


def test_over_a_distance_training_is_what_learns_there_unless_the_learner_chose_another():
    far = with_dial(FIRST, 50)
    assert (far.learning_rate, far.clip_norm) == (0.01, 1.0)
    assert with_dial(far, 0) == FIRST.changed(recipe="")
    assert with_dial(FIRST, 10).learning_rate == FIRST.learning_rate
    own = FIRST.changed(learning_rate=0.02)
    assert with_dial(own, 50).learning_rate == 0.02
    assert with_dial(far.changed(learning_rate=0.02), 0).learning_rate == 0.02

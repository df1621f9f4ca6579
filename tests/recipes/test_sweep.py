"""A sweep is as many runs as was asked for, in which nothing else differs, and is recognised again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.earlier import Held
from playground.errors import ConfigError, LimitError, PlaygroundError
from playground.layers import GRU, LSTM, Dense, Flatten
from playground.recipes import RECIPES
from playground.recipes.settings import differences, names_by_difference
from playground.recipes.sweep import DIAL, MOST_VALUES, SEED, SWEPT, offered, sweep, swept, title_in, values_of

TRAINED = [recipe.config for recipe in RECIPES.values() if recipe.config]


@pytest.mark.parametrize("config", TRAINED, ids=lambda config: config.recipe)
def test_every_sweep_on_offer_makes_runs_that_can_be_and_is_recognised(config, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "100")
    names = offered(config)
    assert {"Learning rate", "Batch size", SEED} <= names.keys()
    assert (DIAL in names) == (title_in(DIAL, config) != DIAL)
    for name, values in names.items():
        runs = sweep(config, name, values, 2)
        assert len(set(runs)) == len(values) * (1 if name == SEED else 2)
        assert swept(runs) == name
        assert [SWEPT[name].read(run) for run in runs[: len(values)]] == list(values)


@given(
    st.sampled_from(["Learning rate", "Units", "Dropout", "Batch size", DIAL, SEED]),
    st.integers(1, 3),
    st.integers(0, 5),
    st.data(),
)
def test_each_value_has_each_seed_once_and_nothing_else_differs(name, num_seeds, first, data):
    config = RunConfig(seed=first)
    values = data.draw(st.lists(st.sampled_from(offered(config)[name]), unique=True, min_size=2, max_size=4))
    runs = sweep(config, name, values, num_seeds)
    seeds = range(first, first + num_seeds)
    found = [(SWEPT[name].read(run), run.seed) for run in runs]
    assert found == ([(value, value) for value in values] if name == SEED else [(v, s) for s in seeds for v in values])
    allowed = {"Seed", title_in(name, config), f"Layer 1, {name.lower()}", "Maximum length"}
    assert differences(runs).keys() <= allowed
    assert len(set(names_by_difference(runs))) == len(runs)


@given(st.lists(st.floats(1e-6, 10), min_size=1, max_size=8, unique=True), st.sampled_from([", ", ";", " ,\n"]))
def test_values_are_read_as_they_were_written(values, between):
    assert values_of("Learning rate", between.join(map(repr, values))) == values


@given(st.text(max_size=40), st.sampled_from(list(SWEPT)))
def test_whatever_is_typed_is_values_or_one_sentence(text, name):
    said = ""
    try:
        assert len(sweep(RunConfig(), name, values_of(name, text))) > 1
    except PlaygroundError as error:
        said = str(error)
    assert said == "" or said.endswith(".")
    assert len(said) < 300


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("Units", "", "0 values were given; expected 1 to 50 whole numbers with commas in between"),
        ("Units", "4, x", "The value 'x' is no number; expected whole numbers with commas in between"),
        ("Units", "4, 8.5", "The value '8.5' is no number; expected whole numbers"),
        ("Learning rate", "nan", "The value 'nan' is no number; expected numbers with commas"),
        ("Learning rate", "1e999", "The value '1e999' is no number"),
        ("Units", ",".join(map(str, range(MOST_VALUES + 1))), "51 values were given"),
    ],
)
def test_what_is_no_list_of_values_is_refused_in_one_sentence(name, text, sentence):
    with pytest.raises(ConfigError, match=sentence):
        values_of(name, text)


def test_the_same_value_counts_once():
    assert values_of("Units", "8, 4, 8, 04") == [8, 4]


def test_a_sweep_is_no_larger_than_what_one_learner_may_have_waiting(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "6")
    assert len(sweep(RunConfig(), "Units", [4, 8, 16], 2)) == 6
    with pytest.raises(LimitError, match="A sweep of 9 runs was asked for; this server allows one learner 6 at once"):
        sweep(RunConfig(), "Units", [4, 8, 16], 3)
    with pytest.raises(ConfigError, match="A sweep of one run was asked for; expected two at least"):
        sweep(RunConfig(), "Units", [4])


def test_a_value_that_cannot_be_is_said_in_the_words_of_the_setting():
    with pytest.raises(PlaygroundError, match="units is 1000; expected a whole number from 1 to 512"):
        sweep(RunConfig(), "Units", [4, 1000])


def test_the_learning_rate_stays_where_the_distance_is_swept():
    near, far = sweep(RunConfig(), DIAL, [0, 200])
    assert (near.learning_rate, near.clip_norm) == (far.learning_rate, far.clip_norm)


def test_runs_that_differ_in_more_than_one_setting_are_no_sweep():
    config = RunConfig()
    assert swept([]) is swept([config]) is swept([config, config]) is None
    assert swept([config, config.changed(recipe="reviews-lstm")]) is None
    assert swept([config, config.changed(learning_rate=0.1, batch_size=64)]) is None
    assert swept([config, config.changed(layers=(GRU(),))]) is None
    assert swept([config, config.changed(layers=(LSTM(), Dense()))]) is None
    assert swept([config, config.changed(held=(Held(layer="lstm", gate="forget", value=1),))]) is None
    assert swept([config, config.changed(learning_rate=0.1, seed=7)]) == "Learning rate"


def test_a_network_without_recurrent_layers_has_no_units_to_sweep():
    found = offered(RunConfig(layers=(Flatten(), Dense(units=4))))
    assert found.keys().isdisjoint({"Units", "Recurrent layers", "Dropout"})
    assert "Units" not in offered(RunConfig(layers=(LSTM(units=4), GRU(units=8))))


def test_how_hard_a_dataset_is_is_called_by_its_own_word():
    config = RunConfig(dataset=Reviews(distance=7))
    assert title_in(DIAL, config) == "Distance"
    assert 7 in offered(config)[DIAL]
    assert title_in("Units", config) == "Units"

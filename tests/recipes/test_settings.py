"""What differs among runs is found, all of it and nothing else, and names are made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.datasets import DATASETS, Characters, Reviews
from playground.earlier import CHANGES, Earlier, Held
from playground.encodings import ENCODINGS
from playground.languages import LANGUAGES, speaking
from playground.layers import GRU, LAYERS, LSTM, Dense, Dropout, SimpleRNN
from playground.recipes import RECIPES
from playground.recipes.settings import ABSENT, differences, names_by_difference, network_name, settings

RECURRENT = st.builds(
    lambda cell, units, dropout, both: cell(units=units, dropout=dropout, bidirectional=both),
    st.sampled_from([LSTM, GRU, SimpleRNN]),
    st.sampled_from([4, 32]),
    st.sampled_from([0.0, 0.2]),
    st.booleans(),
)
CONFIGS = st.builds(
    RunConfig,
    dataset=st.sampled_from([Reviews(), Reviews(distance=50), Reviews(seed=3)]),
    layers=st.lists(RECURRENT, min_size=1, max_size=2).map(tuple),
    learning_rate=st.sampled_from([0.005, 0.01, 0.0100000001]),
    clip_norm=st.none() | st.just(1.0),
    train_samples=st.none() | st.just(100),
    class_weights=st.booleans(),
    seed=st.integers(0, 2),
    recipe=st.sampled_from(["", "reviews-lstm"]),
)


@given(CONFIGS, CONFIGS)
def test_two_runs_have_the_same_settings_exactly_where_they_train_alike(one, other):
    alike = one.changed(recipe="") == other.changed(recipe="")
    assert (settings(one) == settings(other)) == alike
    assert (differences([one, other]) == {}) == alike


@given(st.lists(CONFIGS, max_size=6))
def test_only_settings_that_differ_are_told_and_each_as_it_is(configs):
    found = differences(configs)
    for name, values in found.items():
        assert len(set(values)) > 1
        assert list(values) == [settings(config).get(name, ABSENT) for config in configs]
    for name in {name for config in configs for name in settings(config)} - found.keys():
        assert len({settings(config).get(name) for config in configs}) == 1


@given(CONFIGS)
def test_in_chinese_every_setting_is_told_too(config):
    """None has the name of another."""
    with speaking("zh"):
        told = settings(config)
    assert len(told) == len(settings(config))
    assert "数据集" in told


@pytest.mark.parametrize("language", LANGUAGES)
@given(configs=st.lists(CONFIGS, max_size=6))
def test_names_are_all_different_and_begin_with_the_network(language, configs):
    with speaking(language):
        names = names_by_difference(configs)
        networks = [network_name(config) for config in configs]
    assert len(set(names)) == len(configs)
    assert all(name.startswith(network) for name, network in zip(names, networks, strict=True))


@pytest.mark.parametrize("kind", [*DATASETS.values(), *ENCODINGS.values(), *LAYERS.values()], ids=str)
def test_no_two_settings_of_a_thing_have_the_same_name(kind):
    fields = {name: field.title or name for name, field in kind.model_fields.items()}
    assert len(set(fields.values())) == len(fields)


@pytest.mark.parametrize("recipe", [name for name, recipe in RECIPES.items() if recipe.config])
def test_no_setting_of_an_experiment_hides_another(recipe):
    config = RECIPES[recipe].config
    parts = (config.dataset, config.encoding, config, *config.layers)
    fields = sum(len(type(part).model_fields.keys() - {"name", "kind"}) for part in parts)
    hidden = len({"recipe", "dataset", "encoding", "layers", "held", "earlier"})
    assert len(settings(config)) == fields - hidden + 2 + len(config.layers)  # dataset and encoding have a line each


def test_names_say_as_little_as_tells_runs_apart():
    lstm, gru = RunConfig(layers=(LSTM(),)), RunConfig(layers=(GRU(),), learning_rate=0.1)
    assert names_by_difference([lstm, gru]) == ["LSTM 32", "GRU 32"]
    faster = lstm.changed(learning_rate=0.1, seed=1)
    assert names_by_difference([lstm, faster, gru]) == [
        "LSTM 32 · learning rate 0.005",
        "LSTM 32 · learning rate 0.1",
        "GRU 32",
    ]
    weighed = lstm.changed(class_weights=True)
    assert names_by_difference([lstm, weighed]) == ["LSTM 32 · no class weights", "LSTM 32 · class weights"]
    assert names_by_difference([lstm, lstm]) == ["LSTM 32 (1)", "LSTM 32 (2)"]
    assert names_by_difference([lstm, lstm.changed(layers=(LSTM(), Dropout(rate=0.5)))]) == [
        "LSTM 32 · no layer 2",
        "LSTM 32 · layer 2 Dropout",
    ]


def test_names_say_the_dataset_where_there_are_several_and_shorten_what_is_long():
    lines = [Characters(text=f"{letter} film " * 50) for letter in "ab"]
    configs = [RunConfig(), *(RunConfig(dataset=one, layers=(LSTM(units=8),)) for one in lines)]
    reviews, first, second = names_by_difference(configs)
    assert reviews == "LSTM 32 · Short film reviews"
    assert first.startswith(f"LSTM 8 · {Characters().title} · text a film a film")
    assert max(map(len, (first, second))) < 100


def test_layers_that_repeat_are_counted():
    assert network_name(RunConfig(layers=(LSTM(), LSTM(), Dense()))) == "2 × LSTM 32 → Dense 16 relu"


def test_what_was_changed_on_the_way_is_told():
    config = RunConfig()
    now = {name: getattr(config, name) for name in CHANGES}
    fork = config.changed(**now | {"learning_rate": 0.05}, earlier=(Earlier(until=52, **now),))
    open_gate = config.changed(held=(Held(layer="lstm", gate="forget", value=1),))
    assert differences([config, fork])["Changed on the way"] == (ABSENT, "after 52 batches: learning rate 0.05")
    assert differences([config, open_gate]) == {"Held gates": (ABSENT, "forget gate of lstm held open")}

"""RunConfig as JSON and as a link, and the limits it is checked against."""

import json

import pytest

from playground.choices import LONGEST_LINK
from playground.config import RunConfig
from playground.datasets import Imdb, Reviews
from playground.encodings import BagOfWords, Glove, LearnedEmbedding, OneHotWords
from playground.errors import ConfigError, LayerError, LimitError, LinkError
from playground.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    MaxPooling1D,
    SimpleRNN,
)
from playground.limits import Limits
from playground.recipes import RECIPES

CONFIGS = {name: recipe.config for name, recipe in RECIPES.items() if recipe.config} | {
    "the default": RunConfig(),
    "every setting changed": RunConfig(
        recipe="mine-2",
        dataset=Reviews(examples=400, distance=30, seed=9),
        train_samples=77,
        encoding=OneHotWords(
            vocabulary_size=3, maximum_length=1, truncation="back", padding="back", reverse=True, mask=False
        ),
        layers=(
            Dense(units=2, activation="linear"),
            SimpleRNN(units=1, activation="relu", dropout=0.1, recurrent_dropout=0.9, bidirectional=True),
            GRU(units=512),
            Dropout(rate=0.9),
        ),
        optimizer="sgd",
        learning_rate=1e-6,
        momentum=0.999,
        clip_norm=1e-6,
        batch_size=4096,
        epochs=1000,
        validation_split=0.9,
        seed=2**31 - 1,
    ),
    "layers of sequences": RunConfig(
        encoding=Glove(dimensions=300, reverse=True),
        layers=(
            *(Conv1D(filters=512, kernel_size=50, activation="linear"), MaxPooling1D(pool_size=100), Flatten()),
            *(GlobalMaxPooling1D(), GlobalAveragePooling1D()),
        ),
    ),
    "a bag of words": RunConfig(encoding=BagOfWords(vocabulary_size=7), layers=(Dense(),)),
    "the most layers": RunConfig(
        dataset=Imdb(), layers=[LSTM(units=512, dropout=0.123456789, recurrent_dropout=0.3, bidirectional=True)] * 12
    ),
    "numbers that are not exact in binary": RunConfig(learning_rate=0.1, momentum=0.3, validation_split=1 / 3),
}
every_config = pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)

NONSENSE = {
    "empty": "",
    "not JSON": "hello",
    "cut off": '{"seed":',
    "null": "null",
    "a list": "[]",
    "a number": "5",
    "a text": '"lstm"',
    "a list in place of layers' settings": '{"layers":[["lstm"]]}',
    "nesting that never closes": "[" * 5000,
    "deep nesting": '{"layers":' + "[" * 3000 + "]" * 3000 + "}",
    "nesting that JSON still allows": '{"layers":' + "[" * 100 + "]" * 100 + "}",
    "deep names": '{"a":' * 900 + "1" + "}" * 900,
    "too long": '{"recipe":"' + "a" * LONGEST_LINK + '"}',
    "a huge number": '{"seed":' + "9" * 4200 + "}",
    "a number beyond huge": '{"seed":' + "9" * 6000 + "}",
    "not a number": '{"learning_rate":NaN}',
    "infinite": '{"learning_rate":1e999}',
    "a text for a number": '{"seed":"zero"}',
    "true for a list": '{"layers":true}',
    "a name for a dataset": '{"dataset":"reviews"}',
    "an unknown dataset": '{"dataset":{"name":"cats"}}',
    "an unknown dataset option": '{"dataset":{"name":"reviews","path":"/etc/passwd"}}',
    "an unknown encoding": '{"encoding":{"kind":"bytes"}}',
    "an unknown layer": '{"layers":[{"kind":"transformer"}]}',
    "no layers": '{"layers":[]}',
    "an unknown setting": '{"attention":1}',
    "a property": '{"plan":1}',
    "a dunder": '{"__class__":1}',
    "self": '{"self":1}',
    "self inside": '{"layers":[{"kind":"lstm","self":1}]}',
    "a script": "<script>alert(1)</script>",
    "a script as a name": '{"<script>alert(1)</script>":1}',
    "a script as a recipe": '{"recipe":"<script>alert(1)</script>"}',
    "control characters": "\x00\x1b[31m",
    "half a surrogate pair": "\ud800",
    "half a surrogate pair, escaped": '{"recipe":"\\ud800"}',
}
every_nonsense = pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)


@every_config
def test_a_config_survives_json(config):
    assert RunConfig.from_json(config.to_json()) == config
    assert RunConfig.from_json(config.to_json().encode()) == config


@every_config
def test_a_config_survives_a_link(config):
    assert RunConfig.from_link(config.to_link()) == config
    assert len(config.to_link()) <= LONGEST_LINK


@every_config
def test_a_config_equals_one_made_from_its_values(config):
    assert RunConfig(**json.loads(config.to_json())) == config
    assert hash(RunConfig(**json.loads(config.to_json()))) == hash(config)


def test_a_link_holds_only_what_differs_from_the_default():
    assert RunConfig().to_link() == "{}"
    assert RunConfig(seed=3, optimizer="sgd").to_link() == '{"optimizer":"sgd","seed":3}'


def test_what_a_file_leaves_out_takes_its_default():
    assert RunConfig.from_json('{"layers": [{"kind": "gru"}], "epochs": 2}') == RunConfig(layers=(GRU(),), epochs=2)
    assert RunConfig.from_json("{}") == RunConfig()


@every_nonsense
def test_a_nonsense_link_is_refused_with_one_short_sentence(text):
    with pytest.raises(LinkError) as raised:
        RunConfig.from_link(text)
    assert str(raised.value).startswith("The link")
    assert len(str(raised.value)) < 400
    assert "\n" not in str(raised.value)


@every_nonsense
def test_a_nonsense_file_is_refused(text):
    with pytest.raises(ConfigError):
        RunConfig.from_json(text.encode(errors="surrogatepass"))


def test_a_link_says_what_was_wrong_in_it():
    with pytest.raises(
        LinkError, match=r"do not fit: dataset 'cats' is not known; expected one of reviews, reviews-zh, "
    ):
        RunConfig.from_link('{"dataset":{"name":"cats"}}')
    with pytest.raises(LinkError, match=r"do not fit: LSTM: units is 0; expected a whole number from 1 to 512\."):
        RunConfig.from_link('{"layers":[{"kind":"lstm","units":0}]}')


def test_a_link_may_be_as_long_as_the_limit_and_no_longer():
    padded = '{"seed":3}'.ljust(LONGEST_LINK)
    assert RunConfig.from_link(padded).seed == 3
    with pytest.raises(LinkError, match="holds 8,001 characters of settings; expected at most 8,000"):
        RunConfig.from_link(padded + " ")


def test_an_empty_layer_list_is_refused_with_what_to_do():
    with pytest.raises(LayerError, match="no layers; add at least one recurrent layer"):
        RunConfig(layers=())


def test_a_network_whose_output_would_be_given_a_sequence_is_refused_before_training():
    config = RunConfig(layers=(Dense(units=4),))
    with pytest.raises(LayerError, match="Dense 4 relu gives it a whole sequence of 250 timesteps"):
        config.check(100)
    config.changed(layers=(Dense(units=4), Flatten())).check(100)


def test_a_bag_of_words_before_a_layer_that_reads_a_sequence_is_refused_before_training():
    config = RunConfig(encoding=BagOfWords(vocabulary_size=8), layers=(LSTM(units=4),))
    with pytest.raises(LayerError, match="LSTM 4 reads a sequence, but would be given a vector of 9 numbers"):
        config.check(100)
    config.changed(layers=(Dense(units=4),)).check(100)


def test_the_plan_follows_from_encoding_layers_and_task():
    config = RunConfig(encoding=OneHotWords(vocabulary_size=8, maximum_length=5, mask=False), layers=(GRU(units=3),))
    assert [planned.name for planned in config.plan.layers] == ["one_hot", "gru", "output"]
    assert [planned.output_shape for planned in config.plan.layers] == [(5, 9), (3,), (1,)]
    assert (config.plan.timesteps, config.plan.mask) == (5, False)


SMALL = RunConfig(
    encoding=LearnedEmbedding(vocabulary_size=8, maximum_length=5, dimensions=2),
    layers=(SimpleRNN(units=3),),
    epochs=4,
    batch_size=2,
)


def test_a_run_as_large_as_the_limits_is_allowed():
    # embedding 10 × 2, SimpleRNN (2 + 3 + 1) × 3, output 3 + 1
    SMALL.check(7, Limits(parameters=42, work=7 * 5 * 4))


def test_a_run_with_too_many_parameters_is_refused():
    with pytest.raises(LimitError) as raised:
        SMALL.check(7, Limits(parameters=41))
    assert str(raised.value) == (
        "This run has 42 parameters; this server allows 41. Choose fewer units or a smaller vocabulary."
    )


def test_a_run_with_too_much_work_is_refused():
    with pytest.raises(LimitError, match=r"This run has 140 timesteps .* allows 139\. Choose fewer examples"):
        SMALL.check(7, Limits(work=139))


def test_work_counts_the_examples_asked_for_but_no_more_than_there_are():
    SMALL.changed(train_samples=2).check(1_000_000, Limits(work=2 * 5 * 4))
    SMALL.changed(train_samples=1_000_000).check(7, Limits(work=7 * 5 * 4))
    with pytest.raises(LimitError, match="has 60 timesteps"):
        SMALL.changed(train_samples=3).check(7, Limits(work=59))


def test_a_run_whose_weights_would_fill_the_disk_is_refused():
    config = RunConfig(epochs=9)  # 72,417 parameters of 4 bytes, saved before training and after 9 epochs: 2.9 MB
    config.check(100, Limits(disk_mb=2))
    with pytest.raises(LimitError, match=r"has 2 megabytes of saved weights; this server allows 1\."):
        config.check(100, Limits(disk_mb=1))


def test_a_run_that_would_save_its_weights_too_often_is_refused():
    config = RunConfig(epochs=10, record_every=1)  # 100 batches per epoch: before training, and after each
    config.check(4000, Limits(moments=1001))
    with pytest.raises(LimitError, match=r"has 1,001 moments to save; .* 1,000\. Choose fewer epochs or more batches"):
        config.check(4000, Limits(moments=1000))


def test_a_run_with_too_large_batches_is_refused():
    config = RunConfig(encoding=OneHotWords(vocabulary_size=998, maximum_length=100), batch_size=500)
    # one-hot 100 · 1000, LSTM 100 · 32 · 2 · 4 inside and 32 out, output 1: × 4 bytes, with their gradients, × 500
    assert config.megabytes == (100 * (1000 + 32 * 8) + 32 + 1) * 4 * 2 * 500 // 1_000_000 == 502
    config.check(100, Limits(memory_mb=502))
    with pytest.raises(
        LimitError, match=r"has 502 megabytes per batch; this server allows 501\. Choose a smaller batch"
    ):
        config.check(100, Limits(memory_mb=501))


def test_a_flattened_sequence_takes_as_much_memory_as_the_sequence():
    encoding = LearnedEmbedding(vocabulary_size=10, maximum_length=1000, dimensions=50)
    config = RunConfig(encoding=encoding, layers=(Conv1D(filters=20, kernel_size=1), Flatten()), batch_size=1000)
    # embedding 1000 · 50, Conv1D 1000 · 20, Flatten the same, output 1
    assert config.megabytes == (50_000 + 20_000 + 20_000 + 1) * 4 * 2 * 1000 // 1_000_000 == 720


def test_the_states_inside_a_layer_that_returns_its_sequence_take_memory_at_every_timestep():
    encoding = OneHotWords(vocabulary_size=99, maximum_length=1000)
    layers = (GRU(units=10, bidirectional=True), GlobalMaxPooling1D())
    # one-hot 1000 · 100; GRU 1000 · 20 out and 1000 · 20 · 2 · 3 inside; pooling 20; output 1
    megabytes = RunConfig(encoding=encoding, layers=layers, batch_size=1000).megabytes
    assert megabytes == (100_000 + 20_000 + 120_000 + 20 + 1) * 4 * 2 * 1000 // 1_000_000 == 1920


def test_check_uses_the_limits_of_the_environment(monkeypatch):
    SMALL.check(7)
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "41")
    with pytest.raises(LimitError, match="allows 41"):
        SMALL.check(7)


@pytest.mark.parametrize("seed", [0, 1, 2**31 - 1])
def test_seeds_from_zero_to_two_to_the_31_are_kept(seed):
    assert RunConfig.from_link(RunConfig(seed=seed).to_link()).seed == seed


@pytest.mark.parametrize("seed", [-1, 2**31, 0.5, None, "random"])
def test_other_seeds_are_refused(seed):
    with pytest.raises(ConfigError, match=r"seed is .*expected a whole number from 0 to 2,147,483,647"):
        RunConfig(seed=seed)


def test_batches_of_examples_that_a_dataset_adds_count_where_steps_are_recorded():
    plain, more = (RunConfig(dataset=Imdb(clauses=n), record_every=100, batch_size=100, epochs=1) for n in (0, 10_000))
    assert more.moments - plain.moments == 1  # a hundred batches more

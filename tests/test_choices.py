"""Every kind of sentence a learner reads when a choice does not fit."""

import json

import pytest
from pydantic import ValidationError

from playground.choices import as_given, expected, rule
from playground.config import RunConfig
from playground.datasets import Reviews
from playground.encodings import LearnedEmbedding
from playground.errors import ConfigError, LayerError
from playground.layers import GRU, LSTM, Conv1D, Dense, Dropout, Embedding, Flatten, MaxPooling1D

UNITS = "expected a whole number from 1 to 512."
LAYER_SENTENCES = [
    (lambda: LSTM(units=0), f"LSTM: units is 0; {UNITS}"),
    (lambda: LSTM(units=1_000_000), f"LSTM: units is 1000000; {UNITS}"),
    (lambda: LSTM(units=-3), f"LSTM: units is -3; {UNITS}"),
    (lambda: LSTM(units=3.5), f"LSTM: units is 3.5; {UNITS}"),
    (lambda: LSTM(units="many"), f"LSTM: units is 'many'; {UNITS}"),
    (lambda: LSTM(units=None), f"LSTM: units is null; {UNITS}"),
    (lambda: LSTM(units=float("nan")), f"LSTM: units is nan; {UNITS}"),
    (lambda: LSTM(units={"a": {"b": [1]}}), f'LSTM: units is {{"a": {{"b": [1]}}}}; {UNITS}'),
    (lambda: LSTM(units=[32]), f"LSTM: units is [32]; {UNITS}"),
    (lambda: GRU(dropout=float("nan")), "GRU: dropout is nan; expected a number from 0 to 0.9."),
    (lambda: GRU(dropout=float("inf")), "GRU: dropout is inf; expected a number from 0 to 0.9."),
    (lambda: GRU(dropout=1), "GRU: dropout is 1; expected a number from 0 to 0.9."),
    (lambda: GRU(bidirectional="perhaps"), "GRU: bidirectional is 'perhaps'; expected true or false."),
    (
        lambda: Dense(activation="swish"),
        "Dense: activation is 'swish'; expected one of relu, tanh, sigmoid, linear, softmax, elu, selu, softplus, "
        "softsign, exponential, hard_sigmoid, hard_tanh, relu6, leaky_relu.",
    ),
    (lambda: Dropout(chance=0.5), "Dropout has no setting 'chance'; it has kind, rate."),
    (lambda: Dropout(self=1), "Dropout has no setting 'self'; it has kind, rate."),
    (lambda: Dropout(kind="dense"), "Dropout: kind is 'dense'; expected one of dropout."),
    (lambda: Embedding(rows=2), "Embedding needs the setting 'dimensions'."),
    (lambda: Embedding(rows=0, dimensions=2), "Embedding: rows is 0; expected a whole number of at least 1."),
    (lambda: RunConfig(layers=[{"kind": "lstm", "units": 0}]), f"LSTM: units is 0; {UNITS}"),
    (lambda: Conv1D(kernel_size=0), "Conv1D: kernel_size is 0; expected a whole number from 1 to 50."),
    (lambda: MaxPooling1D(pool_size=1), "MaxPooling1D: pool_size is 1; expected a whole number from 2 to 100."),
    (lambda: Flatten(units=4), "Flatten has no setting 'units'; it has kind."),
]
KINDS = (
    "expected one of simple_rnn, lstm, gru, mgu, peephole_lstm, dense, dropout, layer_normalization, conv1d, "
    "max_pooling1d, global_max_pooling1d, global_average_pooling1d, flatten, encoder_decoder, gru_reset_before, "
    "masking."
)
CONFIG_SENTENCES = [
    (lambda: RunConfig(layers=[{"kind": "transformer"}]), f"layers 'transformer' is not known; {KINDS}"),
    (lambda: RunConfig(layers=[{"kind": {"a": 1}}]), f'layers {{"a": 1}} is not known; {KINDS}'),
    (lambda: RunConfig(layers=[{"units": 3}]), "The run: layers holds {\"units\": 3}; it needs the setting 'kind'."),
    (lambda: RunConfig(layers=[5]), "The run: layers holds 5; expected its settings by name."),
    (lambda: RunConfig(layers=5), "The run: layers is 5; expected a list of up to 12 entries."),
    (lambda: RunConfig(layers={"a": {}}), 'The run: layers is {"a": {}}; expected a list of up to 12 entries.'),
    (lambda: RunConfig(encoding=None), "The run: encoding is null; expected its settings by name."),
    (lambda: RunConfig(encoding={}), "The run: encoding is {}; it needs the setting 'kind'."),
    (
        lambda: RunConfig(encoding={"kind": "bytes"}),
        "encoding 'bytes' is not known; expected one of learned_embedding, one_hot_words, one_hot_characters, "
        "bag_of_words, hashing_trick, glove, numbers, given_tokens.",
    ),
    (lambda: RunConfig(dataset="reviews"), "The run: dataset is 'reviews'; expected its settings by name."),
    (lambda: RunConfig(optimizer="adamw"), "The run: optimizer is 'adamw'; expected one of rmsprop, adam, sgd."),
    (lambda: RunConfig(clip_norm=0), "The run: clip_norm is 0; expected a number from 1e-06 to 1,000 or nothing."),
    (lambda: RunConfig(learning_rate=0), "The run: learning_rate is 0; expected a number from 1e-06 to 10."),
    (
        lambda: RunConfig(recipe="<b>"),
        "The run: recipe is '<b>'; expected a text of up to 60 characters that fits ^[a-z0-9-]*$.",
    ),
    (
        lambda: LearnedEmbedding(maximum_length=0),
        "Learned embedding: maximum_length is 0; expected a whole number from 1 to 2,000.",
    ),
    (
        lambda: Reviews(examples=250),
        "Short film reviews: examples is 250; expected a whole number from 200 to 20,000 in steps of 200.",
    ),
]


@pytest.mark.parametrize(("choose", "sentence"), LAYER_SENTENCES, ids=[said for _, said in LAYER_SENTENCES])
def test_a_layer_says_what_was_given_and_what_was_expected(choose, sentence):
    with pytest.raises(LayerError) as raised:
        choose()
    assert str(raised.value) == sentence


@pytest.mark.parametrize(("choose", "sentence"), CONFIG_SENTENCES, ids=[said for _, said in CONFIG_SENTENCES])
def test_other_choices_say_what_was_given_and_what_was_expected(choose, sentence):
    with pytest.raises(ConfigError) as raised:
        choose()
    assert str(raised.value) == sentence
    assert type(raised.value) is ConfigError


def test_too_many_layers_are_refused_with_the_number_allowed():
    with pytest.raises(ConfigError, match="expected a list of up to 12 entries"):
        RunConfig(layers=[LSTM(units=1)] * 13)
    assert len(RunConfig(layers=[LSTM(units=1)] * 12).layers) == 12


def test_a_long_value_is_cut_in_the_sentence():
    with pytest.raises(LayerError) as raised:
        LSTM(units="x" * 100_000)
    assert len(str(raised.value)) < 150
    assert "…" in str(raised.value)


def test_a_value_of_up_to_sixty_characters_is_shown_whole():
    assert as_given("a" * 58) == "'" + "a" * 58 + "'"
    assert as_given("a" * 59) == "'" + "a" * 56 + "…'"


def test_changed_choices_are_checked_again_and_leave_the_old_ones():
    lstm = LSTM(units=8, dropout=0.1)
    assert lstm.changed(units=4) == LSTM(units=4, dropout=0.1)
    assert lstm.units == 8
    with pytest.raises(LayerError, match="units is 0"):
        lstm.changed(units=0)
    with pytest.raises(LayerError, match="no setting 'cells'"):
        lstm.changed(cells=1)


def test_choices_are_frozen_values():
    lstm = LSTM(units=8)
    with pytest.raises(ValidationError):
        lstm.units = 9
    assert hash(lstm) == hash(LSTM(units=8))
    assert lstm != LSTM(units=9)


def test_rules_of_a_field_are_found_by_name():
    units = LSTM.model_fields["units"]
    assert (rule(units, "ge"), rule(units, "le"), rule(units, "multiple_of")) == (1, 512, None)
    assert rule(LSTM.model_fields["dropout"], "ge") == 0


def test_a_field_that_may_be_empty_says_so():
    assert expected(RunConfig.model_fields["train_samples"]) == "a whole number from 2 to 1,000,000 or nothing"


@pytest.mark.parametrize("value", [None, True, False, 3, 0.5, "a", {"a": None}, [True, {"b": False}], {"a": "é"}])
def test_a_value_is_quoted_as_whoever_gave_it_would_write_it(value):
    quoted = as_given(value)
    assert quoted == repr(value) if isinstance(value, str) else json.loads(quoted) == value


@pytest.mark.parametrize("value", ["x" * 1_000, "it's " * 100, '"' * 1_000, "'\"" * 100, "\0" * 1_000])
def test_a_long_text_is_cut_within_its_quotation_marks(value):
    quoted = as_given(value)
    assert len(quoted) <= 60
    assert quoted[0] == quoted[-1] == repr(value)[0]
    assert quoted[-2] == "…"


def test_a_long_list_is_cut():
    assert as_given([None] * 50) == "[" + "null, " * 9 + "nul…"


def test_a_value_without_json_is_quoted_all_the_same():
    assert as_given({1, 2}) == "{1, 2}"

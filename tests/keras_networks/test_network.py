"""Keras configurations become plans of our layers, or are refused in one sentence."""

import numpy as np
import pytest

from playground.errors import LayerError
from playground.keras_networks import read_config
from playground.languages import speaking
from tests.keras_networks.configs import (
    dense,
    embedding,
    functional,
    layer,
    lstm,
    masking,
    recurrent,
    sequential,
    tensor,
)


def kinds(config, **sizes) -> list[str]:
    return [planned.layer.kind for planned in read_config(config, **sizes).plan.layers]


def test_a_sequential_model_becomes_a_plan():
    given = read_config(sequential([None], embedding(mask_zero=True), lstm(name="my_lstm"), dense(1, "sigmoid")), 7)
    assert [planned.name for planned in given.plan.layers] == ["embedding", "lstm", "output"]
    assert given.names == {"embedding": "embedding", "my_lstm": "lstm", "dense": "output"}
    assert (given.plan.input_shape, given.plan.mask, given.plan.task) == ((7,), True, "binary")


def test_the_config_json_of_a_keras_file_is_read_too():
    config = {"class_name": "Sequential", "module": "keras", "config": sequential([5, 2], lstm(), dense(1))}
    assert kinds(config) == ["lstm", "dense"]


def test_a_functional_chain_is_read_from_its_output_back_to_its_input():
    assert kinds(functional(lstm(return_sequences=True), recurrent("GRU"), dense(3, "softmax"))) == [
        "lstm",
        "gru",
        "dense",
    ]


def test_the_last_hidden_state_that_a_layer_returns_beside_its_sequence_can_be_the_next_input():
    chain = functional(lstm(return_sequences=True, return_state=True), dense(1, "sigmoid"), taken=1)
    assert read_config(chain).plan.layers[0].output_shape == (2,)


def test_what_the_output_means_follows_from_its_activation_and_shape():
    def task(*layers) -> str:
        return read_config(sequential([5, 2], *layers)).plan.task

    assert task(lstm(), dense(1, "sigmoid")) == "binary"
    assert task(lstm(), dense(1)) == "regression"
    assert task(lstm(), dense(3, "softmax")) == "multiclass"
    assert task(lstm(return_sequences=True), dense(3, "softmax")) == "next_token"
    assert task(lstm(return_sequences=True, go_backwards=True), dense(3, "softmax")) == ""
    assert task(lstm(), dense(3)) == ""
    assert task(lstm()) == ""


def test_a_layer_that_is_an_activation_joins_the_dense_before_it():
    given = read_config(sequential([5, 2], lstm(), dense(4), layer("ReLU"), layer("Dropout", rate=0.99)))
    assert [one.layer.label() for one in given.plan.layers][1:] == ["Dense 4 relu", "Dropout 0.9"]


def test_settings_that_matter_only_in_training_change_nothing():
    one = lstm(recurrent_dropout=0.0, unit_forget_bias=True, stateful=True, unroll=False, seed=3)
    assert read_config(sequential([5, 2], one, dense(1))).plan.layers[0].layer.label() == "LSTM 2"


def test_a_bias_that_is_not_there_is_zero_and_a_scale_one():
    given = read_config(
        sequential([5, 2], layer("LayerNormalization", scale=False), lstm(use_bias=False), dense(1, use_bias=False))
    )
    weights = given.weights(
        {
            "layernormalization": [np.full(2, 3.0)],
            "lstm": [np.ones((2, 8)), np.ones((2, 8))],
            "dense": [np.ones((2, 1), np.float32)],
        }
    )
    assert weights["layer_normalization/gamma"].tolist() == [1, 1]
    assert weights["layer_normalization/beta"].tolist() == [3, 3]
    assert weights["lstm/bias"].tolist() == [0] * 8
    assert weights["output/bias"].tolist() == [0]
    assert {array.dtype for array in weights.values()} == {np.dtype("float32")}


@pytest.mark.parametrize(
    "arrays",
    [{}, {"lstm": [np.ones((2, 8))]}, {"lstm": [np.ones((8, 2)), np.ones((2, 8)), np.ones(8)]}],
    ids=["none", "too few", "turned"],
)
def test_weights_of_another_shape_are_refused_by_the_name_of_their_layer(arrays):
    given = read_config(sequential([5, 2], lstm()))
    with pytest.raises(LayerError, match=r"The layer 'lstm' \(LSTM\) has (no )?weights .*expected .*2, 8"):
        given.weights(arrays)


BACK = {"return_sequences": True, "go_backwards": True}
ATTENTION = layer("MultiHeadAttention", name="look")
BESIDE = functional(lstm(), dense(1)) | {"output_layers": [["lstm", 0, 0]]}
TWICE = functional(lstm(), dense(1))
TWICE["layers"][1]["inbound_nodes"] *= 2
STATES = functional(lstm(), dense(1))
STATES["layers"][1]["inbound_nodes"][0]["kwargs"] = {"initial_state": [tensor("in"), tensor("in")]}
GIVEN_ONES = functional(lstm(), dense(1))
GIVEN_ONES["layers"][1]["inbound_nodes"][0]["kwargs"] = {"initial_state": [{"class_name": "__tensor__", "config": {}}]}
TRAINING = functional(layer("Dropout", rate=0.5), lstm(), dense(1))
TRAINING["layers"][1]["inbound_nodes"][0]["kwargs"] = {"training": True}
BY_POSITION = functional(lstm(), dense(1))
BY_POSITION["layers"][1]["inbound_nodes"][0]["args"] += [None, True]


def masked(value: float, source: str = "in"):
    """A functional model whose LSTM is given the mask of timesteps that are not all `value`."""

    def operation(class_name: str, *args):
        nodes = [{"args": list(args), "kwargs": {}}]
        return {"class_name": class_name, "name": class_name, "config": {"name": class_name}, "inbound_nodes": nodes}

    config = functional(masking(9.0), lstm(), dense(1))
    config["layers"][2]["inbound_nodes"][0]["kwargs"] = {"training": False, "mask": tensor("Any")}
    config["layers"] += [operation("NotEqual", tensor(source), value), operation("Any", tensor("NotEqual"))]
    return config


def test_the_mask_of_the_first_layer_may_be_handed_on_as_keras_does():
    assert read_config(masked(9.0)).plan.mask


REFUSED = {
    "another mask": (masked(3.0), r"'lstm' \(LSTM\) is given a mask of its own"),
    "a mask of another layer": (masked(9.0, "masking"), "is given a mask of its own"),
    "numbers to begin with": (GIVEN_ONES, r"'lstm' \(LSTM\) is also given 'initial_state'"),
    "dropout that stays on": (TRAINING, r"'dropout' \(Dropout\) is also given 'training'"),
    "more arguments": (BY_POSITION, r"'lstm' \(LSTM\) is given more than one argument"),
    "an unknown kind": (sequential([5, 2], lstm(), ATTENTION), r"'look' \(MultiHeadAttention\) is of a kind"),
    "a class of one's own": (sequential([5, 2], layer("LSTM", module="mine")), "no layer of Keras' own, but of 'mine'"),
    "a model of its own": ({"class_name": "Mine", "config": {}}, "The model is a 'Mine' of its own kind"),
    "nothing": ({}, "lists no layers"),
    "no layers but the input": (sequential([5, 2]), "no layer with weights"),
    "hard gates": (sequential([5, 2], lstm(recurrent_activation="relu")), "recurrent_activation is 'relu'; only"),
    "an own activation": (sequential([5, 2], lstm(activation="mine>act")), "its activation is 'mine>act'; expected"),
    "a lambda": (sequential([5, 2], dense(1, {"class_name": "__lambda__", "config": {"code": "x"}})), "its activation"),
    "strides": (
        sequential([5, 2], layer("Conv1D", filters=2, kernel_size=[2], strides=[2], activation="relu")),
        "strides is 2; only 1",
    ),
    "another merge": (
        sequential([5, 2], layer("Bidirectional", layer=lstm(), merge_mode="sum")),
        "merge_mode is 'sum'; only 'concat'",
    ),
    "something else in a wrapper": (sequential([5, 2], layer("TimeDistributed", layer=lstm())), "holds 'LSTM'"),
    "two outputs": (
        functional(lstm()) | {"output_layers": [["lstm", 0, 0], ["in", 0, 0]]},
        "has 2 outputs; one can be read",
    ),
    "something beside the chain": (BESIDE, r"'dense' \(Dense\) stands beside the chain"),
    "a layer used twice": (TWICE, r"'lstm' \(LSTM\) is used 2 times"),
    "a state to begin with": (STATES, "is also given 'initial_state'; it can be read where"),
    "the cell state": (functional(lstm(return_state=True), dense(1), taken=2), "its state number 2"),
    "a sequence where there is none": (sequential([5, 2], lstm(), recurrent("GRU")), "reads a sequence, but is given"),
    "masking behind others": (sequential([5, 2], lstm(return_sequences=True), masking()), "only as the first layer"),
    "a mask that is not skipped": (
        sequential([5], embedding(mask_zero=True), layer("GlobalMaxPooling1D")),
        "does not skip padding, but the first layer masks it",
    ),
    "a mask backwards": (sequential([5, 2], masking(), lstm(**BACK), lstm()), "returns its sequence backwards"),
    "open timesteps": (sequential([None, 2], lstm()), "leaves its number of timesteps open"),
    "an image": (sequential([5, 2, 3], lstm()), "takes an input of the shape"),
    "too many units": (
        sequential([5, 2], lstm(units=100_000)),
        r"'lstm' \(LSTM\) cannot be read: LSTM: units is 100000",
    ),
    "units as a text": (sequential([5, 2], lstm(units="3")), "units is '3'; expected a whole number"),
    "half a unit": (sequential([5, 2], lstm(units=3.0)), "units is 3.0; expected a whole number"),
    "no row": (sequential([5], embedding(rows=True), lstm()), "input_dim is true; expected a whole number"),
    "open features": (sequential([5, None], lstm()), "number of features open. Call it once on a few examples"),
    "quantized": (
        sequential([5, 2], lstm(), dense(1, dtype={"class_name": "QuantizedDTypePolicy", "config": {"mode": "int8"}})),
        r"\(Dense\) is quantized",
    ),
    "quantized by name": (sequential([5, 2], lstm(), dense(1, dtype="int8_from_float32")), "is quantized"),
    "zeros where masked": (
        sequential([5, 2], masking(), lstm(zero_output_for_mask=True)),
        "gives zeros where the first layer masks",
    ),
    "no units": (sequential([5, 2], lstm(units=None)), "units is null"),
    "an activation alone": (sequential([5, 2], lstm(), layer("ReLU")), "only directly behind a Dense or Conv1D"),
}


@pytest.mark.parametrize(("config", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence_that_names_it(config, said):
    with pytest.raises(LayerError, match=said):
        read_config(config)


@pytest.mark.parametrize(
    "config", [sequential([4, 2], lstm(units=100_000), dense(1)), sequential([4, 2], lstm(units=2.5), dense(1))]
)
def test_the_layer_is_named_once_in_every_language(config):
    for spoken, called in (("en", "The layer 'lstm' (LSTM)"), ("zh", "层 'lstm'（LSTM）")):
        with speaking(spoken), pytest.raises(LayerError) as refused:
            read_config(config)
        assert str(refused.value).startswith(called)
        assert str(refused.value).count(called) == 1

"""`playground.trace` gives what Keras computes, by name, and says in one sentence what it cannot read."""

import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

import playground
from playground.errors import ConfigError, LayerError
from tests.notebook.architectures import Draw

MODELS = 200
CLOSE = {"rtol": 1e-5, "atol": 1e-5}


def by_keras(model: keras.Model, x: np.ndarray) -> list[tuple[keras.layers.Layer, np.ndarray, np.ndarray]]:
    """Every layer with what it was given and what it gave, in one call."""
    apart = ("InputLayer", "NotEqual", "Any")
    chain = [layer for layer in model.layers if type(layer).__name__ not in apart]
    gave = keras.Model(model.inputs, [layer.output for layer in chain])(x)
    gave = [np.asarray(one) for one in gave] if isinstance(gave, list | tuple) else [np.asarray(gave)]
    return list(zip(chain, [x, *gave[:-1]], gave, strict=True))


def states(layer: keras.layers.RNN, x: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
    """The states after each timestep, (examples, timesteps, units) each, stepped by Keras' own cell."""
    now = [np.zeros((len(x), layer.units), np.float32) for _ in np.atleast_1d(layer.cell.state_size)]
    kept = []
    steps = range(x.shape[1])
    for t in reversed(steps) if layer.go_backwards else steps:
        _, new = layer.cell(x[:, t], now)
        new = new if isinstance(new, list | tuple) else [new]
        now = [np.where(mask[:, t, None], np.asarray(one), old) for one, old in zip(new, now, strict=True)]
        kept.append(now)
    kept = kept[::-1] if layer.go_backwards else kept
    return [np.stack([one[index] for one in kept], axis=1) for index in range(len(now))]


def check(model: keras.Model, x: np.ndarray) -> None:
    trace, told = playground.trace(model, x), f"{model.to_json()}"
    found = by_keras(model, x)
    assert np.allclose(trace.output, found[-1][2], **CLOSE), told
    for layer, given, gave in found:
        if isinstance(layer, keras.layers.RNN | keras.layers.Bidirectional):
            ways = (
                {"": layer}
                if isinstance(layer, keras.layers.RNN)
                else {
                    "forward/": layer.forward_layer,
                    "backward/": layer.backward_layer,
                }
            )
            if isinstance(layer, keras.layers.RNN) and layer.go_backwards:
                ways = {"backward/": layer}
            mask = trace.mask[:, : given.shape[1]]
            for way, one in ways.items():
                for part, expected in zip(("hidden", "cell"), states(one, given, mask), strict=False):
                    assert np.allclose(trace[f"{layer.name}/{way}{part}"], expected, **CLOSE), told
        elif f"{layer.name}/output" in list(trace) or layer is model.layers[-1]:
            read = trace.mask[:, : gave.shape[1]] if gave.ndim == 3 else slice(None)
            assert np.allclose(trace[f"{layer.name}/output"][read], gave[read], **CLOSE), told


@pytest.mark.filterwarnings("ignore:You are using a softmax")
@pytest.mark.parametrize("part", range(4))
def test_random_architectures_agree_with_keras_in_every_output_and_state(part: int):
    draw = Draw(part)
    for _ in range(MODELS // 4):
        check(*draw.model())
    keras.backend.clear_session()


def test_gates_are_called_by_layer_direction_and_gate_and_agree_with_keras():
    model = keras.Sequential([keras.Input((4, 2)), layers.LSTM(3, name="mine"), layers.Dense(1)])
    x = np.random.default_rng(0).normal(size=(2, 4, 2)).astype(np.float32)
    trace = playground.trace(model, x)
    kernel, recurrent, bias = model.layers[0].get_weights()
    before = np.concatenate([np.zeros((2, 1, 3)), trace["lstm/hidden"][:, :-1]], axis=1)
    gates = 1 / (1 + np.exp(-(x @ kernel + before @ recurrent + bias)))
    assert np.allclose(trace["lstm/input"], gates[..., :3], **CLOSE)
    assert np.allclose(trace["lstm/forget"], gates[..., 3:6], **CLOSE)
    assert np.allclose(trace["mine/output"], gates[..., 9:], **CLOSE)
    assert (trace["lstm/forget"].dtype, trace["lstm/forget"].shape) == (np.float32, (2, 4, 3))
    assert len(trace) == len(list(trace)) == 7


def test_a_stateful_layer_is_traced_from_zeros_whatever_it_has_read():
    model = keras.Sequential([keras.Input((4, 2), batch_size=2), layers.GRU(2, stateful=True), layers.Dense(1)])
    x = np.ones((2, 4, 2), np.float32)
    first = model.predict_on_batch(x)
    model.predict_on_batch(x)
    assert np.allclose(playground.trace(model, x).output, first, **CLOSE)


def test_where_two_names_could_be_confused_the_models_own_count():
    chain = [layers.LSTM(1, return_sequences=True, name="lstm_2"), layers.LSTM(2, name="lstm_3")]
    trace = playground.trace(keras.Sequential([keras.Input((4, 2)), *chain]), np.ones((1, 4, 2)))
    assert trace["lstm_2/hidden"].shape[-1] == 1
    assert trace["lstm_3/hidden"].shape[-1] == 2
    assert all(trace[name].shape for name in trace)


def test_a_name_that_is_not_there_lists_those_that_are():
    model = keras.Sequential([keras.Input((4, 2)), layers.SimpleRNN(2)])
    with pytest.raises(KeyError, match="'lstm/forget' is not in this trace; there are simple_rnn/hidden"):
        playground.trace(model, np.ones((1, 4, 2)))["lstm/forget"]


class Subclassed(keras.Model):
    def call(self, x):
        return x


SEQUENCE = keras.Sequential([keras.Input((4, 2)), layers.LSTM(2)])
TOKENS = keras.Sequential([keras.Input((4,)), layers.Embedding(5, 2), layers.LSTM(2)])


@pytest.mark.parametrize(
    ("model", "x", "error", "said"),
    [
        (Subclassed(), np.ones((1, 4, 2)), LayerError, "'Subclassed' of its own kind|lists no layers"),
        ("a model", np.ones((1, 4, 2)), ConfigError, "The model is of the type 'str'; expected a Keras 3 model"),
        (SEQUENCE, np.ones((4, 2)), ConfigError, "takes an input of the shape|the model takes"),
        (SEQUENCE, np.ones((1, 5, 2)), ConfigError, r"shape \(1, 5, 2\); the model takes \('examples', 4, 2\)"),
        (SEQUENCE, ["a text"], ConfigError, "no array of numbers"),
        (TOKENS, np.full((1, 4), 5), ConfigError, "whole numbers from 0 to 4"),
        (keras.Sequential([layers.LSTM(2)]), np.ones((1, 4, 2)), LayerError, "has no weights yet.*Call it once"),
        (SEQUENCE, np.full((1, 4, 2), 1e300), ConfigError, "beyond 3.4e38, the largest of float32"),
        (SEQUENCE, {"a": np.ones((1, 4, 2)), "b": 1}, ConfigError, "a dict of 2 values; expected one array"),
    ],
    ids=[
        "subclassed",
        "no model",
        "one example",
        "longer",
        "texts",
        "unknown token",
        "not built",
        "too large",
        "a dict",
    ],
)
def test_what_cannot_be_traced_is_refused_in_one_sentence(model, x, error, said):
    with pytest.raises(error, match=said):
        playground.trace(model, x)


@pytest.mark.parametrize("form", [lambda x: x, lambda x: [x], lambda x: {"in": x}, lambda x: x.tolist()])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", [SEQUENCE, TOKENS], ids=["numbers", "tokens"])
def test_examples_may_come_as_a_model_of_one_input_takes_them(model, count, form):
    x = np.ones((count, *model.input_shape[1:]), np.int32)
    assert playground.trace(model, form(x)).output.shape == (count, 2)


class OwnCall(keras.Sequential):
    """A network whose configuration does not say what it does."""

    def call(self, inputs, **more):
        return 2 * super().call(inputs, **more)


class OwnFunctionalCall(keras.Model):
    """The same, as a functional one."""

    def call(self, inputs, **more):
        return 2 * super().call(inputs, **more)


def named(name: str):
    """A function of one's own that is called as Keras' own."""

    def function(x):
        return x * 0.5

    function.__name__ = name
    return function


def functional(make, shape=(4, 2)):
    start = keras.Input(shape)
    return keras.Model(start, make(start))


def sequential(*stack):
    return keras.Sequential([keras.Input((4, 2)), *stack])


def changed(change):
    """A model that is changed after it was built."""
    model = sequential(layers.LSTM(2), layers.Dense(2))
    change(model)
    return model


def twice():
    shared = layers.Dense(2, name="shared")
    return sequential(layers.LSTM(2), shared, layers.Dropout(0.1), shared)


def masked_otherwise(start):
    own = keras.ops.any(keras.ops.not_equal(start, 3.0), axis=-1)
    return layers.LSTM(2, name="mine")(layers.Masking(0.0)(start), mask=own)


def masked_by_itself(start):
    return layers.LSTM(2, name="mine")(start, mask=keras.ops.any(keras.ops.not_equal(start, 0.0), axis=-1))


def own_functional_call():
    start = keras.Input((4, 2))
    return OwnFunctionalCall(start, layers.LSTM(2)(start))


ZEROS = {"return_sequences": True, "zero_output_for_mask": True, "name": "mine"}
BEGIN = [np.ones((1, 2), np.float32)] * 2
OTHERWISE = {
    "a call of its own": (
        lambda: OwnCall([keras.Input((4, 2)), layers.LSTM(2)]),
        "has a call of its own, in 'OwnCall'",
    ),
    "a functional call of its own": (own_functional_call, "has a call of its own, in 'OwnFunctionalCall'"),
    "a layer's call of its own": (
        lambda: changed(lambda model: setattr(model.layers[1], "call", lambda x: x)),
        r"\(Dense\) has a call of its own",
    ),
    "an activation named as Keras'": (
        lambda: sequential(layers.LSTM(2, activation=named("tanh"), name="mine")),
        r"'mine' \(LSTM\): its activation is a function of its own, 'tanh'",
    ),
    "gates named as Keras'": (
        lambda: sequential(layers.GRU(2, recurrent_activation=named("sigmoid"), name="mine")),
        "'mine'.*: its recurrent_activation is a function of its own",
    ),
    "an activation in a wrapper": (
        lambda: sequential(layers.TimeDistributed(layers.Dense(2, named("relu")), name="mine")),
        "'mine'.*: its activation is a function of its own",
    ),
    "an activation alone": (
        lambda: sequential(layers.LSTM(2), layers.Dense(2), layers.Activation(named("relu"), name="mine")),
        "'mine'.*: its activation is a function of its own",
    ),
    "one layer twice": (twice, r"'shared' \(Dense\) stands in the model 2 times"),
    "another mask": (lambda: functional(masked_otherwise), "'mine'.* is given a mask of its own"),
    "a mask where none is": (lambda: functional(masked_by_itself), "'mine'.* is given a mask of its own"),
    "states to begin with": (
        lambda: functional(lambda start: layers.LSTM(2, name="mine")(start, initial_state=BEGIN)),
        "'mine'.* is also given 'initial_state'",
    ),
    "dropout that stays on": (
        lambda: functional(lambda start: layers.Dropout(0.5, name="mine")(layers.LSTM(2)(start), training=True)),
        "'mine'.* is also given 'training'",
    ),
    "zeros where masked": (
        lambda: sequential(layers.Masking(), layers.LSTM(2, **ZEROS)),
        r"'mine'.* gives zeros where the first layer masks \(zero_output_for_mask\)",
    ),
    "quantized": (lambda: changed(lambda model: model.quantize("int8")), r"\(Dense\) is quantized"),
    "LoRA": (lambda: changed(lambda model: model.layers[1].enable_lora(1)), "has weights of LoRA beside its own"),
}


@pytest.mark.parametrize(("make", "said"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_model_that_computes_something_else_than_its_configuration_says_is_refused(make, said):
    with pytest.raises(LayerError, match=said):
        playground.trace(make(), np.ones((1, 4, 2), np.float32))


@pytest.mark.parametrize("activation", [keras.activations.relu, keras.ops.relu, tf.nn.relu, "relu"])
def test_functions_of_keras_and_tensorflow_are_known_as_themselves(activation):
    model, x = sequential(layers.LSTM(2), layers.Dense(2, activation)), np.ones((1, 4, 2), np.float32)
    assert np.allclose(playground.trace(model, x).output, model.predict_on_batch(x), **CLOSE)


def test_an_activation_within_a_wrapper_is_that_of_the_layer_before_it():
    stack = layers.LSTM(2, return_sequences=True), layers.Dense(2), layers.TimeDistributed(layers.Activation("softmax"))
    model, x = sequential(*stack), np.ones((1, 4, 2), np.float32)
    assert np.allclose(playground.trace(model, x).output, model.predict_on_batch(x), **CLOSE)


def test_a_model_in_half_precision_is_traced_in_float32():
    model = sequential(layers.LSTM(2, dtype="mixed_float16"), layers.Dense(1))
    x = np.ones((1, 4, 2), np.float32)
    assert np.allclose(playground.trace(model, x).output, model.predict_on_batch(x), atol=5e-3)


def test_importing_playground_imports_nothing_heavy():
    program = "import sys, playground; print(sorted({'keras', 'numpy', 'tensorflow', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert {"trace", "Watch", "open"} <= set(dir(playground))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        playground.nothing  # noqa: B018, asking for it is the test

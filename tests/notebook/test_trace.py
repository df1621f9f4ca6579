"""`playground.trace` gives what Keras computes, by name, and says in one sentence what it cannot read."""

import subprocess
import sys

import keras
import numpy as np
import pytest
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
        ("a model", np.ones((1, 4, 2)), ConfigError, "The model is a str; expected a Keras model"),
        (SEQUENCE, np.ones((4, 2)), ConfigError, "takes an input of the shape|the model takes"),
        (SEQUENCE, np.ones((1, 5, 2)), ConfigError, r"shape \(1, 5, 2\); the model takes \('examples', 4, 2\)"),
        (SEQUENCE, ["a text"], ConfigError, "no array of numbers"),
        (TOKENS, np.full((1, 4), 5), ConfigError, "whole numbers from 0 to 4"),
        (keras.Sequential([layers.LSTM(2)]), np.ones((1, 4, 2)), LayerError, "has weights of the shapes"),
    ],
    ids=["subclassed", "no model", "one example", "longer", "texts", "unknown token", "not built"],
)
def test_what_cannot_be_traced_is_refused_in_one_sentence(model, x, error, said):
    with pytest.raises(error, match=said):
        playground.trace(model, x)


def test_importing_playground_imports_nothing_heavy():
    program = "import sys, playground; print(sorted({'keras', 'numpy', 'tensorflow', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert {"trace", "Watch", "open"} <= set(dir(playground))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        playground.nothing  # noqa: B018, asking for it is the test

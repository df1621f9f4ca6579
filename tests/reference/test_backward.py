"""Gradients through time equal TensorFlow's, and a few that can be checked by hand."""

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from playground.cells.equations import Before, Now, Weighted, value
from playground.config import RunConfig
from playground.encodings import BagOfWords, FittedText, OneHotCharacters
from playground.encodings.numbers import FittedNumbers, Numbers
from playground.errors import ConfigError
from playground.layers import (
    GRU,
    LSTM,
    READ_RECURRENT,
    RECURRENT,
    Conv1D,
    Dense,
    Dropout,
    EncoderDecoder,
    Flatten,
    LayerNormalization,
    SimpleRNN,
)
from playground.layers.plan import Plan, plan
from playground.layers.pooling import GlobalAveragePooling1D, GlobalMaxPooling1D, MaxPooling1D
from playground.reference import Network, Trace
from playground.reference.backward import (
    from_the_end,
    gradient_times_input,
    gradients,
    output_gradients,
    state_gradients,
    sum_gradients,
)
from playground.reference.direction import planned_layer, previous_symbols
from playground.reference.traces import Traces
from playground.training.build import build, set_weights
from playground.training.losses import LOSSES
from tests.reference.test_network import STACKS, TEXT, WORDS, every_encoding, every_mask, network, random_weights

ATOL = 1e-4
every_cell = pytest.mark.parametrize("cell", RECURRENT)
FUNCTIONS = {"sigmoid": tf.sigmoid, "tanh": tf.tanh, "relu": tf.nn.relu, "linear": tf.identity}


def stock(net: Network) -> keras.Model:
    """The same network of Keras' own layers."""
    model = build(net.plan, fast=False)
    set_weights(model, net.plan, net.weights)
    return model


class ByTensorFlow:
    """The same network run by Keras' cells, one timestep after another, with a zero added to every state: the
    derivative by that zero is the derivative by the state, through everything that comes after: c_t moves, and with it
    what is let out of it.

    index: of the output whose derivatives are wanted instead of the loss's; before: its activation is left out.
    model: that of the network, where it is built already.
    """

    def __init__(
        self,
        net: Network,
        trace: Trace,
        target: Any = 0,
        index: int | None = None,
        before: bool = False,
        model: keras.Model | None = None,
    ) -> None:
        self.probes = {}
        self.model = model or stock(net)
        with tf.GradientTape() as self.tape:
            x, layers = tf.constant(trace.inputs[None]), list(net.plan.layers)
            if x.dtype.is_integer:
                x = self.model.get_layer(layers.pop(0).name)(x)
            self.inputs = x
            self.tape.watch(x)
            if before:
                self.model.get_layer("output").activation = keras.activations.linear
            for planned in layers:
                if planned.layer.reads_previous:
                    x = self.written(planned, x, previous_symbols(net, trace))
                elif planned.layer.recurrent:
                    x = self.read(planned, x)
                else:
                    x = self.model.get_layer(planned.name)(x)
            one_number = net.plan.task in ("binary", "regression")
            targets = np.array([[target]], np.float32) if one_number else np.array([target], np.int32)
            self.result = LOSSES[net.plan.task](targets, x)[0] if index is None else x[0][index]
        self.by_input, self.by_state = self.tape.gradient(self.result, (self.inputs, self.probes))

    def read(self, planned, x):
        layer, directions = self.model.get_layer(planned.name), planned.layer.directions
        if not directions:
            states = self.over_time((planned.name, ""), planned.layer, layer.cell, x)[0]
            return tf.stack(states, axis=1) if planned.return_sequences else states[-1]
        forward = self.over_time((planned.name, "forward"), planned.layer, layer.forward_layer.cell, x)[0]
        backward = self.over_time((planned.name, "backward"), planned.layer, layer.backward_layer.cell, x[:, ::-1])[0]
        for probes in self.probes[planned.name, "backward"].values():
            probes.reverse()
        if not planned.return_sequences:
            return tf.concat([forward[-1], backward[-1]], axis=-1)
        return tf.concat([tf.stack(forward, axis=1), tf.stack(backward[::-1], axis=1)], axis=-1)

    def written(self, planned, x, previous):
        layer, inner = self.model.get_layer(planned.name), planned.layer.inner
        _, states = self.over_time((planned.name, "encoder"), inner, layer.encoder.cell, x)
        symbols = tf.one_hot(previous[None], layer.symbols + 1)
        if layer.every_step:
            symbols = tf.concat([symbols, tf.repeat(states[0][:, None], len(previous), axis=1)], axis=-1)
            states = None
        hidden, _ = self.over_time((planned.name, "decoder"), inner, layer.decoder.cell, symbols, states)
        return tf.stack(hidden, axis=1)

    def over_time(self, name, layer, cell, x, states=None):
        kinds = layer.reads_with.states
        states = states or [tf.zeros((1, cell.units)) for _ in kinds]
        hidden, self.probes[name] = [], {kind: [] for kind in kinds}
        for t in range(x.shape[1]):
            _, (h, *c) = cell.call(x[:, t], states)
            probes = [tf.zeros((1, cell.units)) for _ in kinds]
            for kind, probe in zip(kinds, probes, strict=True):
                self.tape.watch(probe)
                self.probes[name][kind].append(probe)
            if c:
                moved = [c[0] + probes[1]]
                let_out = [self.let_out(layer, cell, x[:, t], states, one) for one in (*c, *moved)]
                h, c = h + let_out[1] - let_out[0], moved
            states = [h + probes[0], *c]
            hidden.append(states[0])
        return hidden, states

    @staticmethod
    def let_out(layer, cell, x_t, states, c):
        """The hidden state that follows from a cell state, by the equations that come after it."""
        ours, units = layer.reads_with, layer.units
        known = {Before(state): tensor for state, tensor in zip(ours.states, states, strict=True)} | {Now("cell"): c}
        for part in [*(part for part in ours.equations if part in ours.gates), "hidden"]:
            for of in (one for one in ours.equations[part].inside() if isinstance(one, Weighted)):
                block = slice(ours.blocks.index(of.block) * units, (ours.blocks.index(of.block) + 1) * units)
                known[of] = x_t @ cell.kernel[:, block] + states[0] @ cell.recurrent_kernel[:, block] + cell.bias[block]
                if of.peephole is not None:
                    start = ours.peepholes.index(of.block) * units
                    known[of] += cell.peephole_kernel[start : start + units] * known[of.peephole]
            known[Now(part)] = value(ours.equations[part], known, FUNCTIONS, layer.activation)
        return known[Now("hidden")]


def assert_equal_to_tensorflow(found, expected: ByTensorFlow) -> None:
    assert found.value == pytest.approx(float(expected.result), abs=ATOL)
    np.testing.assert_allclose(found.inputs, expected.by_input[0], rtol=0, atol=ATOL)
    assert_states_equal_to_tensorflow(found.states, expected)


def assert_states_equal_to_tensorflow(states, expected: ByTensorFlow) -> None:
    assert {
        (name, direction) for name, directions in states.items() for direction in directions
    } == expected.by_state.keys()
    for (name, direction), kinds in expected.by_state.items():
        assert states[name][direction].keys() == kinds.keys()
        for kind, by_timestep in kinds.items():
            theirs = np.concatenate([one.numpy() for one in by_timestep])
            np.testing.assert_allclose(states[name][direction][kind], theirs, rtol=0, atol=ATOL)


def text_network(planned: Plan) -> Network:
    return Network(planned, FittedText(OneHotCharacters(maximum_length=6), tuple("abcde")), random_weights(planned))


def number_network(*layers, output: Dense, task: str) -> tuple[Network, Trace]:
    """A network that reads eight timesteps of five random numbers."""
    planned = plan(None, layers, output, (8, 5), False, task)
    net = Network(planned, FittedNumbers(Numbers(), np.zeros(5), np.ones(5)), random_weights(planned))
    return net, net.trace(net.encoding.example(np.random.default_rng(0).normal(size=(8, 5)).astype(np.float32)))


@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
@pytest.mark.parametrize("mask", [True, False], ids=["masked", "unmasked"])
def test_gradients_equal_those_of_tensorflow(layers, mask):
    net = network(*layers, mask=mask)
    trace = net.trace(net.encoding.text(TEXT))
    assert_equal_to_tensorflow(gradients(net, trace, 0), ByTensorFlow(net, trace, 0))


@every_cell
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "linear"])
def test_gradients_pass_through_every_activation_as_in_tensorflow(cell, activation):
    net = network(RECURRENT[cell](units=4, activation=activation))
    trace = net.trace(net.encoding.text(TEXT))
    assert_equal_to_tensorflow(gradients(net, trace, 1), ByTensorFlow(net, trace, 1))


@pytest.mark.parametrize("bidirectional", [False, True])
def test_gradients_pass_through_cells_that_are_only_read_as_in_tensorflow(bidirectional):
    for cell in READ_RECURRENT.keys() - RECURRENT.keys():
        net = network(READ_RECURRENT[cell](units=4, bidirectional=bidirectional))
        trace = net.trace(net.encoding.text(TEXT))
        assert_equal_to_tensorflow(gradients(net, trace, 1), ByTensorFlow(net, trace, 1))


OTHERS = {
    "Conv1D and pooling below": (Conv1D(filters=4, kernel_size=2), MaxPooling1D(pool_size=2), LSTM(units=3)),
    "Conv1D above": (GRU(units=3), Conv1D(filters=3, kernel_size=3, activation="tanh"), GlobalMaxPooling1D()),
    "the mean above": (SimpleRNN(units=3, bidirectional=True), GlobalAveragePooling1D(), Dense(units=3)),
    "normalized": (LayerNormalization(), LSTM(units=3), LayerNormalization(), GRU(units=4), LayerNormalization()),
    "Flatten above": (LSTM(units=3), Dropout(), Flatten(), Dense(units=3, activation="sigmoid")),
    "kinds mixed": (GRU(units=3, bidirectional=True), Dense(units=3, activation="softmax"), SimpleRNN(units=4)),
}
others = pytest.mark.parametrize("layers", OTHERS.values(), ids=OTHERS)


@others
@pytest.mark.parametrize(
    ("task", "output", "target"),
    [
        ("multiclass", Dense(units=4, activation="softmax"), 2),
        ("regression", Dense(units=1, activation="linear"), 0.3),
    ],
)
def test_gradients_of_classes_and_numbers_equal_those_of_tensorflow(layers, task, output, target):
    net, trace = number_network(*layers, output=output, task=task)
    assert_equal_to_tensorflow(gradients(net, trace, target), ByTensorFlow(net, trace, target))


@others
def test_gradients_before_the_softmax_equal_those_of_tensorflow(layers):
    net, trace = number_network(*layers, output=Dense(units=4, activation="softmax"), task="multiclass")
    assert_equal_to_tensorflow(sum_gradients(net, trace, 2), ByTensorFlow(net, trace, index=2, before=True))


@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
@pytest.mark.parametrize("settings", [{"mask": True}, {"mask": True, "padding": "back"}, {"mask": False}], ids=str)
def test_many_examples_at_once_have_the_gradients_before_the_sigmoid_that_tensorflow_gives_each(layers, settings):
    net = network(*layers, **settings)
    encoded = [net.encoding.text(text) for text in (TEXT, TEXT.split()[0])]
    model = stock(net)
    together = state_gradients(net, net.traces(np.stack([one.inputs for one in encoded])), np.ones_like)
    for number, one in enumerate(encoded):
        trace = net.trace(one)
        read = one.mask if net.plan.mask else slice(None)  # padding that is skipped is left out of a trace
        own = {
            name: {
                direction: {state: values[number][read] for state, values in found.items()}
                for direction, found in directions.items()
            }
            for name, directions in together.items()
        }
        assert_states_equal_to_tensorflow(own, ByTensorFlow(net, trace, index=0, before=True, model=model))


@others
def test_many_examples_at_once_have_the_gradients_of_each_through_every_kind_of_layer(layers):
    net, _ = number_network(*layers, output=Dense(units=1, activation="linear"), task="regression")
    inputs = np.random.default_rng(1).normal(size=(4, 8, 5)).astype(np.float32)
    together = state_gradients(net, net.traces(inputs), np.ones_like)
    for number in range(len(inputs)):
        alone = sum_gradients(net, net.trace(net.encoding.example(inputs[number])), 0).states
        for name, directions in alone.items():
            for direction, states in directions.items():
                for state, values in states.items():
                    np.testing.assert_allclose(together[name][direction][state][number], values, rtol=0, atol=1e-6)


@every_cell
@pytest.mark.parametrize("handover", ["initial state", "every step"])
def test_many_written_sequences_have_the_gradients_of_each(cell, handover):
    first = OneHotCharacters(vocabulary_size=5, maximum_length=6).first_layer()
    layers = (EncoderDecoder(cell=cell, units=4, handover=handover),)
    net = text_network(plan(first, layers, Dense(units=5, activation="softmax"), (6,), True, "sequence", answer=(3, 5)))
    encoded = [net.encoding.text(text) for text in ("abcd", "eda")]

    def last_symbol(sums):
        d_sums = np.zeros_like(sums)
        d_sums[:, 2, 4] = 1
        return d_sums

    together = state_gradients(net, net.traces(np.stack([one.inputs for one in encoded])), last_symbol)
    for number, one in enumerate(encoded):
        alone = sum_gradients(net, net.trace(one), (2, 4)).states["encoder_decoder"]
        for direction, states in alone.items():
            read = one.mask if direction == "encoder" else slice(None)
            for state, values in states.items():
                ours = together["encoder_decoder"][direction][state][number][read]
                np.testing.assert_allclose(ours, values, rtol=0, atol=1e-6)
                assert np.abs(values).max() > 1e-6


@every_cell
@pytest.mark.parametrize("bidirectional", [False, True])
def test_gradients_of_an_answer_at_every_timestep_equal_those_of_tensorflow(cell, bidirectional):
    first = OneHotCharacters(vocabulary_size=5, maximum_length=6).first_layer()
    layers = (RECURRENT[cell](units=4, bidirectional=bidirectional), RECURRENT[cell](units=3))
    output = Dense(units=5, activation="softmax")
    net = text_network(plan(first, layers, output, (6,), False, "next_token", each_timestep=True))
    trace = net.trace(net.encoding.text("abcd"))
    target = [-1, -1, 3, 0, 4, -1]
    assert_equal_to_tensorflow(gradients(net, trace, target), ByTensorFlow(net, trace, target))


@every_cell
@pytest.mark.parametrize("handover", ["initial state", "every step"])
def test_gradients_of_a_written_sequence_equal_those_of_tensorflow(cell, handover):
    first = OneHotCharacters(vocabulary_size=5, maximum_length=6).first_layer()
    layers = (EncoderDecoder(cell=cell, units=4, handover=handover), Dense(units=3, activation="tanh"))
    output = Dense(units=5, activation="softmax")
    net = text_network(plan(first, layers, output, (6,), True, "sequence", answer=(3, 5)))
    trace = net.trace(net.encoding.text("abcd"))
    assert_equal_to_tensorflow(gradients(net, trace, [1, 4, 0]), ByTensorFlow(net, trace, [1, 4, 0]))


@pytest.mark.parametrize("kind", ["SimpleRNN stacked", "LSTM both ways stacked", "GRU both ways"])
@pytest.mark.parametrize("settings", [{}, {"padding": "back"}, {"reverse": True}, {"mask": False}])
def test_gradients_of_word_vectors_equal_those_of_the_whole_keras_model_given_padding(kind, settings):
    net = network(*STACKS[kind], **settings)
    encoded = net.encoding.text(TEXT)
    trace = net.trace(encoded)
    model = stock(net)
    with tf.GradientTape() as tape:
        loss = LOSSES["binary"](tf.constant([[1.0]]), model(encoded.inputs[None]))[0]
    table = model.get_layer("embedding").weights[0]
    ours = np.zeros(table.shape)
    np.add.at(ours, trace.inputs, gradients(net, trace, 1).inputs)
    np.testing.assert_allclose(ours, tf.convert_to_tensor(tape.gradient(loss, table.value)), rtol=0, atol=ATOL)
    assert np.abs(ours).max() > 0.01


@every_encoding
@every_mask
def test_gradient_times_input_equals_tensorflows(encoding, mask):
    net = network(*STACKS["LSTM both ways stacked"], encoding=encoding, mask=mask)
    trace = net.trace(net.encoding.text(TEXT))
    expected = ByTensorFlow(net, trace, index=0)
    rows = expected.inputs.numpy()
    theirs = (expected.by_input[0] * rows[0]).numpy().sum(axis=-1)
    np.testing.assert_allclose(gradient_times_input(net, trace), theirs, rtol=0, atol=ATOL)
    assert np.abs(theirs).max() > 0.001


def test_gradient_times_input_of_one_class_of_numbers_equals_tensorflows():
    net, trace = number_network(*OTHERS["kinds mixed"], output=Dense(units=4, activation="softmax"), task="multiclass")
    expected = ByTensorFlow(net, trace, index=2)
    theirs = (expected.by_input[0] * trace.inputs).numpy().sum(axis=-1)
    np.testing.assert_allclose(gradient_times_input(net, trace, 2), theirs, rtol=0, atol=ATOL)
    assert output_gradients(net, trace, 2).value == pytest.approx(float(trace.output[2]), abs=1e-6)


def linear_by_hand(*weights: float) -> tuple[Network, Trace]:
    """One linear unit h_t = x_t · kernel + h_prev · recurrent, answer h_T · out; read are 1, 2, 3."""
    planned = plan(
        None,
        (SimpleRNN(units=1, activation="linear"),),
        Dense(units=1, activation="linear"),
        (3, 1),
        False,
        "regression",
    )
    names = ("simple_rnn/kernel", "simple_rnn/recurrent_kernel", "output/kernel")
    arrays = {name: np.array([[weight]], np.float32) for name, weight in zip(names, weights, strict=True)}
    zeros = {name: np.zeros(1, np.float32) for name in ("simple_rnn/bias", "output/bias")}
    net = Network(planned, FittedNumbers(Numbers(), np.zeros(1), np.ones(1)), arrays | zeros)
    return net, net.trace(net.encoding.example(np.array([[1.0], [2.0], [3.0]], np.float32)))


def test_a_gradient_that_can_be_checked_by_hand():
    net, trace = linear_by_hand(3.0, 0.5, 2.0)  # h = 3, 7.5, 12.75, answer 25.5
    found = gradients(net, trace, 20.0)
    assert found.value == 5.5
    assert found.states["simple_rnn"][""]["hidden"][:, 0].tolist() == [0.5, 1.0, 2.0]  # halved at each timestep back
    assert found.inputs[:, 0].tolist() == [1.5, 3.0, 6.0]


def test_what_comes_from_the_end_alone_can_be_checked_by_hand():
    output = Dense(units=1, activation="linear")
    planned = plan(
        None, (SimpleRNN(units=1, activation="linear"), GlobalAveragePooling1D()), output, (3, 1), False, "regression"
    )
    net, _ = linear_by_hand(3.0, 0.5, 6.0)
    net = Network(planned, net.encoding, net.weights)
    trace = net.trace(net.encoding.example(np.array([[1.0], [2.0], [3.0]], np.float32)))
    hidden = gradients(net, trace, 0.0).states["simple_rnn"][""]["hidden"]
    assert hidden[:, 0].tolist() == [3.5, 3.0, 2.0]  # 6 / 3 at each timestep, and half of what the next one has
    alone = from_the_end(planned.layers[0], Traces.of(trace), net.weights, "", hidden[None], np.array([2]))
    assert alone["hidden"][0, :, 0].tolist() == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("kind", [f"{layer.title} both ways" for layer in RECURRENT.values()])
def test_where_only_the_last_state_goes_on_all_gradients_come_from_the_end(kind):
    net = network(*STACKS[kind])
    trace = net.trace(net.encoding.text(TEXT))
    ((name, directions),) = gradients(net, trace, 1).states.items()
    assert directions.keys() == {"forward", "backward"}
    for direction, states in directions.items():
        last = np.array([0 if direction == "backward" else len(trace.labels) - 1])
        hidden = states["hidden"][None]
        alone = from_the_end(planned_layer(net, name), Traces.of(trace), net.weights, direction, hidden, last)
        assert alone.keys() == states.keys()
        for state, values in alone.items():
            np.testing.assert_allclose(values[0], states[state], rtol=1e-12)


def test_gradient_times_input_that_can_be_checked_by_hand_adds_up_to_the_answer_of_a_linear_network():
    net, trace = linear_by_hand(3.0, 0.5, 2.0)
    assert gradient_times_input(net, trace).tolist() == [1.5, 6.0, 18.0]
    assert trace.output.tolist() == [25.5]


def test_a_word_that_occurs_twice_in_a_bag_of_words_shares_the_value_of_its_column():
    config = RunConfig(encoding=BagOfWords(vocabulary_size=5), layers=(Dense(units=1, activation="linear"),))
    weights = random_weights(config.plan)
    weights["dense/kernel"][:, 0] = np.arange(6)  # a 1, good 2, bad 3
    weights["dense/bias"][:], weights["output/kernel"][:], weights["output/bias"][:] = -5, 4, 0
    net = Network(config.plan, FittedText(config.encoding, WORDS), weights)
    trace = net.trace(net.encoding.text("good good bad"))
    assert trace.probability == 0.5  # 2 + 3 - 5 = 0, where the sigmoid's slope is 1/4 and that of 4 · 0 is 1
    assert dict(zip(trace.labels, gradient_times_input(net, trace), strict=True)) == {"good": 1.0, "bad": 3.0}


def test_a_gradient_too_small_for_float32_is_not_lost():
    planned = plan(
        None,
        (SimpleRNN(units=1, activation="linear"),),
        Dense(units=1, activation="linear"),
        (60, 1),
        False,
        "regression",
    )
    weights = random_weights(planned) | {"simple_rnn/recurrent_kernel": np.array([[0.125]], np.float32)}
    net = Network(planned, FittedNumbers(Numbers(), np.zeros(1), np.ones(1)), weights)
    trace = net.trace(net.encoding.example(np.ones((60, 1), np.float32)))
    hidden = gradients(net, trace, 0.0).states["simple_rnn"][""]["hidden"][:, 0]
    assert hidden[0] / hidden[-1] == pytest.approx(0.125**59, rel=1e-9)
    assert abs(hidden[0]) < 1e-50


@pytest.mark.parametrize("target", [[1.0], [[0]]])
def test_a_target_of_another_shape_is_refused(target):
    net, trace = linear_by_hand(1.0, 1.0, 1.0)
    with pytest.raises(ConfigError, match="target has the shape"):
        gradients(net, trace, target)


@pytest.mark.parametrize("target", [4, -2])
def test_a_class_that_does_not_exist_is_refused(target):
    net, trace = number_network(*OTHERS["kinds mixed"], output=Dense(units=4, activation="softmax"), task="multiclass")
    with pytest.raises(ConfigError, match=f"class {target}; expected 0 to 3"):
        gradients(net, trace, target)


@every_cell
@pytest.mark.parametrize("true", [0, 1])
def test_a_confident_network_still_has_an_exact_gradient(cell, true):
    net = network(RECURRENT[cell](units=3))
    net.weights["output/bias"][:] = 60.0  # a probability that is 1 in float32
    trace = net.trace(net.encoding.text(TEXT))
    found = gradients(net, trace, true)
    assert trace.probability == 1.0
    assert 0 < np.abs(found.states[cell][""]["hidden"][-1]).max() < (1e-20 if true else 10)

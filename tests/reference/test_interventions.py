"""What-if changes of a network: each does what it says, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import OneHotCharacters
from playground.errors import ChangeError
from playground.layers import GRU, LSTM, RECURRENT, Conv1D, Dense, EncoderDecoder, SimpleRNN
from playground.layers.pooling import MaxPooling1D
from playground.reference import Network
from playground.reference.interventions import Change, ClampGate, ResetState, SilenceUnit
from tests.reference.test_network import (
    STACKS,
    TEXT,
    every_mask,
    every_padding,
    every_stack,
    network,
    of_each_prefix,
    random_weights,
)

every_cell = pytest.mark.parametrize("kind", RECURRENT)
WORDS = TEXT.split()


def changed(net: Network, *changes: Change) -> Network:
    """The same network with these changes."""
    return replace(net, changes=changes)


def parts(net: Network, name: str, *changes: Change, text: str = TEXT) -> dict[str, np.ndarray]:
    """Every gate and state of a layer while a text is read, with these changes."""
    return changed(net, *changes).trace(net.encoding.text(text)).layers[name]


def assert_same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]):
    """The same arrays, bit for bit."""
    assert one.keys() == other.keys()
    for name, values in one.items():
        np.testing.assert_array_equal(values, other[name], err_msg=name)


# Holding a gate


def test_with_the_forget_gate_at_0_the_cell_state_is_what_comes_in_now():
    found = parts(network(LSTM(units=3)), "lstm", ClampGate("lstm", "", "forget", 0))
    assert (found["forget"] == 0).all()
    np.testing.assert_array_equal(found["cell"], found["input"] * found["candidate"])


def test_with_the_forget_gate_at_1_the_cell_state_adds_up():
    found = parts(network(LSTM(units=3)), "lstm", ClampGate("lstm", "", "forget", 1))
    np.testing.assert_allclose(found["cell"], np.cumsum(found["input"] * found["candidate"], axis=0), rtol=0, atol=1e-6)


@pytest.mark.parametrize(("gate", "part"), [("input", "cell"), ("output", "hidden")])
def test_a_closed_gate_lets_nothing_through(gate, part):
    assert (parts(network(LSTM(units=3)), "lstm", ClampGate("lstm", "", gate, 0))[part] == 0).all()


def test_with_the_output_gate_at_1_the_hidden_state_shows_the_whole_cell_state():
    found = parts(network(LSTM(units=3)), "lstm", ClampGate("lstm", "", "output", 1))
    np.testing.assert_array_equal(found["hidden"], np.tanh(found["cell"]))


def test_with_the_update_gate_at_1_nothing_is_ever_written():
    assert (parts(network(GRU(units=3)), "gru", ClampGate("gru", "", "update", 1))["hidden"] == 0).all()


def test_with_the_update_gate_at_0_the_candidate_is_the_state():
    found = parts(network(GRU(units=3)), "gru", ClampGate("gru", "", "update", 0))
    np.testing.assert_array_equal(found["hidden"], found["candidate"])


def test_with_the_reset_gate_at_0_the_candidate_does_not_know_the_state():
    net = network(GRU(units=3))
    found = parts(net, "gru", ClampGate("gru", "", "reset", 0), text="good bad good")
    np.testing.assert_array_equal(found["candidate"][0], found["candidate"][2])
    free = parts(net, "gru", text="good bad good")
    assert np.abs(free["candidate"][0] - free["candidate"][2]).max() > 0.01


def test_a_gate_can_be_clamped_in_between_and_in_some_units_only():
    net = network(LSTM(units=3))
    found, free = parts(net, "lstm", ClampGate("lstm", "", "forget", 0.25, units=(2,))), parts(net, "lstm")
    assert (found["forget"][:, 2] == 0.25).all()
    np.testing.assert_array_equal(found["forget"][0, :2], free["forget"][0, :2])  # nothing was written before


def test_of_two_holds_of_one_unit_the_later_counts():
    holds = ClampGate("lstm", "", "forget", 0), ClampGate("lstm", "", "forget", 1, units=(1,))
    forget = parts(network(LSTM(units=3)), "lstm", *holds)["forget"]
    assert forget.tolist() == [[0, 1, 0]] * len(WORDS)


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_a_gate_is_clamped_in_one_direction_only(direction):
    net = network(LSTM(units=3, bidirectional=True))
    found, free = parts(net, "lstm", ClampGate("lstm", direction, "input", 0)), parts(net, "lstm")
    for part, values in found.items():
        assert np.array_equal(values, free[part]) == (not part.startswith(direction)), part
    assert (found[f"{direction}/hidden"] == 0).all()


# Silencing a unit


@every_cell
@pytest.mark.parametrize("direction", ["", "forward", "backward"])
def test_a_silenced_unit_is_0_and_neither_the_next_timestep_nor_the_next_layer_hears_it(kind, direction):
    net = network(RECURRENT[kind](units=3, bidirectional=bool(direction)), Dense(units=2))
    trace = changed(net, SilenceUnit(kind, direction, 1)).trace(net.encoding.text(TEXT))
    prefix = f"{direction}/" if direction else ""
    assert (trace.layers[kind][f"{prefix}hidden"][:, 1] == 0).all()

    deaf = dict(net.weights)  # the weights by which anybody listens to the unit are 0
    recurrent = f"{kind}/{prefix}recurrent_kernel"
    deaf[recurrent] = net.weights[recurrent] * np.float32([[1], [0], [1]])
    row_mask = np.ones((len(net.weights["dense/kernel"]), 1), np.float32)
    row_mask[4 if direction == "backward" else 1] = 0
    deaf["dense/kernel"] = net.weights["dense/kernel"] * row_mask
    expected = replace(net, weights=deaf).trace(net.encoding.text(TEXT))
    np.testing.assert_allclose(trace.output, expected.output, rtol=0, atol=1e-6)
    others = trace.layers[kind][f"{prefix}hidden"][:, [0, 2]]
    np.testing.assert_allclose(others, expected.layers[kind][f"{prefix}hidden"][:, [0, 2]], rtol=0, atol=1e-6)


# Resetting the state


@every_cell
@every_mask
@pytest.mark.parametrize("t", [1, 3])
def test_behind_a_reset_only_what_came_since_is_known(kind, mask, t):
    net = network(RECURRENT[kind](units=3), mask=mask, padding="back", maximum_length=len(WORDS))
    found, free = parts(net, kind, ResetState(kind, "", t)), parts(net, kind)
    rest = parts(net, kind, text=" ".join(WORDS[t:]))
    for part, values in found.items():
        np.testing.assert_array_equal(values[:t], free[part][:t])
        np.testing.assert_allclose(values[t:], rest[part][: len(WORDS) - t], rtol=0, atol=1e-6)


@every_cell
def test_a_backward_direction_comes_to_the_reset_from_the_end(kind):
    net = network(RECURRENT[kind](units=3, bidirectional=True))
    found, free = parts(net, kind, ResetState(kind, "backward", 2)), parts(net, kind)
    rest = parts(net, kind, text=" ".join(WORDS[:3]))
    for part, values in found.items():
        if part.startswith("forward"):
            np.testing.assert_array_equal(values, free[part])
        else:
            np.testing.assert_array_equal(values[3:], free[part][3:])
            np.testing.assert_allclose(values[:3], rest[part], rtol=0, atol=1e-6)


def test_a_reset_in_padding_that_is_read_counts_the_padding():
    net = network(LSTM(units=3), mask=False)  # two empty timesteps in front
    found, free = parts(net, "lstm", ResetState("lstm", "", 2)), parts(net, "lstm")
    np.testing.assert_allclose(found["hidden"][2:], parts(network(LSTM(units=3)), "lstm")["hidden"], atol=1e-6)
    np.testing.assert_array_equal(found["hidden"][:2], free["hidden"][:2])


def test_behind_a_pooling_layer_a_reset_counts_its_timesteps():
    net = network(Conv1D(filters=2, kernel_size=3), MaxPooling1D(pool_size=2), LSTM(units=2), mask=False)
    found, free = parts(net, "lstm", ResetState("lstm", "", 1)), parts(net, "lstm")
    assert found["hidden"].shape == (2, 2)
    np.testing.assert_array_equal(found["hidden"][0], free["hidden"][0])
    np.testing.assert_array_equal(found["cell"][1], (found["input"] * found["candidate"])[1])


# Nothing else changes


@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
@every_mask
def test_changes_that_change_nothing_leave_every_bit_as_it_was(layers, mask):
    net = network(*layers, mask=mask, padding="back")
    kind = layers[0].kind
    first, last = ("forward", "backward") if layers[0].bidirectional else ("", None)
    nothing = [ResetState(kind, first, 0)]
    if last:
        nothing.append(ResetState(kind, last, len(net.trace(net.encoding.text(TEXT)).labels) - 1))
    for gate in layers[0].reads_with.gates:
        nothing.append(ClampGate(kind, first, gate, 1, units=()))
    found, plain = (one.trace(one.encoding.text(TEXT)) for one in (changed(net, *nothing), net))
    assert_same(found.arrays(), plain.arrays())
    np.testing.assert_array_equal(found.output, plain.output)


@every_cell
def test_a_change_leaves_the_layers_below_as_they_were(kind):
    net = network(RECURRENT[kind](units=3), RECURRENT[kind](units=3))
    one, other = (n.trace(net.encoding.text(TEXT)) for n in (net, changed(net, SilenceUnit(f"{kind}_2", "", 0))))
    assert_same(one.layers[kind], other.layers[kind])
    assert not np.array_equal(one.output, other.output)


# What it says on the way


@every_stack
@every_mask
@every_padding
def test_after_every_word_a_changed_network_says_what_it_says_of_that_prefix(layers, mask, padding):
    direction = "backward" if layers[0].bidirectional else ""
    net = network(*layers, mask=mask, padding=padding)
    net = changed(net, SilenceUnit(layers[0].kind, direction, 0))
    np.testing.assert_allclose(net.running(net.encoding.text(TEXT)), of_each_prefix(net, WORDS), rtol=0, atol=1e-6)


@every_stack
@every_mask
@every_padding
def test_a_reset_stays_with_its_word_in_every_prefix(layers, mask, padding):
    net = network(*layers, mask=mask, padding=padding)
    kind, direction = layers[0].kind, "forward" if layers[0].bidirectional else ""
    encoded = net.encoding.text(TEXT)
    trace = net.trace(encoded)
    t = trace.labels.index("good")
    reset = changed(net, ResetState(kind, direction, t))
    found, free = reset.running(encoded), net.running(encoded)
    before = WORDS.index("good")
    np.testing.assert_allclose(found[:before], free[:before], rtol=0, atol=1e-6)
    assert np.abs(found[before:] - free[before:]).max() > 5e-6
    assert found[-1] == pytest.approx(reset.trace(encoded).probability, abs=1e-6)


# An encoder and a decoder


def writer(handover: str = "initial state", cell: str = "lstm") -> Network:
    config = RunConfig(
        dataset=DATASETS["addition"](digits=1),
        encoding=OneHotCharacters(maximum_length=3),
        layers=(EncoderDecoder(cell=cell, units=4, handover=handover),),
    )
    return Network(config.plan, config.encoding.restore({"words": tuple("0123456789+")}), random_weights(config.plan))


def test_a_silenced_unit_of_the_encoder_hands_over_nothing():
    net = writer()
    every = [SilenceUnit("encoder_decoder", "encoder", unit) for unit in range(4)]
    forgetful = changed(net, ResetState("encoder_decoder", "decoder", 0))
    one, other = (n.trace(net.encoding.text("3+4")).output for n in (changed(net, *every), forgetful))
    np.testing.assert_array_equal(one, other)
    assert not np.array_equal(one, net.trace(net.encoding.text("3+4")).output)


def test_a_decoder_that_is_reset_at_every_step_knows_only_the_symbol_before():
    net = writer(cell="gru")
    length = net.plan.output_shape[0]
    net = changed(net, *(ResetState("encoder_decoder", "decoder", t) for t in range(length)))
    after: dict[int, np.ndarray] = {}
    for said in ("3+4", "9+9"):
        output = net.trace(net.encoding.text(said)).output
        for symbol, answer in zip([-1, *output[:-1].argmax(axis=-1)], output, strict=True):
            np.testing.assert_array_equal(answer, after.setdefault(symbol, answer))


# What has no place


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (SilenceUnit("gru", "", 0), "This network has no recurrent layer 'gru'; expected lstm."),
        (SilenceUnit("lstm", "forward", 0), "LSTM 3 has no direction or part 'forward'; it has one direction, given"),
        (SilenceUnit("lstm", "", 3), "LSTM 3 has no unit 3; expected 0 to 2."),
        (ClampGate("lstm", "", "update", 1), "LSTM 3 has no gate 'update'; expected"),
        (ClampGate("lstm", "", "cell", 1), "LSTM 3 has no gate 'cell'; expected"),
        (ClampGate("lstm", "", "forget", 1.5), "A gate cannot be clamped at 1.5; expected a number from 0 to 1."),
        (ClampGate("lstm", "", "forget", float("nan")), "A gate cannot be clamped at nan"),
        (ClampGate("lstm", "", "forget", 1, units=(0, 7)), "LSTM 3 has no unit 7"),
        (ResetState("lstm", "", 7), "LSTM 3 has no timestep 7 to reset its state at; expected 0 to 6."),
    ],
)
def test_a_change_without_a_place_is_refused_in_one_sentence(change, sentence):
    with pytest.raises(ChangeError) as caught:
        changed(network(LSTM(units=3)), change)
    assert str(caught.value).startswith(sentence)


def test_a_layer_without_gates_says_so():
    with pytest.raises(
        ChangeError, match="SimpleRNN 2 has no gate 'forget'; it has no gates: choose another cell, such as LSTM"
    ):
        changed(network(SimpleRNN(units=2)), ClampGate("simple_rnn", "", "forget", 0))


def test_a_reset_behind_the_end_of_a_short_text_is_refused():
    net = changed(network(LSTM(units=3)), ResetState("lstm", "", 5))
    with pytest.raises(ChangeError, match="no timestep 5 to reset its state at; expected 0 to 4"):
        net.trace(net.encoding.text(TEXT))

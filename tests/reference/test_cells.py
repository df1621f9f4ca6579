"""Each cell and a layer over time, on numbers computed by hand with `math`."""

from math import exp, tanh

import numpy as np
import pytest

from playground.cells.activations import ACTIVATIONS
from playground.layers import GRU, LSTM, RECURRENT, SimpleRNN
from playground.reference.over_time import outputs, run_layer


def sigmoid(x: float) -> float:
    """As in a textbook."""
    return 1 / (1 + exp(-x))


def float32(**arrays) -> dict[str, np.ndarray]:
    """Weights by name."""
    return {name: np.array(array, np.float32) for name, array in arrays.items()}


def inputs(*values: float) -> np.ndarray:
    """One example of one feature: (1, timesteps, 1) float32."""
    return np.array(values, np.float32)[None, :, None]


def read(*real: int) -> np.ndarray:
    """The mask of one example: (1, timesteps) bool."""
    return np.array([real], bool)


SIMPLE_RNN = SimpleRNN(units=2)
SIMPLE_RNN_WEIGHTS = float32(kernel=[[0.5, 0.6]], recurrent_kernel=[[0.1, 0.2], [0.3, 0.4]], bias=[0.1, -0.1])


def test_a_simple_rnn_computes_two_timesteps_by_hand():
    a_1, b_1 = tanh(1 * 0.5 + 0.1), tanh(1 * 0.6 - 0.1)
    a_2 = tanh(2 * 0.5 + 0.1 + a_1 * 0.1 + b_1 * 0.3)
    b_2 = tanh(2 * 0.6 - 0.1 + a_1 * 0.2 + b_1 * 0.4)
    parts = run_layer(SIMPLE_RNN, inputs(1, 2), read(1, 1), SIMPLE_RNN_WEIGHTS)
    assert list(parts) == ["hidden"]
    np.testing.assert_allclose(parts["hidden"][0], [[a_1, b_1], [a_2, b_2]], atol=1e-6)


LSTM_1 = LSTM(units=1)
# Columns in Keras' order i, f, c̃, o.
LSTM_WEIGHTS = float32(
    kernel=[[0.1, 0.2, 0.3, 0.4]], recurrent_kernel=[[0.5, 0.6, 0.7, 0.8]], bias=[0.0, 1.0, -0.1, 0.2]
)


def test_an_lstm_computes_every_gate_of_two_timesteps_by_hand():
    h, c, expected = 0.0, 0.0, []
    for x in (1, 2):
        i = sigmoid(x * 0.1 + h * 0.5)
        f = sigmoid(x * 0.2 + h * 0.6 + 1.0)
        candidate = tanh(x * 0.3 + h * 0.7 - 0.1)
        o = sigmoid(x * 0.4 + h * 0.8 + 0.2)
        c = f * c + i * candidate
        h = o * tanh(c)
        expected.append((f, i, candidate, o, c, h))
    parts = run_layer(LSTM_1, inputs(1, 2), read(1, 1), LSTM_WEIGHTS)
    assert list(parts) == ["forget", "input", "candidate", "output", "cell", "hidden"]
    np.testing.assert_allclose([parts[part][0, :, 0] for part in parts], np.transpose(expected), atol=1e-6)


GRU_1 = GRU(units=1)
# Columns in Keras' order z, r, h̃; the first row of the bias is the input's, the second the state's.
GRU_WEIGHTS = float32(
    kernel=[[0.1, 0.2, 0.3]], recurrent_kernel=[[0.4, 0.5, 0.6]], bias=[[0.1, -0.2, 0.3], [-0.4, 0.5, 0.6]]
)


def test_a_gru_computes_both_gates_of_two_timesteps_by_hand():
    h, expected = 0.0, []
    for x in (1, 2):
        z = sigmoid(x * 0.1 + 0.1 + h * 0.4 - 0.4)
        r = sigmoid(x * 0.2 - 0.2 + h * 0.5 + 0.5)
        candidate = tanh(x * 0.3 + 0.3 + r * (h * 0.6 + 0.6))
        h = z * h + (1 - z) * candidate
        expected.append((z, r, candidate, h))
    parts = run_layer(GRU_1, inputs(1, 2), read(1, 1), GRU_WEIGHTS)
    assert list(parts) == ["update", "reset", "candidate", "hidden"]
    np.testing.assert_allclose([parts[part][0, :, 0] for part in parts], np.transpose(expected), atol=1e-6)


def test_the_activation_shapes_candidate_and_output_but_never_the_gates():
    parts = run_layer(LSTM_1.changed(activation="linear"), inputs(1), read(1), LSTM_WEIGHTS)
    i, o, candidate = sigmoid(0.1), sigmoid(0.6), 0.3 - 0.1
    assert parts["input"].item() == pytest.approx(i)
    assert parts["candidate"].item() == pytest.approx(candidate)
    assert parts["hidden"].item() == pytest.approx(o * i * candidate)


MGU_1 = RECURRENT["mgu"](units=1)
# Columns f, h̃.
MGU_WEIGHTS = float32(kernel=[[0.1, 0.2]], recurrent_kernel=[[0.3, 0.4]], bias=[0.5, -0.6])


def test_an_mgu_computes_its_gate_of_two_timesteps_by_hand():
    h, expected = 0.0, []
    for x in (1, 2):
        f = sigmoid(x * 0.1 + h * 0.3 + 0.5)
        candidate = tanh(x * 0.2 + f * h * 0.4 - 0.6)
        h = (1 - f) * h + f * candidate
        expected.append((f, candidate, h))
    parts = run_layer(MGU_1, inputs(1, 2), read(1, 1), MGU_WEIGHTS)
    assert list(parts) == ["forget", "candidate", "hidden"]
    np.testing.assert_allclose([parts[part][0, :, 0] for part in parts], np.transpose(expected), atol=1e-6)


PEEPHOLE_1 = RECURRENT["peephole_lstm"](units=1)
# Peepholes of i, f and o.
PEEPHOLE_WEIGHTS = LSTM_WEIGHTS | float32(peephole_kernel=[0.7, -0.8, 0.9])


def test_a_peephole_lstm_computes_every_gate_of_two_timesteps_by_hand():
    h, c, expected = 0.0, 0.0, []
    for x in (1, 2):
        i = sigmoid(x * 0.1 + h * 0.5 + 0.7 * c)
        f = sigmoid(x * 0.2 + h * 0.6 + 1.0 - 0.8 * c)
        candidate = tanh(x * 0.3 + h * 0.7 - 0.1)
        c = f * c + i * candidate
        o = sigmoid(x * 0.4 + h * 0.8 + 0.2 + 0.9 * c)
        h = o * tanh(c)
        expected.append((f, i, candidate, c, o, h))
    parts = run_layer(PEEPHOLE_1, inputs(1, 2), read(1, 1), PEEPHOLE_WEIGHTS)
    assert list(parts) == ["forget", "input", "candidate", "cell", "output", "hidden"]
    np.testing.assert_allclose([parts[part][0, :, 0] for part in parts], np.transpose(expected), atol=1e-6)


def test_without_peepholes_it_is_an_lstm():
    weights = LSTM_WEIGHTS | float32(peephole_kernel=[0, 0, 0])
    ours, theirs = (
        run_layer(layer, inputs(1, 2), read(1, 1), given)
        for layer, given in ((PEEPHOLE_1, weights), (LSTM_1, LSTM_WEIGHTS))
    )
    for part in theirs:
        np.testing.assert_allclose(ours[part], theirs[part], atol=1e-7)


CELLS = [
    (SIMPLE_RNN, SIMPLE_RNN_WEIGHTS),
    (LSTM_1, LSTM_WEIGHTS),
    (GRU_1, GRU_WEIGHTS),
    (MGU_1, MGU_WEIGHTS),
    (PEEPHOLE_1, PEEPHOLE_WEIGHTS),
]


def test_every_cell_is_among_those():
    assert [layer.kind for layer, _ in CELLS] == list(RECURRENT)


every_cell = pytest.mark.parametrize(("layer", "weights"), CELLS, ids=[layer.kind for layer, _ in CELLS])


@every_cell
def test_padding_does_not_move_the_state(layer, weights):
    short = run_layer(layer, inputs(1, 2), read(1, 1), weights)
    padded = run_layer(layer, inputs(9, 1, 9, 9, 2, 9), read(0, 1, 0, 0, 1, 0), weights)
    for part in {"hidden", "cell"} & set(layer.parts):
        first, second = short[part][0]
        expected = [0 * first, first, first, first, second, second]
        np.testing.assert_allclose(padded[part][0], expected, atol=1e-7)


@every_cell
def test_padding_in_one_example_does_not_touch_the_others(layer, weights):
    x = np.concatenate([inputs(1, 2, 3), inputs(9, 9, 1)])
    both = run_layer(layer, x, np.array([[1, 1, 1], [0, 0, 1]], bool), weights)["hidden"]
    first = run_layer(layer, x[:1], read(1, 1, 1), weights)["hidden"]
    second = run_layer(layer, inputs(1), read(1), weights)["hidden"]
    np.testing.assert_allclose(both[0], first[0], atol=1e-7)
    np.testing.assert_allclose(both[1], np.concatenate([0 * second[0], 0 * second[0], second[0]]), atol=1e-7)


def bidirectional(layer, weights):
    """The layer in both directions; the backward weights are half the forward ones."""
    both = {f"forward/{name}": array for name, array in weights.items()}
    return layer.changed(bidirectional=True), both | {f"backward/{name}": array / 2 for name, array in weights.items()}


@every_cell
def test_the_backward_direction_reads_from_the_end_and_stays_beside_its_tokens(layer, weights):
    both, both_weights = bidirectional(layer, weights)
    parts = run_layer(both, inputs(1, 2, 3), read(1, 1, 1), both_weights)
    forward = run_layer(layer, inputs(1, 2, 3), read(1, 1, 1), weights)
    halved = {name: array / 2 for name, array in weights.items()}
    backward = run_layer(layer, inputs(3, 2, 1), read(1, 1, 1), halved)
    assert list(parts) == [f"{direction}/{part}" for direction in ("forward", "backward") for part in layer.parts]
    for part in layer.parts:
        np.testing.assert_allclose(parts[f"forward/{part}"], forward[part], atol=1e-7)
        np.testing.assert_allclose(parts[f"backward/{part}"], backward[part][:, ::-1], atol=1e-7)


@every_cell
def test_a_layer_gives_its_last_state_or_all_states(layer, weights):
    parts = run_layer(layer, inputs(1, 2), read(1, 1), weights)
    assert outputs(layer, parts, return_sequences=True) is parts["hidden"]
    np.testing.assert_array_equal(outputs(layer, parts, return_sequences=False), parts["hidden"][:, 1])


@every_cell
def test_a_bidirectional_layer_joins_the_states_in_which_both_directions_end(layer, weights):
    layer, weights = bidirectional(layer, weights)
    parts = run_layer(layer, inputs(1, 2), read(1, 1), weights)
    forward, backward = parts["forward/hidden"], parts["backward/hidden"]
    np.testing.assert_array_equal(outputs(layer, parts, False), np.concatenate([forward[:, 1], backward[:, 0]], -1))
    np.testing.assert_array_equal(outputs(layer, parts, True), np.concatenate([forward, backward], -1))


@every_cell
def test_everything_stays_float32(layer, weights):
    for mask in (read(1, 1), read(0, 1)):
        assert {array.dtype for array in run_layer(layer, inputs(1, 2), mask, weights).values()} == {
            np.dtype(np.float32)
        }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("tanh", [-tanh(2), 0, tanh(1)]),
        ("sigmoid", [sigmoid(-2), 0.5, sigmoid(1)]),
        ("relu", [0, 0, 1]),
        ("linear", [-2, 0, 1]),
    ],
)
def test_an_activation_gives_its_known_values(name, values):
    np.testing.assert_allclose(ACTIVATIONS[name](np.array([-2, 0, 1], np.float32)), values, atol=1e-7)


def test_sigmoid_saturates_without_overflow():
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(ACTIVATIONS["sigmoid"](np.array([-1e4, 1e4], np.float32)), [0, 1])

"""The bare loop: on paper, in a textbook's words, and in Keras."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from playground.errors import ConfigError
from playground.recipes.demonstrations import BY_HAND, last_and_all, random_loop, resized
from playground.reference.loop import CODE
from playground.reference.over_time import run_layer

SIZES = [(100, 32, 64), (500, 128, 128), (500, 1, 128), (1, 128, 1), (7, 3, 2)]
"""(timesteps, features, units): the recipe's, the largest a learner can choose, and odd ones."""

# Two timesteps on paper.
# t = 1, x = 1, state (0, 0):
#   x·kernel                   (1·0.5, 1·0.6)                        = (0.5, 0.6)
#   state·recurrent_kernel     (0·0.1 + 0·0.3, 0·0.2 + 0·0.4)        = (0, 0)
#   sum with bias              (0.5 + 0 + 0.1, 0.6 + 0 − 0.1)        = (0.6, 0.5)
#   tanh u = (e^2u − 1) / (e^2u + 1)
#     u = 0.6: e^1.2 = 3.320116922737, 2.320116922737 / 4.320116922737 = 0.537049566998
#     u = 0.5: e^1.0 = 2.718281828459, 1.718281828459 / 3.718281828459 = 0.462117157260
#   state·output_kernel + output_bias
#     0.1·0.537049566998 + 0.2·0.462117157260 + 0.1
#     = 0.053704956700 + 0.092423431452 + 0.1                        = 0.246128388152
# t = 2, x = 2, state (0.537049566998, 0.462117157260):
#   x·kernel                   (2·0.5, 2·0.6)                        = (1, 1.2)
#   state·recurrent_kernel
#     0.1·0.537049566998 + 0.3·0.462117157260
#     = 0.053704956700 + 0.138635147178                              = 0.192340103878
#     0.2·0.537049566998 + 0.4·0.462117157260
#     = 0.107409913400 + 0.184846862904                              = 0.292256776304
#   sum with bias
#     1 + 0.192340103878 + 0.1                                       = 1.292340103878
#     1.2 + 0.292256776304 − 0.1                                     = 1.392256776304
#   tanh
#     e^2.584680207756 = 13.259048271109, 12.259048271109 / 14.259048271109 = 0.859738184346
#     e^2.784513552607 = 16.191939433972, 15.191939433972 / 17.191939433972 = 0.883666411944
#   state·output_kernel + output_bias
#     0.1·0.859738184346 + 0.2·0.883666411944 + 0.1
#     = 0.085973818435 + 0.176733282389 + 0.1                        = 0.362707100823
# The powers of e are from decimal.Decimal.exp with 30 digits.
ON_PAPER = [
    {
        "x_t": [1.0],
        "from_input": [0.5, 0.6],
        "from_state": [0.0, 0.0],
        "total": [0.6, 0.5],
        "state": [0.537049566998, 0.462117157260],
        "output": [0.246128388152],
    },
    {
        "x_t": [2.0],
        "from_input": [1.0, 1.2],
        "from_state": [0.192340103878, 0.292256776304],
        "total": [1.292340103878, 1.392256776304],
        "state": [0.859738184346, 0.883666411944],
        "output": [0.362707100823],
    },
]


def keras_rnn(kernel: np.ndarray, recurrent_kernel: np.ndarray, bias: np.ndarray, every: bool) -> keras.layers.Layer:
    """Keras' own SimpleRNN with these weights, returning its last state or every one."""
    layer = keras.layers.SimpleRNN(len(bias), return_sequences=every)
    layer.build((None, None, len(kernel)))
    layer.set_weights([kernel, recurrent_kernel, bias])
    return layer


@pytest.mark.parametrize("t", [0, 1])
@pytest.mark.parametrize("part", ON_PAPER[0])
def test_every_intermediate_is_the_one_on_paper(part, t):
    values = getattr(BY_HAND.steps[t], part)
    assert values.dtype == np.float64
    np.testing.assert_allclose(values, ON_PAPER[t][part], rtol=0, atol=1e-11)


def test_two_timesteps_give_two_outputs():
    assert len(BY_HAND.steps) == 2
    np.testing.assert_array_equal(BY_HAND.outputs, [BY_HAND.steps[0].output, BY_HAND.steps[1].output])


def test_the_code_that_is_shown_computes_the_same_numbers():
    loop = resized(BY_HAND, 5, 3, 2)
    names = {name: getattr(loop, name) for name in loop.shapes if name != "outputs"}
    names |= {"np": np, "units": len(loop.bias)}
    exec(CODE, names)
    np.testing.assert_allclose(names["outputs"], loop.outputs, rtol=0, atol=1e-15)
    for part in ON_PAPER[0]:  # what the last timestep has left behind
        np.testing.assert_allclose(names[part], getattr(loop.steps[-1], part), rtol=0, atol=1e-15)


def test_a_loop_is_the_textbook_formula():
    loop = random_loop()
    W, U, b = loop.kernel.T, loop.recurrent_kernel.T, loop.bias  # noqa: N806
    state_t, expected = np.zeros(64), []
    for input_t in loop.inputs:
        output_t = np.tanh(np.dot(W, input_t) + np.dot(U, state_t) + b)
        expected.append(output_t)
        state_t = output_t
    assert loop.outputs.shape == (100, 64)
    np.testing.assert_allclose(loop.outputs, np.stack(expected), rtol=0, atol=1e-12)


@pytest.mark.parametrize("around_0", [True, False])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_loop_gives_the_numbers_of_keras(sizes, around_0):
    loop = random_loop(*sizes, around_0=around_0)
    keras_outputs = keras_rnn(loop.kernel, loop.recurrent_kernel, loop.bias, every=True)(loop.inputs[None])
    assert loop.outputs.shape == (sizes[0], sizes[2])
    np.testing.assert_allclose(loop.outputs, keras_outputs[0], rtol=0, atol=1e-5)


def test_the_same_seed_gives_the_same_numbers_and_another_others():
    np.testing.assert_array_equal(random_loop(seed=3).outputs, random_loop(seed=3).outputs)
    assert not np.array_equal(random_loop(seed=3).inputs, random_loop(seed=4).inputs)


def test_weights_from_0_to_1_leave_almost_every_output_at_1():
    assert np.mean(random_loop(around_0=False).outputs > 0.99) > 0.99
    assert np.mean(np.abs(random_loop().outputs) > 0.99) < 0.01


def test_last_and_all_are_what_keras_returns(monkeypatch):
    seen = {}

    def spy(layer, x, mask, weights):
        seen.update(weights, x=x)
        return run_layer(layer, x, mask, weights)

    monkeypatch.setattr("playground.recipes.demonstrations.run_layer", spy)
    last, every = last_and_all(batch=2, timesteps=4, features=5, units=3)
    assert (last.shape, every.shape) == ((2, 3), (2, 4, 3))
    x = seen.pop("x")
    np.testing.assert_allclose(last, keras_rnn(**seen, every=False)(x), rtol=0, atol=1e-5)
    np.testing.assert_allclose(every, keras_rnn(**seen, every=True)(x), rtol=0, atol=1e-5)


def test_the_last_of_all_is_the_last():
    last, every = last_and_all()
    np.testing.assert_array_equal(every[:, -1], last)
    assert not (every[:, :-1] == last[:, None]).any()


def test_another_size_keeps_the_numbers_it_has_room_for():
    larger = resized(BY_HAND, 4, 2, 3)
    assert larger.shapes["inputs"] == (4, 2)
    np.testing.assert_array_equal(larger.inputs[:2, 0], [1, 2])
    np.testing.assert_array_equal(larger.recurrent_kernel[:2, :2], BY_HAND.recurrent_kernel)
    back = resized(larger, 2, 1, 2)
    for name in back.shapes:
        np.testing.assert_array_equal(getattr(back, name), getattr(BY_HAND, name))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kernel": np.ones((2, 2))}, "kernel has the shape (2, 2); expected (1, 2), to fit the other numbers."),
        ({"recurrent_kernel": np.ones((2, 3))}, "recurrent_kernel has the shape (2, 3); expected (2, 2), to fit"),
        ({"output_kernel": np.ones((3, 1))}, "output_kernel has the shape (3, 1); expected (2, 1), to fit"),
        ({"inputs": np.array([[1], [np.nan]])}, "inputs holds an empty or infinite entry; give a number in every"),
        ({"output_bias": None}, "The loop has only one of output_kernel and output_bias; give both, or neither."),
    ],
)
def test_numbers_that_do_not_fit_are_refused(changed, said):
    with pytest.raises(ConfigError) as refused:
        replace(BY_HAND, **changed)
    assert str(refused.value).startswith(said)


def test_without_output_weights_the_output_is_the_state():
    loop = replace(BY_HAND, output_kernel=None, output_bias=None)
    np.testing.assert_array_equal(loop.outputs, [step.state for step in loop.steps])

"""The mean gradient through time, held against networks whose factor is known by hand."""

from pathlib import Path

import numpy as np
import pytest

from playground.analysis.gradient_through_time import EXAMPLES, FEWEST, course, courses, most_examples
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, OneHotCharacters
from playground.encodings.numbers import FittedNumbers, Numbers
from playground.layers import GRU, LSTM, Conv1D, Dense, EncoderDecoder, Flatten, Layer, SimpleRNN
from playground.layers.plan import Plan, plan
from playground.layers.pooling import GlobalAveragePooling1D, MaxPooling1D
from playground.narration.gradient import decay, sentence
from playground.prediction.predict import encoded_example, network, target
from playground.reference import Network
from playground.reference.gradient_norms import from_last, norms, of_one
from playground.reference.loss import last_answer
from tests.browser.made import made_run
from tests.reference.test_network import random_weights

TIMESTEPS, UNITS = 12, 3


def numbers_plan(*layers: Layer) -> Plan:
    return plan(None, layers, Dense(units=1, activation="linear"), (TIMESTEPS, 2), False, "regression")


def by_hand(planned: Plan, weights: dict[str, np.ndarray]) -> dict:
    """Courses over ten random examples of numbers."""
    net = Network(planned, FittedNumbers(Numbers(), np.zeros(2), np.ones(2)), weights)
    inputs = np.random.default_rng(0).normal(size=(10, TIMESTEPS, 2)).astype(np.float32)
    found, _ = norms(net, net.traces(inputs), np.ones((10, TIMESTEPS), bool), np.zeros(10), "answer")
    return {state: course(values) for (_, _, state), values in found.items()}


def linear(factor: float) -> dict:
    """A linear SimpleRNN whose recurrent kernel is `factor` times the identity."""
    planned = numbers_plan(SimpleRNN(units=UNITS, activation="linear"))
    weights = random_weights(planned) | {"simple_rnn/recurrent_kernel": factor * np.eye(UNITS, dtype=np.float32)}
    return by_hand(planned, weights)


def lstm(forget_bias: float) -> dict:
    """An LSTM whose gates look at nothing, with the forget gate's bias given."""
    planned = numbers_plan(LSTM(units=UNITS))
    weights = random_weights(planned)
    weights["lstm/recurrent_kernel"][:] = 0
    weights["lstm/kernel"][:, UNITS : 2 * UNITS] = 0
    weights["lstm/bias"][UNITS : 2 * UNITS] = forget_bias
    return by_hand(planned, weights)


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (0.5, "it **vanishes**"),
        (0.75, "a **part** of it **arrives**"),
        (1.0, "it **arrives**"),
        (2.0, "it **explodes**"),
    ],
)
def test_a_linear_recurrence_passes_back_its_factor_exactly(factor, said):
    found = linear(factor)["hidden"]
    assert decay(found).factor == pytest.approx(factor, rel=1e-6)
    assert decay(found).timesteps == TIMESTEPS
    np.testing.assert_allclose(found.mean / found.mean[0], factor ** np.arange(TIMESTEPS), rtol=1e-5)
    np.testing.assert_allclose(found.low, found.high, rtol=1e-5, err_msg="it is the same for every example")
    assert said in sentence({"hidden": found})


def test_an_lstm_whose_forget_gates_are_all_open_loses_nothing_by_c():
    found = lstm(forget_bias=100.0)
    d_c = found["cell"].mean
    assert sentence(found).startswith(
        f"From the last timestep to the one {TIMESTEPS - 1} before it, the gradient with respect to c"
    )
    assert "with respect to c" in sentence(found).split("it **arrives**.")[0]
    # c_T also reaches the answer through its own h_T alone; before that c_t = c_{t+1}, so it is the same throughout
    np.testing.assert_allclose(d_c, d_c[0], rtol=1e-6)
    assert decay(found["cell"]).factor == pytest.approx(1.0, rel=1e-6)


def test_an_lstm_whose_forget_gates_are_shut_loses_everything_at_once():
    found = lstm(forget_bias=-400.0)  # a sigmoid of exactly 0
    assert found["cell"].mean[0] > 0
    assert (found["cell"].mean[1:] == 0).all()
    assert "with respect to c **vanishes** altogether: for 10 of 10 examples it is exactly 0 there" in sentence(found)


def test_a_half_open_forget_gate_halves_the_gradient_by_c_at_every_timestep():
    found = lstm(forget_bias=0.0)["cell"]
    assert decay(found).factor == pytest.approx(0.5, rel=1e-6)


def test_the_mean_is_geometric_between_its_quartiles_and_goes_as_far_back_as_a_quarter_of_the_examples():
    nan = np.nan
    found = course(np.array([[1.0, 1.0, 1.0, 7.0], [2.0, 1.0, nan, nan], [4.0, nan, nan, nan], [8.0, nan, nan, nan]]))
    assert found.mean.tolist() == pytest.approx([8**0.5, 1.0, 1.0, 7.0])
    assert found.examples.tolist() == [4, 2, 1, 1]
    found = course(np.array([[1.0, 7.0], [2.0, nan], [4.0, nan], [8.0, nan], [16.0, nan]]))
    assert (found.mean.tolist(), found.low.tolist(), found.high.tolist()) == ([pytest.approx(4.0)], [2.0], [8.0])


def test_a_gradient_of_exactly_zero_counts_only_where_most_are():
    found = course(np.array([[1.0, 0.0, 0.0], [4.0, 0.0, 0.0], [2.0, 3.0, 0.0], [2.0, 3.0, 5.0]]))
    assert found.mean.tolist() == pytest.approx([2.0, 3.0, 0.0])
    assert found.zeros.tolist() == [0, 2, 3]
    assert found.low.tolist() == [2.0, 0.0, 0.0]


def test_what_is_kept_moves_to_where_it_stands_seen_from_the_last():
    kept = np.array([[False, True, True], [True, True, False], [False, False, False]])
    found = from_last(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), kept)
    np.testing.assert_array_equal(found, [[3.0, 2.0, np.nan], [5.0, 4.0, np.nan], [np.nan] * 3])


@pytest.mark.parametrize(
    ("sums", "target", "expected"),
    [
        ([3.0], 0, [1.0]),
        ([3.0, 4.0, 5.0], 1, [0.0, 1.0, 0.0]),
        ([[3.0, 4.0], [5.0, 6.0], [7.0, 8.0]], [0, 1, -1], [[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]]),
        ([[3.0, 4.0]], [-1], [[0.0, 0.0]]),
    ],
)
def test_the_last_answer_that_is_asked_for_is_derived(sums, target, expected):
    assert last_answer(np.array(sums), np.array(target)).tolist() == expected


def test_a_very_large_network_reads_fewer_examples():
    assert most_examples(numbers_plan(LSTM(units=3)), 5000) == EXAMPLES >= 100
    assert most_examples(numbers_plan(LSTM(units=3)), 40) == 40
    large = plan(None, [LSTM(units=512)] * 3, Dense(units=1, activation="linear"), (2000, 2), False, "regression")
    assert most_examples(large, 5000) == FEWEST


REVIEWS = DATASETS["reviews"](examples=200, distance=10)
WORDS = ("although", "the", "acting", "was", "superb", "i", "bored")
MEMORY = DATASETS["memory"]
RUNS = {
    "masked": (REVIEWS, LearnedEmbedding(maximum_length=20, dimensions=3), (LSTM(units=3),), {"words": WORDS}),
    "padding read": (
        REVIEWS,
        LearnedEmbedding(maximum_length=40, dimensions=3, mask=False),
        (GRU(units=3, bidirectional=True), SimpleRNN(units=2)),
        {"words": WORDS},
    ),
    "padding behind": (
        REVIEWS,
        LearnedEmbedding(maximum_length=40, dimensions=3, padding="back"),
        (LSTM(units=3, bidirectional=True), LSTM(units=3)),
        {"words": WORDS},
    ),
    "Conv1D below": (
        REVIEWS,
        LearnedEmbedding(maximum_length=20, dimensions=3),
        (Conv1D(filters=2, kernel_size=3), MaxPooling1D(pool_size=2), LSTM(units=2), GlobalAveragePooling1D()),
        {"words": WORDS},
    ),
    "numbers": (
        MEMORY(lag=7, examples=200),
        Numbers(),
        (GRU(units=2),),
        {"mean": [0.0] * 2, "deviation": [1.0] * 2, "target": [0.0, 1.0]},
    ),
    "classes": (
        MEMORY(problem="temporal_order", lag=7, examples=200),
        OneHotCharacters(maximum_length=9),
        (LSTM(units=2, bidirectional=True), Flatten()),
        {"words": tuple("XYabcd")},
    ),
    "every timestep": (
        MEMORY(problem="copy", lag=5, examples=200),
        OneHotCharacters(maximum_length=30),
        (LSTM(units=2, bidirectional=True), GRU(units=2)),
        {"words": tuple("abcdefgh-?")},
    ),
    "a sequence written": (
        DATASETS["addition"](digits=2, examples=200),
        OneHotCharacters(maximum_length=5),
        (EncoderDecoder(units=2),),
        {"words": tuple("0123456789+")},
    ),
}


@pytest.mark.parametrize("derived", ["answer", "loss"])
@pytest.mark.parametrize("kind", RUNS)
def test_the_mean_of_every_kind_of_network_is_that_of_its_examples_one_by_one(own_home: Path, kind, derived):
    dataset, encoding, layers, learned = RUNS[kind]
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), learned, epochs=1)
    found, test, net = courses(run.id, 1, derived), dataset.load().test, network(run, 1)
    assert found.examples == found.available == len(test) == 50
    one_by_one: dict = {}
    for number in range(len(test)):
        trace = net.trace(encoded_example(run, number, test))
        right = target(run, number, test, len(trace.inputs))
        for state, values in of_one(net, trace, right, derived).items():
            one_by_one.setdefault(state, []).append(values)
    assert found.whole.keys() == one_by_one.keys()
    for state, whole in found.whole.items():
        for back, mean in enumerate(whole.mean):
            there = [values[back] for values in one_by_one[state] if back < len(values)]
            assert len(there) == whole.examples[back]
            assert len(there) * 4 >= 50
            positive = [value for value in there if value > 0]
            expected = np.exp(np.mean(np.log(positive))) if 2 * len(positive) >= len(there) else 0.0
            assert mean == pytest.approx(expected, rel=1e-3), (state, back)
            for share, quartile in ((0.25, whole.low), (0.75, whole.high)):
                assert quartile[back] == pytest.approx(sorted(there)[round(share * (len(there) - 1))], rel=1e-3)
    assert all(0 < kept < 1 for kept in found.kept.values())


def test_padding_that_is_skipped_or_read_first_is_no_timestep(own_home: Path):
    for kind, longest in (("masked", 20), ("padding read", 40)):
        dataset, encoding, layers, learned = RUNS[kind]
        run = made_run(own_home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), learned, epochs=1)
        lengths = np.minimum(run.encoding.encode(dataset.load().test).lengths, longest)
        reach = [int((lengths > back).sum()) for back in range(longest)]
        forward = next(
            whole for (_, direction, _), whole in courses(run.id, 1, "answer").whole.items() if direction != "backward"
        )
        assert forward.examples.tolist() == [count for count in reach if count * 4 >= 50]


def test_what_is_too_long_for_one_batch_gives_the_same(own_home: Path, monkeypatch):
    dataset, encoding, layers, learned = RUNS["padding behind"]
    run = made_run(own_home, RunConfig(dataset=dataset, encoding=encoding, layers=layers), learned, epochs=1)
    at_once = courses(run.id, 0, "answer")
    monkeypatch.setattr("playground.analysis.gradient_through_time.BATCH_BYTES", 1)
    done = []
    one_by_one = courses.__wrapped__(run.id, 0, "answer", lambda done_so_far, total: done.append((done_so_far, total)))
    assert done[-1] == (50, 50)
    assert len(done) > 10
    for state, whole in at_once.whole.items():
        np.testing.assert_allclose(one_by_one.whole[state].mean, whole.mean, rtol=1e-4)

"""States of many examples at chosen timesteps: the same as in a trace, and none that has read what is still to come."""

import numpy as np
import pytest

from playground.analysis import probed_states
from playground.analysis.probed_states import batches_of, read_states, states_of
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import LearnedEmbedding, Numbers
from playground.layers import GRU, LSTM, Conv1D, SimpleRNN
from playground.layers.pooling import MaxPooling1D
from playground.prediction.predict import encoded_example, network
from tests.browser.made import made_run

ADDING = DATASETS["memory"](lag=23, examples=200)
NUMBERS = {"mean": [0.0] * 2, "deviation": [1.0] * 2, "target": [0.0, 1.0]}
CONVOLVED = [
    (LSTM(units=3),),
    (Conv1D(filters=3, kernel_size=4, activation="linear"), LSTM(units=3)),
    (
        Conv1D(filters=3, kernel_size=3, activation="linear"),
        MaxPooling1D(pool_size=4),
        SimpleRNN(units=3, bidirectional=True),
    ),
    (
        MaxPooling1D(pool_size=3),
        Conv1D(filters=3, kernel_size=2, activation="linear"),
        MaxPooling1D(pool_size=2),
        GRU(units=3),
    ),
]


@pytest.mark.parametrize("layers", CONVOLVED, ids=lambda layers: " ".join(layer.kind for layer in layers))
def test_the_newest_state_has_read_up_to_a_timestep_and_no_further(own_home, layers):
    config = RunConfig(dataset=ADDING, encoding=Numbers(), layers=layers)
    net = network(made_run(own_home, config, NUMBERS))
    inputs = np.random.default_rng(0).normal(size=(1, 23, 2)).astype(np.float32)

    def states(values):
        return net.forward(values, np.ones((1, 23), bool))[0]

    before, random = states(inputs), np.random.default_rng(1)
    for state in states_of(net.plan):
        for timestep in range(23):
            unread = slice(timestep + 1, None) if state.direction != "backward" else slice(0, timestep)
            same = True
            for _ in range(5):  # one alone may leave a maximum as it is
                other = inputs.copy()
                other[:, unread] += random.normal(scale=3, size=other[:, unread].shape)
                same &= (before[state.layer][state.key][0] == states(other)[state.layer][state.key][0]).all(axis=1)
            untouched = np.flatnonzero(same)
            newest = untouched[0 if state.direction == "backward" else -1] if len(untouched) else -1
            assert state.own(np.array([timestep])) == newest


@pytest.mark.parametrize("mask", [True, False])
@pytest.mark.parametrize("padding", ["front", "back"])
def test_states_are_those_of_a_trace(own_home, mask, padding, monkeypatch):
    dataset = DATASETS["reviews"](examples=200, distance=30)
    config = RunConfig(
        dataset=dataset,
        encoding=LearnedEmbedding(maximum_length=50, dimensions=3, mask=mask, padding=padding),
        layers=(GRU(units=3, bidirectional=True), LSTM(units=4)),
    )
    examples = dataset.load().test
    net = network(run := made_run(own_home, config, {"words": examples.words[:40]}))
    encoded = run.encoding.encode(examples)
    states = states_of(net.plan)
    assert [(state.layer, state.direction, state.part) for state in states] == [
        ("gru", "forward", "hidden"),
        ("gru", "backward", "hidden"),
        ("lstm", "", "hidden"),
        ("lstm", "", "cell"),
    ]
    timesteps = int(encoded.lengths.max()) if mask else 50
    own = np.tile(np.arange(timesteps), (len(examples), 1))
    monkeypatch.setattr(probed_states, "NUMBERS_AT_ONCE", 60_000)
    batches = batches_of(net.plan, len(examples))
    assert len(batches) > 2
    assert np.concatenate(batches).tolist() == list(range(len(examples)))
    for batch in batches:
        found = read_states(net, encoded, timesteps, batch, dict.fromkeys(states, own))
        for row, number in enumerate(batch[:4]):
            traced = net.trace(encoded_example(run, int(number), examples))
            length = len(traced.inputs)
            read = slice(timesteps - length, None) if padding == "front" else slice(0, length)
            for state in states:
                np.testing.assert_allclose(found[state][row, read], traced.layers[state.layer][state.key], atol=1e-6)

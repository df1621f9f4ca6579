"""What a network says after every timestep, and reading on from what was read before."""

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import Numbers
from playground.encodings.numbers import FittedNumbers
from playground.errors import ConfigError
from playground.layers import GRU, LSTM, Conv1D, Dense, Flatten, SimpleRNN
from playground.reference import Network
from tests.reference.test_network import STACKS, network, random_weights


def reads_digits(*layers) -> Network:
    """A network with random weights for digits of 8 rows of 8 pixels."""
    config = RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=layers)
    return Network(config.plan, FittedNumbers(Numbers(), np.zeros(8), np.ones(8)), random_weights(config.plan))


@pytest.mark.parametrize(
    "layers",
    [(SimpleRNN(units=3),), (LSTM(units=3), GRU(units=2)), (Dense(units=5), GRU(units=3), Dense(units=4))],
    ids=["one layer", "stacked", "between Dense layers"],
)
def test_what_it_says_after_each_row_is_what_it_says_of_an_image_that_ends_there(layers):
    net = reads_digits(*layers)
    image = np.random.default_rng(0).normal(size=(8, 8)).astype(np.float32)
    running = net.running(net.encoding.example(image))
    assert (running.shape, running.dtype) == ((8, 10), np.float32)
    for row in range(8):
        np.testing.assert_allclose(running[row], net.outputs(image[None, : row + 1])[0], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "layers",
    [
        (LSTM(units=3, bidirectional=True),),
        (Conv1D(filters=2, kernel_size=3), LSTM(units=3)),
        (LSTM(units=3), Flatten()),
        (Flatten(),),
    ],
    ids=["both ways", "behind Conv1D", "all states at once", "no recurrent layer"],
)
def test_a_network_that_has_to_see_the_whole_image_says_so(layers):
    net = reads_digits(*layers)
    with pytest.raises(ConfigError, match=r"^This network predicts nothing before it has read the whole example\."):
        net.running(net.encoding.example(np.zeros((8, 8), np.float32)))


CHANGED = {
    "a word more": "not a good film nay",
    "a word less": "not a good",
    "another last word": "not a good bad",
    "another first word": "film a good film",
    "the same": "not a good film",
    "one word": "not",
    "nothing in common": "bad bad",
}


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED)
@pytest.mark.parametrize("kind", ["SimpleRNN", "LSTM", "GRU", "SimpleRNN stacked", "LSTM stacked", "GRU stacked"])
def test_a_text_that_goes_on_from_another_is_traced_as_if_read_whole(kind, text):
    net = network(*STACKS[kind])
    before = net.trace(net.encoding.text("not a good film"))
    encoded = net.encoding.text(text)
    whole, continued = net.trace(encoded), net.continued(before, encoded)
    assert continued.labels == whole.labels
    np.testing.assert_array_equal(continued.inputs, whole.inputs)
    np.testing.assert_allclose(continued.output, whole.output, rtol=0, atol=1e-6)
    assert continued.arrays().keys() == whole.arrays().keys()
    for name, values in whole.arrays().items():
        np.testing.assert_allclose(continued.arrays()[name], values, rtol=0, atol=1e-6)

"""What the picture of one example over time is made of."""

import json
import struct

import numpy as np
import pytest

from playground.analysis.timeline import START, columns, rows
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import OneHotCharacters
from playground.figures.timesteps import clustered, message, vectors
from playground.layers import LSTM, Conv1D, Dense, Dropout, EncoderDecoder
from playground.layers.pooling import GlobalMaxPooling1D, MaxPooling1D
from playground.reference import Network
from tests.reference.test_network import STACKS, TEXT, network, random_weights


def traced(net, text=TEXT):
    return net.trace(net.encoding.text(text))


def as_in_browser(received: bytes) -> tuple[dict, np.ndarray]:
    """The header and the numbers of a message, read as the browser reads them."""
    (length,) = struct.unpack_from("<I", received)
    return json.loads(received[4 : 4 + length]), np.frombuffer(received, "<f4", offset=4 + length)


def sent(net, trace, chosen=0, **changed):
    shown = rows(net.plan, trace)
    values = {
        "columns": columns(net.plan, trace, ()),
        "shown": shown,
        "chosen": shown[chosen],
        "ends": vectors(net.plan, trace),
        "outputs": [(len(trace.labels), "positive", "P(positive) = 0.7")],
        "inputs": None,
        "image": False,
        "order": np.arange(shown[chosen].shape[1]),
    }
    return as_in_browser(message(**values | changed))


def test_layers_and_directions_are_stacked_from_the_lowest():
    net = network(*STACKS["LSTM both ways stacked"])
    found = [(row.layer, row.direction, row.lane, row.up) for row in rows(net.plan, traced(net))]
    assert found == [
        ("embedding", "", 0, "each"),
        ("lstm", "forward", 1, "each"),
        ("lstm", "backward", 2, "each"),
        ("dense", "", 3, "each"),
        ("lstm_2", "forward", 4, "end"),
        ("lstm_2", "backward", 5, "end"),
    ]


def test_what_is_computed_behind_the_end_stands_apart():
    net = network(*STACKS["GRU stacked"])
    assert {title: len(values) for title, (values, _) in vectors(net.plan, traced(net)).items()} == {"Dense 4 tanh": 4}


def test_timesteps_of_a_convolution_stand_over_the_middle_of_what_they_read():
    net = network(Conv1D(filters=2, kernel_size=3), MaxPooling1D(pool_size=2), GlobalMaxPooling1D(), mask=False)
    _, convolved, pooled = rows(net.plan, traced(net))
    assert [convolved.column(t) for t in range(5)] == [1, 2, 3, 4, 5]
    assert [pooled.column(t) for t in range(2)] == [1.5, 3.5]
    assert (convolved.up, pooled.up) == ("each", "all")
    assert [pooled.timestep(column) for column in (0, 2, 3, 6)] == [0, 0, 1, 1]


@pytest.mark.parametrize("handover", ["initial state", "every step"])
def test_a_decoder_stands_behind_its_encoder_over_what_it_reads(handover):
    config = RunConfig(
        dataset=DATASETS["addition"](digits=1),
        encoding=OneHotCharacters(maximum_length=3),
        layers=(EncoderDecoder(cell="gru", units=4, handover=handover),),
    )
    encoding = config.encoding.restore({"words": tuple("0123456789+")})
    net = Network(config.plan, encoding, random_weights(config.plan))
    trace = traced(net, "3+4")
    symbols = config.dataset.class_names
    assert columns(net.plan, trace, symbols) == ("3", "+", "4", START, symbols[trace.output[0].argmax()])
    encoder, decoder = rows(net.plan, trace)
    assert (encoder.lane, encoder.start, encoder.up) == (0, 0, "")
    assert (decoder.lane, decoder.start, decoder.up) == (0, 3, "each")


def test_the_browser_is_given_every_number_that_was_traced():
    net = network(*STACKS["LSTM both ways"])
    trace = traced(net)
    header, numbers = sent(net, trace, chosen=2)
    assert header["columns"] == list(trace.labels)
    for row, direction in zip(header["rows"][1:], ("forward", "backward"), strict=True):
        values = numbers[row["at"] : row["at"] + row["timesteps"] * row["units"]]
        np.testing.assert_array_equal(values.reshape(-1, row["units"]), trace.layers["lstm"][f"{direction}/hidden"])
    for part in header["parts"]:
        expected = trace.layers["lstm"][f"backward/{part['part']}"]
        np.testing.assert_array_equal(
            numbers[part["at"] : part["at"] + expected.size].reshape(expected.shape), expected
        )
        assert part["scale"][0] <= expected.min() <= expected.max() <= part["scale"][1]
    assert [part["part"] for part in header["parts"]][:2] == ["hidden", "forget"]
    assert [part["part"] for part in header["parts"] if part["gate"]] == ["forget", "input", "output"]


def test_numbers_that_are_read_come_along_with_their_names():
    net = network(LSTM(units=2))
    trace = traced(net)
    values = np.arange(2 * len(trace.labels), dtype=np.float32).reshape(-1, 2)
    header, numbers = sent(net, trace, inputs=(values, ("°C", "hPa"), "What is read"))
    given = header["inputs"]
    assert (given["names"], given["heading"]) == (["°C", "hPa"], "What is read")
    np.testing.assert_array_equal(numbers[given["at"] :].reshape(-1, 2), values)


def test_a_name_in_several_bytes_leaves_the_numbers_where_they_are():
    net = network(LSTM(units=2), Dropout(), Dense(units=3))
    trace = traced(net)
    for said in ("é", "né", "né!", "très"):
        header, numbers = sent(net, trace, outputs=[(7, said, "😀")])
        (vector,) = header["vectors"]
        np.testing.assert_array_equal(numbers[vector["at"] : vector["at"] + 3], trace.layers["dense"]["output"])


@pytest.mark.parametrize(
    ("most", "high"), [(0.0, 0.001), (0.07, 0.1), (0.1, 0.1), (0.11, 0.2), (0.9, 1), (1.2, 2), (4.9, 5), (51, 100)]
)
def test_the_scale_of_a_state_ends_at_a_round_number(most, high):
    net = network(LSTM(units=2))
    (_, row) = rows(net.plan, traced(net))
    row.parts["cell"][:] = 0
    row.parts["cell"][0, 1] = -most
    low, top = row.scale("cell")
    assert (low, top) == (-top, pytest.approx(high))
    assert row.scale("forget") == (0, 1)


def test_units_of_a_like_course_stand_side_by_side():
    rising, falling = np.linspace(0, 1, 9), np.linspace(1, 0, 9)
    values = np.stack([rising, falling, rising + 0.01, falling + 0.01, rising - 0.01], axis=1)
    order = list(clustered(values))
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert {frozenset(order[:2]), frozenset(order[:3])} & {frozenset({1, 3}), frozenset({0, 2, 4})}


@pytest.mark.parametrize("units", [1, 2])
def test_one_or_two_units_need_no_order(units):
    assert list(clustered(np.ones((4, units)))) == list(range(units))

"""Layers that read a whole sequence at once, on numbers computed by hand."""

import numpy as np
import pytest

from playground.layers import Conv1D, Flatten, GlobalAveragePooling1D, GlobalMaxPooling1D, Layer, MaxPooling1D
from playground.layers.plan import PlannedLayer
from playground.reference.forward import FORWARD, OneHotRows

X = np.array([[[1, 10], [2, -20], [4, 30], [8, -40], [16, 50]]], np.float32)
"""One example of five timesteps with two features."""


def forward(layer: Layer, x: np.ndarray | OneHotRows, input_shape: tuple[int, int], **weights: object) -> list:
    """What the layer gives for one example; the part it leaves in a trace, if any, is the same."""
    planned = PlannedLayer("layer", layer, input_shape, layer.output_shape(input_shape, False), False)
    arrays = {name: np.array(array, np.float32) for name, array in weights.items()}
    traced, y = FORWARD[layer.kind](planned, x, np.ones((1, input_shape[0]), bool), arrays)
    assert y.shape == (1, *planned.output_shape)
    assert [array.tolist() for array in traced.values()] in ([], [y.tolist()])
    return y[0].tolist()


KERNEL = [[[1, 0], [0, 1]], [[100, 0], [0, -1]]]
"""Filter 0 takes feature 0 of its first timestep once and of its second 100 times; filter 1 subtracts feature 1."""


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ("linear", [[201.5, 29], [402.5, -51], [804.5, 69], [1608.5, -91]]),
        ("relu", [[201.5, 29], [402.5, 0], [804.5, 69], [1608.5, 0]]),
    ],
)
def test_a_convolution_adds_up_its_window_at_every_place(activation, expected):
    layer = Conv1D(filters=2, kernel_size=2, activation=activation)
    assert forward(layer, X, (5, 2), kernel=KERNEL, bias=[0.5, -1]) == expected


def test_a_convolution_as_long_as_the_sequence_gives_one_timestep():
    layer = Conv1D(filters=1, kernel_size=5, activation="linear")
    kernel = [[[1], [0]], [[2], [0]], [[3], [0]], [[4], [0]], [[5], [1]]]
    assert forward(layer, X, (5, 2), kernel=kernel, bias=[0]) == [[1 + 4 + 12 + 32 + 80 + 50]]


def test_max_pooling_keeps_the_largest_of_each_pool_and_leaves_a_rest_out():
    assert forward(MaxPooling1D(pool_size=2), X, (5, 2)) == [[2, 10], [8, 30]]
    assert forward(MaxPooling1D(pool_size=3), X, (5, 2)) == [[4, 30]]


def test_global_pooling_reads_every_timestep():
    assert forward(GlobalMaxPooling1D(), X, (5, 2)) == [16, 50]
    assert forward(GlobalMaxPooling1D(), -X, (5, 2)) == [-1, 40]
    assert forward(GlobalAveragePooling1D(), X, (5, 2)) == pytest.approx([6.2, 6.0])


def test_flatten_puts_timesteps_one_after_another():
    assert forward(Flatten(), X, (5, 2)) == [1, 10, 2, -20, 4, 30, 8, -40, 16, 50]


ONE_HOT = OneHotRows(np.array([[0, 2, 1, 2]]), 3)
"""Four timesteps of three columns: padding, id 2 in column 1, id 1 in column 0, id 2."""


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (Flatten(), [0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0]),
        (MaxPooling1D(pool_size=2), [[0, 1, 0], [1, 1, 0]]),
        (GlobalMaxPooling1D(), [1, 1, 0]),
        (GlobalAveragePooling1D(), [0.25, 0.5, 0]),
    ],
    ids=lambda value: value.kind if isinstance(value, Layer) else None,
)
def test_one_hot_rows_are_made_for_layers_that_need_them(layer, expected):
    assert forward(layer, ONE_HOT, (4, 3)) == expected


def test_a_convolution_reads_one_hot_rows_without_making_them(monkeypatch):
    monkeypatch.delattr(OneHotRows, "__array__")
    layer = Conv1D(filters=1, kernel_size=2, activation="linear")
    kernel = [[[1], [2], [1000]], [[10], [20], [2000]]]  # padding has no 1, and id 3 does not occur
    assert forward(layer, ONE_HOT, (4, 3), kernel=kernel, bias=[0]) == [[20], [12], [21]]

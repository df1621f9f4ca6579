"""The slope of every activation, told from what it gives, is its derivative."""

import numpy as np
import pytest

from playground.cells.activations import ACTIVATIONS, SLOPES, slope


@pytest.mark.parametrize("name", SLOPES)
def test_the_slope_of_an_activation_is_its_derivative(name: str):
    x, step = np.array([-4.3, -1.7, -0.4, 0.3, 0.9, 2.2, 7.1]), 1e-6
    measured = (ACTIVATIONS[name](x + step) - ACTIVATIONS[name](x - step)) / (2 * step)
    assert np.allclose(slope(name, ACTIVATIONS[name](x)), measured, atol=1e-5, rtol=1e-4)


def test_every_activation_but_softmax_has_a_slope():
    assert ACTIVATIONS.keys() - SLOPES.keys() == {"softmax"}

"""Where one number of a layer comes from: every product that is added up for it."""

from dataclasses import dataclass

import numpy as np

from playground.reference.direction import Direction, layer_input, planned_layer
from playground.reference.network import Network, Trace

BLOCKS = {
    "simple_rnn": ("hidden",),
    "lstm": ("input", "forget", "candidate", "output"),
    "gru": ("update", "reset", "candidate"),
}
"""Kind of cell → its weighted sums in the order Keras keeps their columns."""
RECALLED = "recalled"
"""A GRU's second sum for its candidate: what it recalls of the state, before the reset gate."""


@dataclass(frozen=True)
class WeightedSum:
    """weights · values + bias, in float64.

    weights, values (products,): the first `num_inputs` of a layer's input, the others of the hidden state before.
    """

    weights: np.ndarray
    values: np.ndarray
    bias: float
    num_inputs: int

    @property
    def products(self) -> np.ndarray:
        """(products,)."""
        return self.weights * self.values

    @property
    def total(self) -> float:
        """All products and the bias."""
        return float(self.products.sum() + self.bias)

    def largest(self, count: int) -> list[int]:
        """The products that are farthest from 0, the farthest first; none that are 0."""
        sizes = np.abs(self.products)
        order = np.argsort(-sizes, kind="stable")[:count]
        return [int(place) for place in order if sizes[place] > 0]


def unit_sums(read: Direction, timestep: int, unit: int) -> dict[str, WeightedSum]:
    """Every weighted sum of one recurrent unit at one timestep: part → sum, before its activation.

    A GRU's candidate has two: `candidate` of the input and `recalled` of the state, which the reset gate scales.
    Raises `IndexError` for a timestep or a unit that is not there.
    """
    x_t, before = read.x[timestep], read.before("hidden")[timestep]
    kernel, recurrent = read.weights["kernel"], read.weights["recurrent_kernel"]
    biases = np.atleast_2d(read.weights["bias"])  # a GRU has one for the input and one for the state
    sums = {}
    for block, part in enumerate(BLOCKS[read.layer.kind]):
        column = block * read.layer.units + unit
        from_input, from_state = (kernel[:, column], x_t), (recurrent[:, column], before)
        if part == "candidate" and len(biases) == 2:
            sums[part] = _sum([from_input], biases[0, column], len(x_t))
            sums[RECALLED] = _sum([from_state], biases[1, column], 0)
        else:
            sums[part] = _sum([from_input, from_state], biases[:, column].sum(), len(x_t))
    return sums


def window_sum(network: Network, trace: Trace, name: str, timestep: int, unit: int) -> WeightedSum:
    """The weighted sum of one Conv1D filter, or of one Dense unit, at one timestep, before its activation.

    A Conv1D's products go from the first timestep of its window to the last, each with all features.
    """
    kernel, bias = network.weights[f"{name}/kernel"], network.weights[f"{name}/bias"]
    size = planned_layer(network, name).layer.kernel_size if kernel.ndim == 3 else 1
    window = layer_input(network, trace, name)[timestep : timestep + size]
    return _sum([(kernel[..., unit].ravel(), window.ravel())], bias[unit], window.size)


def pool(network: Network, trace: Trace, name: str, timestep: int, unit: int) -> tuple[int, np.ndarray]:
    """What a MaxPooling1D layer took the largest of: the first timestep below, and the values from there on."""
    size = planned_layer(network, name).layer.pool_size
    return timestep * size, layer_input(network, trace, name)[timestep * size : (timestep + 1) * size, unit]


def _sum(pairs: list[tuple[np.ndarray, np.ndarray]], bias: float, num_inputs: int) -> WeightedSum:
    weights, values = (np.concatenate([pair[place] for pair in pairs]).astype(float) for place in (0, 1))
    return WeightedSum(weights, values, float(bias), num_inputs)

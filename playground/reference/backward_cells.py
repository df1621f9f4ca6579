"""Back-propagation through time: from what the states of one direction are asked for to what its inputs are.

All in float64: over hundreds of timesteps a gradient may fall below 1e-38, the smallest that float32 can hold.
"""

import numpy as np

from playground.cells.base import Arrays, CellGradients, Unrolled
from playground.layers import Recurrent


def through_time(
    layer: Recurrent,
    parts: Arrays,
    weights: Arrays,
    d_hidden: np.ndarray,
    mask: np.ndarray,
    backward: bool = False,
    first: Arrays | None = None,
    d_last: Arrays | None = None,
) -> CellGradients:
    """One direction of `layer`, from the timestep read last to the one read first.

    parts: as traced, (batch, timesteps, units).  d_hidden, of the same shape: the derivative by each h_t from outside,
    from the layers above.  mask (batch, timesteps) bool: false for padding, which leaves the states as they are.
    first: the states it started from (None: zeros).  d_last: the derivative by the states it ended in, where those are
    handed on; (batch, units) each.
    """
    turn = slice(None, None, -1 if backward else 1)
    read = {name: _timesteps_first(array[:, turn]) for name, array in parts.items()}
    weights = {name: array.astype(np.float64) for name, array in weights.items()}
    zeros = np.zeros((len(mask), layer.units))
    cell = layer.reads_with
    before = {name: np.concatenate([(first or {}).get(name, zeros)[None], read[name][:-1]]) for name in cell.states}
    d_last = {name: (d_last or {}).get(name, zeros) for name in cell.states}
    unrolled = Unrolled(read, before, weights, layer.activation, _timesteps_first(mask[:, turn, None]))
    found = cell.backward(unrolled, _timesteps_first(d_hidden[:, turn]), d_last)
    states = {name: array.swapaxes(0, 1)[:, turn] for name, array in found.states.items()}
    return CellGradients(states, found.projected.swapaxes(0, 1)[:, turn], found.first)


def _timesteps_first(values: np.ndarray) -> np.ndarray:
    """(batch, timesteps, …) → (timesteps, batch, …) float64, each timestep in one piece."""
    return np.ascontiguousarray(values.swapaxes(0, 1), np.float64)

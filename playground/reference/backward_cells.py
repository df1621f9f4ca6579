"""Back-propagation through time for each kind of cell: from what its states are asked for to what its inputs are.

All in float64: over hundreds of timesteps a gradient may fall below 1e-38, the smallest that float32 can hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.layers import Recurrent
from playground.reference.activations import ACTIVATIONS

Arrays = dict[str, np.ndarray]
STATES = ("hidden", "cell")


def slope(activation: str, y: np.ndarray) -> np.ndarray:
    """The derivative of an activation function where it gives `y`; not for softmax, whose outputs hang together."""
    return {
        "tanh": lambda: 1 - y * y,
        "sigmoid": lambda: y * (1 - y),
        "relu": lambda: (y > 0).astype(y.dtype),
        "linear": lambda: np.ones_like(y),
    }[activation]()


def through_activation(activation: str, y: np.ndarray, d_y: np.ndarray) -> np.ndarray:
    """From the gradient of an activation's output `y` (…, units) to that of its input, the same shape."""
    if activation == "softmax":
        return y * (d_y - (d_y * y).sum(axis=-1, keepdims=True))
    return d_y * slope(activation, y)


@dataclass(frozen=True)
class CellGradients:
    """The derivatives of one number per example by everything in one direction of a recurrent layer.

    states: by h_t (`hidden`) and, in an LSTM, by c_t (`cell`), through all that comes after; (batch, timesteps, units),
    in the order of the trace. Each is moved by itself: h_t while c_t stays, c_t and with it what is let out of it.
    projected (batch, timesteps, blocks·units): by x_t·kernel + bias.
    first: by the states it started from, (batch, units) each.
    """

    states: Arrays
    projected: np.ndarray
    first: Arrays


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
    before = {
        name: np.concatenate([(first or {}).get(name, zeros)[None], read[name][:-1]]) for name in STATES if name in read
    }
    d_last = {name: (d_last or {}).get(name, zeros) for name in before}
    kept = _timesteps_first(mask[:, turn, None])
    found = CELLS[layer.kind](
        read, before, weights, layer.activation, kept, _timesteps_first(d_hidden[:, turn]), d_last
    )
    states = {name: array.swapaxes(0, 1)[:, turn] for name, array in found.states.items()}
    return CellGradients(states, found.projected.swapaxes(0, 1)[:, turn], found.first)


def _timesteps_first(values: np.ndarray) -> np.ndarray:
    """(batch, timesteps, …) → (timesteps, batch, …) float64, each timestep in one piece."""
    return np.ascontiguousarray(values.swapaxes(0, 1), np.float64)


def simple_rnn(
    parts: Arrays,
    before: Arrays,
    weights: Arrays,
    activation: str,
    kept: np.ndarray,
    d_hidden: np.ndarray,
    d_last: Arrays,
) -> CellGradients:
    """h_t = activation(z_t), z_t = x_t·kernel + bias + h_prev·recurrent_kernel."""
    h = parts["hidden"]
    slopes, back = kept * slope(activation, h), weights["recurrent_kernel"].T
    d_h, d_z = np.empty_like(h), np.empty_like(h)
    d_state = d_last["hidden"]
    for t in reversed(range(len(h))):
        d_h[t] = d_hidden[t] + d_state
        d_z[t] = d_h[t] * slopes[t]
        d_state = d_z[t] @ back + d_h[t] * (1 - kept[t])
    return CellGradients({"hidden": d_h}, d_z, {"hidden": d_state})


def lstm(
    parts: Arrays,
    before: Arrays,
    weights: Arrays,
    activation: str,
    kept: np.ndarray,
    d_hidden: np.ndarray,
    d_last: Arrays,
) -> CellGradients:
    """c_t = f · c_prev + i · c̃ and h_t = o · activation(c_t): two ways back in time, by the cell and by the gates."""
    i, f, candidate, o = (parts[part] for part in ("input", "forget", "candidate", "output"))
    let_out = ACTIVATIONS[activation](parts["cell"])
    h_to_c = kept * o * slope(activation, let_out)
    h_to_o = kept * let_out * slope("sigmoid", o)
    c_to_gates = kept[:, :, None] * np.stack(  # in Keras' order i, f, c̃
        [candidate * slope("sigmoid", i), before["cell"] * slope("sigmoid", f), i * slope(activation, candidate)],
        axis=2,
    )
    c_to_before = kept * f + (1 - kept)
    timesteps, batch, units = i.shape
    back = weights["recurrent_kernel"].T
    d_h, d_c, d_z = np.empty_like(i), np.empty_like(i), np.empty((timesteps, batch, 4, units))
    d_state, d_cell = d_last["hidden"], d_last["cell"]
    for t in reversed(range(timesteps)):
        d_h[t] = d_hidden[t] + d_state
        d_c[t] = d_h[t] * h_to_c[t] + d_cell
        d_z[t, :, :3] = d_c[t, :, None] * c_to_gates[t]
        d_z[t, :, 3] = d_h[t] * h_to_o[t]
        d_state = d_z[t].reshape(batch, -1) @ back + d_h[t] * (1 - kept[t])
        d_cell = d_c[t] * c_to_before[t]
    states = {"hidden": d_h, "cell": d_c}
    return CellGradients(states, d_z.reshape(timesteps, batch, -1), {"hidden": d_state, "cell": d_cell})


def gru(
    parts: Arrays,
    before: Arrays,
    weights: Arrays,
    activation: str,
    kept: np.ndarray,
    d_hidden: np.ndarray,
    d_last: Arrays,
) -> CellGradients:
    """h_t = z · h_prev + (1 - z) · h̃, where the reset gate r lets part of the state into h̃ (`reset_after`)."""
    z, r, candidate = (parts[part] for part in ("update", "reset", "candidate"))
    timesteps, batch, units = z.shape
    into_candidate = before["hidden"] @ weights["recurrent_kernel"][:, 2 * units :] + weights["bias"][1, 2 * units :]
    h_to_candidate = (1 - z) * slope(activation, candidate)
    h_to_projected = kept[:, :, None] * np.stack(  # in Keras' order z, r, h̃
        [
            (before["hidden"] - candidate) * slope("sigmoid", z),
            h_to_candidate * into_candidate * slope("sigmoid", r),
            h_to_candidate,
        ],
        axis=2,
    )
    h_to_recurrent = h_to_projected.copy()
    h_to_recurrent[:, :, 2] *= r
    h_to_before = kept * z + (1 - kept)
    back = weights["recurrent_kernel"].T
    d_h = np.empty_like(z)
    d_state = d_last["hidden"]
    for t in reversed(range(timesteps)):
        d_h[t] = d_hidden[t] + d_state
        d_state = d_h[t] * h_to_before[t] + (d_h[t, :, None] * h_to_recurrent[t]).reshape(batch, -1) @ back
    d_projected = (d_h[:, :, None] * h_to_projected).reshape(timesteps, batch, -1)
    return CellGradients({"hidden": d_h}, d_projected, {"hidden": d_state})


CELLS: dict[str, Callable[[Arrays, Arrays, Arrays, str, np.ndarray, np.ndarray, Arrays], CellGradients]] = {
    "simple_rnn": simple_rnn,
    "lstm": lstm,
    "gru": gru,
}
"""Cell → (parts, states before each timestep, weights, activation, kept, d_hidden, d_last) → gradients.

All as in `through_time`, but timesteps first, in reading order, and `kept` (timesteps, batch, 1) 1 or 0 for padding.
"""

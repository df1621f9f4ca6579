"""SimpleRNN: one state, no gates."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from playground.cells.activations import ACTIVATIONS, slope
from playground.cells.base import Arrays, Cell, CellGradients, Part, States, Unrolled
from playground.cells.equations import Activated, Weighted
from playground.languages import N_


def step(
    projected_t: np.ndarray, states: States, weights: Arrays, activation: str, clamped: Mapping[str, np.ndarray]
) -> tuple[States, Arrays]:
    """h_t = activation(x_t·kernel + bias + h_prev·recurrent_kernel); see `Cell`."""
    (h_prev,) = states
    h_t = ACTIVATIONS[activation](projected_t + h_prev @ weights["recurrent_kernel"])
    return (h_t,), {"hidden": h_t}


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """h_t = activation(z_t), z_t = x_t·kernel + bias + h_prev·recurrent_kernel."""
    h, kept = unrolled.parts["hidden"], unrolled.kept
    slopes, back = kept * slope(unrolled.activation, h), unrolled.weights["recurrent_kernel"].T
    d_h, d_z = np.empty_like(h), np.empty_like(h)
    d_state = d_last["hidden"]
    for t in reversed(range(len(h))):
        d_h[t] = d_hidden[t] + d_state
        d_z[t] = d_h[t] * slopes[t]
        d_state = d_z[t] @ back + d_h[t] * (1 - kept[t])
    return CellGradients({"hidden": d_h}, d_z, {"hidden": d_state})


def simple_rnn(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """Keras' SimpleRNN over one example."""
    state = np.zeros(len(recurrent_kernel))
    for x_t in inputs:
        from_input = x_t @ kernel
        from_state = state @ recurrent_kernel
        total = from_input + from_state + bias
        state = activation(total)
        yield dict(locals())


CELL = Cell(
    kind="simple_rnn",
    name="SimpleRNN",
    title="SimpleRNN",
    about=N_("One state, rewritten at every timestep. Forgets quickly."),
    source="Elman 1990; Keras `SimpleRNN`",
    parts={"hidden": Part("h", "hidden", N_("The state: all that is carried to the next timestep."))},
    states=("hidden",),
    blocks=("hidden",),
    equations={"hidden": Activated(Weighted("hidden"))},
    step=step,
    backward=backward,
    loop=simple_rnn,
)

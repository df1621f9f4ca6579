"""GRU whose reset gate acts before the recurrent kernel: Keras' `GRU` with `reset_after=False`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from playground.cells import gru
from playground.cells.activations import ACTIVATIONS, sigmoid, slope
from playground.cells.base import Arrays, CellGradients, States, Unrolled, clamp
from playground.cells.equations import Activated, Before, Now, Weighted
from playground.languages import N_


def step(
    projected_t: np.ndarray, states: States, weights: Arrays, activation: str, clamped: Mapping[str, np.ndarray]
) -> tuple[States, Arrays]:
    """The reset gate hides the old state before the candidate sees a weighted sum of it; see `Cell`.

        z, r = sigmoid(x_t·kernel + bias + h_prev·recurrent_kernel)
        h̃ = activation(x_t·kernel + bias + (r · h_prev)·recurrent_kernel)
        h_t = z · h_prev + (1 - z) · h̃

    projected_t (batch, 3·units) in Keras' order z, r, h̃; states (h_prev,).
    """
    (h_prev,) = states
    units, kernel = h_prev.shape[-1], weights["recurrent_kernel"]
    update_reset = sigmoid(projected_t[:, : 2 * units] + h_prev @ kernel[:, : 2 * units])
    update = clamp(update_reset[:, :units], clamped.get("update"))
    reset = clamp(update_reset[:, units:], clamped.get("reset"))
    candidate = ACTIVATIONS[activation](projected_t[:, 2 * units :] + (reset * h_prev) @ kernel[:, 2 * units :])
    h_t = update * h_prev + (1 - update) * candidate
    return (h_t,), {"update": update, "reset": reset, "candidate": candidate, "hidden": h_t}


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """h_t = z · h_prev + (1 - z) · h̃: back in time directly, by both gates, and by what the candidate sees."""
    h_prev, kept = unrolled.before["hidden"], unrolled.kept
    z, r, candidate = (unrolled.parts[part] for part in CELL.blocks)
    units = z.shape[-1]
    back_z, back_r, back_candidate = np.split(unrolled.weights["recurrent_kernel"].T, 3)
    h_to_candidate = kept * (1 - z) * slope(unrolled.activation, candidate)
    h_to_z = kept * (h_prev - candidate) * slope("sigmoid", z)
    h_to_before = kept * z + (1 - kept)
    slope_r = slope("sigmoid", r)
    d_h, d_sums = np.empty_like(z), np.empty((*z.shape[:2], 3 * units))
    d_state = d_last["hidden"]
    for t in reversed(range(len(z))):
        d_h[t] = d_hidden[t] + d_state
        d_candidate, d_z = d_h[t] * h_to_candidate[t], d_h[t] * h_to_z[t]
        d_seen = d_candidate @ back_candidate  # by r · h_prev
        d_r = d_seen * h_prev[t] * slope_r[t]
        d_state = d_h[t] * h_to_before[t] + d_seen * r[t] + d_z @ back_z + d_r @ back_r
        d_sums[t] = np.concatenate([d_z, d_r, d_candidate], axis=-1)
    return CellGradients({"hidden": d_h}, d_sums, {"hidden": d_state})


def gru_reset_before(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """Keras' GRU with reset_after=False over one example."""
    units = len(recurrent_kernel)
    state = np.zeros(units)
    for x_t in inputs:
        input_z, input_r, input_h = np.split(x_t @ kernel + bias, 3)
        state_z, state_r, _ = np.split(state @ recurrent_kernel, 3)
        update_gate = sigmoid(input_z + state_z)
        reset_gate = sigmoid(input_r + state_r)
        seen = reset_gate * state
        seen_h = (seen @ recurrent_kernel)[2 * units :]
        candidate = activation(input_h + seen_h)
        state = update_gate * state + (1 - update_gate) * candidate
        yield dict(locals())


CELL = replace(
    gru.CELL,
    kind="gru_reset_before",
    name="GRUResetBefore",
    title=N_("GRU (reset before)"),
    about=N_("A GRU whose reset gate acts on the old state itself, as in the paper; Keras' `reset_after=False`."),
    source="Cho et al. 2014; Keras `GRU` with `reset_after=False`",
    bias_rows=1,
    equations=dict(gru.CELL.equations)
    | {"candidate": Activated(Weighted("candidate", state=Now("reset") * Before("hidden")))},
    step=step,
    backward=backward,
    loop=gru_reset_before,
)

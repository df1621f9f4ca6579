"""GRU: one state, two gates."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from playground.cells.activations import ACTIVATIONS, sigmoid, slope
from playground.cells.base import Arrays, Cell, CellGradients, Part, States, Unrolled, clamp
from playground.cells.equations import Activated, Before, Now, Weighted, gate
from playground.languages import N_


def step(
    projected_t: np.ndarray, states: States, weights: Arrays, activation: str, clamped: Mapping[str, np.ndarray]
) -> tuple[States, Arrays]:
    """The update gate keeps the old state where it is near 1; the reset gate hides it from the candidate; see `Cell`.

        z, r = sigmoid(x_t·kernel + bias₀ + h_prev·recurrent_kernel + bias₁)
        h̃ = activation(x_t·kernel + bias₀ + r · (h_prev·recurrent_kernel + bias₁))
        h_t = z · h_prev + (1 - z) · h̃

    projected_t (batch, 3·units) in Keras' order z, r, h̃; states (h_prev,).
    """
    (h_prev,) = states
    units = h_prev.shape[-1]
    recurrent = h_prev @ weights["recurrent_kernel"] + weights["bias"][1]
    update_reset = sigmoid(projected_t[:, : 2 * units] + recurrent[:, : 2 * units])
    update, reset = update_reset[:, :units], update_reset[:, units:]
    if clamped:
        update, reset = clamp(update, clamped.get("update")), clamp(reset, clamped.get("reset"))
    candidate = ACTIVATIONS[activation](projected_t[:, 2 * units :] + reset * recurrent[:, 2 * units :])
    h_t = update * h_prev + (1 - update) * candidate
    return (h_t,), {"update": update, "reset": reset, "candidate": candidate, "hidden": h_t}


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """h_t = z · h_prev + (1 - z) · h̃, where the reset gate r lets part of the state into h̃ (`reset_after`)."""
    weights, h_prev, kept = unrolled.weights, unrolled.before["hidden"], unrolled.kept
    z, r, candidate = (unrolled.parts[part] for part in CELL.blocks)
    timesteps, batch, units = z.shape
    into_candidate = h_prev @ weights["recurrent_kernel"][:, 2 * units :] + weights["bias"][1, 2 * units :]
    h_to_candidate = (1 - z) * slope(unrolled.activation, candidate)
    h_to_projected = kept[:, :, None] * np.stack(  # in Keras' order z, r, h̃
        [
            (h_prev - candidate) * slope("sigmoid", z),
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


def gru(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """Keras' GRU over one example."""
    state = np.zeros(len(recurrent_kernel))
    for x_t in inputs:
        from_input = x_t @ kernel + bias[0]
        from_state = state @ recurrent_kernel + bias[1]
        input_z, input_r, input_h = np.split(from_input, 3)
        state_z, state_r, state_h = np.split(from_state, 3)
        update_gate = sigmoid(input_z + state_z)
        reset_gate = sigmoid(input_r + state_r)
        candidate = activation(input_h + reset_gate * state_h)
        state = update_gate * state + (1 - update_gate) * candidate
        yield dict(locals())


CELL = Cell(
    kind="gru",
    name="GRU",
    title="GRU",
    about=N_("Two gates decide how much of the state to renew. Smaller than an LSTM, often as good."),
    source="Cho et al. 2014; Keras `GRU` with `reset_after=True`",
    parts={
        "update": Part("z", "keep", N_("Share of the old state that is kept: 1 keeps all, 0 takes the candidate.")),
        "reset": Part("r", "read", N_("Share of the old state that the candidate may see.")),
        "candidate": Part(r"\tilde{h}", "candidate", N_("New content proposed for the state.")),
        "hidden": Part("h", "hidden", N_("The state: update · old state + (1 - update) · candidate.")),
    },
    states=("hidden",),
    blocks=("update", "reset", "candidate"),
    bias_rows=2,
    equations={
        "update": gate(Weighted("update")),
        "reset": gate(Weighted("reset")),
        "candidate": Activated(
            Weighted("candidate", state=None) + Now("reset") * Weighted("candidate", of_input=False, name="recalled")
        ),
        "hidden": Now("update") * Before("hidden") + (1 - Now("update")) * Now("candidate"),
    },
    step=step,
    backward=backward,
    loop=gru,
)

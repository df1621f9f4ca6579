"""MGU: a GRU whose two gates are one."""

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
    """One gate says what the candidate may see of the old state, and how much of that state it replaces; see `Cell`.

        f = sigmoid(x_t·kernel + bias + h_prev·recurrent_kernel)
        h̃ = activation(x_t·kernel + bias + (f · h_prev)·recurrent_kernel)
        h_t = (1 - f) · h_prev + f · h̃

    projected_t (batch, 2·units) in the order f, h̃; states (h_prev,).
    """
    (h_prev,) = states
    units, recurrent_kernel = h_prev.shape[-1], weights["recurrent_kernel"]
    forget = sigmoid(projected_t[:, :units] + h_prev @ recurrent_kernel[:, :units])
    forget = clamp(forget, clamped.get("forget"))
    candidate = ACTIVATIONS[activation](projected_t[:, units:] + (forget * h_prev) @ recurrent_kernel[:, units:])
    h_t = (1 - forget) * h_prev + forget * candidate
    return (h_t,), {"forget": forget, "candidate": candidate, "hidden": h_t}


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """h_t = (1 - f) · h_prev + f · h̃: back in time directly, by the gate, and by what the candidate sees."""
    h_prev, kept = unrolled.before["hidden"], unrolled.kept
    f, candidate = (unrolled.parts[part] for part in CELL.blocks)
    units = f.shape[-1]
    back_f, back_candidate = np.split(unrolled.weights["recurrent_kernel"].T, 2)
    h_to_candidate = kept * f * slope(unrolled.activation, candidate)
    h_to_f = kept * (candidate - h_prev)
    h_to_before = kept * (1 - f) + (1 - kept)
    slope_f = slope("sigmoid", f)
    d_h, d_z = np.empty_like(f), np.empty((*f.shape[:2], 2 * units))
    d_state = d_last["hidden"]
    for t in reversed(range(len(f))):
        d_h[t] = d_hidden[t] + d_state
        d_candidate = d_h[t] * h_to_candidate[t]
        d_seen = d_candidate @ back_candidate  # by f · h_prev
        d_f = (d_h[t] * h_to_f[t] + d_seen * h_prev[t]) * slope_f[t]
        d_state = d_h[t] * h_to_before[t] + d_seen * f[t] + d_f @ back_f
        d_z[t, :, :units], d_z[t, :, units:] = d_f, d_candidate
    return CellGradients({"hidden": d_h}, d_z, {"hidden": d_state})


def mgu(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """A minimal gated unit over one example."""
    state = np.zeros(len(recurrent_kernel))
    for x_t in inputs:
        input_f, input_h = np.split(x_t @ kernel + bias, 2)
        state_f = (state @ recurrent_kernel)[: len(state)]
        forget_gate = sigmoid(input_f + state_f)
        seen = forget_gate * state
        seen_h = (seen @ recurrent_kernel)[len(state) :]
        candidate = activation(input_h + seen_h)
        state = (1 - forget_gate) * state + forget_gate * candidate
        yield dict(locals())


CELL = Cell(
    kind="mgu",
    name="MGU",
    title="MGU",
    about=N_("A GRU with a single gate, so fewer weights: what is replaced of the state is also what is seen of it."),
    source="minimal gated unit; Zhou et al. 2016",
    parts={
        "forget": Part("f", "keep", N_("Share of the old state that is replaced: 0 keeps all, 1 takes the candidate.")),
        "candidate": Part(r"\tilde{h}", "candidate", N_("New content proposed; it sees forget · old state.")),
        "hidden": Part("h", "hidden", N_("The state: (1 - forget) · old state + forget · candidate.")),
    },
    states=("hidden",),
    blocks=("forget", "candidate"),
    equations={
        "forget": gate(Weighted("forget")),
        "candidate": Activated(Weighted("candidate", state=Now("forget") * Before("hidden"))),
        "hidden": (1 - Now("forget")) * Before("hidden") + Now("forget") * Now("candidate"),
    },
    step=step,
    backward=backward,
    loop=mgu,
)

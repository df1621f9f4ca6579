"""LSTM: a cell state guarded by three gates."""

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
    """Gates open between 0 and 1, the cell state keeps and takes in, the hidden state is what is let out; see `Cell`.

        i, f, o = sigmoid(…)    c̃ = activation(…)    each of x_t·kernel + bias + h_prev·recurrent_kernel
        c_t = f · c_prev + i · c̃
        h_t = o · activation(c_t)

    projected_t (batch, 4·units) in Keras' order i, f, c̃, o; states (h_prev, c_prev).
    """
    h_prev, c_prev = states
    act = ACTIVATIONS[activation]
    z = projected_t + h_prev @ weights["recurrent_kernel"]
    units = h_prev.shape[-1]
    input_forget = sigmoid(z[:, : 2 * units])
    input_gate, forget_gate = input_forget[:, :units], input_forget[:, units:]
    if clamped:
        input_gate, forget_gate = clamp(input_gate, clamped.get("input")), clamp(forget_gate, clamped.get("forget"))
    candidate = act(z[:, 2 * units : 3 * units])
    output_gate = clamp(sigmoid(z[:, 3 * units :]), clamped.get("output"))
    c_t = forget_gate * c_prev + input_gate * candidate
    h_t = output_gate * act(c_t)
    parts = {
        "forget": forget_gate,
        "input": input_gate,
        "candidate": candidate,
        "output": output_gate,
        "cell": c_t,
        "hidden": h_t,
    }
    return (h_t, c_t), parts


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """c_t = f · c_prev + i · c̃ and h_t = o · activation(c_t): two ways back in time, by the cell and by the gates."""
    parts, activation, kept = unrolled.parts, unrolled.activation, unrolled.kept
    i, f, candidate, o = (parts[part] for part in CELL.blocks)
    let_out = ACTIVATIONS[activation](parts["cell"])
    h_to_c = kept * o * slope(activation, let_out)
    h_to_o = kept * let_out * slope("sigmoid", o)
    c_to_gates = kept[:, :, None] * np.stack(  # in Keras' order i, f, c̃
        [
            candidate * slope("sigmoid", i),
            unrolled.before["cell"] * slope("sigmoid", f),
            i * slope(activation, candidate),
        ],
        axis=2,
    )
    return through_time(unrolled, d_hidden, d_last, h_to_c, h_to_o, c_to_gates, kept * f + (1 - kept))


def through_time(
    unrolled: Unrolled,
    d_hidden: np.ndarray,
    d_last: Arrays,
    h_to_c: np.ndarray,
    h_to_o: np.ndarray,
    c_to_gates: np.ndarray,
    c_to_before: np.ndarray,
) -> CellGradients:
    """From the last timestep to the first, by the cell state and by the gates.

    h_to_c, h_to_o, c_to_before (timesteps, batch, units): the derivative of h_t by c_t and by what o is made of, and of
    c_t by c_prev; c_to_gates (timesteps, batch, 3, units): of c_t by what i, f and c̃ are made of.
    """
    kept, (timesteps, batch, units) = unrolled.kept, h_to_c.shape
    back = unrolled.weights["recurrent_kernel"].T
    d_h, d_c, d_z = np.empty_like(h_to_c), np.empty_like(h_to_c), np.empty((timesteps, batch, 4, units))
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


def lstm(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """Keras' LSTM over one example."""
    state = np.zeros(len(recurrent_kernel))
    cell = np.zeros(len(recurrent_kernel))
    for x_t in inputs:
        from_input = x_t @ kernel
        from_state = state @ recurrent_kernel
        i, f, c, o = np.split(from_input + from_state + bias, 4)
        input_gate = sigmoid(i)
        forget_gate = sigmoid(f)
        candidate = activation(c)
        output_gate = sigmoid(o)
        cell = forget_gate * cell + input_gate * candidate
        state = output_gate * activation(cell)
        yield dict(locals())


CELL = Cell(
    kind="lstm",
    name="LSTM",
    title="LSTM",
    about=N_("A cell state that gates write to, keep and read. Remembers over long distances."),
    source="Hochreiter & Schmidhuber 1997, forget gate of Gers et al. 2000; Keras `LSTM`",
    parts={
        "forget": Part("f", "keep", N_("Share of the old cell state that is kept: 1 keeps all, 0 forgets.")),
        "input": Part("i", "write", N_("Share of the candidate that is written into the cell state.")),
        "candidate": Part(r"\tilde{c}", "candidate", N_("New content proposed for the cell state.")),
        "output": Part("o", "read", N_("Share of the cell state that is let out into the hidden state.")),
        "cell": Part("c", "memory", N_("The long memory: forget · old cell + input · candidate.")),
        "hidden": Part("h", "hidden", N_("What the next layer and the next timestep see: output · activation(cell).")),
    },
    states=("hidden", "cell"),
    blocks=("input", "forget", "candidate", "output"),
    equations={
        "forget": gate(Weighted("forget")),
        "input": gate(Weighted("input")),
        "candidate": Activated(Weighted("candidate")),
        "output": gate(Weighted("output")),
        "cell": Now("forget") * Before("cell") + Now("input") * Now("candidate"),
        "hidden": Now("output") * Activated(Now("cell")),
    },
    step=step,
    backward=backward,
    loop=lstm,
)

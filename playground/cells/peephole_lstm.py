"""Peephole LSTM: gates that see the cell state."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from playground.cells import lstm
from playground.cells.activations import ACTIVATIONS, sigmoid, slope
from playground.cells.base import Arrays, Cell, CellGradients, States, Unrolled, clamp
from playground.cells.equations import Activated, Before, Now, Weighted, gate
from playground.languages import N_


def step(
    projected_t: np.ndarray, states: States, weights: Arrays, activation: str, clamped: Mapping[str, np.ndarray]
) -> tuple[States, Arrays]:
    """An LSTM whose gates also see the cell state, each unit its own: i and f the old one, o the new; see `Cell`.

        i, f = sigmoid(… + p_i · c_prev), sigmoid(… + p_f · c_prev)    c̃ = activation(…)
        c_t = f · c_prev + i · c̃
        o = sigmoid(… + p_o · c_t)    h_t = o · activation(c_t)

    projected_t (batch, 4·units) in the order i, f, c̃, o; states (h_prev, c_prev); peephole_kernel (3·units,): i, f, o.
    """
    h_prev, c_prev = states
    act, units = ACTIVATIONS[activation], h_prev.shape[-1]
    z = projected_t + h_prev @ weights["recurrent_kernel"]
    p_i, p_f, p_o = np.split(weights["peephole_kernel"], 3)
    input_gate = clamp(sigmoid(z[:, :units] + p_i * c_prev), clamped.get("input"))
    forget_gate = clamp(sigmoid(z[:, units : 2 * units] + p_f * c_prev), clamped.get("forget"))
    candidate = act(z[:, 2 * units : 3 * units])
    c_t = forget_gate * c_prev + input_gate * candidate
    output_gate = clamp(sigmoid(z[:, 3 * units :] + p_o * c_t), clamped.get("output"))
    h_t = output_gate * act(c_t)
    parts = {
        "forget": forget_gate,
        "input": input_gate,
        "candidate": candidate,
        "cell": c_t,
        "output": output_gate,
        "hidden": h_t,
    }
    return (h_t, c_t), parts


def backward(unrolled: Unrolled, d_hidden: np.ndarray, d_last: Arrays) -> CellGradients:
    """As an LSTM's; the cell state also goes back by the three gates that see it."""
    parts, activation, kept = unrolled.parts, unrolled.activation, unrolled.kept
    i, f, candidate, o = (parts[part] for part in CELL.blocks)
    p_i, p_f, p_o = np.split(unrolled.weights["peephole_kernel"], 3)
    let_out = ACTIVATIONS[activation](parts["cell"])
    h_to_o = kept * let_out * slope("sigmoid", o)
    h_to_c = kept * o * slope(activation, let_out) + h_to_o * p_o
    c_to_i = kept * candidate * slope("sigmoid", i)
    c_to_f = kept * unrolled.before["cell"] * slope("sigmoid", f)
    c_to_candidate = kept * i * slope(activation, candidate)
    c_to_before = kept * f + (1 - kept) + c_to_i * p_i + c_to_f * p_f
    c_to_gates = np.stack([c_to_i, c_to_f, c_to_candidate], axis=2)
    return lstm.through_time(unrolled, d_hidden, d_last, h_to_c, h_to_o, c_to_gates, c_to_before)


def peephole_lstm(
    inputs, kernel, recurrent_kernel, bias, peephole_kernel, activation=np.tanh
) -> Iterator[dict[str, Any]]:
    """An LSTM with peepholes over one example."""
    state = np.zeros(len(recurrent_kernel))
    cell = np.zeros(len(recurrent_kernel))
    see_i, see_f, see_o = np.split(peephole_kernel, 3)
    for x_t in inputs:
        from_input = x_t @ kernel
        from_state = state @ recurrent_kernel
        i, f, c, o = np.split(from_input + from_state + bias, 4)
        input_gate = sigmoid(i + see_i * cell)
        forget_gate = sigmoid(f + see_f * cell)
        candidate = activation(c)
        cell = forget_gate * cell + input_gate * candidate
        output_gate = sigmoid(o + see_o * cell)
        state = output_gate * activation(cell)
        yield dict(locals())


_of_lstm = lstm.CELL.parts

CELL = Cell(
    kind="peephole_lstm",
    name="PeepholeLSTM",
    title=N_("Peephole LSTM"),
    about=N_("An LSTM whose gates also see the cell state. Counts and times more exactly."),
    source="Gers & Schmidhuber 2000",
    parts={part: _of_lstm[part] for part in ("forget", "input", "candidate", "cell", "output", "hidden")},
    states=("hidden", "cell"),
    blocks=lstm.CELL.blocks,
    peepholes=("input", "forget", "output"),
    equations={
        "forget": gate(Weighted("forget", peephole=Before("cell"))),
        "input": gate(Weighted("input", peephole=Before("cell"))),
        "candidate": Activated(Weighted("candidate")),
        "cell": Now("forget") * Before("cell") + Now("input") * Now("candidate"),
        "output": gate(Weighted("output", peephole=Now("cell"))),
        "hidden": Now("output") * Activated(Now("cell")),
    },
    step=step,
    backward=backward,
    loop=peephole_lstm,
)

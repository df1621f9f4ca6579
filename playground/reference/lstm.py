"""One timestep of an LSTM, with every gate."""

from types import MappingProxyType

import numpy as np

from playground.reference.activations import ACTIVATIONS, sigmoid
from playground.reference.interventions import hold

Weights = dict[str, np.ndarray]
States = tuple[np.ndarray, ...]


def project(x: np.ndarray, weights: Weights) -> np.ndarray:
    """The part of every timestep that does not depend on the state: x (…, features) → (…, 4·units)."""
    return x @ weights["kernel"] + weights["bias"]


def step(
    projected_t: np.ndarray, states: States, weights: Weights, activation: str, held: Weights = MappingProxyType({})
) -> tuple[States, Weights]:
    """Gates open between 0 and 1, the cell state keeps and takes in, the hidden state is what is let out.

        i, f, o = sigmoid(…)    c̃ = activation(…)    each of x_t·kernel + bias + h_prev·recurrent_kernel
        c_t = f · c_prev + i · c̃
        h_t = o · activation(c_t)

    projected_t (batch, 4·units) in Keras' order i, f, c̃, o; states (h_prev, c_prev), each (batch, units); float32.
    held: gate → (units,) values that replace it, NaN where it is free.
    Returns the new states and every part.  Source: Hochreiter & Schmidhuber 1997; Keras `LSTMCell`.
    """
    h_prev, c_prev = states
    act = ACTIVATIONS[activation]
    z = projected_t + h_prev @ weights["recurrent_kernel"]
    units = h_prev.shape[-1]
    input_forget = sigmoid(z[:, : 2 * units])
    input_gate, forget_gate = input_forget[:, :units], input_forget[:, units:]
    if held:
        input_gate, forget_gate = hold(input_gate, held.get("input")), hold(forget_gate, held.get("forget"))
    candidate = act(z[:, 2 * units : 3 * units])
    output_gate = hold(sigmoid(z[:, 3 * units :]), held.get("output"))
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

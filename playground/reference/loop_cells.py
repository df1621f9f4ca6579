"""A trained recurrent layer as a bare for loop: the code that is shown is the code that runs."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.reference.activations import ACTIVATIONS, sigmoid
from playground.reference.direction import direction, planned_layer
from playground.reference.network import Network, Trace
from playground.reference.over_time import outputs

Arrays = dict[str, np.ndarray]


def simple_rnn(inputs, kernel, recurrent_kernel, bias, activation=np.tanh) -> Iterator[dict[str, Any]]:
    """Keras' SimpleRNN over one example."""
    state = np.zeros(len(recurrent_kernel))
    for x_t in inputs:
        from_input = x_t @ kernel
        from_state = state @ recurrent_kernel
        total = from_input + from_state + bias
        state = activation(total)
        yield dict(locals())


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


LOOPS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {"simple_rnn": simple_rnn, "lstm": lstm, "gru": gru}
"""Kind of layer → its loop.  Each yields all its numbers after every timestep.

inputs (timesteps, features), kernel (features, blocks·units), recurrent_kernel (units, blocks·units), bias as in Keras.
"""


def code(kind: str) -> str:
    """The loop of a kind of layer as it runs, without its annotations and its docstring."""
    function = LOOPS[kind]
    lines = inspect.getsource(function).replace(" -> Iterator[dict[str, Any]]", "").splitlines()
    return "\n".join([lines[0], *lines[2:]])


@dataclass(frozen=True)
class Ran:
    """What a loop has computed of one example.

    timesteps: the numbers of each, in the order they were read: name → array, such as `state` (units,).
    output: what the whole network says with this loop in its place, (outputs,) or (timesteps, outputs).
    """

    timesteps: tuple[Arrays, ...]
    output: np.ndarray

    def at(self, step: int) -> Arrays:
        """Everything about one timestep in the order of the code: `x_t`, the states before, and what it computes."""
        now = self.timesteps[step]
        states = [name for name in ("cell", "state") if name in now]
        before = {f"{name} before": self.timesteps[step - 1][name] if step else 0 * now[name] for name in states}
        computed = {name: array for name, array in now.items() if name not in ("x_t", *states)}
        return {"x_t": now["x_t"]} | before | computed | {name: now[name] for name in states}


def ran(network: Network, trace: Trace, name: str, way: str = "") -> Ran:
    """The plain recurrent layer called `name` as a loop over the traced example.

    way: one of the layer's `ways`; its other direction comes from the trace.  What lies behind the layer is computed
    by `Network.forward`.
    """
    read, planned = direction(network, trace, name, way), planned_layer(network, name)
    inputs = read.x[::-1] if read.backward else read.x
    weights = read.weights | {"activation": ACTIVATIONS[planned.layer.activation]}
    timesteps = []
    for names in LOOPS[planned.layer.kind](inputs, **weights):
        timesteps.append({name: array for name, array in names.items() if name not in weights and name != "inputs"})
    states = np.stack([names["state"] for names in timesteps])
    hidden = f"{way}/hidden" if way else "hidden"
    parts = trace.layers[name] | {hidden: states[::-1] if read.backward else states}
    given = outputs(planned.layer, {part: array[None] for part, array in parts.items()}, planned.return_sequences)
    behind = network.plan.layers[network.plan.layers.index(planned) + 1 :]
    mask = np.ones((1, len(trace.inputs)), bool)  # a trace holds what the network reads, nothing it skips
    return Ran(tuple(timesteps), network.forward(given, mask, behind)[1][0])

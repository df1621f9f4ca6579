"""A trained recurrent layer as a bare for loop: the code that is shown is the code that runs."""

import inspect
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.cells import CELLS, STATES
from playground.cells.activations import ACTIVATIONS
from playground.cells.base import Arrays
from playground.layers import Recurrent
from playground.reference.direction import planned_layer, read_direction
from playground.reference.network import Network
from playground.reference.over_time import outputs
from playground.reference.traces import Trace


def code(kind: str) -> str:
    """The loop of a kind of layer as it runs, without its annotations and its docstring."""
    lines = inspect.getsource(CELLS[kind].loop).replace(" -> Iterator[dict[str, Any]]", "").splitlines()
    return "\n".join(line for line in lines if not line.strip().startswith('"""'))


BEFORE = [*(state for state in STATES if state != "hidden"), "state"]
"""What the loops call the states, the hidden one last."""


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
        states = [name for name in BEFORE if name in now]
        before = {f"{name} before": self.timesteps[step - 1][name] if step else 0 * now[name] for name in states}
        computed = {name: array for name, array in now.items() if name not in ("x_t", *states)}
        return {"x_t": now["x_t"]} | before | computed | {name: now[name] for name in states}


def ran(network: Network, trace: Trace, name: str, direction: str = "") -> Ran:
    """The plain recurrent layer called `name` as a loop over the traced example.

    direction: one of the layer's `directions`; its other direction comes from the trace.  What lies behind the layer is
    computed by `Network.forward`.
    """
    read, planned = read_direction(network, trace, name, direction), planned_layer(network, name)
    inputs = read.x[::-1] if read.backward else read.x
    layer = planned.layer
    assert isinstance(layer, Recurrent)
    weights: dict[str, Any] = read.weights | {"activation": ACTIVATIONS[layer.activation]}
    timesteps = []
    for names in layer.reads_with.loop(inputs, **weights):
        timesteps.append({name: array for name, array in names.items() if name not in weights and name != "inputs"})
    states = np.stack([names["state"] for names in timesteps])
    hidden = f"{direction}/hidden" if direction else "hidden"
    parts = trace.layers[name] | {hidden: states[::-1] if read.backward else states}
    given = outputs(layer, {part: array[None] for part, array in parts.items()}, planned.return_sequences)
    behind = network.plan.layers[network.plan.layers.index(planned) + 1 :]
    mask = np.ones((1, len(trace.inputs)), bool)  # a trace holds what the network reads, nothing it skips
    return Ran(tuple(timesteps), np.asarray(network.forward(given, mask, behind)[1])[0])

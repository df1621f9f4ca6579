"""`playground.trace`: every gate and state of a Keras model on some examples."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from playground.keras_networks import GivenNetwork
from playground.notebook.models import read_model, weights_of
from playground.notebook.picture import page_of
from playground.reference import Network, Trace

EXAMPLES_AT_ONCE = 256


class ModelTrace(Mapping[str, np.ndarray]):
    """What goes on in a model while it reads some examples: name → array.

    `trace["lstm/forget"]` is (examples, timesteps, units) float32; of a bidirectional layer
    `trace["lstm/forward/forget"]`; of a Dense layer `trace["dense/output"]`.  A layer is called as the app calls it
    (`lstm`, `lstm_2`, `output`) or as the model does.  Index t of a backward direction belongs to timestep t.  At a
    masked timestep a state stays as it was.  In a notebook it is the picture of the Inside page.

    inputs (examples, timesteps) int32 or (examples, timesteps, features) float32.
    output (examples, …, outputs) float32: what the model says.
    mask (examples, timesteps) bool: false for a timestep that the model skips.
    """

    def __init__(self, network: GivenNetwork, weights: dict[str, np.ndarray], inputs: np.ndarray) -> None:
        """network: the model's.  weights: `layer/weight` → array.  inputs: as the model takes them."""
        self._given, self._network = network, Network(network.plan, None, weights)  # type: ignore[arg-type]  # no texts
        parts = [
            self._network.traces(inputs[start : start + EXAMPLES_AT_ONCE])
            for start in range(0, len(inputs), EXAMPLES_AT_ONCE)
        ]
        self.inputs, self.mask = inputs, self._network.mask(inputs)
        self.output = np.concatenate([part.output for part in parts])
        self._arrays = {
            f"{layer}/{part}": np.concatenate([one.layers[layer][part] for one in parts])
            for layer, arrays in parts[0].layers.items()
            for part in arrays
        }
        own = {given.planned.name: given.keras.name for given in network.layers}
        clash = any(planned in network.names and network.names[planned] != planned for planned in own)
        self._called = own if clash else {name: name for name in own}
        """Name in the plan → what the layer is called here: as in the model where the two would be confused."""
        self._also = {keras: planned for planned, keras in own.items()}

    def __getitem__(self, name: str) -> np.ndarray:
        """One gate, state or output.  Raises `KeyError` that lists the names there are."""
        layer, _, part = str(name).partition("/")
        plain = {called: planned for planned, called in self._called.items()}
        found = self._arrays.get(f"{plain.get(layer) or self._also.get(layer, layer)}/{part}")
        if found is None:
            raise KeyError(f"{name!r} is not in this trace; there are {', '.join(self)}.")
        return found

    def __iter__(self) -> Iterator[str]:
        for name in self._arrays:
            layer, _, part = name.partition("/")
            yield f"{self._called[layer]}/{part}"

    def __len__(self) -> int:
        return len(self._arrays)

    def __repr__(self) -> str:
        lines = [f"{name} {'×'.join(map(str, array.shape))}" for name, array in self.items()]
        return f"Trace of {len(self.inputs)} examples: " + ", ".join(lines)

    def example(self, number: int) -> Trace:
        """One example, without the timesteps that are skipped.  Raises `IndexError` when there is none."""
        read = self.mask[number] if self.mask[number].any() else np.ones_like(self.mask[number])
        inputs = self.inputs[number][read]
        traces = self._network.traces(inputs[None])
        layers = {name: {part: array[0] for part, array in parts.items()} for name, parts in traces.layers.items()}
        labels = [f"#{one}" for one in inputs] if inputs.ndim == 1 else [f"t {t + 1}" for t in np.flatnonzero(read)]
        return Trace(tuple(labels), inputs, np.ones(len(inputs), bool), layers, traces.output[0])

    def _repr_html_(self) -> str:
        """The Inside page's picture of the first examples, in one piece: nothing is loaded, from nowhere."""
        count = min(len(self.inputs), 8)
        return page_of(self._given.plan, [self.example(number) for number in range(count)], len(self.inputs))


def trace(model: Any, x: Any) -> ModelTrace:
    """Every gate and state of a Keras 3 model while it reads `x`, within 1e-5 of Keras; computed by NumPy.

    model: Sequential, or functional if each layer follows the one before; of the layers that docs/api.md lists.  A
    stateful layer begins at zeros.  x: as the model takes it, (examples, timesteps) token ids or (examples,
    timesteps, features) numbers.
    Raises `playground.errors.LayerError` for any other model, one sentence that names the layer, and `ConfigError` for
    examples that do not fit.
    """
    network, inputs = read_model(model, x)
    return ModelTrace(network, weights_of(model, network), inputs)

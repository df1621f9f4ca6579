"""What goes on in a network while it reads: one example, or several."""

from dataclasses import dataclass

import numpy as np

from playground.errors import DivergedError
from playground.languages import _
from playground.reference.forward import Arrays


@dataclass(frozen=True)
class Trace:
    """One example through one network, with everything on the way.

    labels: what was read at each timestep, `·` for padding.  inputs: token ids (timesteps,) int32, or numbers
    (timesteps, features) float32.  mask (timesteps,) bool.
    layers: layer name → part → (timesteps, units), or (units,) behind the layer that ends the sequence; float32.
    output: (outputs,), or (timesteps or answer length, outputs) float32.
    """

    labels: tuple[str, ...]
    inputs: np.ndarray
    mask: np.ndarray
    layers: dict[str, Arrays]
    output: np.ndarray

    @property
    def probability(self) -> float:
        """Of class 1 where there are two classes, 0–1."""
        return float(self.output[0])

    def checked(self) -> "Trace":
        """The same.  Raises `DivergedError` where not all of it are numbers."""
        if not all(np.isfinite(array).all() for array in (self.output, *self.arrays().values())):
            raise DivergedError(
                _(
                    "This network has diverged: its values have grown beyond all numbers. Look at an earlier epoch, or "
                    "train it again with a smaller learning rate or a clipped gradient."
                )
            )
        return self

    def arrays(self) -> Arrays:
        """`layer/part` → array, for a file."""
        return {f"{name}/{part}": array for name, parts in self.layers.items() for part, array in parts.items()}


@dataclass(frozen=True)
class Traces:
    """Several examples through one network: as `Trace`, with the batch in front, and with the padding.

    mask (batch, timesteps) bool: false where the network skips the timestep; the states there are those before it.
    """

    inputs: np.ndarray
    mask: np.ndarray
    layers: dict[str, Arrays]
    output: np.ndarray

    @classmethod
    def of(cls, trace: Trace) -> "Traces":
        """A batch of one. A trace holds what the network reads, nothing it skips."""
        layers = {name: {part: array[None] for part, array in parts.items()} for name, parts in trace.layers.items()}
        return cls(trace.inputs[None], np.ones((1, len(trace.inputs)), bool), layers, trace.output[None])

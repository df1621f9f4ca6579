"""One timestep of a SimpleRNN."""

from types import MappingProxyType

import numpy as np

from playground.reference.activations import ACTIVATIONS

Weights = dict[str, np.ndarray]
States = tuple[np.ndarray, ...]


def project(x: np.ndarray, weights: Weights) -> np.ndarray:
    """The part of every timestep that does not depend on the state: x (…, features) → (…, units)."""
    return x @ weights["kernel"] + weights["bias"]


def step(
    projected_t: np.ndarray, states: States, weights: Weights, activation: str, held: Weights = MappingProxyType({})
) -> tuple[States, Weights]:
    """h_t = activation(x_t·kernel + bias + h_prev·recurrent_kernel).

    projected_t (batch, units), states (h_prev (batch, units),); float32.  Returns the new states and every part.
    held: of a cell with gates; here there is none.
    Source: Elman 1990; Keras `SimpleRNNCell`.
    """
    (h_prev,) = states
    h_t = ACTIVATIONS[activation](projected_t + h_prev @ weights["recurrent_kernel"])
    return (h_t,), {"hidden": h_t}

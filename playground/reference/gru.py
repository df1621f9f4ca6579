"""One timestep of a GRU, with both gates."""

from types import MappingProxyType

import numpy as np

from playground.reference.activations import ACTIVATIONS, sigmoid
from playground.reference.interventions import hold

Weights = dict[str, np.ndarray]
States = tuple[np.ndarray, ...]


def project(x: np.ndarray, weights: Weights) -> np.ndarray:
    """The part of every timestep that does not depend on the state: x (…, features) → (…, 3·units)."""
    return x @ weights["kernel"] + weights["bias"][0]


def step(
    projected_t: np.ndarray, states: States, weights: Weights, activation: str, held: Weights = MappingProxyType({})
) -> tuple[States, Weights]:
    """The update gate keeps the old state where it is near 1; the reset gate hides it from the candidate.

        z, r = sigmoid(x_t·kernel + bias₀ + h_prev·recurrent_kernel + bias₁)
        h̃ = activation(x_t·kernel + bias₀ + r · (h_prev·recurrent_kernel + bias₁))
        h_t = z · h_prev + (1 - z) · h̃

    projected_t (batch, 3·units) in Keras' order z, r, h̃; states (h_prev (batch, units),); float32.
    held: gate → (units,) values that replace it, NaN where it is free.
    Returns the new states and every part.  Source: Cho et al. 2014; Keras `GRUCell`, reset_after.
    """
    (h_prev,) = states
    units = h_prev.shape[-1]
    recurrent = h_prev @ weights["recurrent_kernel"] + weights["bias"][1]
    update_reset = sigmoid(projected_t[:, : 2 * units] + recurrent[:, : 2 * units])
    update, reset = update_reset[:, :units], update_reset[:, units:]
    if held:
        update, reset = hold(update, held.get("update")), hold(reset, held.get("reset"))
    candidate = ACTIVATIONS[activation](projected_t[:, 2 * units :] + reset * recurrent[:, 2 * units :])
    h_t = update * h_prev + (1 - update) * candidate
    return (h_t,), {"update": update, "reset": reset, "candidate": candidate, "hidden": h_t}

"""A Keras model that lives in this process, read without importing Keras: by what it says of itself."""

from typing import Any

import numpy as np

from playground.choices import as_given
from playground.errors import ConfigError, LayerError
from playground.keras_networks import GivenNetwork, read_config
from playground.layers import Embedding


def read_model(model: Any, x: Any) -> tuple[GivenNetwork, np.ndarray]:
    """The network of a Keras model, and examples as it takes them.

    model: a Keras 3 model.  x: (examples, timesteps) token ids, or (examples, timesteps, features) numbers.
    Returns the inputs as int32 or float32.  Raises `LayerError` for a model that cannot be read, one sentence that
    names the layer; `ConfigError` for examples that do not fit.
    """
    if not all(hasattr(model, name) for name in ("get_config", "layers", "get_weights")):
        raise ConfigError(f"The model is a {type(model).__name__}; expected a Keras model.")
    inputs = as_array(x)
    if inputs.ndim not in (2, 3) or not inputs.size:
        raise ConfigError(
            f"The examples have the shape {inputs.shape}; expected (examples, timesteps) token ids or (examples, "
            "timesteps, features) numbers."
        )
    try:
        config = model.get_config()
    except NotImplementedError:
        raise LayerError(
            f"The model is a {as_given(type(model).__name__)} of its own kind, which cannot be read. It has to be a "
            "Sequential model, or a functional one in which each layer follows the one before."
        ) from None
    network = read_config(config, inputs.shape[1], inputs.shape[2] if inputs.ndim == 3 else None)
    plan = network.plan
    if inputs.shape[1:] != plan.input_shape:
        raise ConfigError(
            f"The examples have the shape {inputs.shape}; the model takes {('examples', *plan.input_shape)}. Give such."
        )
    first = plan.layers[0].layer
    if not isinstance(first, Embedding):
        return network, inputs.astype(np.float32)
    ids = inputs.astype(np.int32)
    if (ids != inputs).any() or ids.min() < 0 or ids.max() >= first.rows:
        raise ConfigError(f"The examples hold other token ids than whole numbers from 0 to {first.rows - 1:,}.")
    return network, ids


def weights_of(model: Any, network: GivenNetwork) -> dict[str, np.ndarray]:
    """The weights of a Keras model at this moment, by the names of the plan.  Raises `LayerError` if none."""
    return network.weights({layer.name: layer.get_weights() for layer in model.layers})


def as_array(x: Any) -> np.ndarray:
    """Arrays, lists and tensors as an array.  Raises `ConfigError` for anything else."""
    if isinstance(x, list | tuple) and len(x) == 1 and np.ndim(x[0]) >= 2:
        x = x[0]  # as a model of one input takes it, too
    try:
        array = np.asarray(x)
    except ValueError:
        array = np.empty(0, object)
    if array.dtype.kind not in "biuf":
        raise ConfigError(
            "The examples are no array of numbers. Pad sequences to one length, and give texts as tokens."
        )
    return array

"""A Keras model that lives in this process, read without importing Keras: by what it says of itself."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.choices import as_given
from playground.errors import ConfigError, LayerError
from playground.keras_networks import GivenNetwork, read_config
from playground.keras_networks.chain import chain
from playground.layers import Embedding
from playground.runs.given_values import as_numbers, token_ids


def read_model(model: Any, x: Any) -> tuple[GivenNetwork, np.ndarray]:
    """The network of a Keras model, and examples as it takes them.

    model: a Keras 3 model.  x: (examples, timesteps) token ids, or (examples, timesteps, features) numbers; or that in
    a list or a dict, as a model of one input takes it.
    Returns the inputs as int32 or float32.  Raises `LayerError` for a model that cannot be read, or computes something
    else than its configuration says, one sentence that names the layer; `ConfigError` for examples that do not fit.
    """
    if not all(hasattr(model, name) for name in ("get_config", "layers", "get_weights")):
        raise ConfigError(f"The model is of the type {as_given(type(model).__name__)}; expected a Keras 3 model.")
    from playground.notebook.unaltered import check_layers, check_model  # Keras is there already: the model is its

    check_model(model)
    try:
        config = model.get_config()
    except NotImplementedError:
        raise LayerError(
            f"The model is a {as_given(type(model).__name__)} of its own kind, which cannot be read. It has to be a "
            "Sequential model, or a functional one in which each layer follows the one before."
        ) from None
    inputs = as_array(x)
    tokens = any(layer.class_name == "Embedding" for layer in chain(config)[:2])
    if inputs.ndim == (3 if tokens else 4) and len(inputs) == 1 and isinstance(x, list | tuple):
        inputs = inputs[0]
    if inputs.ndim not in (2, 3) or not inputs.size:
        raise ConfigError(
            f"The examples have the shape {inputs.shape}; expected (examples, timesteps) token ids or (examples, "
            "timesteps, features) numbers."
        )
    network = read_config(config, inputs.shape[1], inputs.shape[2] if inputs.ndim == 3 else None)
    check_layers(model, network)
    plan = network.plan
    if inputs.shape[1:] != plan.input_shape:
        raise ConfigError(
            f"The examples have the shape {inputs.shape}; the model takes {('examples', *plan.input_shape)}. Give such."
        )
    first = plan.layers[0].layer
    return network, token_ids(inputs, first.rows) if isinstance(first, Embedding) else as_numbers(inputs)


def weights_of(model: Any, network: GivenNetwork) -> dict[str, np.ndarray]:
    """The weights of a Keras model at this moment, by the names of the plan.  Raises `LayerError` if none."""
    return network.weights({layer.name: layer.get_weights() for layer in model.layers})


def as_array(x: Any) -> np.ndarray:
    """Arrays, lists and tensors, also as the one value of a dict, as an array.

    Raises `ConfigError` for anything else.
    """
    if isinstance(x, Mapping):
        if len(x) != 1:
            raise ConfigError(
                f"The examples are a dict of {len(x)} values; expected one array. Give that of one input."
            )
        (x,) = x.values()
    if isinstance(x, list | tuple) and len(x) == 1 and hasattr(x[0], "shape"):
        x = (np.asarray(x[0]),)
    try:
        array = np.asarray(x)
    except ValueError:
        array = np.empty(0, object)
    if array.dtype.kind not in "biuf":
        raise ConfigError(
            "The examples are no array of numbers. Pad sequences to one length, and give texts as tokens."
        )
    return array

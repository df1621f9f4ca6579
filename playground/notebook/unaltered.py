"""Whether a live Keras model computes what its configuration says: a class or a function may only be named alike."""

import sys
from collections.abc import Iterator
from typing import Any

import keras

from playground.choices import as_given
from playground.errors import ConfigError, LayerError
from playground.keras_networks import GivenNetwork

ACTIVATIONS = ("activation", "recurrent_activation")
HELD = ("cell", "forward_layer", "backward_layer", "layer", "activation")
"""Attributes that may hold a layer of a layer."""


def check_model(model: Any) -> None:
    """Raise `ConfigError` for what is no Keras model, `LayerError` for one that is not built or computes more."""
    if not isinstance(model, keras.Model):
        raise ConfigError(f"The model is of the type {as_given(type(model).__name__)}; expected a Keras 3 model.")
    own = [kind for kind in type(model).__mro__ if _is_of_keras(kind)]
    if own[0] is keras.Model:
        raise LayerError(
            f"The model is a {as_given(type(model).__name__)} of its own kind, which cannot be read. It has to be a "
            "Sequential model, or a functional one in which each layer follows the one before."
        )
    _check_calls(model, own[0], f"The model {as_given(model.name)}")
    names = [layer.name for layer in model.layers]
    if twice := next((layer for layer in model.layers if names.count(layer.name) > 1), None):
        raise LayerError(
            f"The layer {as_given(twice.name)} ({type(twice).__name__}) stands in the model {names.count(twice.name)} "
            "times; it can be read where it stands once. Give each place a layer of its own."
        )
    if not model.built or not model.layers:
        raise LayerError(
            f"The model {as_given(model.name)} has no weights yet; expected one that is built. Call it once on a few "
            "examples."
        )


def check_layers(model: Any, network: GivenNetwork) -> None:
    """Raise `LayerError` where a layer computes something else than Keras' own of that name."""
    keras_layers = {given.keras.name: given.keras.called for given in network.layers}
    for layer in model.layers:
        called = keras_layers.get(layer.name, f"The layer {as_given(layer.name)} ({type(layer).__name__})")
        for one in _with_inner(layer):
            if not _is_of_keras(type(one)):
                raise LayerError(
                    f"{called} is {as_given(type(one).__name__)} of {as_given(type(one).__module__)}; only Keras' own "
                    "layers can be read. Put one of those in its place."
                )
            _check_calls(one, type(one), called)
            for name in ACTIVATIONS:
                function = getattr(one, name, None)
                if function is not None and not isinstance(function, keras.Layer) and not _is_known(function):
                    raise LayerError(
                        f"{called}: its {name} is a function of its own, {as_given(_name(function))}; only Keras' own "
                        "can be read. Give the name of one of those."
                    )


def _with_inner(layer: Any) -> Iterator[Any]:
    """A layer, and those within it."""
    yield layer
    for name in HELD:
        held = getattr(layer, name, None)
        if isinstance(held, keras.Layer):
            yield from _with_inner(held)


def _is_of_keras(kind: type) -> bool:
    return f"{kind.__module__}.".startswith("keras.") and issubclass(kind, keras.Layer)


def _check_calls(one: Any, own: type, called: str) -> None:
    """Raise `LayerError` unless it is called as its Keras class is."""
    for name in ("call", "__call__"):
        if name in vars(one) or getattr(type(one), name) is not getattr(own, name):
            raise LayerError(
                f"{called} has a {name} of its own, in {as_given(type(one).__name__)}; only that of {own.__name__} can "
                f"be read. Take a plain {own.__name__}."
            )


def _is_known(function: Any) -> bool:
    """Whether it is a function of Keras or TensorFlow itself; other ones may have the same name."""
    spaces = (keras.activations, keras.ops, getattr(sys.modules.get("tensorflow"), "nn", None))
    return any(getattr(space, _name(function), None) is function for space in spaces)


def _name(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))

"""The config.json of a .keras file: data, never objects.  What names code of one's own is refused by its name."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json

from playground.choices import as_given
from playground.errors import PlaygroundError
from playground.keras_networks.file_members import CONFIG, METADATA, refused
from playground.keras_networks.network import GivenNetwork, read_config
from playground.languages import _

MOST_VALUES = 100_000
MOST_LAYERS = 200
CLASS_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
LAMBDAS = {"Lambda", "__lambda__", "TFOpLambda", "SlicingOpLambda", "function"}
INSIDE = {
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), ("cell/",)),
    "Bidirectional": ("forward_layer/cell/", "backward_layer/cell/"),
    "TimeDistributed": ("layer/",),
}
"""Keras class → the groups below its own that hold its weights, in the order of `get_weights()`."""
NO_MODEL = (TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError, RecursionError)
"""What Python raises where a value is of another type than Keras writes there."""


def network_of(data: bytes, metadata: bytes, timesteps: int | None = None) -> tuple[GivenNetwork, dict[str, str]]:
    """The network that a config.json describes, and Keras' name of each layer → its group in the weights.

    metadata: the metadata.json beside it.  timesteps: of the examples, where the model leaves them open.
    Raises `UploadError` for what is no configuration of Keras 3 or names code, and `LayerError` for a model that
    cannot be read.
    """
    config = _mapping(data, CONFIG)
    version = _mapping(metadata, METADATA).get("keras_version")
    if not isinstance(version, str) or not version.startswith("3."):
        raise refused(
            _("{file} says it was saved by Keras {version}; expected 3", file=METADATA, version=as_given(version))
        )
    inner = config.get("config")
    layers = inner.get("layers") if isinstance(inner, Mapping) else None
    if not isinstance(layers, list):
        raise refused(_("{file} describes no model with layers", file=CONFIG))
    if len(layers) > MOST_LAYERS:
        raise refused(_("it has {number:,} layers; expected at most {most}", number=len(layers), most=MOST_LAYERS))
    own = {name: value for name, value in config.items() if name not in ("compile_config", "build_config")}
    for count, value in enumerate(_every(own)):
        if count > MOST_VALUES:
            raise refused(_("{file} holds more than {most:,} values", file=CONFIG, most=MOST_VALUES))
        if isinstance(value, Mapping):
            _check_no_code(value)
    try:
        return read_config(config, timesteps), _groups(layers)
    except PlaygroundError:
        raise
    except NO_MODEL:
        raise refused(_("{file} describes no model that Keras 3 would write", file=CONFIG)) from None


def weight_places(network: GivenNetwork, groups: Mapping[str, str]) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
    """Keras' name of a layer → the path and the shape of each of its weights, in the order of `get_weights()`."""
    found = {}
    for given in network.layers:
        shapes, below = list(given.shapes.values()), INSIDE.get(given.keras.class_name, ("",))
        each = len(shapes) // len(below)
        found[given.keras.name] = [
            (f"layers/{groups[given.keras.name]}/{below[i // each]}vars/{i % each}", shape)
            for i, shape in enumerate(shapes)
        ]
    return found


def _mapping(data: bytes, name: str) -> dict[str, Any]:
    """JSON of bounded depth (pydantic's reader allows 200)."""
    try:
        found = from_json(data, allow_inf_nan=False)
    except ValueError:
        raise refused(_("{file} is not JSON in UTF-8, or goes too deep", file=name)) from None
    if not isinstance(found, dict):
        raise refused(_("{file} is {given}; expected an object in braces", file=name, given=as_given(found)))
    return found


def _every(value: Any) -> Iterator[Any]:
    """A value and all in it."""
    left = [value]
    while left:
        value = left.pop()
        yield value
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)


def _check_no_code(given: Mapping[str, Any]) -> None:
    """Raise `UploadError` for a lambda, and for a class or a function that is not Keras' own."""
    class_name, module, registered = (given.get(name) for name in ("class_name", "module", "registered_name"))
    config = given.get("config")
    if class_name is None:
        return
    if not isinstance(class_name, str) or not CLASS_NAME.fullmatch(class_name):
        given_name = as_given(class_name)
        raise refused(_("a class in it is called {name}; expected a name as Python writes it", name=given_name))
    name = config.get("name") if isinstance(config, Mapping) else config if isinstance(config, str) else None
    called = f"{as_given(class_name)}" + (f" ({as_given(name)})" if name is not None else "")
    if class_name in ("__tuple__", "__keras_tensor__", "__tensor__"):
        return
    if class_name in LAMBDAS:
        raise refused(_("it holds code of its own, the {name}, and no code of a file is ever run here", name=called))
    if module is not None and not f"{module}.".startswith("keras."):
        raise refused(_("it needs {name} of {module}, which is not Keras' own", name=called, module=as_given(module)))
    if registered is not None and ">" in str(registered):
        raise refused(_("it needs {name}, which is not Keras' own", name=as_given(registered)))


def _groups(layers: list[Any]) -> dict[str, str]:
    """Keras' name of a layer → its group in the weights: its class, with a number from the second on."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for layer in layers:
        name = layer["config"].get("name") or layer.get("name") or layer["class_name"]
        if not isinstance(name, str):
            raise refused(_("a layer is called {name}; expected a text", name=as_given(name)))
        group = _snake_case(layer["class_name"])
        counts[group] = counts.get(group, -1) + 1
        if name in found:
            raise refused(_("two of its layers are called {name}", name=as_given(name)))
        found[name] = f"{group}_{counts[group]}" if counts[group] else group
    return found


def _snake_case(name: str) -> str:
    """As Keras writes it: LSTM → lstm, LayerNormalization → layer_normalization.

    Source: keras/src/utils/naming.py, to_snake_case.
    """
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()

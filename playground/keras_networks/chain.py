"""The layers of a Keras configuration in the order in which data flows through them, if that is one chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playground.choices import as_given
from playground.errors import LayerError
from playground.languages import N_, _
from playground.wording import together

Config = Mapping[str, Any]
TENSOR = "__keras_tensor__"
MASKS = {"NotEqual", "Any"}
"""Operations by which Keras notes where a mask comes from."""
HOW = N_("It has to be a Sequential model, or a functional one in which each layer follows the one before.")


class NamedLayerError(LayerError):
    """Its sentence names the layer of the Keras model."""


@dataclass(frozen=True)
class KerasLayer:
    """One layer as Keras describes it.

    name: in the model.  class_name: in Keras, such as `LSTM`.  config: its arguments.  output: which of its outputs
    the next layer is given; 0 unless it returns its states too.
    """

    name: str
    class_name: str
    config: Config
    output: int = 0

    @property
    def called(self) -> str:
        """What sentences call it, such as `The layer 'lstm_1' (LSTM)`."""
        return _("The layer {name} ({kind})", name=as_given(self.name), kind=self.class_name)


def chain(config: Config) -> list[KerasLayer]:
    """The layers from the input to the output, with any InputLayer.

    config: what `model.get_config()` gives, or the config.json of a .keras file.  Raises `LayerError` for a model that
    is no chain, or whose layers are not Keras' own.
    """
    class_name = ""
    if isinstance(config, Mapping) and isinstance(config.get("class_name"), str) and "config" in config:
        class_name, config = config["class_name"], config["config"]
        if class_name not in ("Sequential", "Functional", "Model"):
            said = _("The model is a {kind} of its own kind, which cannot be read.", kind=as_given(class_name))
            raise no_chain(said)
    layers = config.get("layers") if isinstance(config, Mapping) else None
    if not isinstance(layers, list) or not layers:
        raise no_chain(_("The model's configuration lists no layers."))
    if "output_layers" in config:
        return _functional(config, layers)
    return [_layer(one) for one in layers]


def no_chain(said: str) -> LayerError:
    """What is wrong with a model that is no chain of layers, and what it has to be."""
    return LayerError(together(said, _(HOW)))


def cannot_be_read(given: KerasLayer, why: LayerError) -> LayerError:
    """What keeps our layer from being made."""
    return NamedLayerError(_("{layer} cannot be read: {why}", layer=given.called, why=why))


def _layer(given: Any, output: int = 0) -> KerasLayer:
    """One entry of a list of layers."""
    if not isinstance(given, Mapping) or not isinstance(given.get("config"), Mapping):
        raise no_chain(_("A layer is given as {given}; expected its class_name and config.", given=as_given(given)))
    class_name = given.get("class_name")
    name = given["config"].get("name") or given.get("name") or class_name
    layer = KerasLayer(str(name), str(class_name), given["config"], output)
    module = given.get("module")
    if module is not None and not f"{module}.".startswith("keras."):
        raise NamedLayerError(
            _(
                "{layer} is no layer of Keras' own, but of {module}. Put one of Keras' layers in its place.",
                layer=layer.called,
                module=as_given(module),
            )
        )
    return layer


def inner(layer: KerasLayer, key: str = "layer") -> KerasLayer:
    """The layer inside a wrapper such as TimeDistributed or Bidirectional."""
    return _layer(layer.config.get(key))


def _functional(config: Config, layers: list[Any]) -> list[KerasLayer]:
    """From the one output back to the one input."""
    by_name = {one.get("name"): one for one in layers if isinstance(one, Mapping)}
    everything = dict(by_name)
    if len(found := list(_ends(config.get("input_layers")))) != 1:
        raise no_chain(_("The model has {number} inputs; one can be read.", number=len(found)))
    if len(found := list(_ends(config["output_layers"]))) != 1:
        raise no_chain(_("The model has {number} outputs; one can be read.", number=len(found)))
    name, output = next(_ends(config["output_layers"]))
    found_layers: list[KerasLayer] = []
    while True:
        given = by_name.pop(name, None)
        if given is None:
            raise no_chain(
                _("The model's layers do not form a chain: {name} is missing or comes twice.", name=as_given(name))
            )
        layer = _layer(given, output)
        found_layers.insert(0, layer)
        nodes = given.get("inbound_nodes") or []
        if layer.class_name == "InputLayer" or not nodes:
            break
        if len(nodes) > 1:
            raise no_chain(
                _(
                    "{layer} is used {number} times; it can be read where it is used once.",
                    layer=layer.called,
                    number=len(nodes),
                )
            )
        name, output = _before(layer, nodes[0])
    left = [_layer(one) for one in by_name.values()]
    if beside := [one for one in left if one.class_name not in MASKS and one.class_name != "InputLayer"]:
        raise no_chain(_("{layer} stands beside the chain from input to output.", layer=beside[0].called))
    check_masks(found_layers, everything)
    return found_layers


def _ends(given: Any) -> Iterator[tuple[str, int]]:
    """Layer and number of its output, of what is written `["dense", 0, 0]`, `[["dense", 0, 0]]` or by name."""
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, list) and len(given) == 3 and isinstance(given[0], str):
        given = [given]
    for one in given if isinstance(given, list) else ():
        if isinstance(one, list) and len(one) == 3 and isinstance(one[0], str) and isinstance(one[2], int):
            yield one[0], one[2]


def _before(layer: KerasLayer, node: Any) -> tuple[str, int]:
    """Which layer this one is given the output of, and which output."""
    if not isinstance(node, Mapping):
        raise LayerError(
            _(
                "{layer} is connected in the way of Keras 2. Load the model with Keras 3 and save it.",
                layer=layer.called,
            )
        )
    given, also = list(tensors(node.get("args"))), node.get("kwargs") or {}
    if name := next((key for key, value in also.items() if key != "mask" and value not in (None, False)), ""):
        raise LayerError(
            _(
                "{layer} is also given {name}; it can be read where it is given the layer before alone. "
                "Call it without that.",
                layer=layer.called,
                name=as_given(name),
            )
        )
    if len(given) != 1:
        raise no_chain(
            _(
                "{layer} is given {number} tensors; it can be read where it is given one.",
                layer=layer.called,
                number=len(given),
            )
        )
    if any(value not in (None, False) for value in node["args"][1:]):
        raise LayerError(
            _(
                "{layer} is given more than one argument; it can be read where it is given the layer before alone. "
                "Call it without the others.",
                layer=layer.called,
            )
        )
    return given[0]


def tensors(given: Any) -> Iterator[tuple[str, int]]:
    """Layer and number of its output of every tensor in some arguments."""
    if isinstance(given, Mapping):
        if given.get("class_name") == TENSOR:
            history = (given.get("config") or {}).get("keras_history")
            yield from _ends(history)
            return
        given = list(given.values())
    if isinstance(given, list | tuple):
        for one in given:
            yield from tensors(one)


def check_masks(chain_of: list[KerasLayer], layers: Mapping[Any, Config]) -> None:
    """Raise `LayerError` for a layer that is given another mask than that of the first layer.

    chain_of: from the input to the output.  layers: name → all of the model's layers, also those that make masks.
    """
    first = next((layer for layer in chain_of if layer.class_name != "InputLayer"), None)
    own: Any = None
    if first is not None and first.class_name == "Embedding" and first.config.get("mask_zero"):
        own = 0
    elif first is not None and first.class_name == "Masking":
        own = first.config.get("mask_value", 0.0)
    start = {layer.name for layer in chain_of if layer.class_name == "InputLayer"}
    for layer in chain_of:
        for node in layers.get(layer.name, {}).get("inbound_nodes") or []:
            mask = (node.get("kwargs") or {}).get("mask")
            if mask is not None and (own is None or _masked(mask, layers, start, first) != own):
                raise LayerError(
                    _(
                        "{layer} is given a mask of its own; only that of the first layer can be read. "
                        "Call it without a mask.",
                        layer=layer.called,
                    )
                )


def _masked(mask: Any, layers: Mapping[Any, Config], start: set[str], first: KerasLayer | None) -> Any:
    """The value of the model's input that a mask leaves out; None where it is made in another way."""
    expected = ["Any", "NotEqual"] if first is not None and first.class_name == "Masking" else ["NotEqual"]
    for class_name in expected:
        name, _ = next(tensors(mask), ("", 0))
        made = layers.get(name, {})
        nodes = made.get("inbound_nodes") or [{}]
        axis = (made.get("config") or {}).get("axis", -1)
        if (made.get("class_name"), axis, len(nodes)) != (class_name, -1, 1):
            return None
        mask, *values = nodes[0].get("args") or [None]
    found = [name for name, _ in tensors(mask)]
    return values[0] if len(values) == 1 and found and found[0] in start else None

"""The settings of one layer as Keras describes it; what NumPy does not compute is refused in one sentence."""

from collections.abc import Mapping
from typing import Any

from playground.cells.activations import ACTIVATIONS
from playground.choices import as_given
from playground.keras_networks.chain import KerasLayer, NamedLayerError
from playground.languages import _
from playground.wording import enumerated

NAMES = {"swish": "silu", None: "linear"}
"""Other words for an activation."""


def is_quantized(dtype: Any) -> bool:
    """Whether a dtype policy, by name or as Keras describes it, is that of quantized weights."""
    if isinstance(dtype, Mapping):
        found = dtype.get("config")
        return "Quantized" in str(dtype.get("class_name")) or (
            isinstance(found, Mapping) and is_quantized(found.get("name"))
        )
    return isinstance(dtype, str) and "_from_" in dtype


def whole(given: KerasLayer, name: str) -> int:
    """A size, such as a number of units.  Raises `LayerError` for what is no whole number."""
    found = given.config.get(name)
    if name.endswith("_size") and isinstance(found, list | tuple) and len(found) == 1:
        found = found[0]  # Keras writes the size of a window as a list
    if not isinstance(found, int) or isinstance(found, bool):
        raise NamedLayerError(
            _(
                "{layer}: {name} is {given}; expected a whole number. Give one.",
                layer=given.called,
                name=name,
                given=as_given(found),
            )
        )
    return found


def expect(given: KerasLayer, values: Mapping[str, Any]) -> None:
    """Raise `LayerError` where a setting is another than the one that can be read; left out counts as that."""
    for name, wanted in values.items():
        found = given.config.get(name, wanted)
        if isinstance(found, list | tuple) and len(found) == 1:
            found = found[0]  # Keras writes the size of a window as a list
        if found != wanted:
            raise NamedLayerError(
                _(
                    "{layer}: {name} is {given}; only {wanted} can be read. "
                    "Change it, or look at a model without this layer.",
                    layer=given.called,
                    name=name,
                    given=as_given(found),
                    wanted=as_given(wanted),
                )
            )


def activation(given: KerasLayer, name: str = "activation") -> str:
    """The name of an activation of Keras' own.  Raises `LayerError` for any other."""
    found = given.config.get(name)
    if isinstance(found, Mapping) and str(found.get("module", "")).startswith(("builtins", "keras")):
        found = found.get("config") if isinstance(found.get("config"), str) else found.get("class_name")
    found = NAMES.get(found, found) if isinstance(found, str | None) else found
    if not isinstance(found, str) or found not in ACTIVATIONS:
        raise NamedLayerError(
            _(
                "{layer}: its {name} is {given}; expected one of {known}. Choose one of those.",
                layer=given.called,
                name=name,
                given=as_given(found),
                known=enumerated([*ACTIVATIONS]),
            )
        )
    return found


def absent(given: KerasLayer, **names: str) -> frozenset[str]:
    """Weights that are not there.  names: setting → weight."""
    return frozenset(weight for setting, weight in names.items() if not given.config.get(setting, True))


def rate(given: KerasLayer, name: str) -> float:
    """Of a dropout, 0–0.9; it changes nothing after training."""
    found = given.config.get(name, 0.0)
    return min(float(found), 0.9) if isinstance(found, int | float) else 0.0

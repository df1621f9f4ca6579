"""What can be changed while a network trains: the changes on offer, and what is said of them."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from playground.cells.part_names import part_name
from playground.config import RunConfig
from playground.earlier import Earlier, Held, gates_of
from playground.errors import PlaygroundError
from playground.languages import N_, _
from playground.layers import Layer, Recurrent
from playground.recipes.variations import dial_of, dial_words, dropout_of, with_dial
from playground.wording import enumerated

RATES = (0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.03, 0.1)
"""Learning rates on offer."""
DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.5)


def changes(config: RunConfig) -> dict[str, dict[str, dict[str, Any]]]:
    """What can be changed → the choices by name → the settings they replace."""
    offered: dict[str, dict[str, dict[str, Any]]] = {
        N_("Learning rate"): {f"{rate:g}": {"learning_rate": rate} for rate in RATES if rate != config.learning_rate},
        N_("Dropout"): {
            f"{rate:g}": {"layers": layers}
            for rate in DROPOUTS
            if (layers := with_dropout(config.layers, rate)) != config.layers
        },
        N_("A gate"): {held_label(one): {"held": (*config.held, one)} for one in _holdable(config)},
    }
    if dial := dial_of(config.dataset):
        offered[dial[0].capitalize()] = dict(_harder(config, dial[1], dial[2]))
    return {title: choices for title, choices in offered.items() if choices}


def changed_to(before: Earlier | RunConfig, after: Earlier | RunConfig) -> str:
    """What `after` has otherwise than `before`, in a few words: `learning rate 0.05 and distance 50`."""
    said = []
    if before.learning_rate != after.learning_rate:
        said.append(_("learning rate {rate:g}", rate=after.learning_rate))
    if before.dataset != after.dataset and dial_of(after.dataset):
        said.append(dial_words(after.dataset))
    if before.dataset.num_added != (added := after.dataset.num_added):
        said.append(_("{number:,} added examples", number=added) if added else _("no added examples"))
    if (dropout := dropout_of(after.layers)) != dropout_of(before.layers):
        said.append(_("dropout {rate:g}", rate=dropout))
    said += [held_label(one) for one in after.held if one not in before.held]
    return _all_of(said) if said else _("nothing changed")


def _all_of(changed: list[str]) -> str:
    """Such as `a and b and c`."""
    return reduce(lambda before, one: _("{changes} and {change}", changes=before, change=one), changed)


def past_of(config: RunConfig) -> str:
    """How a fork came about: `after 52 batches: learning rate 0.05`; also gates held from the first; else empty."""
    parts: list[Earlier | RunConfig] = [*config.earlier, config]
    first = [_("{gate} from the first batch", gate=held_label(one)) for one in parts[0].held]
    steps = zip(config.earlier, parts, parts[1:], strict=False)
    told = [*first, *(change_at(part.until, before, after) for part, before, after in steps)]
    return enumerated(told) if told else ""


def change_at(batches: int, before: Earlier | RunConfig, after: Earlier | RunConfig) -> str:
    """Such as `after 52 batches: learning rate 0.05`."""
    changes = changed_to(before, after)
    return _("after {number:,} batches: {changes}", number=batches, changes=changes)


def with_dropout(layers: tuple[Layer, ...], rate: float) -> tuple[Layer, ...]:
    """The same layers, the recurrent ones with another dropout."""
    return tuple(layer.changed(dropout=rate) if isinstance(layer, Recurrent) else layer for layer in layers)


def _holdable(config: RunConfig) -> Iterator[Held]:
    there = {(one.layer, one.gate) for one in config.held}
    for layer, gates in gates_of(config.plan).items():
        for gate in gates:
            if (layer, gate) not in there:
                yield Held(layer=layer, gate=gate, value=1)
                yield Held(layer=layer, gate=gate, value=0)


def held_label(held: Held) -> str:
    """Such as `forget gate of lstm held open`."""
    places = {"gate": part_name(held.gate), "layer": held.layer}
    if held.value:
        return _("{gate} gate of {layer} held open", **places)
    return _("{gate} gate of {layer} held closed", **places)


def _harder(config: RunConfig, now: int, values: tuple[int, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of the dataset's dial with which the same weights can be trained further."""
    shapes = [layer.weight_shapes for layer in config.plan.layers]
    for value in values:
        try:
            other = with_dial(config, value)
            if value != now and [layer.weight_shapes for layer in other.plan.layers] == shapes:
                yield str(value), {"dataset": other.dataset, "encoding": other.encoding}
        except PlaygroundError:
            continue

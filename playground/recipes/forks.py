"""What can be changed while a network trains: the changes on offer, and what is said of them."""

from collections.abc import Iterator
from typing import Any

from playground.config import RunConfig
from playground.earlier import Earlier, Held, gates_of
from playground.errors import PlaygroundError
from playground.layers import Layer, Recurrent
from playground.recipes.variations import dial_of, dropout_of, with_dial

RATES = (0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.03, 0.1)
"""Learning rates on offer."""
DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.5)


def changes(config: RunConfig) -> dict[str, dict[str, dict[str, Any]]]:
    """What can be changed → the choices by name → the settings they replace."""
    offered: dict[str, dict[str, dict[str, Any]]] = {
        "Learning rate": {f"{rate:g}": {"learning_rate": rate} for rate in RATES if rate != config.learning_rate},
        "Dropout": {
            f"{rate:g}": {"layers": layers}
            for rate in DROPOUTS
            if (layers := with_dropout(config.layers, rate)) != config.layers
        },
        "A gate": {held_label(one): {"held": (*config.held, one)} for one in _holdable(config)},
    }
    if dial := dial_of(config.dataset):
        offered[dial[0].capitalize()] = dict(_harder(config, dial[1], dial[2]))
    return {title: choices for title, choices in offered.items() if choices}


def changed_to(before: Earlier | RunConfig, after: Earlier | RunConfig) -> str:
    """What `after` has otherwise than `before`, in a few words: `learning rate 0.05 and distance 50`."""
    said = []
    if before.learning_rate != after.learning_rate:
        said.append(f"learning rate {after.learning_rate:g}")
    if before.dataset != after.dataset and (dial := dial_of(after.dataset)):
        said.append(f"{dial[0]} {dial[1]}")
    if before.dataset.num_added != (added := after.dataset.num_added):
        said.append(f"{added:,} added examples" if added else "no added examples")
    if (dropout := dropout_of(after.layers)) != dropout_of(before.layers):
        said.append(f"dropout {dropout:g}")
    said += [held_label(one) for one in after.held if one not in before.held]
    return " and ".join(said) or "nothing changed"


def past_of(config: RunConfig) -> str:
    """How a fork came about: `after 52 batches: learning rate 0.05`; also gates held from the first; else empty."""
    parts: list[Earlier | RunConfig] = [*config.earlier, config]
    first = [f"{held_label(one)} from the first batch" for one in parts[0].held]
    steps = zip(config.earlier, parts, parts[1:], strict=False)
    return ", ".join([*first, *(change_at(part.until, before, after) for part, before, after in steps)])


def change_at(batches: int, before: Earlier | RunConfig, after: Earlier | RunConfig) -> str:
    """Such as `after 52 batches: learning rate 0.05`."""
    return f"after {batches:,} batches: {changed_to(before, after)}"


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
    return f"{held.gate} gate of {held.layer} held {'open' if held.value else 'closed'}"


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

"""What a run was trained with at first, where something was changed on the way: the past of a fork."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.choices import Choices
from playground.datasets import AnyDataset
from playground.encodings import AnyEncoding
from playground.errors import ConfigError
from playground.languages import N_, _
from playground.layers import AnyLayer
from playground.layers.plan import Plan


class Held(Choices):
    """A gate that is held: all its units open or closed at every timestep, whatever is read."""

    title: ClassVar[str] = N_("A held gate")

    layer: str = Field(max_length=40, description=N_("Its layer, as the plan names it, such as lstm_2."))
    gate: str = Field(max_length=20, description=N_("Such as forget."))
    value: Literal[0, 1] = Field(description=N_("1: open, 0: closed."))


class Earlier(Choices):
    """What was in force until a batch.  What a run has in common all along stands in its own settings."""

    title: ClassVar[str] = N_("The earlier part of a run")

    until: int = Field(ge=1, le=1_000_000_000, description=N_("Batches trained before something was changed."))
    learning_rate: float = Field(ge=1e-6, le=10)
    dataset: AnyDataset
    encoding: AnyEncoding
    layers: tuple[AnyLayer, ...] = Field(max_length=12)
    held: tuple[Held, ...] = Field((), max_length=12)


CHANGES = tuple(name for name in Earlier.model_fields if name != "until")
"""The settings that may change on the way."""


def gates_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Layer → the gates that can be held: those of its recurrent layers that have any."""
    return {one.name: one.layer.reads_with.gates for one in plan.recurrent if one.layer.reads_with.gates}


def check_held(held: Sequence[Held], plan: Plan) -> None:
    """Raise `ConfigError` unless the network has these gates."""
    gates = gates_of(plan)
    if len({(one.layer, one.gate) for one in held}) < len(held):
        raise ConfigError(_("A gate is held twice; it can be open or closed, not both."))
    for one in held:
        if one.gate not in gates.get(one.layer, ()):
            there = [_("{gate} of {layer}", gate=gate, layer=layer) for layer, its in gates.items() for gate in its]
            raise ConfigError(
                _(
                    "A gate {gate!r} of {layer!r} cannot be held; the network's gates: {gates}.",
                    gate=one.gate,
                    layer=one.layer,
                    gates=", ".join(there) or _("none"),
                )
            )


def check_past(parts: Sequence[Earlier], now: Choices, plans: Sequence[Plan]) -> None:
    """Raise `ConfigError` unless one part of a run can follow the other.

    now: what follows the last of them, with the settings of `CHANGES`.  plans: of the parts and of what follows.
    """
    untils = [part.until for part in parts]
    if untils != sorted(set(untils)):
        raise ConfigError(
            _("The earlier parts of the run end after {untils} batches; expected rising numbers.", untils=untils)
        )
    shapes = [[(layer.name, layer.weight_shapes) for layer in plan.layers] for plan in plans]
    if any(one != shapes[-1] for one in shapes):
        raise ConfigError(
            _("An earlier part of the run has other layers; only the same weights can be trained further.")
        )
    whole = [{name: getattr(part, name) for name in CHANGES} for part in (*parts, now)]
    for before, after in pairwise(whole):
        if _kept(before) != _kept(after) or not {*before["held"]} <= {*after["held"]}:
            raise ConfigError(
                _(
                    "An earlier part of the run differs in more than can change on the way: the learning rate, "
                    "dropout, how hard the dataset is, how many examples it adds, and gates that are held from then on."
                )
            )


def _kept(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The settings that stay."""
    return [
        part["dataset"].model_dump(exclude={"distance", "lag", "lookback", "length", "clauses"}),
        part["encoding"].model_dump(exclude={"maximum_length"}),
        *(layer.model_dump(exclude={"dropout", "recurrent_dropout", "rate"}) for layer in part["layers"]),
    ]

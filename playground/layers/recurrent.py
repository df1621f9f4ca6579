"""Recurrent layers: a cell over time, with units, activation, dropout and direction.  One for every cell."""

from operator import not_
from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.cells import CELLS, READ
from playground.cells.base import Cell
from playground.languages import N_, _
from playground.layers.base import Elsewhere, Layer, Shape

OFFERED = ("tanh", "relu", "sigmoid", "linear")
"""Activations that a learner is offered."""
Activation = Literal["tanh", "relu", "sigmoid", "linear", Elsewhere]


class Recurrent(Layer):
    """A layer that reads a sequence one timestep after another and carries a state."""

    recurrent: ClassVar[bool] = True
    wants_sequence: ClassVar[bool] = True
    reads_with: ClassVar[Cell]
    """Its cell."""
    num_blocks: ClassVar[int]
    """How many blocks of `units` columns the kernel holds."""
    parts: ClassVar[dict[str, str]]
    """The gates and states a trace of this layer holds, in the order they are computed → what each of them says."""

    @property
    def directions(self) -> tuple[str, ...]:
        """Forward and backward when bidirectional, or the one that begins at the end."""
        return ("forward", "backward") if self.bidirectional else ("backward",) if self.go_backwards else ()

    units: int = Field(32, ge=1, le=512, title=N_("Units"), description=N_("Size of the state."))
    activation: Activation = Field(
        "tanh",
        title=N_("Activation"),
        description=N_("Squashes the new content of the state."),
        json_schema_extra={"offered": [*OFFERED]},
    )
    dropout: float = Field(
        0.0, ge=0, le=0.9, title="Dropout", description=N_("Fraction of the inputs left out while training.")
    )
    recurrent_dropout: float = Field(
        0.0,
        ge=0,
        le=0.9,
        title=N_("Recurrent dropout"),
        description=N_("Fraction of the state left out while training."),
    )
    bidirectional: bool = Field(
        False, title=N_("Bidirectional"), description=N_("Reads the sequence from both ends and joins the two states.")
    )
    go_backwards: bool = Field(False, exclude_if=not_)
    """Whether it begins at the end, in one direction; what it gives then begins there too, as in Keras."""

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (timesteps, units) or (units,); twice the units when bidirectional."""
        self.sequence(input_shape)
        width = self.units * (2 if self.bidirectional else 1)
        return (input_shape[0], width) if return_sequences else (width,)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Those of the cell, such as kernel, recurrent_kernel and bias; one set a direction."""
        one = self.reads_with.weight_shapes(input_shape[-1], self.units)
        if not self.directions:
            return one
        return {f"{direction}/{name}": shape for direction in self.directions for name, shape in one.items()}

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The Keras class of the same name; the builder wraps it in `Bidirectional`."""
        return self.reads_with.name, {
            "units": self.units,
            "activation": self.activation,
            "dropout": self.dropout,
            "recurrent_dropout": self.recurrent_dropout,
            "return_sequences": return_sequences,
        } | ({"go_backwards": True} if self.go_backwards else {})

    def label(self) -> str:
        """Such as `LSTM 32` or `Bidirectional GRU 16`."""
        if self.bidirectional:
            return _("Bidirectional {cell} {units}", cell=_(self.title), units=self.units)
        if self.go_backwards:
            return _("Backward {cell} {units}", cell=_(self.title), units=self.units)
        return f"{_(self.title)} {self.units}"


def _layer_of(cell: Cell) -> type[Recurrent]:
    """The layer that reads with a cell: a class with the cell's own name and `kind`."""
    own = {
        "__module__": __name__,
        "__doc__": f"{cell.about}  Source: {cell.source}.",
        "__annotations__": {"kind": Literal[cell.kind]},
        "kind": cell.kind,
        "reads_with": cell,
        "title": cell.title,
        "about": cell.about,
        "num_blocks": len(cell.blocks),
        "parts": {name: part.about for name, part in cell.parts.items()},
    }
    return type(cell.name, (Recurrent,), own)


READ_RECURRENT: dict[str, type[Recurrent]] = {kind: _layer_of(cell) for kind, cell in READ.items()}
"""Kind of cell → its layer, of all that can be read."""
RECURRENT: dict[str, type[Recurrent]] = {kind: READ_RECURRENT[kind] for kind in CELLS}
"""Those that a learner is offered."""
globals().update({layer.__name__: layer for layer in READ_RECURRENT.values()})  # where pickle looks for a class
SimpleRNN, LSTM, GRU = RECURRENT["simple_rnn"], RECURRENT["lstm"], RECURRENT["gru"]
*_others, _last = (layer.title for layer in RECURRENT.values())
NAMES = f"{', '.join(_others)} or {_last}"
"""All of them, for sentences: `SimpleRNN, LSTM or GRU`."""


def names() -> str:
    """All that a learner is offered, in the language that is spoken: `SimpleRNN, LSTM or GRU`."""
    *others, last = (_(layer.title) for layer in RECURRENT.values())
    return _("{one} or {other}", one=", ".join(others), other=last)

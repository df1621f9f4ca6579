"""What SimpleRNN, LSTM and GRU have in common: units, activation, dropout, direction."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.layers.base import Layer, Shape

Activation = Literal["tanh", "relu", "sigmoid", "linear"]

GATES = {"forget", "input", "output", "update", "reset"}
"""Parts between 0 and 1; the others are states, negative and positive."""


class Recurrent(Layer):
    """A layer that reads a sequence one timestep after another and carries a state."""

    recurrent: ClassVar[bool] = True
    wants_sequence: ClassVar[bool] = True
    num_blocks: ClassVar[int]
    """How many blocks of `units` columns the kernel holds: 1 for SimpleRNN, 4 for LSTM, 3 for GRU."""
    parts: ClassVar[dict[str, str]]
    """The gates and states a trace of this layer holds, in the order they are computed → what each of them says."""

    @property
    def ways(self) -> tuple[str, ...]:
        """Forward and backward when bidirectional."""
        return ("forward", "backward") if self.bidirectional else ()

    units: int = Field(32, ge=1, le=512, title="Units", description="Size of the state.")
    activation: Activation = Field("tanh", title="Activation", description="Squashes the new content of the state.")
    dropout: float = Field(
        0.0, ge=0, le=0.9, title="Dropout", description="Fraction of the inputs left out while training."
    )
    recurrent_dropout: float = Field(
        0.0, ge=0, le=0.9, title="Recurrent dropout", description="Fraction of the state left out while training."
    )
    bidirectional: bool = Field(
        False, title="Bidirectional", description="Reads the sequence from both ends and joins the two states."
    )

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (timesteps, units) or (units,); twice the units when bidirectional."""
        if len(input_shape) != 2:
            raise self.error(
                f"{self.label()} reads a sequence, but would be given a vector of {input_shape[0]} numbers; "
                "put it before the layers that end the sequence."
            )
        width = self.units * (2 if self.bidirectional else 1)
        return (input_shape[0], width) if return_sequences else (width,)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (features, blocks·units), recurrent_kernel (units, blocks·units), bias; one set a direction."""
        columns = self.num_blocks * self.units
        one = {
            "kernel": (input_shape[-1], columns),
            "recurrent_kernel": (self.units, columns),
            "bias": self.bias_shape(),
        }
        if not self.bidirectional:
            return one
        return {f"{way}/{name}": shape for way in ("forward", "backward") for name, shape in one.items()}

    def bias_shape(self) -> Shape:
        """Shape of the bias; GRU keeps two rows."""
        return (self.num_blocks * self.units,)

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The Keras class of the same name; the builder wraps it in `Bidirectional`."""
        return type(self).__name__, {
            "units": self.units,
            "activation": self.activation,
            "dropout": self.dropout,
            "recurrent_dropout": self.recurrent_dropout,
            "return_sequences": return_sequences,
        }

    def label(self) -> str:
        """Such as `LSTM 32` or `Bidirectional GRU 16`."""
        return f"{'Bidirectional ' if self.bidirectional else ''}{self.title} {self.units}"

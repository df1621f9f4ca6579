"""Dropout: leave numbers out while training."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_
from playground.layers.base import Layer, Shape


class Dropout(Layer):
    """Sets a fraction of its inputs to zero while training, changes nothing afterwards.  Source: Srivastava 2014."""

    title: ClassVar[str] = "Dropout"
    about: ClassVar[str] = N_(
        "Leaves out random inputs while training, so that the network does not rely on any single one."
    )

    kind: Literal["dropout"] = "dropout"
    rate: float = Field(
        0.2, ge=0, le=0.9, title=N_("Rate"), description=N_("Fraction of the inputs left out while training.")
    )

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """The shape it was given."""
        return input_shape

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Dropout`."""
        return "Dropout", {"rate": self.rate}

    def label(self) -> str:
        """Such as `Dropout 0.2`."""
        return f"Dropout {self.rate:g}"

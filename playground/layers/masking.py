"""Masking: timesteps that hold nothing but one value are skipped."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_
from playground.layers.base import Layer, Shape


class Masking(Layer):
    """Skips every timestep whose features all equal `mask_value`.  The first layer, of a network of numbers.

    Source: Keras `Masking`.  A network from elsewhere may have it; a learner is not offered it.
    """

    title: ClassVar[str] = "Masking"
    about: ClassVar[str] = N_("Skips timesteps in which every feature has one certain value.")

    kind: Literal["masking"] = "masking"
    mask_value: float = Field(0.0)

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """The shape it was given."""
        return input_shape

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Masking`."""
        return "Masking", {"mask_value": self.mask_value}

    def label(self) -> str:
        """Such as `Masking 0`."""
        return f"Masking {self.mask_value:g}"

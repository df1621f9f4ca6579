"""LayerNormalization: the features of each timestep brought to one scale."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_
from playground.layers.base import Layer, Shape

EPSILON = 1e-3
"""Added to the variance, unless a network from elsewhere says otherwise; as Keras does."""


class LayerNormalization(Layer):
    """Each timestep's features less their mean, divided by their deviation, times `gamma`, plus `beta`.

    Source: Ba, Kiros and Hinton 2016.
    """

    title: ClassVar[str] = N_("Layer normalization")
    about: ClassVar[str] = N_(
        "Brings the features of each timestep to mean 0 and deviation 1, then scales and shifts them."
    )

    kind: Literal["layer_normalization"] = "layer_normalization"
    epsilon: float = Field(EPSILON, ge=0, le=1, exclude_if=lambda value: value == EPSILON)

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """The shape it was given."""
        return input_shape

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """gamma and beta, one number a feature."""
        return {"gamma": input_shape[-1:], "beta": input_shape[-1:]}

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `LayerNormalization`."""
        return "LayerNormalization", {"epsilon": self.epsilon}

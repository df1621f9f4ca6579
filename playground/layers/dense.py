"""Dense: every input to every unit."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_
from playground.layers.base import Elsewhere, Layer, Shape


class Dense(Layer):
    """y = activation(x · kernel + bias); on a sequence, the same at every timestep.  Source: Keras `Dense`."""

    title: ClassVar[str] = "Dense"
    about: ClassVar[str] = N_("Every input is connected to every unit.")

    kind: Literal["dense"] = "dense"
    units: int = Field(16, ge=1, le=5000, title=N_("Units"), description=N_("Number of outputs."))
    activation: Literal["relu", "tanh", "sigmoid", "linear", "softmax", Elsewhere] = Field(
        "relu",
        title=N_("Activation"),
        description=N_("Applied to the weighted sum."),
        json_schema_extra={"offered": ["relu", "tanh", "sigmoid", "linear", "softmax"]},
    )

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(…, features) → (…, units)."""
        return (*input_shape[:-1], self.units)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (features, units), bias (units,)."""
        return {"kernel": (input_shape[-1], self.units), "bias": (self.units,)}

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Dense`."""
        return "Dense", {"units": self.units, "activation": self.activation}

    def label(self) -> str:
        """Such as `Dense 16 relu`."""
        return f"Dense {self.units} {self.activation}"

"""Conv1D: the same small window of weights at every position of a sequence."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_, _
from playground.layers.base import Elsewhere, Shape
from playground.layers.sequence import SequenceLayer


class Conv1D(SequenceLayer):
    """y_t = activation(x_t … x_{t+kernel_size-1} · kernel + bias), without padding.  Source: Keras `Conv1D`."""

    title: ClassVar[str] = "Conv1D"
    about: ClassVar[str] = N_("Looks for patterns of a few neighbouring timesteps, wherever they stand.")

    keeps_timesteps: ClassVar[bool] = False

    kind: Literal["conv1d"] = "conv1d"
    filters: int = Field(32, ge=1, le=512, title=N_("Filters"), description=N_("Number of patterns, and of outputs."))
    kernel_size: int = Field(7, ge=1, le=50, title=N_("Kernel size"), description=N_("Timesteps a pattern spans."))
    activation: Literal["relu", "tanh", "sigmoid", "linear", Elsewhere] = Field(
        "relu",
        title=N_("Activation"),
        description=N_("Applied to the weighted sum."),
        json_schema_extra={"offered": ["relu", "tanh", "sigmoid", "linear"]},
    )

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (timesteps - kernel_size + 1, filters)."""
        timesteps = self.sequence(input_shape)[0]
        if self.kernel_size > timesteps:
            raise self.error(
                _(
                    "{layer}: a kernel of {size} does not fit {timesteps} timesteps. Choose a smaller kernel, or put "
                    "fewer pooling layers before it.",
                    layer=self.label(),
                    size=self.kernel_size,
                    timesteps=timesteps,
                )
            )
        return (timesteps - self.kernel_size + 1, self.filters)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """kernel (kernel_size, features, filters), bias (filters,)."""
        return {"kernel": (self.kernel_size, input_shape[-1], self.filters), "bias": (self.filters,)}

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Conv1D`."""
        return "Conv1D", {"filters": self.filters, "kernel_size": self.kernel_size, "activation": self.activation}

    def label(self) -> str:
        """Such as `Conv1D 32×7 relu`."""
        return f"Conv1D {self.filters}×{self.kernel_size} {self.activation}"

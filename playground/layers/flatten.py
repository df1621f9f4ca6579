"""Flatten: all timesteps side by side."""

from typing import Any, ClassVar, Literal

from playground.languages import N_
from playground.layers.base import Shape
from playground.layers.sequence import SequenceLayer


class Flatten(SequenceLayer):
    """All timesteps one after another as one vector.  Source: Keras `Flatten`."""

    title: ClassVar[str] = "Flatten"
    about: ClassVar[str] = N_(
        "Puts all timesteps side by side into one vector; every position gets weights of its own."
    )

    keeps_timesteps: ClassVar[bool] = False

    kind: Literal["flatten"] = "flatten"

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (timesteps · features,)."""
        timesteps, features = self.sequence(input_shape)
        return (timesteps * features,)

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Flatten`."""
        return "Flatten", {}

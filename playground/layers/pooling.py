"""Pooling: keep the largest, or the mean, of several timesteps."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_, _
from playground.layers.base import Shape
from playground.layers.sequence import SequenceLayer


class MaxPooling1D(SequenceLayer):
    """The largest of every `pool_size` timesteps, feature by feature; a rest is left out.  Keras `MaxPooling1D`."""

    title: ClassVar[str] = "MaxPooling1D"
    about: ClassVar[str] = N_("Keeps the strongest of several neighbouring timesteps: a shorter sequence.")

    keeps_timesteps: ClassVar[bool] = False

    kind: Literal["max_pooling1d"] = "max_pooling1d"
    pool_size: int = Field(5, ge=2, le=100, title=N_("Pool size"), description=N_("Timesteps that become one."))

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (timesteps // pool_size, features)."""
        timesteps, features = self.sequence(input_shape)
        if self.pool_size > timesteps:
            raise self.error(
                _(
                    "{layer}: a pool of {size} does not fit {timesteps} timesteps. Choose a smaller one.",
                    layer=self.label(),
                    size=self.pool_size,
                    timesteps=timesteps,
                )
            )
        return (timesteps // self.pool_size, features)

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `MaxPooling1D`."""
        return "MaxPooling1D", {"pool_size": self.pool_size}

    def label(self) -> str:
        """Such as `MaxPooling1D 5`."""
        return f"MaxPooling1D {self.pool_size}"


class GlobalPooling1D(SequenceLayer):
    """A layer that makes one number of all timesteps, feature by feature."""

    keeps_timesteps: ClassVar[bool] = False

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (features,)."""
        return self.sequence(input_shape)[1:]

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The Keras layer of the same name."""
        return type(self).__name__, {}


class GlobalMaxPooling1D(GlobalPooling1D):
    """The largest over all timesteps, feature by feature.  Source: Keras `GlobalMaxPooling1D`."""

    title: ClassVar[str] = "GlobalMaxPooling1D"
    about: ClassVar[str] = N_("Keeps the strongest value of each feature, wherever it stood.")

    kind: Literal["global_max_pooling1d"] = "global_max_pooling1d"


class GlobalAveragePooling1D(GlobalPooling1D):
    """The mean over all timesteps, feature by feature, padding included.  Source: Keras `GlobalAveragePooling1D`."""

    title: ClassVar[str] = "GlobalAveragePooling1D"
    about: ClassVar[str] = N_("The mean of each feature over the whole sequence.")

    kind: Literal["global_average_pooling1d"] = "global_average_pooling1d"

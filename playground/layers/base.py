"""What every layer description says of itself: its settings, its shapes, its weights, and its name in Keras."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal

from playground.choices import Choices
from playground.errors import LayerError
from playground.languages import _

Elsewhere = Literal[
    "elu", "selu", "softplus", "softsign", "exponential", "hard_sigmoid", "hard_tanh", "relu6", "leaky_relu"
]
"""Activations that a network from elsewhere may have, and no learner is offered."""
Shape = tuple[int, ...]
"""A shape without the batch: (timesteps, features) for a sequence, (features,) for a vector."""


class Layer(Choices, ABC):
    """A layer of a network, described without any framework. Subclasses add `kind` and their settings."""

    error: ClassVar[type[LayerError]] = LayerError
    about: ClassVar[str]
    kind: str = ""
    """Told apart by it in files and links: each subclass has its own."""
    recurrent: ClassVar[bool] = False
    wants_sequence: ClassVar[bool] = False
    """Whether it takes only a sequence; a recurrent layer before it then returns its whole sequence."""
    keeps_timesteps: ClassVar[bool] = True
    """Whether it gives one output for each timestep of a sequence."""
    reads_previous: ClassVar[bool] = False
    """Whether it also reads the symbol of the answer before, and writes a sequence of its own."""
    skips_padding: ClassVar[bool] = True
    """Whether padded timesteps can be masked in a network with this layer."""

    @property
    def directions(self) -> tuple[str, ...]:
        """The parts that read the sequence separately, such as forward and backward; empty for a single one."""
        return ()

    @abstractmethod
    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """The shape this layer gives for `input_shape`; raises `LayerError` when it cannot take it."""

    def sequence(self, input_shape: Shape) -> Shape:
        """The shape it is given, (timesteps, features).  Raises `LayerError` for a vector."""
        if len(input_shape) != 2:
            raise self.error(
                _(
                    "{layer} reads a sequence, but would be given a vector of {number:,} numbers; put it before the "
                    "layers that end the sequence.",
                    layer=self.label(),
                    number=input_shape[0],
                )
            )
        return input_shape

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """Weight name → shape, in the order Keras lists them; empty for a layer without weights."""
        return {}

    @abstractmethod
    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The name of the Keras class and the arguments that build this layer."""

    def label(self) -> str:
        """A few words for lists and headings, such as `LSTM 32`."""
        return _(self.title)

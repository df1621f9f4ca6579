"""Encoder–decoder: one recurrent layer reads a sequence, another writes a sequence of another length."""

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_, _
from playground.layers.base import Layer, Shape
from playground.layers.recurrent import RECURRENT, Recurrent

if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[tuple(RECURRENT)]


SAID = (N_("initial state"), N_("every step"))
"""Values of its settings: a form shows them in the learner's language."""


class EncoderDecoder(Layer):
    """The encoder's last state is handed to the decoder, which writes one symbol after another.

    At each step the decoder reads the symbol before: while training the right one, afterwards its own most probable
    one (greedy decoding).  The first it reads is a start symbol.
    Source: Sutskever et al. 2014 (as initial state); Cho et al. 2014 (as input at every step).
    """

    title: ClassVar[str] = N_("Encoder–decoder")
    about: ClassVar[str] = N_("One layer reads the whole sequence, another writes the answer symbol by symbol.")
    wants_sequence: ClassVar[bool] = True
    keeps_timesteps: ClassVar[bool] = False
    reads_previous: ClassVar[bool] = True
    directions: ClassVar[tuple[str, ...]] = ("encoder", "decoder")

    kind: Literal["encoder_decoder"] = "encoder_decoder"
    cell: Kind = Field("lstm", title=N_("Cell"), description=N_("Of encoder and decoder."))
    units: int = Field(64, ge=1, le=512, title=N_("Units"), description=N_("Size of the state that is handed over."))
    handover: Literal["initial state", "every step"] = Field(
        "initial state",
        title=N_("Handed over as"),
        description=N_(
            "Where the decoder gets the encoder's last state: once, as its own first state, or as an input "
            "at every step."
        ),
    )
    answer_length: int = Field(1, ge=1)
    symbols: int = Field(1, ge=1)

    @property
    def num_blocks(self) -> int:
        """Blocks of `units` numbers a step of both cells computes."""
        return 2 * self.inner.num_blocks

    @property
    def inner(self) -> Recurrent:
        """Encoder and decoder, each by itself."""
        return RECURRENT[self.cell](units=self.units)

    @property
    def parts(self) -> dict[str, str]:
        """The gates and states of encoder and decoder → what each of them says."""
        return self.inner.parts

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps, features) → (answer length, units)."""
        self.sequence(input_shape)
        return (self.answer_length, self.units)

    def decoder_features(self) -> int:
        """What the decoder reads a step: the symbol before or the start, one-hot, and the state if at every step."""
        return self.symbols + 1 + (self.units if self.handover == "every step" else 0)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """`encoder/…` and `decoder/…`, each as of the cell's own layer."""
        shapes = {}
        for direction, features in (("encoder", input_shape[-1]), ("decoder", self.decoder_features())):
            for name, shape in self.inner.weight_shapes((1, features)).items():
                shapes[f"{direction}/{name}"] = shape
        return shapes

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The project's own small Keras layer of this name, made of two of Keras' recurrent layers."""
        arguments = {"cell": self.inner.reads_with.name, "units": self.units, "symbols": self.symbols}
        return "EncoderDecoder", arguments | {"every_step": self.handover == "every step"}

    def label(self) -> str:
        """Such as `Encoder–decoder LSTM 64`."""
        return f"{_(self.title)} {_(RECURRENT[self.cell].title)} {self.units}"


def recurrent_of(layer: Layer) -> Recurrent | None:
    """The recurrent layer that a layer is, or is made of; None for all others."""
    if isinstance(layer, EncoderDecoder):
        return layer.inner
    return layer if isinstance(layer, Recurrent) else None

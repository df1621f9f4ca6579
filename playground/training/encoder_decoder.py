"""The encoder–decoder pair as one Keras layer, made of two recurrent layers."""

from typing import Any

import keras
from keras import ops

from playground.training.recurrent import recurrent_layer
from playground.training.seeds import seeded


class EncoderDecoder(keras.layers.Layer):
    """sequence (batch, timesteps, features), previous (batch, answer length) int32 → (batch, answer length, units).

    previous: the symbol written before each step; number `symbols` stands for the start.
    every_step: hand the encoder's last state over as an input at every step instead of as the initial state.
    seed: the weights of both follow from it.
    """

    def __init__(
        self, cell: str, units: int, symbols: int, every_step: bool, fast: bool = False, seed: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.cell, self.units, self.symbols, self.every_step = cell, units, symbols, every_step
        kind = recurrent_layer(cell, fast)
        self.encoder = kind(units, return_state=True, name="encoder", **seeded(cell, seed, "encoder"))
        self.decoder = kind(units, return_sequences=True, name="decoder", **seeded(cell, seed, "decoder"))

    def call(self, sequence: Any, previous: Any, sequence_mask: Any = None) -> Any:
        """The decoder's states."""
        _, *states = self.encoder(sequence, mask=sequence_mask)
        written = ops.one_hot(previous, self.symbols + 1)
        if not self.every_step:
            return self.decoder(written, initial_state=states)
        context = ops.repeat(ops.expand_dims(states[0], 1), ops.shape(previous)[1], axis=1)
        return self.decoder(ops.concatenate([written, context], axis=-1))

    def build(self, sequence_shape: Any, previous_shape: Any) -> None:
        """Weights of encoder and decoder."""
        self.encoder.build(sequence_shape)
        width = self.symbols + 1 + (self.units if self.every_step else 0)
        self.decoder.build((*previous_shape, width))

    def compute_output_shape(self, sequence_shape: Any, previous_shape: Any) -> tuple[Any, ...]:
        """(batch, answer length, units)."""
        return (*previous_shape, self.units)

    def compute_mask(self, sequence: Any, previous: Any = None) -> None:
        """An answer has no padding."""
        return None

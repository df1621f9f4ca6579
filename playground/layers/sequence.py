"""What layers have in common that read a whole sequence at once, and cannot skip padding."""

from typing import ClassVar

from playground.layers.base import Layer


class SequenceLayer(Layer):
    """A layer that takes (timesteps, features) and reads padding like everything else."""

    wants_sequence: ClassVar[bool] = True
    skips_padding: ClassVar[bool] = False

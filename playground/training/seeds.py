"""Seeds: whatever Keras draws in a layer follows from the run's seed, the layer's name and what is drawn, alone.

Without one, Keras takes the next number of the whole process' generator, which other threads draw from as well.
"""

import hashlib
from typing import Any

import keras

from playground.layers import RECURRENT

DRAWN = {
    "kernel_initializer": keras.initializers.GlorotUniform,
    "recurrent_initializer": keras.initializers.Orthogonal,
    "embeddings_initializer": keras.initializers.RandomUniform,
}
"""What Keras draws a layer's weights from, by the argument that takes it: its own defaults."""
DRAWS = {
    "Dense": ("kernel_initializer",),
    "Conv1D": ("kernel_initializer",),
    "Embedding": ("embeddings_initializer",),
    "Dropout": ("seed",),
    **{layer.reads_with.name: ("kernel_initializer", "recurrent_initializer", "seed") for layer in RECURRENT.values()},
}
"""Keras class → the arguments that a seed goes into; `seed` is that of its dropout.  The other classes draw nothing."""


def seeded(class_name: str, seed: int, *names: str) -> dict[str, Any]:
    """The arguments with which a layer of that Keras class draws what follows from `seed` and its names alone.

    names: such as `lstm`, or `lstm` and `backward`: different ones draw different numbers.
    """
    return {
        argument: DRAWN[argument](seed=number) if argument in DRAWN else number
        for argument in DRAWS.get(class_name, ())
        for number in [seed_of(seed, *names, argument)]
    }


def seed_of(seed: int, *names: str) -> int:
    """A seed for one thing that is drawn, 0 to 2³¹ - 1."""
    return int.from_bytes(hashlib.sha256("/".join([str(seed), *names]).encode()).digest()[:4], "big") >> 1

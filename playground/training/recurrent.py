"""The Keras layer of every recurrent cell, by the name of its class: Keras' own, the project's, or a faster one."""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np

from playground.training.fast_recurrent import FastGRU, FastLSTM, FastPeepholeLSTM, FastSimpleRNN
from playground.training.mgu import MGUCell, as_gru
from playground.training.peephole_lstm import PeepholeLSTMCell

Kind = Callable[..., keras.layers.Layer]
"""Makes a layer: (units, and what else Keras' recurrent layers take)."""
Weights = dict[str, np.ndarray]
OF_LAYER = ("name", "return_sequences", "return_state", "go_backwards")


def of_cell(
    cell: type[keras.layers.Layer], layer: type[keras.layers.RNN], units: int, **options: Any
) -> keras.layers.RNN:
    """A layer that runs a cell over time.  options: of both, as Keras' own recurrent layers take them."""
    own = {name: options.pop(name) for name in OF_LAYER if name in options}
    return layer(cell(units, name="cell", **options), **own)


OWN: dict[str, Kind] = {
    "MGU": partial(of_cell, MGUCell, keras.layers.RNN),
    "PeepholeLSTM": partial(of_cell, PeepholeLSTMCell, keras.layers.RNN),
    "GRUResetBefore": partial(keras.layers.GRU, reset_after=False),
}
"""Those that Keras has not, or not under that name."""
FAST: dict[str, Kind] = {
    "SimpleRNN": FastSimpleRNN,
    "LSTM": FastLSTM,
    "GRU": FastGRU,
    "PeepholeLSTM": partial(of_cell, PeepholeLSTMCell, FastPeepholeLSTM),
}
"""Stand-ins that train faster and give the same results."""
PLAIN: dict[str, tuple[Kind, Callable[[Weights], Weights]]] = {
    "MGU": (partial(keras.layers.GRU, reset_after=False), as_gru)
}
"""What Keras itself has for one that is not its own, and the same weights for that."""
COMES_ALONG: dict[str, type[keras.layers.Layer]] = {"PeepholeLSTM": PeepholeLSTMCell}
"""Those Keras has nothing for: the cell, in a file that needs nothing but Keras."""


def recurrent_layer(name: str, fast: bool = False) -> Kind:
    """The layer called `name`.  fast: a faster one, if there is one."""
    return (FAST.get(name) if fast else None) or OWN.get(name) or getattr(keras.layers, name)


def plain_layer(name: str) -> Kind:
    """The layer called `name`, made of what Keras has wherever that is possible."""
    return PLAIN[name][0] if name in PLAIN else recurrent_layer(name)


def plain_weights(name: str, weights: Weights) -> Weights:
    """The weights of a layer called `name`, by name, for the layer that `plain_layer` gives."""
    return PLAIN[name][1](weights) if name in PLAIN else weights


def source_of(name: str) -> Path | None:
    """The Python file without which Keras does not open an exported layer called `name`; None: it needs none."""
    return Path(inspect.getfile(COMES_ALONG[name])) if name in COMES_ALONG else None

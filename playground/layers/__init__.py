"""Layer descriptions: plain frozen values that Keras reads to train and NumPy reads to look and to predict."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from playground.layers.base import Layer, Shape
from playground.layers.conv1d import Conv1D
from playground.layers.dense import Dense
from playground.layers.dropout import Dropout
from playground.layers.encoder_decoder import EncoderDecoder
from playground.layers.flatten import Flatten
from playground.layers.inputs import Embedding, MultiHot, OneHot
from playground.layers.layer_normalization import LayerNormalization
from playground.layers.masking import Masking
from playground.layers.pooling import GlobalAveragePooling1D, GlobalMaxPooling1D, MaxPooling1D
from playground.layers.recurrent import GRU, LSTM, READ_RECURRENT, RECURRENT, Recurrent, SimpleRNN

LAYERS: dict[str, type[Layer]] = {
    **RECURRENT,
    "dense": Dense,
    "dropout": Dropout,
    "layer_normalization": LayerNormalization,
    "conv1d": Conv1D,
    "max_pooling1d": MaxPooling1D,
    "global_max_pooling1d": GlobalMaxPooling1D,
    "global_average_pooling1d": GlobalAveragePooling1D,
    "flatten": Flatten,
    "encoder_decoder": EncoderDecoder,
}
"""The kinds a learner can add. The first layer follows from the encoding, the last from the task."""
READ_LAYERS: dict[str, type[Layer]] = LAYERS | READ_RECURRENT | {"masking": Masking}
"""Those and what else a network from elsewhere may have."""

if TYPE_CHECKING:
    AnyLayer = Layer
else:
    AnyLayer = Annotated[Union[tuple(READ_LAYERS.values())], Field(discriminator="kind")]  # noqa: UP007, made from the list
"""For a pydantic model's field: any layer with its settings, told apart by its kind."""

__all__ = [
    "GRU",
    "LAYERS",
    "LSTM",
    "READ_LAYERS",
    "READ_RECURRENT",
    "RECURRENT",
    "AnyLayer",
    "Conv1D",
    "Dense",
    "Dropout",
    "Embedding",
    "EncoderDecoder",
    "Flatten",
    "GlobalAveragePooling1D",
    "GlobalMaxPooling1D",
    "Layer",
    "LayerNormalization",
    "Masking",
    "MaxPooling1D",
    "MultiHot",
    "OneHot",
    "Recurrent",
    "Shape",
    "SimpleRNN",
]

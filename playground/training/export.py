"""A trained run as a Keras model of Keras' own layers: any Keras program opens it, without this project.

For a recurrent cell that Keras has nothing for, its Python file comes along; see `recurrent.COMES_ALONG`.

An encoding's first layer and the Encoder–decoder are layers of the project's own while training; here they are put
together from Keras' pieces, so that every weight keeps its shape.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import numpy as np
from keras import layers

from playground.errors import RunError
from playground.languages import _
from playground.layers import EncoderDecoder, MultiHot, OneHot
from playground.layers.encoder_decoder import recurrent_of
from playground.layers.plan import Plan, PlannedLayer
from playground.training.build import keras_inputs, keras_layer
from playground.training.recurrent import plain_layer, plain_weights, source_of

Tensors = list[keras.KerasTensor]


def save_keras(plan: Plan, weights: dict[str, np.ndarray], output: Path) -> str:
    """Write `output` (.keras), and beside it the file of a cell that Keras has not.

    Returns what the model takes and gives, in words, and what opens it if Keras alone does not.
    """
    model = plain(plan)
    for planned in plan.layers:
        arrays = iter(_plain_weights(planned, weights))
        for layer in _layers_of(model, planned):
            for variable in layer.weights:
                variable.assign(next(arrays))
    model.save(output)
    return described(model) + "".join(_come_along(plan, output.parent))


def _plain_weights(planned: PlannedLayer, weights: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The weights of a planned layer in the order of the Keras layers that it is exported as."""
    own = {name: weights[f"{planned.name}/{name}"] for name in planned.weight_shapes}
    cell = _cell(planned)
    if not cell:
        return list(own.values())
    found: list[np.ndarray] = []
    for direction in planned.layer.directions or ("",):
        start = f"{direction}/" if direction else ""
        of_way = {name.removeprefix(start): array for name, array in own.items() if name.startswith(start)}
        found += plain_weights(cell, of_way).values()
    return found


def _cell(planned: PlannedLayer) -> str:
    """The name of the Keras class of the recurrent layer that it is, or is made of; empty where there is none."""
    layer = recurrent_of(planned.layer)
    return layer.reads_with.name if layer else ""


def _come_along(plan: Plan, folder: Path) -> Iterator[str]:
    """Put the files of cells that Keras has not into a folder, and say so.

    Raises `RunError` where another file of that name is there.
    """
    for source in {source for planned in plan.layers if (source := source_of(_cell(planned)))}:
        target = folder / source.name
        if target.exists() and target.read_bytes() != source.read_bytes():
            raise RunError(
                _("{target} is another file than the one that comes along. Choose another folder.", target=target)
            )
        shutil.copyfile(source, target)
        yield (
            f". Keras has no such cell: {source.name} comes along, to be imported before "
            f"keras.models.load_model (`import {source.stem}`)"
        )


def plain(plan: Plan) -> keras.Model:
    """A model of `plan`, of Keras' own layers; it takes and gives what `playground.training.build.build` says."""
    inputs = keras_inputs(plan)
    x, *previous = inputs
    for planned in plan.layers:
        if own := OWN.get(planned.layer.kind):
            x = own(planned, plan.mask, [x, *previous])
        else:
            x = keras_layer(planned, plan.mask, fast=False, recurrent=plain_layer)(x)
    return keras.Model(inputs if previous else inputs[0], x)


def described(model: keras.Model) -> str:
    """Such as `takes token_ids (batch, timesteps) int32; gives (batch, 1) float32`."""
    taken = (f"{tensor.name} {_shape(tensor)} {tensor.dtype}" for tensor in model.inputs)
    return f"takes {' and '.join(taken)}; gives {_shape(model.output)} {model.output.dtype}"


def _shape(tensor: keras.KerasTensor) -> str:
    sizes = ("any" if size is None else f"{size}" for size in tensor.shape[1:])
    return f"({', '.join(['batch', *sizes])})"


def _one_hot(planned: PlannedLayer, mask: bool, inputs: Tensors) -> keras.KerasTensor:
    """Token ids (batch, timesteps) → (batch, timesteps, columns): the column of id 0, padding, is cut off."""
    assert isinstance(planned.layer, OneHot)
    ids = layers.Reshape((-1, 1))(inputs[0])  # a text of a single token keeps its timestep
    x = layers.CategoryEncoding(planned.layer.columns + 1, "one_hot", name=planned.name)(ids)
    x = layers.Permute((2, 1))(x)
    x = layers.Cropping1D((1, 0))(x)
    x = layers.Permute((2, 1))(x)
    return layers.Masking()(x) if mask else x


def _multi_hot(planned: PlannedLayer, mask: bool, inputs: Tensors) -> keras.KerasTensor:
    """Token ids (batch, timesteps) → (batch, columns): the column of id 0, padding, is cut off."""
    assert isinstance(planned.layer, MultiHot)
    columns = planned.layer.columns
    x = layers.CategoryEncoding(columns + 1, "multi_hot", name=planned.name)(inputs[0])
    x = layers.Reshape((columns + 1, 1))(x)
    x = layers.Cropping1D((1, 0))(x)
    return layers.Reshape((columns,))(x)


def _encoder_decoder(planned: PlannedLayer, mask: bool, inputs: Tensors) -> keras.KerasTensor:
    """A sequence and the symbols before → (batch, answer length, units): two recurrent layers."""
    layer = planned.layer
    sequence, previous = inputs
    assert isinstance(layer, EncoderDecoder)
    kind = plain_layer(_cell(planned))
    encoder, decoder = _parts(planned)
    _, *states = kind(layer.units, return_state=True, name=encoder)(sequence)
    written = layers.CategoryEncoding(layer.symbols + 1, "one_hot")(layers.Reshape((-1, 1))(previous))
    if layer.handover == "every step":
        context = layers.RepeatVector(layer.answer_length)(states[0])
        written, states = layers.Concatenate()([written, context]), None
    return kind(layer.units, return_sequences=True, name=decoder)(written, initial_state=states)


OWN: dict[str, Callable[[PlannedLayer, bool, Tensors], keras.KerasTensor]] = {
    "one_hot": _one_hot,
    "multi_hot": _multi_hot,
    "encoder_decoder": _encoder_decoder,
}
"""Kinds that Keras has no layer for → the same of several."""


def _parts(planned: PlannedLayer) -> list[str]:
    """The names of encoder and decoder."""
    return [f"{planned.name}_{direction}" for direction in planned.layer.directions]


def _layers_of(model: keras.Model, planned: PlannedLayer) -> list[keras.layers.Layer]:
    """The Keras layers that hold the weights of a planned one, in the plan's order."""
    names = _parts(planned) if planned.layer.reads_previous else [planned.name]
    return [model.get_layer(name) for name in names]

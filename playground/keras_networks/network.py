"""A network made with Keras elsewhere as a plan of our layers, and its weights by our names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.choices import as_given
from playground.errors import LayerError
from playground.keras_networks.chain import KerasLayer, cannot_be_read, chain
from playground.keras_networks.layers import RECURRENT, Read, read_layer
from playground.languages import N_, _
from playground.layers import Conv1D, Dense, Embedding, Masking, Recurrent
from playground.layers.plan import Plan, PlannedLayer, PlannedRecurrent, numbered
from playground.tasks import TASKS

Shape = tuple[int, ...]
OPEN = (
    N_("The model leaves its number of timesteps open. Say how many an example has."),
    N_("The model leaves its number of features open. Call it once on a few examples, and save it."),
)
"""What is said of a model that leaves its first size open, or its second."""


@dataclass(frozen=True)
class GivenLayer:
    """A planned layer, and the one of the Keras model that it was.

    absent: names of weights that Keras has none of, such as `bias`.
    """

    planned: PlannedLayer
    keras: KerasLayer
    absent: frozenset[str]

    @property
    def shapes(self) -> dict[str, Shape]:
        """Of the weights that Keras has."""
        found = self.planned.weight_shapes
        return {name: shape for name, shape in found.items() if name.split("/")[-1] not in self.absent}


@dataclass(frozen=True)
class GivenNetwork:
    """A network from elsewhere.

    plan: its `task` is empty where its output fits none of `playground.tasks.TASKS`.  layers: those of the plan.
    """

    plan: Plan
    layers: tuple[GivenLayer, ...]

    @property
    def names(self) -> dict[str, str]:
        """The name of each layer in the Keras model → its name in the plan."""
        return {given.keras.name: given.planned.name for given in self.layers}

    def weights(self, arrays: Mapping[str, Sequence[np.ndarray]]) -> dict[str, np.ndarray]:
        """`layer/weight` → float32 array, as `playground.reference.Network` takes them.

        arrays: Keras' name of a layer → its weights in the order of `layer.get_weights()`.  Raises `LayerError` where
        one is missing or has another shape.
        """
        found: dict[str, np.ndarray] = {}
        for given in self.layers:
            own, expected = list(arrays.get(given.keras.name, ())), given.shapes
            shapes = [np.shape(array) for array in own]
            if shapes != list(expected.values()):
                raise LayerError(_other_weights(given, shapes))
            there = dict(zip(expected, own, strict=True))
            for name, shape in given.planned.weight_shapes.items():
                missing = np.ones if name == "gamma" else np.zeros
                array = there[name] if name in there else missing(shape, np.float32)
                if array.dtype.kind != "f" and name in there:
                    raise LayerError(
                        _(
                            "{layer}: {name} is {given}; expected floating-point numbers.",
                            layer=given.keras.called,
                            name=name,
                            given=array.dtype,
                        )
                    )
                found[f"{given.planned.name}/{name}"] = np.asarray(array, np.float32)
        return found


def _other_weights(given: GivenLayer, shapes: Sequence[Shape]) -> str:
    """The sentence about a layer whose weights have other shapes than it should have."""
    called, expected = given.keras.called, as_given([*given.shapes.values()])
    if not shapes:
        return _(
            "{layer} has no weights yet; expected the shapes {expected}. Call the model once on a few examples.",
            layer=called,
            expected=expected,
        )
    if given.keras.config.get("lora_rank"):
        return _(
            "{layer} has weights of LoRA beside its own; only its own can be read. Save the model with "
            "model.save('model.keras'), which adds them up, and import that file.",
            layer=called,
        )
    return _(
        "{layer} has weights of the shapes {shapes}; expected {expected}. Take a model whose layer has just those.",
        layer=called,
        shapes=as_given(shapes),
        expected=expected,
    )


def read_config(config: Mapping[str, Any], timesteps: int | None = None, features: int | None = None) -> GivenNetwork:
    """The network that a Keras configuration describes.

    config: what `model.get_config()` gives, or the config.json of a .keras file.
    timesteps, features: of the examples, where the model leaves them open.
    Raises `LayerError` for a model that is no chain of layers that can be read; one sentence names the layer.
    """
    given = chain(config)
    read = _joined([(layer, read_layer(layer)) for layer in given])
    if not read:
        raise LayerError(_("The model has no layer with weights. Give one with a recurrent layer."))
    shape = _input_shape(given, read[0][1], timesteps, features)
    mask = _mask(read)
    names = numbered([one.layer.kind for _keras, one in read])
    if len(read) > 1 and isinstance(read[-1][1].layer, Dense):
        names[-1] = "output"
    layers = []
    for name, (keras, one) in zip(names, read, strict=True):
        if one.layer.wants_sequence and len(shape) != 2:
            raise LayerError(
                _(
                    "{layer} reads a sequence, but is given {shape}. Change what stands before it.",
                    layer=keras.called,
                    shape=as_given(list(shape)),
                )
            )
        kind = PlannedRecurrent if isinstance(one.layer, Recurrent) else PlannedLayer
        try:
            output = one.layer.output_shape(shape, one.return_sequences)
        except LayerError as error:
            raise cannot_be_read(keras, error) from None
        layers.append(GivenLayer(kind(name, one.layer, shape, output, one.return_sequences), keras, one.absent))
        shape = output
    planned = tuple(one.planned for one in layers)
    return GivenNetwork(Plan(planned, planned[0].input_shape, mask, _task(planned)), tuple(layers))


def _joined(read: Sequence[tuple[KerasLayer, Read | None]]) -> list[tuple[KerasLayer, Read]]:
    """An activation that stands alone is that of the Dense or Conv1D before it."""
    found: list[tuple[KerasLayer, Read]] = []
    for keras, one in read:
        if one is None:
            continue
        if one.alone:
            before = found[-1] if found else None
            layer = before[1].layer if before else None
            if before is None or not isinstance(layer, Dense | Conv1D) or layer.activation != "linear":
                raise LayerError(
                    _(
                        "{layer} can be read only directly behind a Dense or Conv1D without an activation. "
                        "Give the activation to the layer before it.",
                        layer=keras.called,
                    )
                )
            assert isinstance(one.layer, Dense)
            activated = layer.changed(activation=one.layer.activation)
            found[-1] = before[0], Read(activated, absent=before[1].absent)
        else:
            found.append((keras, one))
    return found


def _input_shape(given: Sequence[KerasLayer], first: Read, timesteps: int | None, features: int | None) -> Shape:
    """Of one example: (timesteps,) token ids or (timesteps, features) numbers."""
    config = given[0].config
    shape = config.get("batch_shape") or config.get("batch_input_shape") or [None, None, None]
    tokens = isinstance(first.layer, Embedding)
    if not isinstance(shape, list | tuple) or (
        given[0].class_name == "InputLayer" and len(shape) != (2 if tokens else 3)
    ):
        found = as_given(shape)
        if tokens:
            said = _(
                "The model takes an input of the shape {shape}; expected token ids (batch, timesteps).", shape=found
            )
            raise LayerError(said)
        raise LayerError(
            _(
                "The model takes an input of the shape {shape}; expected a sequence (batch, timesteps, features).",
                shape=found,
            )
        )
    sizes = [shape[1] or timesteps, *([] if tokens else [(shape[2] if len(shape) > 2 else None) or features])]
    for size, left_open in zip(sizes, OPEN, strict=False):
        if not isinstance(size, int) or isinstance(size, bool) or size < 1:
            raise LayerError(_(left_open))
    return tuple(size for size in sizes if isinstance(size, int))


def _mask(read: Sequence[tuple[KerasLayer, Read]]) -> bool:
    """Whether something is skipped.  Raises `LayerError` where ours and Keras' would not skip the same."""
    for keras, one in read[1:]:
        if isinstance(one.layer, Embedding | Masking):
            raise LayerError(_("{layer} can be read only as the first layer. Put it there.", layer=keras.called))
    if not any(one.mask for _keras, one in read):
        return False
    for keras, one in read:
        if why := _skips_otherwise(keras, one):
            raise LayerError(why)
    return True


def _skips_otherwise(keras: KerasLayer, one: Read) -> str:
    """The sentence about a layer that does not do with a mask what ours does; empty for one that does."""
    if isinstance(one.layer, Recurrent) and one.layer.go_backwards and one.return_sequences:
        return _(
            "{layer} returns its sequence backwards, but the first layer masks it. "
            "Leave out mask_zero or Masking, or this layer.",
            layer=keras.called,
        )
    if not one.layer.skips_padding:
        return _(
            "{layer} does not skip padding, but the first layer masks it. "
            "Leave out mask_zero or Masking, or this layer.",
            layer=keras.called,
        )
    if keras.class_name in RECURRENT and keras.config.get("zero_output_for_mask"):
        return _(
            "{layer} gives zeros where the first layer masks (zero_output_for_mask); only a layer that "
            "keeps its state there can be read. Leave that setting out.",
            layer=keras.called,
        )
    return ""


def _task(layers: Sequence[PlannedLayer]) -> str:
    """What the output can mean, a name in TASKS; empty: none of them."""
    last = layers[-1]
    if not isinstance(last.layer, Dense) or len(layers) == 1:
        return ""
    vector, outputs = len(last.output_shape) == 1, last.output_shape[-1]
    for name, single in (("binary", True), ("regression", True), ("multiclass", False)):
        if vector and last.layer.activation == TASKS[name].activation and (outputs == 1) == single:
            return name
    keeps = all(one.layer.keeps_timesteps and not getattr(one.layer, "go_backwards", False) for one in layers)
    return "next_token" if not vector and keeps and outputs > 1 and last.layer.activation == "softmax" else ""

"""A plan read by Keras: the model that trains."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from playground.layers.plan import Plan, PlannedLayer
from playground.training.encoder_decoder import EncoderDecoder
from playground.training.recurrent import recurrent_layer
from playground.training.seeds import seed_of, seeded


class OneHot(keras.layers.Layer):
    """Token ids (batch, timesteps) → (batch, timesteps, columns) float32: 1 in column id - 1; padding has none."""

    def __init__(self, columns: int, mask_zero: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns, self.mask_zero = columns, mask_zero
        self.supports_masking = True

    def call(self, token_ids: Any) -> Any:
        """One-hot rows; Keras gives zeros for -1."""
        return ops.one_hot(token_ids - 1, self.columns)

    def compute_mask(self, token_ids: Any, mask: Any = None) -> Any:
        """True for a real token; None when padding is not masked."""
        return ops.not_equal(token_ids, 0) if self.mask_zero else None


class MultiHot(keras.layers.Layer):
    """Token ids (batch, timesteps) → (batch, columns) float32: 1 in column id - 1 of every id but padding."""

    def __init__(self, columns: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns = columns
        self.supports_masking = True

    def call(self, token_ids: Any) -> Any:
        """Counted by TensorFlow without making one-hot rows."""
        occurs = tf.math.bincount(
            token_ids,
            minlength=self.columns + 1,
            maxlength=self.columns + 1,
            dtype="float32",
            axis=-1,
            binary_output=True,
        )
        return tf.ensure_shape(occurs, (None, self.columns + 1))[:, 1:]

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, int]:
        """(batch, columns)."""
        return (input_shape[0], self.columns)

    def compute_mask(self, token_ids: Any, mask: Any = None) -> None:
        """A vector has no timesteps to mask."""
        return None


def build(plan: Plan, fast: bool = True, seed: int = 0) -> keras.Model:
    """A Keras model of `plan`: token_ids (batch, timesteps) int32 or numbers (batch, timesteps, features) float32, and
    for a network that writes a sequence the symbols before, (batch, answer length) int32 → outputs float32.

    Where padding is masked the number of timesteps is left open, for batches as short as their longest example.
    fast: train with the project's faster loops over time; False takes Keras' own recurrent layers.  `export.plain`
    builds a model of nothing but Keras' own layers.
    seed: all that its layers draw, weights and dropout, follows from it.
    """
    inputs = keras_inputs(plan)
    x = inputs[0]
    for planned in plan.layers:
        x = keras_layer(planned, plan.mask, fast, seed)(*([x, inputs[1]] if planned.layer.reads_previous else [x]))
    return keras.Model(inputs if plan.reads_previous else inputs[0], x)


def keras_inputs(plan: Plan) -> list[keras.KerasTensor]:
    """What a model of `plan` takes: `token_ids` or `numbers`, and `previous` where it writes a sequence."""
    timesteps, *features = plan.input_shape
    kind, name = ("float32", "numbers") if features else ("int32", "token_ids")
    inputs = [keras.Input((None if plan.mask else timesteps, *features), dtype=kind, name=name)]
    if plan.reads_previous:
        inputs.append(keras.Input((plan.output_shape[0],), dtype="int32", name="previous"))
    return inputs


def keras_layer(
    planned: PlannedLayer,
    mask: bool,
    fast: bool,
    seed: int = 0,
    recurrent: Callable[[str], Callable[..., keras.layers.Layer]] | None = None,
) -> keras.layers.Layer:
    """The Keras layer of one planned layer, by its name; what it draws follows from `seed` and that name.

    recurrent: by what name a recurrent one is found; None: as `fast` says.
    """
    class_name, arguments = planned.layer.keras(planned.return_sequences, mask)
    own = {"OneHot": OneHot, "MultiHot": MultiHot, "EncoderDecoder": EncoderDecoder}
    if class_name == "EncoderDecoder":
        arguments |= {"fast": fast, "seed": seed_of(seed, planned.name)}
    if planned.layer.recurrent:
        kind = recurrent(class_name) if recurrent else recurrent_layer(class_name, fast)
    else:
        kind = own.get(class_name) or getattr(keras.layers, class_name)
    if getattr(planned.layer, "bidirectional", False):
        # Left to itself, Bidirectional makes the backward layer a copy of the forward one, seeds included.
        forward, backward = (
            kind(
                **arguments,
                **seeded(class_name, seed, planned.name, direction),
                go_backwards=direction == "backward",
                name=f"{direction}_{planned.layer.kind}",
            )
            for direction in planned.layer.directions
        )
        return keras.layers.Bidirectional(forward, backward_layer=backward, name=planned.name)
    return kind(**arguments, **seeded(class_name, seed, planned.name), name=planned.name)


def get_weights(model: keras.Model, plan: Plan) -> dict[str, np.ndarray]:
    """`layer/weight` → float32 array, by the plan's names."""
    return {
        f"{planned.name}/{name}": np.asarray(array)
        for planned in plan.layers
        for name, array in zip(planned.weight_shapes, model.get_layer(planned.name).weights, strict=True)
    }


def set_weights(model: keras.Model, plan: Plan, weights: dict[str, np.ndarray]) -> None:
    """Put arrays that `get_weights` gave back into a model of the same plan."""
    for planned in plan.layers:
        variables = model.get_layer(planned.name).weights
        for name, variable in zip(planned.weight_shapes, variables, strict=True):
            variable.assign(weights[f"{planned.name}/{name}"])

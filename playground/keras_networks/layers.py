"""From one layer as Keras describes it to ours; what NumPy does not compute is refused in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.choices import as_given
from playground.errors import LayerError
from playground.keras_networks import settings
from playground.keras_networks.chain import KerasLayer, NamedLayerError, cannot_be_read, inner
from playground.languages import _
from playground.layers import (
    LAYERS,
    READ_RECURRENT,
    Conv1D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    LayerNormalization,
    Masking,
    MaxPooling1D,
)
from playground.wording import enumerated


@dataclass(frozen=True)
class Read:
    """One of our layers, and how Keras' was set beside that.

    return_sequences: of a recurrent one.  absent: weights that Keras has none of, such as a bias; they are 0, or 1 for
    `gamma`.  mask: whether padding is skipped from here on.  alone: an activation, which a layer before it has to take.
    """

    layer: Layer
    return_sequences: bool = False
    absent: frozenset[str] = frozenset()
    mask: bool = False
    alone: bool = False


def read_layer(given: KerasLayer) -> Read | None:
    """Our layer; None for one that changes nothing.  Raises `LayerError` for one that cannot be read."""
    reader = READERS.get(given.class_name)
    if reader is None:
        known = enumerated(sorted(READERS))
        raise NamedLayerError(
            _(
                "{layer} is of a kind that cannot be read. Known are {known}; use those.",
                layer=given.called,
                known=known,
            )
        )
    if given.output and given.class_name not in RECURRENT:
        raise NamedLayerError(_("{layer}: only its first output can be read. Use that.", layer=given.called))
    if settings.is_quantized(given.config.get("dtype")):
        raise NamedLayerError(
            _(
                "{layer} is quantized; only weights that are floating-point numbers can be read. "
                "Take the model as it was before quantize.",
                layer=given.called,
            )
        )
    try:
        return reader(given)
    except NamedLayerError:
        raise
    except LayerError as error:
        raise cannot_be_read(given, error) from None


def _dropout(given: KerasLayer) -> Read:
    """It changes nothing after training, whatever the rate."""
    return Read(Dropout(rate=settings.rate(given, "rate")))


def _embedding(given: KerasLayer) -> Read:
    config = given.config
    layer = Embedding(
        rows=settings.whole(given, "input_dim"),
        dimensions=settings.whole(given, "output_dim"),
        trainable=bool(config.get("trainable", True)),
    )
    return Read(layer, mask=bool(config.get("mask_zero")))


def _masking(given: KerasLayer) -> Read:
    return Read(Masking(mask_value=given.config.get("mask_value", 0.0)), mask=True)


def _dense(given: KerasLayer) -> Read:
    layer = Dense(units=settings.whole(given, "units"), activation=settings.activation(given))
    return Read(layer, absent=settings.absent(given, use_bias="bias"))


def _conv1d(given: KerasLayer) -> Read:
    settings.expect(
        given, {"strides": 1, "padding": "valid", "dilation_rate": 1, "groups": 1, "data_format": "channels_last"}
    )
    layer = Conv1D(
        filters=settings.whole(given, "filters"),
        kernel_size=settings.whole(given, "kernel_size"),
        activation=settings.activation(given),
    )
    return Read(layer, absent=settings.absent(given, use_bias="bias"))


def _max_pooling1d(given: KerasLayer) -> Read:
    size = settings.whole(given, "pool_size")
    settings.expect(given, {"strides": size, "padding": "valid", "data_format": "channels_last"})
    return Read(MaxPooling1D(pool_size=size))


def _pooling(given: KerasLayer) -> Read:
    settings.expect(given, {"keepdims": False, "data_format": "channels_last"})
    kinds = {"GlobalMaxPooling1D": "global_max_pooling1d", "GlobalAveragePooling1D": "global_average_pooling1d"}
    return Read(LAYERS[kinds[given.class_name]]())


def _flatten(given: KerasLayer) -> Read:
    settings.expect(given, {"data_format": "channels_last"})
    return Read(Flatten())


def _layer_normalization(given: KerasLayer) -> Read:
    axis = given.config.get("axis", -1)
    settings.expect(given, {"rms_scaling": False})
    if (axis[0] if isinstance(axis, list | tuple) and len(axis) == 1 else axis) not in (-1, 2):
        settings.expect(given, {"axis": -1})
    layer = LayerNormalization(epsilon=given.config.get("epsilon", 1e-3))
    return Read(layer, absent=settings.absent(given, scale="gamma", center="beta"))


def _recurrent(given: KerasLayer, **more: Any) -> Read:
    config = given.config
    kind = RECURRENT[given.class_name]
    if given.class_name == "GRU" and not config.get("reset_after", True):
        kind = "gru_reset_before"
    if kind != "simple_rnn":
        found = settings.activation(given, "recurrent_activation")
        settings.expect(
            KerasLayer(given.name, given.class_name, {"recurrent_activation": found}),
            {"recurrent_activation": "sigmoid"},
        )
    layer = READ_RECURRENT[kind](
        units=settings.whole(given, "units"),
        activation=settings.activation(given),
        dropout=settings.rate(given, "dropout"),
        recurrent_dropout=settings.rate(given, "recurrent_dropout"),
        **{"go_backwards": bool(config.get("go_backwards"))} | more,
    )
    if given.output > 1 or (given.output and "bidirectional" in more):
        raise NamedLayerError(
            _(
                "{layer}: the next layer is given its state number {number}; only what it returns, or its "
                "last hidden state, can be read. Use that.",
                layer=given.called,
                number=given.output,
            )
        )
    returns = bool(config.get("return_sequences")) and not given.output
    return Read(layer, returns, settings.absent(given, use_bias="bias"))


def _bidirectional(given: KerasLayer) -> Read:
    settings.expect(given, {"merge_mode": "concat"})
    forward = inner(given)
    if forward.class_name not in RECURRENT:
        raise NamedLayerError(
            _(
                "{layer} holds {held}; expected {known}. Use one.",
                layer=given.called,
                held=as_given(forward.class_name),
                known=enumerated([*RECURRENT]),
            )
        )
    forward = KerasLayer(given.name, forward.class_name, forward.config, given.output)
    found = _recurrent(forward, bidirectional=True, go_backwards=False)
    if forward.config.get("go_backwards"):
        settings.expect(forward, {"go_backwards": False})
    if given.config.get("backward_layer"):
        backward = inner(given, "backward_layer")
        if not backward.config.get("go_backwards"):
            settings.expect(
                KerasLayer(backward.name, backward.class_name, {"go_backwards": False}), {"go_backwards": True}
            )
        backward = KerasLayer(backward.name, backward.class_name, backward.config, given.output)
        if (
            backward.class_name not in RECURRENT
            or _recurrent(backward, bidirectional=True, go_backwards=False) != found
        ):
            raise NamedLayerError(
                _(
                    "{layer} has two different layers; only two of the same kind can be read. Use those.",
                    layer=given.called,
                )
            )
    return found


def _time_distributed(given: KerasLayer) -> Read | None:
    """The layers it may hold do the same at every timestep anyway."""
    held = inner(given)
    if held.class_name not in ("Dense", "Dropout", "LayerNormalization", "Activation"):
        raise NamedLayerError(
            _(
                "{layer} holds {held}; only a Dense can be read there. Use one.",
                layer=given.called,
                held=as_given(held.class_name),
            )
        )
    return read_layer(KerasLayer(given.name, held.class_name, held.config))


def _activation(given: KerasLayer) -> Read:
    """A layer of its own for an activation: stands for it, and is joined with the layer before."""
    name = settings.activation(given) if given.class_name == "Activation" else ALONE[given.class_name]
    settings.expect(
        given, {"max_value": None, "negative_slope": 0.0 if name == "relu" else 0.2, "threshold": 0.0, "axis": -1}
    )
    if name == "elu":
        settings.expect(given, {"alpha": 1.0})
    return Read(Dense(units=1, activation=name), alone=True)


ALONE = {"ReLU": "relu", "Softmax": "softmax", "ELU": "elu"}
"""Layers that are an activation."""
RECURRENT = {"SimpleRNN": "simple_rnn", "LSTM": "lstm", "GRU": "gru"}
ACTIVATES = {"Activation", *ALONE}
READERS: dict[str, Callable[[KerasLayer], Read | None]] = {
    "InputLayer": lambda given: None,
    "Embedding": _embedding,
    "Masking": _masking,
    **dict.fromkeys(RECURRENT, _recurrent),
    "Bidirectional": _bidirectional,
    "TimeDistributed": _time_distributed,
    "Dense": _dense,
    "LayerNormalization": _layer_normalization,
    "Conv1D": _conv1d,
    "MaxPooling1D": _max_pooling1d,
    "GlobalMaxPooling1D": _pooling,
    "GlobalAveragePooling1D": _pooling,
    "Flatten": _flatten,
    **dict.fromkeys(("Dropout", "SpatialDropout1D", "GaussianDropout", "GaussianNoise", "AlphaDropout"), _dropout),
    **dict.fromkeys(("ActivityRegularization", "Identity"), lambda given: None),
    **dict.fromkeys(ACTIVATES, _activation),
}
"""Keras class → what reads it."""

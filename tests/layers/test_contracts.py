"""What holds for every layer kind in LAYERS, and for the first layers, against Keras."""

import re

import pytest
from pydantic import BaseModel

from playground.errors import LayerError
from playground.layers import (
    GRU,
    LAYERS,
    LSTM,
    AnyLayer,
    Conv1D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    Layer,
    MaxPooling1D,
    MultiHot,
    OneHot,
    Recurrent,
    SimpleRNN,
)
from playground.layers.plan import Plan, PlannedLayer, plan

every_kind = pytest.mark.parametrize("kind", LAYERS)
every_build = pytest.mark.parametrize("fast", [False, True], ids=["stock", "fast"])
SEQUENCE = (7, 6)


class Holder(BaseModel):
    """Anything with a layer in it."""

    layer: AnyLayer


@every_kind
def test_a_layer_is_registered_under_its_own_kind(kind):
    assert LAYERS[kind]().kind == kind


@every_kind
def test_a_layer_says_what_it_is(kind):
    assert LAYERS[kind].title
    assert LAYERS[kind].about.endswith(".")
    assert LAYERS[kind].title in LAYERS[kind]().label()


@every_kind
def test_every_setting_has_a_title_and_a_description(kind):
    for name, field in LAYERS[kind].model_fields.items():
        follows_from_the_dataset = name in ("answer_length", "symbols")
        only_read = name in ("go_backwards", "epsilon")  # of networks of Keras that are brought, never chosen here
        assert name == "kind" or follows_from_the_dataset or only_read or (field.title and field.description), name


@every_kind
def test_a_layer_survives_json(kind):
    layer = LAYERS[kind]()
    assert Holder.model_validate_json(Holder(layer=layer).model_dump_json()).layer == layer


@every_kind
def test_a_layer_refuses_a_vector_only_if_it_wants_a_sequence(kind):
    layer = LAYERS[kind]()
    assert layer.output_shape(SEQUENCE, True)
    if not layer.wants_sequence:
        assert len(layer.output_shape((6,), False)) == 1
        return
    with pytest.raises(LayerError) as raised:
        layer.output_shape((6,), False)
    assert str(raised.value).startswith(
        f"{layer.label()} reads a sequence, but would be given a vector of 6 numbers; put it before the "
    )


def in_place(layer: Layer, input_shape: tuple[int, ...], return_sequences: bool) -> PlannedLayer:
    """The layer as a plan would hold it."""
    return PlannedLayer(
        "layer", layer, input_shape, layer.output_shape(input_shape, return_sequences), return_sequences
    )


def variants() -> list[PlannedLayer]:
    """Every kind with its defaults; recurrent ones in both directions, returning a sequence or a state."""
    embedding = Embedding(rows=9, dimensions=4)
    first_layers = (embedding, embedding.changed(trainable=False), OneHot(columns=9), MultiHot(columns=9))
    found = [in_place(layer, (7,), False) for layer in first_layers]
    for kind in LAYERS.values():
        if issubclass(kind, Recurrent):
            for bidirectional in (False, True):
                layer = kind(bidirectional=bidirectional)
                found += [in_place(layer, SEQUENCE, return_sequences) for return_sequences in (False, True)]
        else:
            shapes = (SEQUENCE,) if kind.wants_sequence else (SEQUENCE, (6,))
            found += [in_place(kind(), shape, False) for shape in shapes]
    narrow = [Conv1D(filters=5, kernel_size=size) for size in (1, 3)] + [MaxPooling1D(pool_size=2)]
    return found + [in_place(layer, SEQUENCE, False) for layer in narrow]


@every_build
@pytest.mark.parametrize("mask", [True, False], ids=["masked", "unmasked"])
@pytest.mark.parametrize(
    "planned", variants(), ids=lambda planned: f"{planned.layer.label()} {planned.input_shape}→{planned.output_shape}"
)
def test_weights_and_shapes_are_those_of_keras(planned, mask, fast):
    import keras

    from playground.training.build import keras_layer

    layer = keras_layer(planned, mask, fast)
    reads_ids = planned.layer.kind in ("embedding", "one_hot", "multi_hot")
    inputs = [keras.Input(planned.input_shape, dtype="int32" if reads_ids else "float32")]
    if planned.layer.reads_previous:
        inputs.append(keras.Input(planned.output_shape[:1], dtype="int32"))
    output = layer(*inputs)
    assert [tuple(variable.shape) for variable in layer.weights] == list(planned.weight_shapes.values())
    assert planned.num_parameters == layer.count_params()
    assert output.shape == (None, *planned.output_shape)


def test_a_frozen_table_has_weights_that_training_leaves_alone():
    from playground.training.build import keras_layer

    frozen = in_place(Embedding(rows=9, dimensions=4, trainable=False), (7,), False)
    layer = keras_layer(frozen, True, True)
    layer.build((None, 7))
    assert (len(layer.weights), layer.trainable_variables) == (1, [])
    assert frozen.layer.label() == "Embedding 9 × 4 frozen"


@every_build
@every_kind
def test_weight_names_end_as_keras_names_them(kind, fast):
    from playground.training.build import keras_layer

    for bidirectional in (False, True) if issubclass(LAYERS[kind], Recurrent) else (None,):
        layer = LAYERS[kind]() if bidirectional is None else LAYERS[kind](bidirectional=bidirectional)
        planned = in_place(layer, SEQUENCE, False)
        built = keras_layer(planned, True, fast)
        built.build((None, *SEQUENCE), *([(None, 1)] if layer.reads_previous else []))
        for name, variable in zip(planned.weight_shapes, built.trainable_variables, strict=True):
            *directions, weight = name.split("/")
            assert variable.path.endswith(f"/{weight}")
            assert all(re.search(f"/{direction}[_/]", variable.path) for direction in directions), variable.path


STACKS = [
    [
        kind(units=3, bidirectional=bidirectional),
        Dense(units=2),
        kind(units=4, bidirectional=bidirectional),
        Dense(units=5),
    ]
    for kind in LAYERS.values()
    if issubclass(kind, Recurrent)
    for bidirectional in (False, True)
]


@every_build
@pytest.mark.parametrize("first", [Embedding(rows=9, dimensions=4), OneHot(columns=9)], ids=lambda layer: layer.kind)
@pytest.mark.parametrize("layers", STACKS, ids=lambda layers: layers[0].label())
def test_a_stacked_network_has_the_names_shapes_and_parameters_of_the_keras_model(layers, first, fast):
    from playground.training.build import build

    network: Plan = plan(first, layers, Dense(units=1, activation="sigmoid"), (7,), True)
    model = build(network, fast)
    assert [layer.name for layer in model.layers[-len(network.layers) :]] == [layer.name for layer in network.layers]
    for planned in network.layers:
        shape = model.get_layer(planned.name).output.shape
        assert (len(shape) - 1, shape[-1]) == (len(planned.output_shape), planned.output_shape[-1])
    assert model.count_params() == network.num_parameters


SEQUENCE_STACKS = {
    "Conv1D twice": [
        *(Conv1D(filters=4, kernel_size=3), MaxPooling1D(pool_size=2)),
        *(Conv1D(filters=3, kernel_size=2), GlobalMaxPooling1D()),
    ],
    "SimpleRNN before Conv1D": [SimpleRNN(units=3), Conv1D(filters=4, kernel_size=5), Flatten()],
    "LSTM after Conv1D": [Conv1D(filters=4, kernel_size=3), Dropout(), LSTM(units=3, bidirectional=True), Dense()],
    "both ways, flattened": [GRU(units=3, bidirectional=True), Dense(units=2), Flatten(), Dense(units=5)],
    "the mean of states": [LSTM(units=3), GRU(units=4), GlobalAveragePooling1D()],
    "Flatten alone": [Flatten()],
}


@every_build
@pytest.mark.parametrize("first", [Embedding(rows=9, dimensions=4), OneHot(columns=9)], ids=lambda layer: layer.kind)
@pytest.mark.parametrize("layers", SEQUENCE_STACKS.values(), ids=SEQUENCE_STACKS)
def test_a_network_of_sequence_layers_has_the_names_shapes_and_parameters_of_the_keras_model(layers, first, fast):
    from playground.training.build import build

    network: Plan = plan(first, layers, Dense(units=1, activation="sigmoid"), (7,), True)
    model = build(network, fast)
    assert model.input.shape == (None, 7)
    assert [layer.name for layer in model.layers[-len(network.layers) :]] == [layer.name for layer in network.layers]
    for planned in network.layers:
        layer = model.get_layer(planned.name)
        assert layer.output.shape == (None, *planned.output_shape)
        assert [tuple(variable.shape) for variable in layer.weights] == list(planned.weight_shapes.values())
    assert model.count_params() == network.num_parameters


@pytest.mark.parametrize("first", [Embedding(rows=9, dimensions=4), OneHot(columns=9)], ids=lambda layer: layer.kind)
@pytest.mark.parametrize(("last", "masked"), [(GRU(units=3), True), (GlobalMaxPooling1D(), False)])
def test_keras_masks_padding_only_where_every_layer_skips_it(last, masked, first):
    from playground.training.build import build

    network: Plan = plan(first, [LSTM(units=3), last], Dense(units=1, activation="sigmoid"), (7,), True)
    model = build(network)
    assert model.get_layer(first.kind).mask_zero is masked
    assert model.input.shape == (None, None if masked else 7)

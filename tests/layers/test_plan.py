"""From layer descriptions to a network: names, shapes, parameters, and layers that do not fit."""

import pytest

from playground.errors import LayerError
from playground.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    Layer,
    MaxPooling1D,
    OneHot,
    SimpleRNN,
)
from playground.layers.plan import Plan, numbered, plan

EMBEDDING = Embedding(rows=12, dimensions=32)
OUTPUT = Dense(units=1, activation="sigmoid")


def planned(*layers: Layer, first: Layer = EMBEDDING, timesteps: int = 7, mask: bool = True) -> Plan:
    """A network that reads 7 token ids."""
    return plan(first, layers, OUTPUT, (timesteps,), mask)


def shapes(network: Plan) -> list[tuple[int, ...]]:
    """The output shape of every layer."""
    return [layer.output_shape for layer in network.layers]


def test_a_second_layer_of_a_kind_is_counted():
    network = planned(LSTM(), LSTM(), Dense(), GRU(), Dense(), LSTM())
    names = [layer.name for layer in network.layers]
    assert names == ["embedding", "lstm", "lstm_2", "dense", "gru", "dense_2", "lstm_3", "output"]


def test_numbering_leaves_a_single_kind_plain():
    assert numbered(["lstm", "dense", "lstm", "lstm"]) == ["lstm", "dense", "lstm_2", "lstm_3"]


def test_all_recurrent_layers_but_the_last_return_their_sequence():
    network = planned(LSTM(units=4), Dense(units=3), GRU(units=5, bidirectional=True), Dropout(), Dense(units=2))
    assert [layer.return_sequences for layer in network.layers] == [False, True, False, False, False, False, False]
    assert shapes(network) == [(7, 32), (7, 4), (7, 3), (10,), (10,), (2,), (1,)]


def test_a_bidirectional_layer_is_twice_as_wide():
    assert shapes(planned(LSTM(units=4, bidirectional=True), LSTM(units=4)))[1:3] == [(7, 8), (4,)]


def test_every_layer_is_given_what_the_one_before_it_gives():
    network = planned(Dropout(), SimpleRNN(units=3), GRU(units=2), Dense())
    for before, after in zip(network.layers, network.layers[1:], strict=False):
        assert after.input_shape == before.output_shape


@pytest.mark.parametrize(
    ("layer", "num_parameters"),
    [
        (SimpleRNN(units=32), 2_080),  # (32 + 32 + 1) · 32
        (LSTM(units=32), 8_320),  # 4 · (32 + 32 + 1) · 32
        (GRU(units=32), 6_336),  # 3 · (32 + 32 + 2) · 32: two rows of bias
        (LSTM(units=32, bidirectional=True), 16_640),
        (GRU(units=5), 585),
    ],
    ids=lambda value: value.label() if isinstance(value, Layer) else None,
)
def test_a_recurrent_layer_on_32_features_has_its_known_number_of_parameters(layer, num_parameters):
    assert planned(layer).layers[1].num_parameters == num_parameters


def test_parameters_add_up():
    # embedding 12 · 32, LSTM 8,320, Dense 32 · 16 + 16, Dropout none, output 16 + 1
    assert planned(LSTM(units=32), Dense(units=16), Dropout()).num_parameters == 384 + 8_320 + 528 + 17


def test_one_hot_rows_have_no_parameters_and_one_column_an_id():
    network = planned(GRU(units=2), first=OneHot(columns=9))
    assert shapes(network)[0] == (7, 9)
    assert [layer.num_parameters for layer in network.layers] == [0, 3 * (9 + 2 + 2) * 2, 3]


def test_only_recurrent_layers_are_listed_as_recurrent():
    network = planned(Dense(), LSTM(), Dropout(), GRU(), Dense())
    assert [layer.name for layer in network.recurrent] == ["lstm", "gru"]


def test_a_network_without_layers_is_refused():
    with pytest.raises(LayerError, match="has no layers; add at least one recurrent layer"):
        planned()


@pytest.mark.parametrize(
    ("layers", "gives"),
    [
        ([Dense()], "Dense 16 relu gives it a whole sequence of 7 timesteps"),
        ([Dense(), Dropout()], "Dropout 0.2 gives it a whole sequence of 7 timesteps"),
        ([Conv1D(filters=4, kernel_size=3)], "Conv1D 4×3 relu gives it a whole sequence of 5 timesteps"),
        ([LSTM(), MaxPooling1D(pool_size=3), Dense()], "Dense 16 relu gives it a whole sequence of 2 timesteps"),
    ],
    ids=["Dense", "Dropout", "Conv1D", "pooled states"],
)
def test_a_network_whose_output_would_be_given_a_sequence_is_refused_with_what_to_do(layers, gives):
    with pytest.raises(LayerError) as raised:
        planned(*layers)
    assert str(raised.value) == (
        f"The output takes one vector, but {gives}. "
        "Add a recurrent layer (SimpleRNN, LSTM, GRU, MGU or Peephole LSTM), a global pooling layer or Flatten."
    )


@pytest.mark.parametrize(
    ("end", "width"), [(GlobalMaxPooling1D(), 32), (GlobalAveragePooling1D(), 32), (Flatten(), 7 * 32)]
)
def test_a_network_without_recurrent_layer_may_end_its_sequence_in_another_way(end, width):
    network = planned(end, Dense(units=2))
    assert shapes(network) == [(7, 32), (width,), (2,), (1,)]
    assert network.recurrent == ()


def test_convolution_and_pooling_shorten_the_sequence():
    network = planned(
        Conv1D(filters=8, kernel_size=3),
        MaxPooling1D(pool_size=2),
        Conv1D(filters=4, kernel_size=2),
        GlobalMaxPooling1D(),
        timesteps=13,
    )
    # 13 - 3 + 1 = 11; 11 // 2 = 5, one left out; 5 - 2 + 1 = 4
    assert shapes(network) == [(13, 32), (11, 8), (5, 8), (4, 4), (4,), (1,)]
    assert [layer.name for layer in network.layers][1:5] == [
        *("conv1d", "max_pooling1d", "conv1d_2", "global_max_pooling1d")
    ]


def test_a_convolution_has_a_weight_for_every_place_feature_and_filter():
    network = planned(Conv1D(filters=8, kernel_size=3), MaxPooling1D(), Flatten())
    assert network.layers[1].weight_shapes == {"kernel": (3, 32, 8), "bias": (8,)}
    # embedding 12 · 32, Conv1D 3 · 32 · 8 + 8, pooling and Flatten none, output 8 + 1
    assert [layer.num_parameters for layer in network.layers] == [384, 776, 0, 0, 9]
    assert network.num_parameters == 1_169


@pytest.mark.parametrize(("kernel_size", "timesteps"), [(1, 7), (7, 1)])
def test_a_kernel_may_span_one_timestep_or_all(kernel_size, timesteps):
    network = planned(Conv1D(filters=4, kernel_size=kernel_size), GlobalMaxPooling1D())
    assert shapes(network)[1] == (timesteps, 4)


def test_a_pool_may_span_all_timesteps():
    assert shapes(planned(MaxPooling1D(pool_size=7), Flatten()))[1:3] == [(1, 32), (32,)]


@pytest.mark.parametrize("before", [[], [Conv1D(filters=4, kernel_size=3), MaxPooling1D(pool_size=2)]])
def test_a_kernel_longer_than_the_sequence_is_refused_with_both_numbers(before):
    with pytest.raises(LayerError) as raised:
        planned(*before, Conv1D(), GlobalMaxPooling1D(), timesteps=12 if before else 5)
    assert str(raised.value) == (
        "Conv1D 32×7 relu: a kernel of 7 does not fit 5 timesteps. "
        "Choose a smaller kernel, or put fewer pooling layers before it."
    )


def test_a_pool_longer_than_the_sequence_is_refused_with_both_numbers():
    with pytest.raises(LayerError) as raised:
        planned(Conv1D(filters=4, kernel_size=4), MaxPooling1D(), Flatten())
    assert str(raised.value) == "MaxPooling1D 5: a pool of 5 does not fit 4 timesteps. Choose a smaller one."


@pytest.mark.parametrize("before", [Flatten(), GlobalMaxPooling1D(), GlobalAveragePooling1D()])
@pytest.mark.parametrize("layer", [Conv1D(), MaxPooling1D(), GlobalMaxPooling1D(), GlobalAveragePooling1D(), Flatten()])
def test_a_sequence_layer_given_a_vector_is_refused(layer, before):
    numbers = 3_200 if before == Flatten() else 32
    with pytest.raises(LayerError) as raised:
        planned(before, layer, timesteps=100)
    assert str(raised.value) == (
        f"{layer.label()} reads a sequence, but would be given a vector of {numbers:,} numbers; "
        "put it before the layers that end the sequence."
    )


@pytest.mark.parametrize("recurrent", [SimpleRNN(units=4), LSTM(units=4), GRU(units=2, bidirectional=True)])
@pytest.mark.parametrize(
    ("after", "shape"),
    [
        (Conv1D(filters=3, kernel_size=2), (6, 3)),
        (MaxPooling1D(pool_size=2), (3, 4)),
        (GlobalMaxPooling1D(), (4,)),
        (GlobalAveragePooling1D(), (4,)),
        (Flatten(), (28,)),
    ],
    ids=lambda value: value.kind if isinstance(value, Layer) else None,
)
def test_a_recurrent_layer_before_a_sequence_layer_returns_its_sequence(recurrent, after, shape):
    network = planned(recurrent, Dropout(), after, *([Flatten()] if len(shape) == 2 else []))
    assert shapes(network)[1:4] == [(7, 4), (7, 4), shape]
    assert [layer.return_sequences for layer in network.layers[:2]] == [False, True]


def test_a_recurrent_layer_behind_a_convolution_returns_its_last_state():
    network = planned(SimpleRNN(units=4), Conv1D(filters=3, kernel_size=2), LSTM(units=2), Dense(units=5))
    assert shapes(network)[1:] == [(7, 4), (6, 3), (2,), (5,), (1,)]
    assert [layer.name for layer in network.recurrent] == ["simple_rnn", "lstm"]


@pytest.mark.parametrize("mask", [True, False])
@pytest.mark.parametrize(
    ("layers", "can_skip"),
    [
        ([LSTM()], True),
        ([Dense(), GRU(bidirectional=True), Dropout(), SimpleRNN(), Dense()], True),
        ([LSTM(), Conv1D(kernel_size=2), GRU()], False),
        ([MaxPooling1D(), LSTM()], False),
        ([LSTM(), GlobalMaxPooling1D()], False),
        ([GlobalAveragePooling1D()], False),
        ([Dense(), Flatten()], False),
    ],
    ids=lambda value: " ".join(layer.kind for layer in value) if isinstance(value, list) else None,
)
def test_padding_is_masked_only_where_asked_for_and_where_every_layer_can_skip_it(layers, can_skip, mask):
    assert planned(*layers, mask=mask).mask is (mask and can_skip)


def test_a_recurrent_layer_given_a_vector_is_refused():
    with pytest.raises(LayerError) as raised:
        LSTM(units=4).output_shape((16,), False)
    assert str(raised.value) == (
        "LSTM 4 reads a sequence, but would be given a vector of 16 numbers; "
        "put it before the layers that end the sequence."
    )


def test_dense_between_recurrent_layers_reads_every_timestep():
    assert shapes(planned(LSTM(units=4), Dense(units=3), LSTM(units=2)))[2] == (7, 3)

"""What a layer was given, from which every number it computed follows again."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from playground.cells import CELLS, GATES
from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import Numbers, OneHotCharacters
from playground.encodings.numbers import FittedNumbers
from playground.layers import Conv1D, EncoderDecoder
from playground.layers.pooling import MaxPooling1D
from playground.reference import Network
from playground.reference.direction import Direction, layer_input, read_direction
from playground.reference.interventions import ClampGate, ResetState, SilenceUnit
from tests.reference.test_network import STACKS, TEXT, every_mask, network, random_weights


def changed_direction(stack: str) -> tuple[list[str], Direction]:
    """Its gates, and a direction of it: they are clamped and the unit silenced in unit 1, timestep 2 begins anew."""
    net = network(*STACKS[stack])
    layer = net.plan.recurrent[0]
    gates = sorted(GATES & layer.layer.parts.keys())
    clamped = [ClampGate(layer.name, "", gate, 0.25, (1,)) for gate in gates]
    net = replace(net, changes=(*clamped, SilenceUnit(layer.name, "", 1), ResetState(layer.name, "", 2)))
    return gates, read_direction(net, net.trace(net.encoding.text(TEXT)), layer.name)


def assert_every_number_follows(net, trace):
    """Each timestep computed alone, from what it was given and the states before, is what the trace holds."""
    for planned in net.plan.layers:
        if not hasattr(planned.layer, "parts"):
            continue
        for direction in planned.layer.directions or ("",):
            read = read_direction(net, trace, planned.name, direction)
            cell = read.layer.reads_with
            states = tuple(read.before(part) for part in read.first)
            x = cell.project(read.x, read.weights)
            _, parts = cell.step(x, states, read.weights, read.layer.activation, read.effect.clamped)
            if read.effect.unit_mask is not None:
                parts["hidden"] = parts["hidden"] * read.effect.unit_mask
            assert parts.keys() == read.parts.keys()
            for part, values in parts.items():
                np.testing.assert_allclose(values, read.parts[part], rtol=0, atol=1e-6)


@every_mask
@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
@pytest.mark.parametrize("encoding", ["learned_embedding", "one_hot_words"])
def test_every_timestep_follows_from_what_it_was_given(layers, encoding, mask):
    net = network(*layers, encoding=encoding, mask=mask)
    assert_every_number_follows(net, net.trace(net.encoding.text(TEXT)))


def test_behind_a_convolution_there_are_fewer_timesteps():
    net = network(Conv1D(filters=2, kernel_size=3), MaxPooling1D(pool_size=2), *STACKS["LSTM both ways"], mask=False)
    trace = net.trace(net.encoding.text(TEXT))
    assert layer_input(net, trace, "lstm").shape == (2, 2)
    assert_every_number_follows(net, trace)


def every_change(plan):
    """In every direction of every recurrent layer: a silenced unit, a reset state, and a clamped gate if it has any."""
    for planned in plan.layers:
        if not hasattr(planned.layer, "parts"):
            continue
        for direction in planned.layer.directions or ("",):
            yield SilenceUnit(planned.name, direction, 1)
            yield ResetState(planned.name, direction, 0 if direction == "decoder" else 1)
            for gate in GATES & planned.layer.parts.keys():
                yield ClampGate(planned.name, direction, gate, 0.25, (0,))


@every_mask
@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
def test_what_if_every_timestep_follows_from_what_was_changed(layers, mask):
    net = network(*layers, mask=mask)
    net = replace(net, changes=tuple(every_change(net.plan)))
    assert_every_number_follows(net, net.trace(net.encoding.text(TEXT)))


def writer(cell: str, handover: str) -> Network:
    """An encoder and a decoder that writes the sum of two digits, with random weights."""
    config = RunConfig(
        dataset=DATASETS["addition"](digits=1),
        encoding=OneHotCharacters(maximum_length=3),
        layers=(EncoderDecoder(cell=cell, units=4, handover=handover),),
    )
    return Network(config.plan, config.encoding.restore({"words": tuple("0123456789+")}), random_weights(config.plan))


every_writer = pytest.mark.parametrize(("cell", "handover"), list(product(CELLS, ("initial state", "every step"))))


@every_writer
def test_what_if_a_decoder_finds_what_it_was_handed_over_or_nothing(cell, handover):
    net = writer(cell, handover)
    for change in every_change(net.plan):
        changed = replace(net, changes=(change,))
        assert_every_number_follows(changed, changed.trace(net.encoding.text("3+4")))


@every_writer
def test_a_decoder_reads_what_it_has_written(cell, handover):
    net = writer(cell, handover)
    trace = net.trace(net.encoding.text("3+4"))
    assert_every_number_follows(net, trace)
    read = read_direction(net, trace, "encoder_decoder", "decoder")
    symbols = net.plan.output_shape[1]
    assert read.x[0, :symbols].sum() == 0, "before the first step nothing is written"
    assert read.x[0, symbols] == 1, "but a start symbol"
    assert read.x[1, :symbols].argmax() == trace.output[0].argmax()


def test_the_input_of_the_first_layer_is_the_example_itself():
    config = RunConfig(dataset=DATASETS["digits"](), encoding=Numbers(), layers=STACKS["GRU"])
    fitted = FittedNumbers(config.encoding, np.zeros(8), np.ones(8))
    net = Network(config.plan, fitted, random_weights(config.plan))
    numbers = np.random.default_rng(1).normal(size=config.plan.input_shape).astype(np.float32)
    trace = net.trace(fitted.example(numbers, tuple("12345678")))
    np.testing.assert_array_equal(layer_input(net, trace, "gru"), trace.inputs)
    assert_every_number_follows(net, trace)

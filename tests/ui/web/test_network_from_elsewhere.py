"""The network in the browser knows all that NumPy can read, with every option of it, and refuses in words all else."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path
from typing import Any, get_args

import numpy as np

from playground.cells.activations import ACTIVATIONS
from playground.figures import described
from playground.layers import GRU, LSTM, READ_LAYERS, READ_RECURRENT, Conv1D, Dense, LayerNormalization, Masking
from playground.reference import Network
from tests.ui.web.test_network import ATOL, DIGITS, STACKS, acted, as_given, compare, reads_numbers

WAYS: tuple[dict[str, bool], ...] = ({}, {"bidirectional": True}, {"go_backwards": True})
ONLY_WHILE_TRAINING = {"kind", "dropout", "recurrent_dropout", "rate"}
SKIPPED = 2.5
"""What the features of a timestep are that is skipped."""


def of_numbers(*layers, scale: float = 1.0) -> Network:
    """One that reads 8 timesteps of 8 features; scale: of its weights."""
    net = reads_numbers(*layers, dataset={"name": "digits"})
    return replace(net, weights={name: np.float32(scale) * array for name, array in net.weights.items()})


def choices(layer: type, name: str) -> tuple[Any, ...]:
    """All values of an option, or none where it is a number."""
    annotation = layer.model_fields[name].annotation
    return (False, True) if annotation is bool else get_args(annotation)


def scale_of(activation: str) -> float:
    """Of weights with which it neither stays around 0 nor grows beyond all numbers."""
    return 0.1 if activation == "exponential" else 1.0


NETWORKS = {
    **{
        f"{kind} {activation} {way}": of_numbers(
            READ_RECURRENT[kind](units=3, activation=activation, **way), scale=scale_of(activation)
        )
        for (kind, activation), way in zip(
            product(READ_RECURRENT, choices(LSTM, "activation")), cycle(WAYS), strict=False
        )
    },
    **{
        f"{kind} stacked {way}": of_numbers(READ_RECURRENT[kind](units=3, **way), GRU(units=2, **way))
        for kind, way in product(READ_RECURRENT, WAYS)
    },
    **{
        f"{layer.__name__} {activation}": of_numbers(
            layer(activation=activation, **sizes), LSTM(units=2), scale=scale_of(activation)
        )
        for layer, sizes in ((Dense, {"units": 4}), (Conv1D, {"filters": 4, "kernel_size": 2}))
        for activation in choices(layer, "activation")
    },
    **{
        f"masked {kind} {way}": of_numbers(
            Masking(mask_value=SKIPPED), READ_RECURRENT[kind](units=3, **way), LSTM(units=2, **way)
        )
        for kind, way in product(READ_RECURRENT, WAYS)
    },
    "masked 0": of_numbers(Masking(), LSTM(units=3)),
    "masked, but not behind a convolution": of_numbers(Masking(), Conv1D(filters=2, kernel_size=2), LSTM(units=3)),
    "normalised": of_numbers(LSTM(units=3), LayerNormalization(epsilon=0.1), GRU(units=2)),
}


def examples() -> Iterator[np.ndarray]:
    """With timesteps that are skipped at the start, inside and at the end; one before that holds nothing else."""
    random = np.random.default_rng(3)
    for skipped in ([], list(range(8)), [0, 3, 7]):
        values = random.normal(size=(8, 8)).astype(np.float32)
        values[skipped] = SKIPPED
        values[2] = 0
        yield values


def test_every_layer_that_can_be_read_is_compared_with_every_option_that_it_has():
    compared = [
        planned.layer for net in [*STACKS.values(), *DIGITS.values(), *NETWORKS.values()] for planned in net.plan.layers
    ]
    for kind, layer in READ_LAYERS.items():
        own = [one for one in compared if one.kind == kind]
        assert own, kind
        for name in layer.model_fields.keys() - ONLY_WHILE_TRAINING:
            seen = {getattr(one, name) for one in own}
            wanted = set(choices(layer, name))
            assert seen >= wanted, (kind, name, wanted - seen)
            assert wanted or seen - {layer.model_fields[name].default}, (kind, name)


def test_all_that_can_be_read_has_the_numbers_of_numpy(tmp_path: Path):
    cases = [(name, net, values) for (name, net), values in product(NETWORKS.items(), examples())]
    given = [
        as_given(net, numbers={"rows": 8, "columns": 8, "values": described.stored(values)}, running=True)
        for _, net, values in cases
    ]
    for (name, net, values), found in zip(cases, acted(tmp_path, given), strict=True):
        encoded = net.encoding.example(values)
        trace = net.trace(encoded)
        try:
            compare(found, trace)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error
        if found["running"] is not None and trace.mask.all():
            np.testing.assert_allclose(found["running"], net.running(encoded), rtol=0, atol=ATOL, err_msg=name)


def test_every_activation_has_the_numbers_of_numpy(tmp_path: Path):
    sums = {name: [*np.linspace(-12, 4 if name == "exponential" else 12, 241), -90.0, 0.0] for name in ACTIVATIONS}
    found = acted(tmp_path, [{"act": "squashed", "activation": name, "sums": given} for name, given in sums.items()])
    for (name, given), own in zip(sums.items(), found, strict=True):
        wanted = ACTIVATIONS[name](np.float32(given))
        np.testing.assert_allclose(own, wanted, rtol=1e-6, atol=ATOL, err_msg=name)


def test_what_is_not_known_is_refused_in_one_sentence(tmp_path: Path):
    net = of_numbers(Dense(units=2, activation="tanh"), LSTM(units=2))

    def changed(index: int, **settings: object) -> dict[str, Any]:
        given = as_given(net) | {"act": "refused"}
        layer = given["network"]["layers"][index]
        given["network"]["layers"][index] = layer | {
            "kind": settings.pop("kind", layer["kind"]),
            "settings": layer["settings"] | settings,
        }
        return given

    given = [
        changed(0),
        changed(0, activation="mish"),
        changed(1, activation="softmax"),
        changed(1, activation="toString"),
        changed(0, kind="attention"),
        changed(1, recurrent_activation="hard_sigmoid"),
    ]
    found = acted(tmp_path, given)
    assert found[0] is None
    for said, sentence in zip(
        found[1:],
        (
            "The activation “mish” is not known here;",
            "The activation “softmax” is not known here;",
            "The activation “toString” is not known here;",
            "The layer “dense” is of the kind “attention”, which is not known here;",
            "The layer “lstm” has the setting “recurrent_activation”, which is not known here;",
        ),
        strict=True,
    ):
        assert said.startswith(sentence)

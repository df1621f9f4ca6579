"""The network in the browser says what NumPy says: every layer, every gate, and after every word."""

import json
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.analysis.running_prediction import course
from playground.cells import CELLS, READ
from playground.config import RunConfig
from playground.encodings import ENCODINGS, FittedNumbers, FittedText, Numbers
from playground.figures import described
from playground.layers import (
    GRU,
    LAYERS,
    LSTM,
    READ_RECURRENT,
    RECURRENT,
    Conv1D,
    Dense,
    Dropout,
    EncoderDecoder,
    Flatten,
    GlobalAveragePooling1D,
    GlobalMaxPooling1D,
    Layer,
    LayerNormalization,
    MaxPooling1D,
    SimpleRNN,
)
from playground.reference import Network
from playground.reference.interventions import ClampGate
from tests.reference.test_network import random_weights
from tests.ui.web.test_web import node

ATOL = 1e-5
WORDS = ("a", "good", "bad", "film", "not")
TIMESTEPS = 9
"""More than any text here has words: padding is read where it is not skipped."""


def acted(folder: Path, given: list[dict[str, Any]]) -> list[Any]:
    """What `networks.js` makes of each."""
    file = folder / "given.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    return json.loads(node("node", "tests/ui/web/networks.js", str(file)))


def reads_words(*layers, encoding: str = "learned_embedding", dataset: dict | None = None, **choices) -> Network:
    """A network with random weights that reads five words."""
    values = {"maximum_length": TIMESTEPS} if "maximum_length" in ENCODINGS[encoding].model_fields else {}
    values |= {"dimensions": 3} if encoding == "learned_embedding" else {}
    values |= {"buckets": 5} if encoding == "hashing_trick" else {"vocabulary_size": len(WORDS)}
    config = RunConfig(
        encoding=ENCODINGS[encoding](**values | choices), layers=layers, **({"dataset": dataset} if dataset else {})
    )
    words = () if encoding == "hashing_trick" else WORDS
    return Network(config.plan, FittedText(config.encoding, words), random_weights(config.plan))


def reads_numbers(*layers, dataset: dict) -> Network:
    """One that reads numbers."""
    config = RunConfig(dataset=dataset, encoding=Numbers(), layers=layers)
    features = config.plan.input_shape[1]
    fitted = FittedNumbers(config.encoding, np.zeros(features), np.ones(features))
    return Network(config.plan, fitted, random_weights(config.plan))


STACKS = {
    **{
        f"{kind} {activation} {'both ways' * both}": reads_words(
            RECURRENT[kind](units=4, activation=activation, bidirectional=both), mask=mask
        )
        for (kind, activation), both, mask in zip(
            product(CELLS, ("tanh", "relu", "sigmoid", "linear")),
            (False, True) * 20,
            (True, True, False) * 20,
            strict=False,
        )
    },
    **{
        f"{kind} stacked {padding}": reads_words(
            Dense(units=5, activation="tanh"),
            RECURRENT[kind](units=4, bidirectional=True),
            LayerNormalization(),
            Dropout(),
            RECURRENT[kind](units=3),
            Dense(units=4, activation="relu"),
            LayerNormalization(),
            padding=padding,
            mask=mask,
        )
        for kind, (padding, mask) in product(CELLS, (("front", True), ("back", False)))
    },
    **{
        encoding: reads_words(LSTM(units=3), encoding=encoding)
        for encoding in ("one_hot_words", "one_hot_characters", "hashing_trick")
    },
    "bag": reads_words(Dense(units=4, activation="sigmoid"), encoding="bag_of_words"),
    "one-hot conv": reads_words(Conv1D(filters=4, kernel_size=3), GRU(units=3), encoding="one_hot_words"),
    "conv pool": reads_words(Conv1D(filters=4, kernel_size=2), MaxPooling1D(pool_size=3), LSTM(units=3)),
    "max": reads_words(SimpleRNN(units=4), GlobalMaxPooling1D()),
    "mean": reads_words(LSTM(units=4, bidirectional=True), GlobalAveragePooling1D(), padding="back"),
    "flat": reads_words(GRU(units=2), Flatten(), Dense(units=3, activation="softmax")),
    "one-hot flat": reads_words(Flatten(), Dense(units=3, activation="tanh"), encoding="one_hot_words"),
    **{
        f"answer {kind} {handover}": reads_words(
            EncoderDecoder(cell=kind, units=5, handover=handover),
            Dense(units=4, activation="tanh"),
            encoding="one_hot_characters",
            dataset={"name": "addition"},
        )
        for kind, handover in product(CELLS, ("initial state", "every step"))
    },
}


def at_random(seed: int) -> Network:
    """One to four layers that keep all timesteps, of random kinds and sizes."""
    random = np.random.default_rng(seed)

    def recurrent() -> Layer:
        activation = str(random.choice(["tanh", "tanh", "relu", "sigmoid", "linear"]))
        kind = RECURRENT[str(random.choice(list(CELLS)))]
        return kind(units=int(random.integers(1, 40)), activation=activation, bidirectional=bool(random.random() < 0.4))

    def other() -> Layer:
        dense = Dense(units=int(random.integers(1, 30)), activation=str(random.choice(["relu", "tanh", "softmax"])))
        return (dense, LayerNormalization(), Dropout())[random.integers(3)]

    layers = [recurrent() if random.random() < 0.5 else other() for _ in range(random.integers(0, 4))]
    encoding = str(random.choice(["learned_embedding", "one_hot_words", "hashing_trick"]))
    net = reads_words(*layers, recurrent(), encoding=encoding, mask=bool(random.random() < 0.7))
    as_trained = {name: array / np.float32(np.sqrt(array.shape[0])) for name, array in net.weights.items()}
    return replace(net, weights=as_trained)  # larger ones let every rounding grow from timestep to timestep


STACKS |= {f"at random {seed}": at_random(seed) for seed in range(40)}
DIGITS = {
    "rows": reads_numbers(LSTM(units=5), dataset={"name": "digits"}),
    "rows both ways": reads_numbers(GRU(units=5, bidirectional=True), dataset={"name": "digits"}),
    "rows stacked": reads_numbers(GRU(units=5), LayerNormalization(), SimpleRNN(units=3), dataset={"name": "digits"}),
    "rows conv": reads_numbers(Conv1D(filters=4, kernel_size=3), SimpleRNN(units=3), dataset={"name": "digits"}),
}


def compare(found: dict[str, Any], trace) -> None:
    """All numbers of a trace."""
    assert set(found["parts"]) == set(trace.arrays())
    for name, array in {**trace.arrays(), "output": trace.output}.items():
        own = found["output"] if name == "output" else found["parts"][name]
        values = np.array(own["values"], np.float32).reshape(own["rows"], own["columns"])
        np.testing.assert_allclose(values if array.ndim == 2 else values[0], array, rtol=0, atol=ATOL, err_msg=name)


def of_text(net: Network, ids: list[int]) -> tuple[Any, np.ndarray]:
    """NumPy's trace of token ids, and what it says after each."""
    encoded = net.encoding.text(
        " ".join("a" for _ in ids) if net.encoding.encoding.split != "characters" else "a" * len(ids)
    )
    inputs = encoded.inputs.copy()
    inputs[encoded.mask] = ids
    encoded = replace(encoded, inputs=inputs)
    return net.trace(encoded), encoded


def as_given(net: Network, **more) -> dict[str, Any]:
    return {"act": "traced", "network": described.network(net.plan, net.encoding.encoding.padding, net.weights)} | more


def test_every_layer_and_every_cell_is_among_those_that_are_compared():
    kinds = {planned.layer.kind for net in [*STACKS.values(), *DIGITS.values()] for planned in net.plan.layers}
    assert kinds == {*LAYERS, "embedding", "one_hot", "multi_hot"}


def test_the_browsers_network_has_the_gates_and_predictions_of_numpy_after_every_word(tmp_path: Path):
    random = np.random.default_rng(2)
    cases = [
        (name, net, random.integers(1, net.encoding.encoding.num_ids, length).tolist())
        for name, net in STACKS.items()
        for length in (1, 6)
    ]
    classifies = [net.plan.task == "binary" for _, net, _ in cases]
    found = acted(
        tmp_path,
        [as_given(net, ids=ids, running=asked) for (_, net, ids), asked in zip(cases, classifies, strict=True)],
    )
    for (name, net, ids), asked, one in zip(cases, classifies, found, strict=True):
        trace, encoded = of_text(net, ids)
        compare(one, trace)
        if asked:
            said = course(net, encoded)
            np.testing.assert_allclose(one["running"]["predictions"], said.predictions, rtol=0, atol=ATOL, err_msg=name)
            np.testing.assert_allclose(one["running"]["before"], said.before, rtol=0, atol=ATOL, err_msg=name)


def test_numbers_are_read_as_numpy_reads_them(tmp_path: Path):
    values = np.random.default_rng(3).normal(size=(8, 8)).astype(np.float32)
    numbers = {"rows": 8, "columns": 8, "values": described.stored(values)}
    found = acted(tmp_path, [as_given(net, numbers=numbers, running=True) for net in DIGITS.values()])
    for (name, net), one in zip(DIGITS.items(), found, strict=True):
        encoded = net.encoding.example(values)
        compare(one, net.trace(encoded))
        if one["running"] is None:
            assert name in ("rows both ways", "rows conv")
        else:
            np.testing.assert_allclose(one["running"], net.running(encoded), rtol=0, atol=ATOL, err_msg=name)


@pytest.mark.parametrize("way", [{}, {"bidirectional": True}, {"go_backwards": True}])
def test_a_gate_that_is_held_is_held_in_the_browser_too(way: dict[str, bool], tmp_path: Path):
    nets = [(kind, gate, value) for kind, cell in READ.items() for gate in cell.gates for value in (0.0, 1.0)]
    direction = "backward" if way else ""
    given = []
    for kind, gate, value in nets:
        net = reads_words(READ_RECURRENT[kind](units=4, **way), LSTM(units=2))
        layer = net.plan.recurrent[0].name
        given.append((replace(net, changes=(ClampGate(layer, direction, gate, value),)), layer, gate, value))
    found = acted(
        tmp_path,
        [
            as_given(net, ids=[2, 3, 1], held=[{"layer": layer, "direction": direction, "gate": gate, "value": value}])
            for net, layer, gate, value in given
        ],
    )
    for (net, *_), one in zip(given, found, strict=True):
        compare(one, of_text(net, [2, 3, 1])[0])


def test_numbers_that_float16_holds_exactly_are_sent_in_half_the_room():
    exact = np.array([[0.5, -2.0], [65504.0, 2.0**-24]], np.float32)
    assert described.stored(exact)["type"] == "float16"
    assert described.stored(exact + np.float32(1e-4))["type"] == "float32"
    assert described.stored(np.array([1e30, 0], np.float32))["type"] == "float32"

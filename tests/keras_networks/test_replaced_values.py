"""Whatever stands in the place of any one value of a config.json, a network is read or one sentence says why not."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from playground.errors import PlaygroundError
from playground.keras_networks.file_config import network_of, weight_places
from tests.keras_networks.configs import dense, functional, layer, lstm, masking, recurrent, sequential
from tests.keras_networks.files import CONFIG, METADATA, model

MODELS = {
    "tokens": CONFIG,
    "functional": model(
        functional(lstm(name="a", return_sequences=True), layer("LayerNormalization", name="n"), dense(2, name="d")),
        "Functional",
    ),
    "two directions": model(
        sequential([4, 3], masking(), layer("Bidirectional", layer=recurrent("GRU"), merge_mode="concat"), dense(1))
    ),
    "convolved": model(
        sequential([8, 3], layer("Conv1D", filters=2, kernel_size=[2], activation="relu"), recurrent("SimpleRNN"))
    ),
}
OTHERS = (
    *(None, True, False, 0, -1, 1, 2, 1.5, 1e308, 10**30, "", "a", "\n", "LSTM", "tanh", "x" * 5_000),
    *([], [[]], [None, None], [1, 2, 3], ["in", 0, 0], [["in", 0, True]], {}, {"a": 1}, {"class_name": "LSTM"}),
    {"class_name": "LSTM", "config": {}},
    {"class_name": "__keras_tensor__", "config": {"keras_history": ["in", 0, 0]}},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Of every value in another."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(one, (*path, key))


@pytest.mark.parametrize("given", MODELS.values(), ids=MODELS)
def test_any_value_may_be_another(given: dict[str, Any]):
    random, wrong = np.random.default_rng(0), 0
    for path in places(given):
        for number in random.choice(len(OTHERS), 8, replace=False):
            changed = copy.deepcopy(given)
            at = changed
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = OTHERS[number]
            try:
                weight_places(*network_of(json.dumps(changed).encode(), METADATA, 4))
            except PlaygroundError as error:
                wrong += 1
                sentence = str(error)
                assert sentence.endswith("."), path
                assert "\n" not in sentence, path
                assert len(sentence) < 700, path
    assert wrong > 50

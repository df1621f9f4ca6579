"""Configurations as JSON that no run can be made of."""

import json


def part(**values: object) -> bytes:
    """A part of a config.json."""
    return json.dumps(values).encode()


CONFIGS: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"lstm"',
    "no UTF-8": b'{"seed": "\xff"}',
    "zeros": bytes(100),
    "lists in lists": b"[" * 100_000 + b"]" * 100_000,
    "objects in objects": b'{"dataset":' * 50_000 + b"1" + b"}" * 50_000,
    "an unknown setting": part(__class__="os.system"),
    "an unknown dataset": part(dataset={"name": "../../etc/passwd"}),
    "a dataset that is a text": part(dataset="reviews"),
    "a dataset without a name": part(dataset={"examples": 200}),
    "a dataset with a setting of another": part(dataset={"name": "reviews", "lookback": 3}),
    "an upload that traverses": part(dataset={"name": "own_reviews", "upload": "../../../../etc"}),
    "an upload that is not here": part(dataset={"name": "own_reviews", "upload": "0" * 24}),
    "a text that is too long": part(dataset={"name": "characters", "text": "ab" * 10**6}),
    "an unknown encoding": part(encoding={"kind": "pickle"}),
    "an encoding without a kind": part(encoding={}),
    "a vocabulary without end": part(encoding={"kind": "learned_embedding", "vocabulary_size": 10**30}),
    "a vocabulary below 0": part(encoding={"kind": "learned_embedding", "vocabulary_size": -1}),
    "an encoding of numbers for texts": part(encoding={"kind": "numbers"}),
    "layers that are a text": part(layers="lstm"),
    "a layer that is nothing": part(layers=[None]),
    "an unknown layer": part(layers=[{"kind": "Lambda", "function": "__import__('os')"}]),
    "a layer of a million units": part(layers=[{"kind": "lstm", "units": 10**6}]),
    "a layer of no units": part(layers=[{"kind": "lstm", "units": 0}]),
    "units that are true": part(layers=[{"kind": "lstm", "units": "true"}]),
    "a layer of half a unit": part(layers=[{"kind": "lstm", "units": 0.5}]),
    "an unknown activation": part(layers=[{"kind": "lstm", "units": 4, "activation": "eval"}]),
    "ten thousand layers": part(layers=[{"kind": "lstm", "units": 1}] * 10_000),
    "layers in the wrong order": part(layers=[{"kind": "flatten"}, {"kind": "lstm", "units": 4}]),
    "no number for a learning rate": b'{"learning_rate": NaN}',
    "a learning rate without end": b'{"learning_rate": Infinity}',
    "a learning rate of 0": part(learning_rate=0),
    "an unknown optimizer": part(optimizer="../adam"),
    "an optimizer that is a list": part(optimizer=[]),
    "no epochs": part(epochs=0),
    "epochs without end": b'{"epochs": ' + b"9" * 5_000 + b"}",
    "epochs that are a text": part(epochs="many"),
    "a batch below 0": part(batch_size=-1),
    "a seed below 0": part(seed=-1),
    "everything for validation": part(validation_split=1.0),
    "a recipe that traverses": part(recipe="../../recipe"),
    "an overlong recipe": part(recipe="x" * 10_000),
    "work without end": part(epochs=1000, dataset={"name": "reviews", "examples": 20_000, "distance": 200}),
}
"""What is wrong → the file."""

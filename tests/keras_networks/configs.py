"""Configurations as Keras writes them, in plain dicts."""

from typing import Any

Config = dict[str, Any]


def layer(class_name: str, module: str = "keras.layers", **config: Any) -> Config:
    """One layer; what is left out is as Keras has it."""
    return {"module": module, "class_name": class_name, "config": {"name": class_name.lower()} | config}


def sequential(shape: list[int | None], *layers: Config) -> Config:
    """A Sequential model.  shape: of an example."""
    first = layer("InputLayer", batch_shape=[None, *shape], dtype="float32")
    return {"name": "sequential", "layers": [first, *layers]}


def embedding(rows: int = 5, dimensions: int = 3, **config: Any) -> Config:
    """An Embedding."""
    return layer("Embedding", input_dim=rows, output_dim=dimensions, **config)


def masking(value: float = 0.0) -> Config:
    """A Masking."""
    return layer("Masking", mask_value=value)


def recurrent(class_name: str, units: int = 2, **config: Any) -> Config:
    """A recurrent layer."""
    defaults = {"activation": "tanh", "recurrent_activation": "sigmoid"}
    return layer(class_name, **defaults | {"units": units} | config)


def lstm(**config: Any) -> Config:
    """An LSTM."""
    return recurrent("LSTM", **config)


def dense(units: int, activation: object = "linear", **config: Any) -> Config:
    """A Dense."""
    return layer("Dense", units=units, activation=activation, **config)


def functional(*layers: Config, taken: int = 0) -> Config:
    """A functional model that is a chain of these, with an input of (5, 2).  taken: which output of each is read."""
    first = layer("InputLayer", batch_shape=[None, 5, 2], name="in") | {"name": "in", "inbound_nodes": []}
    found, before = [first], "in"
    for one in layers:
        name, output = one["config"]["name"], taken if len(found) > 1 else 0
        found.append(one | {"name": name, "inbound_nodes": [{"args": [tensor(before, output)], "kwargs": {}}]})
        before = name
    return {"layers": found, "input_layers": ["in", 0, 0], "output_layers": [[before, 0, 0]]}


def tensor(name: str, output: int = 0) -> Config:
    """What a layer gives."""
    return {"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, output]}}

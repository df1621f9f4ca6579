"""A config.json that names code, has no end, or describes no network.  Name → it, and the sentence."""

import json
import pickle

from tests.hostile.uploads import Bomb
from tests.keras_networks.configs import Config, dense, embedding, functional, layer, lstm, recurrent, sequential
from tests.keras_networks.files import CONFIG, model

TEXT = json.dumps(CONFIG)
LAMBDA = {"class_name": "__lambda__", "config": {"code": "4wEAAAAAAAAAAAAAAAE=", "defaults": None, "closure": None}}
FUNCTION = {"module": "builtins", "class_name": "function", "config": "tanh", "registered_name": "function"}


def of(*layers: Config, shape: tuple[int | None, ...] = (4,)) -> Config:
    """A Sequential model."""
    return model(sequential([*shape], *layers))


def of_lstm(**config: object) -> Config:
    """A model whose LSTM has these settings."""
    return of(embedding(), lstm(**config), dense(1, "sigmoid"))


def within(one: Config) -> Config:
    """A model with this layer in the middle."""
    return of(embedding(), one, lstm(), dense(1, "sigmoid"))


def deep(levels: int) -> bytes:
    """JSON that goes so deep."""
    return TEXT.replace('"units": 2', '"units": ' + "[" * levels + "]" * levels, 1).encode()


def loop() -> Config:
    """A functional model whose layers follow each other in a circle."""
    given = functional(lstm(name="a", return_sequences=True), lstm(name="b"))
    given["layers"][1]["inbound_nodes"] = [
        {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["b", 0, 0]}}], "kwargs": {}}
    ]
    return model(given, "Functional")


def unhashable() -> Config:
    """A functional model whose layers have lists as names."""
    given = functional(lstm(name="a"))
    given["layers"][1]["name"] = [["a"]]
    return model(given, "Functional")


NOT_JSON = "config.json is not JSON in UTF-8, or goes too deep"
NO_LAYERS = "config.json describes no model with layers"
CONFIGS: dict[str, tuple[object, str]] = {
    "nothing at all": (b"", NOT_JSON),
    "Latin-1": (TEXT.replace("sequential", "séquence").encode("latin-1"), NOT_JSON),
    "UTF-16": (TEXT.encode("utf-16"), NOT_JSON),
    "a byte order mark": (TEXT.encode("utf-8-sig"), NOT_JSON),
    "half a surrogate": (TEXT.replace("sequential", "\\ud800").encode(), NOT_JSON),
    "a pickle as configuration": (pickle.dumps(Bomb()), NOT_JSON),
    "YAML": (b"!!python/object/apply:os.system ['true']", NOT_JSON),
    "cut off": (TEXT[:-20].encode(), NOT_JSON),
    "two values": (f"{TEXT}{TEXT}".encode(), NOT_JSON),
    "not a number": (TEXT.replace('"units": 2', '"units": NaN').encode(), NOT_JSON),
    "300 levels": (deep(300), NOT_JSON),
    "100,000 levels": (deep(100_000), NOT_JSON),
    "190 levels in a layer": (deep(150), "units"),
    "a list": ([], r"config.json is \[\]; expected an object"),
    "null": (None, r"config.json is null; expected an object"),
    "an empty object": ({}, NO_LAYERS),
    "no layers": (model({"name": "sequential"}), NO_LAYERS),
    "an empty list of layers": (model({"layers": []}), "lists no layers"),
    "layers as an object": (model({"layers": {"a": 1}}), NO_LAYERS),
    "layers of numbers": (model({"layers": [1, 2]}), "A layer is given as 1"),
    "201 layers": (of(*[layer("Dropout", rate=0.1, name=f"d{i}") for i in range(201)]), "has 202 layers"),
    "200,000 values": (of_lstm(extra=[0] * 200_000), "holds more than 100,000 values"),
    "a Lambda": (within(layer("Lambda", function=LAMBDA, name="trick")), "code of its own, the '__lambda__'|'Lambda'"),
    "a lambda as activation": (of_lstm(activation=LAMBDA), "code of its own, the '__lambda__'"),
    "a lambda in an initializer": (of_lstm(kernel_initializer=LAMBDA), "code of its own, the '__lambda__'"),
    "a function called tanh": (of_lstm(activation=FUNCTION), r"code of its own, the 'function' \('tanh'\)"),
    "a layer of os": (within(layer("system", "os", name="id")), r"'system' \('id'\) of 'os', which is not Keras' own"),
    "a layer of kerasevil": (within(layer("LSTM", "kerasevil", units=2)), "of 'kerasevil', which is not Keras' own"),
    "a registered layer": (
        within(layer("LSTM", name="mine", units=2) | {"module": None, "registered_name": "mine>LSTM"}),
        "it needs 'mine>LSTM', which is not Keras' own",
    ),
    "a registered regularizer": (
        of_lstm(kernel_regularizer={"class_name": "L3", "config": {}, "registered_name": "a>L3", "module": None}),
        "it needs 'a>L3'",
    ),
    "keras.config": (
        of_lstm(
            activation={"module": "keras.config", "class_name": "enable_unsafe_deserialization", "config": {}},
        ),
        "its activation is 'enable_unsafe_deserialization'; expected",
    ),
    "keras.utils.get_file": (within(layer("get_file", "keras.utils", origin="http://a")), "is of a kind that cannot"),
    "a model of its own kind": (model(CONFIG["config"], "Evil"), "The model is a 'Evil' of its own kind"),
    "a model of another module": (CONFIG | {"module": "evil.models"}, "of 'evil.models', which is not Keras' own"),
    "a model in a model": (within({"module": "keras", **CONFIG}), "'sequential' \\(Sequential\\) is of a kind that"),
    "an unknown layer": (within(layer("MultiHeadAttention")), r"\(MultiHeadAttention\) is of a kind that cannot be"),
    "two layers of one name": (of(embedding(), lstm(name="embedding"), dense(1)), "two of its layers are called"),
    "a circle": (loop(), "do not form a chain"),
    "names that are lists": (unhashable(), "describes no model that Keras 3 would write"),
    "a huge LSTM": (of_lstm(units=10**6), "units"),
    "a number without end": (of_lstm(units=10**400), "units|NaN|describes|not JSON"),
    "fewer than no units": (of_lstm(units=-1), "units"),
    "no units": (of_lstm(units=0), "units"),
    "half a unit": (of_lstm(units=1.5), "units"),
    "units as a list": (of_lstm(units=[2]), "units"),
    "units as an object": (of_lstm(units={"a": [1]}), "units"),
    "gates by relu": (of_lstm(recurrent_activation="relu"), "recurrent_activation"),
    "an activation as a list": (of_lstm(activation=["tanh"]), "its activation is"),
    "a number of a million digits": (TEXT.replace('"units": 2', '"units": 1' + "0" * 10**6).encode(), NOT_JSON),
    "a class in two lines": (within(layer("LSTM\n\n# Ha", units=2)), r"a class in it is called 'LSTM\\n\\n# Ha'"),
    "a class of 10,000 letters": (within(layer("L" * 10_000)), "a class in it is called 'LLL"),
    "a class that is a list": (
        within({"module": "keras.layers", "class_name": [["LSTM"]], "config": {"name": "a"}}),
        r"a class in it is called \[\[",
    ),
    "a name as an object": (of(embedding(name={"a": 1}), lstm(), dense(1)), "a layer is called {"),
    "a name of a megabyte": (of(layer("Evil", name="a" * 10**6)), "is of a kind that cannot be read"),
    "a huge table": (of(embedding(10**9, 10**9), lstm(), dense(1)), "input_dim|rows|parameters"),
    "too many parameters": (of(embedding(100_000, 100), lstm(), dense(1, "sigmoid")), "this server allows 5,000,000"),
    "a million timesteps": (of(embedding(), lstm(), dense(1, "sigmoid"), shape=(10**6,)), "at most 2,000 timesteps"),
    "a shape below zero": (of(embedding(), lstm(), dense(1, "sigmoid"), shape=(-4,)), "number of timesteps open"),
    "a shape of text": (of(embedding(), lstm(), dense(1), shape=("4",)), "number of timesteps open"),
    "a shape of truth": (of(embedding(), lstm(), dense(1), shape=(True,)), "number of timesteps open"),
    "an image": (of(lstm(), dense(1), shape=(4, 4, 3)), "takes an input of the shape"),
    "an end of no meaning": (of(embedding(), lstm(), dense(2, "relu")), "of which no page knows what it says"),
    "no recurrent layer": (of(recurrent("Evil")), "is of a kind that cannot be read"),
    "an epsilon as text": (of(embedding(), layer("LayerNormalization", epsilon="x"), lstm(), dense(1)), "epsilon"),
}

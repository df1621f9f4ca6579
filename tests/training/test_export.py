"""An exported model is plain Keras: it opens in a process without this project, and says what NumPy says."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import ENCODINGS, FittedText
from playground.errors import RunError
from playground.layers import RECURRENT
from playground.reference import Network
from playground.training.batches import previous
from playground.training.build import build, get_weights
from playground.training.export import save_keras
from tests.pairs import missing

WORDS = tuple("abcdefghijkl")
SEQUENCE = {
    "lstm": ["lstm"],
    **{f"{cell} both ways": [{"kind": cell, "bidirectional": True}, cell, "dense"] for cell in RECURRENT},
    "both ways": [{"kind": "gru", "bidirectional": True, "dropout": 0.2}, "simple_rnn", "dense"],
    "convolution": ["conv1d", "max_pooling1d", "lstm"],
    "pooling": ["dense", "dropout", "global_max_pooling1d"],
    "flatten": ["flatten", "dense"],
    "normalized": ["layer_normalization", "lstm", "layer_normalization"],
}
PROGRAM = """
import importlib, json, sys
import keras, numpy as np
plain, others = json.loads(sys.argv[1])
for name in plain + [None] + others:
    if name is None:
        sys.path.insert(0, ".")
        for module in json.loads(sys.argv[2]):
            importlib.import_module(module)
        continue
    model = keras.models.load_model(f"{name}.keras")
    with np.load(f"{name}.npz") as file:
        inputs = [file[one.name] for one in model.inputs]
    np.save(f"{name}.npy", model(inputs if len(inputs) > 1 else inputs[0]))
sys.exit("playground was imported" if "playground" in sys.modules else 0)
"""


def layers(kinds: list) -> list[dict]:
    """Small layers of these kinds."""
    small = {"units": 3, "filters": 3, "kernel_size": 2, "activation": "tanh"}
    given = [{"kind": kind} if isinstance(kind, str) else kind for kind in kinds]
    fields = {"dense": ["units", "activation"]} | {kind: ["units"] for kind in RECURRENT}
    fields["conv1d"] = ["filters", "kernel_size"]
    return [{name: small[name] for name in fields.get(layer["kind"], ())} | layer for layer in given]


def configs() -> Iterator[tuple[str, RunConfig]]:
    """Every encoding with some stacks of layers, masked and not; every encoder–decoder."""
    for kind, encoding in ENCODINGS.items():
        choices = {"kind": kind} | {
            name: value
            for name, value in (("vocabulary_size", 12), ("maximum_length", 7), ("buckets", 13), ("dimensions", 4))
            if name in encoding.model_fields and (kind, name) != ("glove", "dimensions")
        }
        dataset = DATASETS["digits" if kind == "numbers" else "reviews"]()
        stacks = {"dense": ["dense"]} if kind == "bag_of_words" else SEQUENCE
        for mask in [False, True] if "mask" in encoding.model_fields else [None]:
            given = choices if mask is None else choices | {"mask": mask}
            for stack, kinds in stacks.items():
                yield f"{kind} {stack} {mask}", RunConfig(dataset=dataset, encoding=given, layers=layers(kinds))
    text = DATASETS["characters"](text="".join(WORDS))
    yield "each timestep", RunConfig(dataset=text, encoding={"kind": "one_hot_characters"}, layers=layers(["lstm"]))
    for cell in RECURRENT:
        for handover in ("initial state", "every step"):
            for encoding in ({"kind": "one_hot_characters"}, {"kind": "learned_embedding", "split": "characters"}):
                pair = [{"kind": "encoder_decoder", "cell": cell, "units": 4, "handover": handover}]
                config = RunConfig(dataset=DATASETS["addition"](digits=1), encoding=encoding, layers=pair)
                yield f"{encoding['kind']} {cell} {handover}", config


CONFIGS = dict(configs())
MASKING = [kind for kind, encoding in ENCODINGS.items() if "mask" in encoding.model_fields]
TRIED = [(kind, stack, (i + j) % 2 == 0) for i, kind in enumerate(MASKING) for j, stack in enumerate(SEQUENCE)]
"""Of encodings that mask, each stack once: every pair of an encoding, a stack and whether it masks still occurs."""
COMPARED = {
    name: config
    for name, config in CONFIGS.items()
    if config.encoding.kind not in MASKING or name in {"{} {} {}".format(*tried) for tried in TRIED}
}


def network(config: RunConfig) -> Network:
    """A network with random weights, its biases too."""
    random = np.random.default_rng(0)
    weights = get_weights(build(config.plan), config.plan)
    weights = {name: array + random.normal(0, 0.2, array.shape).astype(np.float32) for name, array in weights.items()}
    return Network(config.plan, FittedText(config.encoding, WORDS), weights)


def inputs(config: RunConfig) -> np.ndarray:
    """Examples of several lengths, padded on the side of the encoding; where it masks, one of a single token too."""
    random = np.random.default_rng(1)
    if config.dataset.reads == "numbers":
        return random.normal(size=(4, *config.plan.input_shape)).astype(np.float32)
    timesteps = 5 if config.plan.mask else config.plan.timesteps
    token_ids = random.integers(1, len(WORDS) + 2, (4, timesteps), dtype=np.int32)
    padding = np.arange(timesteps) < np.array([[0], [1], [3], [timesteps - 1]])
    token_ids[padding if config.encoding.padding == "front" else padding[:, ::-1]] = 0
    return token_ids


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Name → what NumPy says, what Keras says of the exported model in a process that knows nothing of the project."""
    folder, expected = tmp_path_factory.mktemp("exported"), {}
    for number, (name, config) in enumerate(COMPARED.items()):
        one, given = network(config), inputs(config)
        save_keras(one.plan, one.weights, folder / f"{number}.keras")
        expected[name] = one.outputs(given)
        arrays = {"numbers" if given.ndim == 3 else "token_ids": given}
        if one.plan.reads_previous:
            arrays["previous"] = previous(expected[name].argmax(axis=-1), one.plan.output_shape[-1])
        np.savez(folder / f"{number}.npz", **arrays)
    alone = [number for number, config in enumerate(COMPARED.values()) if not come_along(config)]
    others = [number for number in range(len(COMPARED)) if number not in alone]
    assert {file.name for file in folder.glob("*.py")} == {f"{module}.py" for module in COME_ALONG}
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error::UserWarning", "-c", PROGRAM]
        + [json.dumps(given) for given in ((alone, others), COME_ALONG)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {name: (expected[name], np.load(folder / f"{n}.npy")) for n, name in enumerate(COMPARED)}


COME_ALONG = ["peephole_lstm"]
"""Files without which Keras does not open some of them."""


def come_along(config: RunConfig) -> bool:
    """Whether a model needs one of those files."""
    layers = [getattr(planned.layer, "inner", planned.layer) for planned in config.plan.layers]
    return any(layer.kind in COME_ALONG for layer in layers)


def modules(value: object) -> set[str]:
    """Every module that the description of a model names."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = {value["module"]} if isinstance(value, dict) and isinstance(value.get("module"), str) else set()
    return found.union(*map(modules, inner))


def test_every_pair_of_an_encoding_a_stack_and_masking_is_compared():
    assert missing(TRIED, [MASKING, [*SEQUENCE], [False, True]]) == set()
    assert {config.encoding.kind for config in COMPARED.values()} == set(ENCODINGS)


@pytest.mark.parametrize("name", COMPARED)
def test_an_exported_model_opens_in_plain_keras_and_says_what_numpy_says(name, said):
    numpy, keras = said[name]
    np.testing.assert_allclose(keras, numpy, atol=1e-5)
    assert np.ptp(numpy, axis=0).max() > 1e-4  # it does depend on what is read


@pytest.mark.parametrize(
    "name",
    [
        "one_hot_words lstm True",
        "one_hot_words mgu both ways True",
        "bag_of_words dense None",
        "one_hot_characters lstm every step",
        "one_hot_characters mgu every step",
    ],
)
def test_an_exported_model_is_made_of_keras_own_layers(name, tmp_path):
    one = network(CONFIGS[name])
    save_keras(one.plan, one.weights, tmp_path / "model.keras")
    with zipfile.ZipFile(tmp_path / "model.keras") as archive:
        described = archive.read("config.json").decode()
    assert {module.split(".")[0] for module in modules(json.loads(described))} == {"keras"}
    assert "Lambda" not in described


def test_a_text_of_one_token_is_read_by_a_masked_one_hot_model(tmp_path):
    import keras

    config = CONFIGS["one_hot_words lstm True"]
    one = network(config)
    save_keras(one.plan, one.weights, tmp_path / "model.keras")
    token_ids = np.array([[3], [1]], np.int32)
    answer = keras.models.load_model(tmp_path / "model.keras")(token_ids)
    np.testing.assert_allclose(answer, one.outputs(token_ids), atol=1e-5)


def test_ten_thousand_columns_make_no_large_file(tmp_path):
    for kind in ("one_hot_words", "bag_of_words"):
        stack = layers(["dense" if kind == "bag_of_words" else "lstm"])
        config = RunConfig(encoding={"kind": kind, "vocabulary_size": 10_000}, layers=stack)
        save_keras(config.plan, get_weights(build(config.plan), config.plan), tmp_path / "model.keras")
        assert (tmp_path / "model.keras").stat().st_size < 4 * config.plan.num_parameters + 100_000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("learned_embedding lstm True", "takes token_ids (batch, any) int32; gives (batch, 1) float32"),
        ("numbers lstm None", "takes numbers (batch, 8, 8) float32; gives (batch, 10) float32"),
        ("one_hot_characters gru every step", "int32 and previous (batch, 2) int32; gives (batch, 2, 11) float32"),
    ],
)
def test_what_a_model_takes_is_said(name, words, tmp_path):
    one = network(CONFIGS[name])
    assert save_keras(one.plan, one.weights, tmp_path / "model.keras").endswith(words)


def test_a_cell_that_keras_has_not_brings_its_file_and_says_so(tmp_path):
    one = network(CONFIGS["learned_embedding peephole_lstm both ways True"])
    said = save_keras(one.plan, one.weights, tmp_path / "model.keras")
    assert said.endswith(
        "Keras has no such cell: peephole_lstm.py comes along, to be imported before keras.models.load_model "
        "(`import peephole_lstm`)"
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == ["model.keras", "peephole_lstm.py"]
    (tmp_path / "peephole_lstm.py").write_text("mine")
    with pytest.raises(RunError, match=r"peephole_lstm\.py is another file than the one that comes along"):
        save_keras(one.plan, one.weights, tmp_path / "model.keras")
    assert (tmp_path / "peephole_lstm.py").read_text() == "mine"

"""A .keras file becomes a run; a hostile one becomes one sentence, and leaves nothing."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from playground.errors import LayerError, LimitError, PlaygroundError, UploadError
from playground.keras_networks import file_weights, weights_child
from playground.keras_networks.own_names import KEY
from playground.paths import home
from playground.prediction.cache import trace
from playground.runs import Run, all_runs
from playground.runs.from_keras import import_keras
from tests.keras_networks.configs import dense, embedding, layer, lstm, sequential
from tests.keras_networks.files import CONFIG, METADATA, arrays, hdf5, keras_file, model, packed, parts, weights
from tests.keras_networks.hostile_configs import CONFIGS
from tests.keras_networks.hostile_weights import WEIGHTS
from tests.keras_networks.hostile_zips import ZIPS


def weights_file(data: bytes | Callable[[], bytes]) -> bytes:
    """A .keras file with these weights."""
    return keras_file(content=data if isinstance(data, bytes) else data())


HOSTILE = {
    **{f"zip: {name}": case for name, case in ZIPS.items()},
    **{f"config: {name}": (keras_file(b"null" if c is None else c), said) for name, (c, said) in CONFIGS.items()},
    **{f"weights: {name}": (partial(weights_file, data), said) for name, (data, said) in WEIGHTS.items()},
}


def children() -> set[str]:
    """The processes that this one has started."""
    found = set()
    for path in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        with suppress(FileNotFoundError):  # that thread has ended
            found |= set(path.read_text().split())
    return found


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_in_one_sentence_and_leaves_nothing(data: bytes | Callable[[], bytes], said: str):
    before, data = children(), data if isinstance(data, bytes) else data()
    with pytest.raises((UploadError, LayerError, LimitError), match=said) as caught:
        import_keras(data)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 700
    assert [path for path in home().rglob("*") if path.is_file()] == []
    assert children() == before


def test_there_are_many_hostile_files():
    assert len(HOSTILE) > 80


def output(run: Run) -> list[np.ndarray]:
    return [trace(run.id, 0, number)[1].output for number in range(3)]


@pytest.mark.parametrize(("kind", "near"), [("<f2", 1e-2), (">f4", 0), ("<f8", 0)])
def test_weights_of_other_widths_become_float32(kind: str, near: float):
    own = {path: array.astype(kind) for path, array in arrays().items()}
    run, other = import_keras(keras_file()), import_keras(keras_file(content=hdf5(lambda file: None, own)))
    assert {array.dtype for array in other.weights(0).values()} == {np.dtype(np.float32)}
    assert np.allclose(output(run), output(other), atol=near)


def test_an_imported_network_is_a_finished_run_of_its_learner_without_history():
    run = import_keras(keras_file(), "ann")
    assert [one.id for one in all_runs("ann")] == [run.id]
    history = run.history()
    assert (history.state, history.epochs, history.test, run.saved()) == ("finished", [], {}, [0])
    assert np.array_equal(run.weights(0)["lstm/kernel"], arrays()["layers/lstm/cell/vars/0"])


def test_what_else_keras_keeps_in_the_file_does_not_matter():
    def write(file):
        file["optimizer/vars/0"] = np.int64(7)
        file["layers/dropout/seed_generator/vars/0"] = np.zeros(2, np.uint32)
        file["vars"].attrs["name"] = "sequential"

    config = CONFIG | {"compile_config": {"loss": {"module": "builtins", "class_name": "function", "config": "mine"}}}
    assert import_keras(keras_file(config, hdf5(write))).history().state == "finished"


def test_a_zip_that_is_deflated_is_read_too():
    assert import_keras(packed(parts(), 8)).history().state == "finished"


def test_a_zip_that_a_mac_packed_anew_is_read_too():
    more = {"__MACOSX/._config.json": b"Mac OS X", ".DS_Store": b"\0", "__MACOSX/": b""}
    assert import_keras(packed(parts() | more)).history().state == "finished"


ONE_HOT = model(sequential([4], layer("Reshape"), layer("CategoryEncoding"), lstm(), dense(1, "sigmoid")))


def test_a_network_of_a_playground_that_does_not_come_back_says_what_does():
    own = {"metadata.json": json.dumps(json.loads(METADATA) | {KEY: {}}).encode()}
    with pytest.raises(UploadError, match=r"exported by a playground.*--format run, and import that zip"):
        import_keras(packed(parts(ONE_HOT) | own))
    with pytest.raises(LayerError, match=r"\(Reshape\) is of a kind that cannot be read"):
        import_keras(packed(parts(ONE_HOT)))


def test_tokens_are_called_by_number_without_a_vocabulary():
    run = import_keras(keras_file())
    assert trace(run.id, 0, "#4 #1")[1].inputs.tolist() == [0, 0, 4, 1]
    assert run.config.dataset.load().test.texts[0].startswith("#")


@pytest.mark.parametrize(
    "words",
    [
        '\ufeff["", "[UNK]", "good", "bad", "film"]',
        '["", "[UNK]", "good", "bad", "film"]',
        '{"film": 4, "[UNK]": 1, "good": 2, "other": 99}',
    ],
)
def test_with_a_vocabulary_a_text_can_be_typed(words: str):
    run = import_keras(keras_file(), vocabulary=words.encode())
    assert trace(run.id, 0, "A good film!")[1].inputs.tolist() == [0, 1, 2, 4]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe[", "is not JSON"),
        (b"[" * 1000, "is not JSON"),
        (b"7", "is 7. Give a JSON list"),
        (b"[]", "has no word for any of the network's 5 token ids"),
        (b'{"a": 5}', "has no word for any of the network's 5 token ids"),
        (b"[1]", "holds 1; expected words"),
        (b'["' + b"a" * 300 + b'"]', "expected words of at most 200 characters"),
        (b'{"a": -1}', "the number -1; expected whole numbers"),
        (b'{"a": 1.5}', "the number 1.5"),
        (b'{"a": true}', "the number true"),
        (b'{"a": {"b": 1}}', "the number"),
        (b'{"a": 1, "b": 1}', "'b' and 'a' the same number, 1"),
        (b'["a"' + b',""' * 200_000 + b"]", "has 200,001 words; expected at most 200,000"),
        (b" " * 10_000_001, "has 10,000,001 bytes"),
    ],
)
def test_a_vocabulary_that_is_none_is_refused_and_nothing_is_left(words: bytes, said: str):
    with pytest.raises(UploadError, match=said):
        import_keras(keras_file(), vocabulary=words)
    assert list(home().rglob("*")) == []


def test_a_network_that_reads_numbers_takes_no_vocabulary():
    config = model(sequential([4, 3], lstm(), dense(1)))
    data = keras_file(config, hdf5(lambda file: file.__delitem__("layers/embedding")))
    with pytest.raises(UploadError, match="this network reads numbers"):
        import_keras(data, vocabulary=b'["a"]')
    run = import_keras(data)
    assert run.config.dataset.input_shape == (4, 3)


@pytest.mark.parametrize(("given", "timesteps"), [(None, 250), (7, 7)])
def test_open_timesteps_are_said_by_whoever_imports(given: int | None, timesteps: int):
    config = model(sequential([None], embedding(), lstm(), dense(1, "sigmoid")))
    run = import_keras(keras_file(config), timesteps=given)
    assert run.config.plan.timesteps == timesteps


def test_a_full_folder_of_a_learner_takes_no_network_more(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_PARAMETERS", "50")
    with pytest.raises(LimitError, match="The network has 66 parameters; this server allows 50"):
        import_keras(keras_file())


CHILDREN = {
    "a file that is written": "open('written', 'w').write('a' * 10)",
    "a file that is read": "print(open('/etc/passwd').read())",
    "an endless answer": "sys.stdout.write('1' * 10**7)",
    "memory without end": "sys.stdout.write('1' + str(len(bytes(10**10))))",
    "an end of its own": "os.kill(os.getpid(), 9)",
    "another program": "print(__import__('subprocess').run(['/bin/true']))",
}


@pytest.mark.parametrize("does", CHILDREN.values(), ids=CHILDREN)
def test_a_reader_that_was_taken_over_can_do_nothing(does: str, tmp_path: Path, monkeypatch):
    child = tmp_path / "child.py"
    folder = str(Path(weights_child.__file__).parent)
    child.write_text(
        f"import os, sys\nsys.path.insert(0, {folder!r})\nimport weights_child\n"
        f"weights_child.limit_resources()\nweights_child.close_the_door()\n{does}\n"
    )
    monkeypatch.setattr(file_weights, "CHILD", child)
    with pytest.raises(PlaygroundError, match="is damaged, or needs more time or memory"):
        import_keras(keras_file())
    assert not Path("written").exists()


def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch):
    (tmp_path / "child.py").write_text("while True: pass")
    monkeypatch.setattr(file_weights, "CHILD", tmp_path / "child.py")
    monkeypatch.setattr(file_weights, "SECONDS", 0.3)
    before = children()
    with pytest.raises(UploadError, match="needs more time or memory"):
        import_keras(keras_file())
    assert children() == before


def test_the_reader_knows_nothing_of_the_servers_environment(monkeypatch):
    monkeypatch.setenv("HDF5_PLUGIN_PATH", "/tmp")
    monkeypatch.setenv("SECRET", "1")
    seen = {}

    class StartedError(Exception):
        pass

    def popen(*arguments, env, **options):
        seen.update(env)
        raise StartedError

    monkeypatch.setattr(file_weights.subprocess, "Popen", popen)
    with pytest.raises(StartedError):
        file_weights.read_weights(weights(), [])
    assert "SECRET" not in seen
    assert seen["HDF5_PLUGIN_PATH"] == ""

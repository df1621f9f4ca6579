"""A damaged run folder costs that run only, in one sentence, whichever file is damaged and however."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.datasets import DATASETS
from playground.layers import SimpleRNN
from playground.runs import Run, RunFolder, all_runs
from playground.training.train import train
from tests.cli.test_commands import call
from tests.engine.conftest import small

NUMBERS = small(dataset=DATASETS["digits"](), encoding={"kind": "numbers"}, epochs=1, train_samples=40)
FILES = ("config.json", "events.jsonl", "encoding.json", "weights/0000.npz", "weights/0001.npz", "results.npz")
JSONS = ("null", "5", '"text"', "[]", "[1, 2]", "{}", '{"words": 5}', '{"words": [1]}', '{"words": "ab", "found": "x"}')
MORE = ('{"mean": [1], "deviation": [1], "target": [0, 1]}', '{"mean": [], "deviation": {}, "target": 1}', "[" * 5000)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _other_weights(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, **{"simple_rnn/kernel": np.zeros((3, 3), np.float32)})


def _one_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


def _huge_array(path: Path) -> None:
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999,), }\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "one byte less": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 4),
    "zeros": lambda path: path.write_bytes(bytes(500)),
    "removed": lambda path: path.unlink(),
    "a folder": _folder,
    "weights of another network": _other_weights,
    "one array": _one_array,
    "a huge array": _huge_array,
} | {f"JSON {text[:20]}": lambda path, text=text: path.write_text(text + "\n") for text in JSONS + MORE}


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of this module, because they share two trained runs."""
    return module_home


@pytest.fixture(scope="module")
def trained(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of a trained run of words and one of numbers, outside the home."""
    kept = tmp_path_factory.mktemp("kept")
    paths = {}
    for name, config in {"words": small(epochs=1, layers=(SimpleRNN(units=3),)), "numbers": NUMBERS}.items():
        folder = RunFolder.create(config)
        train(folder.path)
        assert Run.open(folder.id).history().state == "finished"
        paths[name] = kept / name
        shutil.move(folder.path, paths[name])
    return paths


@pytest.fixture
def damaged(trained: dict[str, Path], own_home: Path, request: pytest.FixtureRequest) -> tuple[str, str]:
    """The id of a run with one damaged file, and of a whole one beside it."""
    kind, file, damage = request.param
    copies = []
    for place in ("bad", "good"):
        copies.append(f"{place}-{kind}-{FILES.index(file)}-{list(DAMAGES).index(damage)}")
        shutil.copytree(trained[kind], own_home / "runs" / copies[-1])
    DAMAGES[damage](own_home / "runs" / copies[0] / file)
    yield tuple(copies)
    for copy in copies:
        shutil.rmtree(own_home / "runs" / copy)


def told_apart(file: str, damage: str) -> bool:
    """Whether a file is damaged in a way of its own: where an archive is expected one JSON stands for all, and where
    JSON is expected the binary file for every archive."""
    if file.endswith(".npz"):
        return not damage.startswith("JSON") or damage == "JSON null"
    return damage not in ("weights of another network", "one array", "a huge array")


every_damage = pytest.mark.parametrize(
    "damaged",
    [
        (kind, file, damage)
        for kind in ("words", "numbers")
        for file in FILES
        for damage in DAMAGES
        if told_apart(file, damage)
    ],
    ids=" ".join,
    indirect=True,
)


@every_damage
def test_it_costs_that_run_only_and_one_sentence(damaged, tmp_path):
    bad, good = damaged
    listed = call("runs", "--json")
    assert listed.status == 0
    rows = {row["run"]: row["state"] for row in json.loads(listed.out)}
    assert rows[good] == "finished"
    assert rows.get(bad) in (None, "finished", "running", "failed", "queued")
    assert bad in rows or (listed.err.count("\n") == 1 and bad in listed.err)
    assert good in {run.id for run in all_runs()}
    for arguments in (
        ("predict", bad, "--example", 0, "--json"),
        ("trace", bad, "--example", 0, "-o", tmp_path / "trace.npz"),
        ("export", bad, "--format", "csv", "-o", tmp_path / "history.csv"),
        ("export", bad, "--format", "keras", "-o", tmp_path / "model.keras"),
        ("export", bad, "--format", "page", "-o", tmp_path / "page.html"),
    ):
        done = call(*arguments)
        assert done.status in (0, 2), done.err
        if done.status:
            assert (done.out, done.err.count("\n")) == ("", 1), done.err
            assert done.err.endswith(".\n")
            assert len(done.err) < 500
        else:
            assert done.err == ""

"""A page that meets a damaged run says so in one sentence, and shows everything else."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from playground.layers import LSTM
from playground.runs import RunFolder
from playground.training.train import train
from tests.engine.conftest import small
from tests.test_damaged_runs import DAMAGES
from tests.ui.test_pages import _no_workers, healthy, own_home, said, visit  # noqa: F401, fixtures


@pytest.fixture(scope="module")
def kept(module_home: Path) -> Path:
    """A finished run of ann's, to be copied and damaged."""
    folder = RunFolder.create(small(layers=(LSTM(units=4),), epochs=1), "ann")
    train(folder.path)
    return Path(shutil.move(folder.path, module_home / "kept"))


def without_facts(path: Path) -> None:
    """Lose the event that says how many examples there are."""
    lines = [line for line in path.read_text().splitlines() if json.loads(line)["event"] != "prepared"]
    path.write_text("\n".join(lines) + "\n")


def diverged(path: Path) -> None:
    """Weights that are no numbers any more."""
    with np.load(path) as arrays:
        weights = {name: np.full_like(arrays[name], np.nan) for name in arrays.files}
    np.savez(path, **weights)


@pytest.mark.parametrize(
    ("file", "damage", "page", "words"),
    [
        ("config.json", "emptied", "train", "(config.json) cannot be read"),
        ("encoding.json", "JSON null", "sentiment", "(encoding.json) cannot be read"),
        ("encoding.json", "binary", "inside", "(encoding.json) cannot be read"),
        ("weights/0001.npz", "weights of another network", "inside", "are not those of this network"),
        ("weights/0001.npz", "cut short", "sentiment", "The weights of epoch 1 cannot be read"),
        ("weights/0001.npz", "diverged", "inside", "This network has diverged"),
        ("weights/0001.npz", "diverged", "sentiment", ""),
        ("events.jsonl", "without facts", "train", ""),
        ("events.jsonl", "JSON [1, 2]", "runs", ""),
        ("results.npz", "one array", "train", ""),
    ],
)
def test_a_page_says_what_is_damaged(file, damage, page, words, kept, module_home):
    number = sum(file.encode() + damage.encode() + page.encode())  # what is read of a run is kept by its name
    path = module_home / "runs" / f"damaged-{number}"
    shutil.copytree(kept, path)
    try:
        (DAMAGES | {"without facts": without_facts, "diverged": diverged})[damage](path / file)
        shown = healthy(visit(page, "ann", run=path.name))
        assert not words or any(words in text for text in said(shown.error))
        told = "".join(component.proto.json for component in shown.get("bidi_component"))
        assert damage != "diverged" or "This network has diverged" in "".join([told, *said(shown.error)])
    finally:
        shutil.rmtree(path)

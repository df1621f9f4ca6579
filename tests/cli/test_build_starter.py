"""The run that comes with the playground: small, accurate, read like any other run, and never written to."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from playground import paths
from playground.cli import build_starter as making
from playground.cli.build_starter import (
    KEPT,
    LEAST_ACCURACY,
    LEAST_OF_SENTENCES,
    MOST_BYTES,
    both_halves,
    measure,
    ship,
)
from playground.cli.shipping import folder_bytes
from playground.config import RunConfig
from playground.datasets import Imdb
from playground.datasets.imdb import ARCHIVE
from playground.errors import RunError, StorageError
from playground.paths import STARTER
from playground.prediction.predict import network
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder, all_runs, delete, starter
from tests.engine.conftest import small


@pytest.fixture
def untouched() -> Iterator[None]:
    """The starter's folder holds the same files, unchanged, after the test."""

    def files() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in STARTER.rglob("*")}

    before = files()
    yield
    assert files() == before


def probability(text: str) -> float:
    """What the starter makes of a text: P(positive)."""
    run = starter()
    return network(run).trace(run.encoding.text(text)).probability


# What is shipped


def test_the_folder_is_a_runs_folder_of_at_most_two_million_bytes():
    weights = {f"weights/{epoch:04d}.npz" for epoch in KEPT}
    files = {path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*") if path.is_file()}
    assert files == {"README.md", "config.json", "encoding.json", "events.jsonl", "results.npz"} | weights
    assert folder_bytes(STARTER) <= MOST_BYTES == 2_000_000


def test_it_is_what_the_script_in_the_repository_trains():
    assert starter().config == making.CONFIG
    assert isinstance(starter().config.dataset, Imdb)
    assert len(starter().encoding.words) == 10_000


def test_weights_are_stored_in_half_precision_and_read_in_single():
    run = starter()
    assert tuple(run.saved_epochs()) == KEPT
    for epoch in KEPT:
        with np.load(STARTER / "weights" / f"{epoch:04d}.npz", allow_pickle=False) as stored:
            assert {stored[name].dtype for name in stored.files} == {np.dtype(np.float16)}
        assert {array.dtype for array in run.weights(epoch).values()} == {np.dtype(np.float32)}
    shapes = {
        f"{one.name}/{name}": shape for one in run.config.plan.layers for name, shape in one.weight_shapes.items()
    }
    assert {name: array.shape for name, array in run.weights().items()} == shapes


def test_it_has_the_history_of_a_finished_run():
    history = starter().history()
    assert history.state == "finished"
    assert [epoch["epoch"] for epoch in history.epochs] == list(range(1, making.CONFIG.epochs + 1))
    assert len(history.steps["loss"]) > 50
    reviews = history.facts["train"] + history.facts["validation"] - starter().config.stages[0][1].dataset.num_added
    assert reviews == history.facts["test"] == 25_000
    assert "machine" not in (STARTER / "events.jsonl").read_text(encoding="utf-8")


def test_its_accuracy_is_that_of_all_test_reviews_wherever_it_is_told():
    accuracy, confusion = starter().history().test["accuracy"], starter().results["confusion"]
    assert accuracy >= LEAST_ACCURACY == 0.885
    assert confusion.sum(axis=1).tolist() == [12_500, 12_500]
    assert np.trace(confusion) / confusion.sum() == pytest.approx(accuracy, abs=1e-6)
    readme = (STARTER / "README.md").read_text(encoding="utf-8")
    assert f"test accuracy is {accuracy:.4f} on 25,000 reviews" in readme
    (development, half), (final, _) = both_halves(starter())
    assert f"it judges\n{development} of the first {half} right" in readme
    assert f"{final} of the other {half}" in readme
    assert Imdb.citation in readme


def test_of_each_half_of_the_short_sentences_it_judges_as_many_right_as_is_asked_for():
    assert LEAST_OF_SENTENCES == 0.85
    for right, of in both_halves(starter()):
        assert right >= LEAST_OF_SENTENCES * of


@pytest.mark.parametrize(
    ("text", "positive"),
    [
        ("One of the best films I have ever seen.", True),
        ("A wonderful story with excellent actors, I loved every minute of it.", True),
        ("Brilliant, moving and very funny.", True),
        ("One of the worst films I have ever seen.", False),
        ("What a waste of time: a boring plot and terrible acting.", False),
        ("Dull, predictable and badly written.", False),
        ("Although the acting was superb, I was bored", False),
        ("Although the acting was wooden, I loved it", True),
    ],
)
def test_clear_sentences_are_judged_right(text, positive):
    assert (probability(text) > 0.5) == positive


@pytest.mark.slow
@pytest.mark.real_data
def test_on_2000_test_reviews_it_is_as_accurate_as_it_says(shared_home, monkeypatch):
    if not os.environ.get("PLAYGROUND_DATA") or not (paths.data() / ARCHIVE).exists():
        pytest.skip(f"PLAYGROUND_DATA does not hold {ARCHIVE}")
    monkeypatch.setenv("PLAYGROUND_HOME", str(shared_home))
    test, confusion = measure(starter(), 2000)
    assert confusion.sum() == 2000
    assert test["accuracy"] == pytest.approx(starter().history().test["accuracy"], abs=0.02)


# Read like any other run, never written to


@pytest.mark.usefixtures("untouched")
def test_it_opens_by_its_name_and_reading_it_leaves_no_trace():
    run = Run.open("starter")
    assert run.is_starter
    assert run.short_id == run.id == "starter"
    assert run.learner == ""
    assert run.history().state == "finished"
    assert 0 < probability("good") < 1


def test_it_is_nobodys_own_run():
    folder = RunFolder.create(RunConfig(), "eve")
    assert [run.id for run in all_runs()] == [folder.id]
    assert not Run.open(folder.id).is_starter


@pytest.mark.usefixtures("untouched")
def test_it_is_neither_deleted_nor_changed():
    said = "This network comes with the playground and stays as it is"
    folder = RunFolder(STARTER)
    for change in (
        lambda: delete(starter()),
        lambda: folder.event("stopped"),
        lambda: folder.replace("control.json", "{}"),
        lambda: folder.save_weights(9, {}),
        lambda: folder.save_results({}),
    ):
        with pytest.raises(RunError, match=said):
            change()


# How it is made


@pytest.fixture
def made() -> Run:
    """A finished run of 200 reviews whose weights are all 0: it says 0.5 of every review."""
    config = small()
    folder = RunFolder.create(config)
    fitted = config.encoding.fit(run_examples(config).train)
    folder.event("started", learning_rate=0.001, process=7, machine="secret.example")
    folder.event("progress", done=1, total=2, what="Reading")
    folder.save_encoding(fitted)
    folder.event("prepared", train=160, validation=40, test=50)
    zeros = {f"{one.name}/{name}": np.zeros(s) for one in config.plan.layers for name, s in one.weight_shapes.items()}
    for epoch in (0, 1, 2):
        folder.save_weights(epoch, zeros)
    folder.event("epoch", epoch=1, loss=0.7, accuracy=0.5, val_loss=0.7, val_accuracy=0.5, seconds=1.0)
    folder.event("finished", test={"loss": 9.0, "accuracy": 0.99})
    return Run(folder.path)


def test_what_is_not_accurate_enough_is_not_written(made, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "KEPT", (0, 2))
    with pytest.raises(RunError, match=r"^The network has a test accuracy of 0\.\d{4}, judges 20 of 40 and 20 of"):
        ship(made, tmp_path / "starter")
    assert not (tmp_path / "starter").exists()


def test_what_judges_too_few_short_sentences_right_is_not_written_however_accurate_it_is(made, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "KEPT", (0, 2))
    monkeypatch.setattr(making, "LEAST_ACCURACY", 0.0)
    monkeypatch.setattr(making, "LEAST_OF_SENTENCES", 0.85)
    with pytest.raises(RunError, match=r"expected at least 0\.0, at least 85\.0% of each half"):
        ship(made, tmp_path / "starter")
    assert not (tmp_path / "starter").exists()


def test_what_is_written_was_measured_with_what_is_written(made, tmp_path, monkeypatch):
    monkeypatch.setattr(making, "KEPT", (0, 2))
    monkeypatch.setattr(making, "LEAST_ACCURACY", 0.0)
    monkeypatch.setattr(making, "LEAST_OF_SENTENCES", 0.5)
    ship(made, tmp_path / "starter")
    shipped, reviews = Run(tmp_path / "starter"), run_examples(made.config).test
    positive = int(reviews.targets.sum())
    assert shipped.results["confusion"].tolist() == [[0, len(reviews) - positive], [0, positive]]
    assert shipped.history().test == {"loss": 0.693147, "accuracy": round(positive / len(reviews), 6)}
    assert shipped.saved_epochs() == [0, 2]
    events = [json.loads(line) for line in RunFolder(shipped.path).events.read_text().splitlines()]
    assert [event["event"] for event in events] == ["queued", "started", "prepared", "epoch", "finished"]
    assert not {"process", "machine"} & set(events[1])


def test_a_folder_that_is_there_already_is_left_alone(made, tmp_path):
    with pytest.raises(StorageError, match="is there already"):
        ship(made, tmp_path)

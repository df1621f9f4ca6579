"""The runs that come with the playground: small, accurate, read like any other run, and never written to."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground import paths
from playground.cli.build_starter import both_halves, main, measure, ship
from playground.cli.shipping import folder_bytes
from playground.cli.starters import STARTERS as MADE
from playground.config import RunConfig
from playground.datasets import Imdb
from playground.datasets.imdb import ARCHIVE
from playground.datasets.reviews_zh import ReviewsZh
from playground.errors import RunError, StorageError
from playground.paths import STARTERS
from playground.prediction.predict import network
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder, all_runs, delete, starter, starters
from tests.engine.conftest import small

EVERY = pytest.mark.parametrize("language", STARTERS)


@pytest.fixture
def untouched() -> Iterator[None]:
    """The starters' folders hold the same files, unchanged, after the test."""

    def files() -> dict[Path, tuple[int, int]]:
        return {
            path: (path.stat().st_size, path.stat().st_mtime_ns) for one in STARTERS.values() for path in one.rglob("*")
        }

    before = files()
    yield
    assert files() == before


def probability(text: str, language: str = "en") -> float:
    """What a starter makes of a text: P(positive)."""
    run = starter(language)
    return network(run).trace(run.encoding.text(text)).probability


# What is shipped


def test_every_language_has_a_starter_that_a_script_makes():
    assert STARTERS.keys() == MADE.keys() == {"en", "zh"}
    assert [run.id for run in starters()] == ["starter", "starter-zh"]
    assert starter("nl") == starter("en") == starter()


@pytest.mark.parametrize(("language", "most"), [("en", 2_000_000), ("zh", 500_000)])
def test_the_folder_is_a_runs_folder_of_few_bytes(language, most):
    folder = STARTERS[language]
    weights = {f"weights/{epoch:04d}.npz" for epoch in MADE[language].kept}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {"README.md", "config.json", "encoding.json", "events.jsonl", "results.npz"} | weights
    assert folder_bytes(folder) <= MADE[language].most_bytes == most


@EVERY
def test_it_is_what_the_script_in_the_repository_trains(language):
    assert starter(language).config == MADE[language].config


def test_the_english_one_reads_words_of_imdb_and_the_chinese_one_characters():
    assert isinstance(starter().config.dataset, Imdb)
    assert len(starter().encoding.words) == 10_000
    assert isinstance(starter("zh").config.dataset, ReviewsZh)
    assert {len(word) for word in starter("zh").encoding.words} == {1}


@EVERY
def test_weights_are_stored_in_half_precision_and_read_in_single(language):
    run, kept = starter(language), MADE[language].kept
    assert tuple(run.saved_epochs()) == kept
    for epoch in kept:
        with np.load(run.path / "weights" / f"{epoch:04d}.npz", allow_pickle=False) as stored:
            assert {stored[name].dtype for name in stored.files} == {np.dtype(np.float16)}
        assert {array.dtype for array in run.weights(epoch).values()} == {np.dtype(np.float32)}
    shapes = {
        f"{one.name}/{name}": shape for one in run.config.plan.layers for name, shape in one.weight_shapes.items()
    }
    assert {name: array.shape for name, array in run.weights().items()} == shapes


@pytest.mark.parametrize(("language", "train", "test"), [("en", 25_000, 25_000), ("zh", 20_000, 5_000)])
def test_it_has_the_history_of_a_finished_run(language, train, test):
    run = starter(language)
    history = run.history()
    assert history.state == "finished"
    assert [epoch["epoch"] for epoch in history.epochs] == list(range(1, run.config.epochs + 1))
    assert len(history.steps["loss"]) > 50
    reviews = history.facts["train"] + history.facts["validation"] - run.config.stages[0][1].dataset.num_added
    assert (reviews, history.facts["test"]) == (train, test)
    assert "machine" not in (run.path / "events.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "least", "each"), [("en", 0.885, 12_500), ("zh", 0.99, 2_500)])
def test_its_accuracy_is_that_of_all_test_reviews_wherever_it_is_told(language, least, each):
    run = starter(language)
    accuracy, confusion = run.history().test["accuracy"], run.results["confusion"]
    assert accuracy >= MADE[language].least_accuracy == least
    assert confusion.sum(axis=1).tolist() == [each, each]
    assert np.trace(confusion) / confusion.sum() == pytest.approx(accuracy, abs=1e-6)
    readme = " ".join((run.path / "README.md").read_text(encoding="utf-8").split())
    assert re.search(rf"test accuracy is {accuracy:.4f} on {2 * each:,} (other )?reviews", readme)
    (development, half), (final, _) = both_halves(run, MADE[language])
    assert f"it judges {development} of the first {half} right and {final} of the other {half}" in readme
    assert run.config.dataset.citation in readme


@EVERY
def test_of_each_half_of_the_short_sentences_it_judges_as_many_right_as_is_asked_for(language):
    assert MADE[language].least_of_sentences == 0.85
    for right, of in both_halves(starter(language), MADE[language]):
        assert right >= 0.85 * of == 34


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


@pytest.mark.parametrize(
    ("text", "positive"),
    [
        ("虽然演技很好，但是剧情太无聊了", False),
        ("虽然剧情太无聊了，但是演技很好", True),
        ("不是不好看", True),
        ("不好看", False),
        ("一点也不无聊", True),
        ("没有让我失望", True),
        ("谈不上精彩", False),
    ],
)
def test_clear_chinese_sentences_are_judged_right(text, positive):
    assert (probability(text, "zh") > 0.5) == positive


def test_of_the_chinese_test_reviews_it_says_what_it_has_recorded():
    test, confusion = measure(starter("zh"))
    assert confusion.tolist() == starter("zh").results["confusion"].tolist()
    assert test == pytest.approx(starter("zh").history().test, abs=1e-4)


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
@pytest.mark.parametrize(("language", "name", "text"), [("en", "starter", "good"), ("zh", "starter-zh", "好看")])
def test_it_opens_by_its_name_and_reading_it_leaves_no_trace(language, name, text):
    run = Run.open(name)
    assert run.is_starter
    assert run.short_id == run.id == name
    assert run.learner == ""
    assert run.history().state == "finished"
    assert 0 < probability(text, language) < 1


def test_it_is_nobodys_own_run():
    folder = RunFolder.create(RunConfig(), "eve")
    assert [run.id for run in all_runs()] == [folder.id]
    assert not Run.open(folder.id).is_starter


@EVERY
@pytest.mark.usefixtures("untouched")
def test_it_is_neither_deleted_nor_changed(language):
    said = "This network comes with the playground and stays as it is"
    folder = RunFolder(STARTERS[language])
    for change in (
        lambda: delete(starter(language)),
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


ASKED = replace(MADE["en"], kept=(0, 2))


def test_what_is_not_accurate_enough_is_not_written(made, tmp_path):
    with pytest.raises(RunError, match=r"^The network has a test accuracy of 0\.\d{4}, judges 20 of 40 and 20 of"):
        ship(made, tmp_path / "starter", ASKED)
    assert not (tmp_path / "starter").exists()


@pytest.mark.parametrize("asked", [ASKED, replace(MADE["zh"], kept=(0, 2))], ids=["English", "Chinese"])
def test_what_judges_too_few_short_sentences_right_is_not_written_however_accurate_it_is(made, tmp_path, asked):
    with pytest.raises(RunError, match=r"expected at least 0\.0, at least 85\.0% of each half"):
        ship(made, tmp_path / "starter", replace(asked, least_accuracy=0.0))
    assert not (tmp_path / "starter").exists()


def test_what_is_written_was_measured_with_what_is_written(made, tmp_path):
    ship(made, tmp_path / "starter", replace(ASKED, least_accuracy=0.0, least_of_sentences=0.5))
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
        ship(made, tmp_path, ASKED)


def test_a_language_without_a_starter_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["-o", str(tmp_path / "new"), "--language", "nl"])
    assert "invalid choice: 'nl' (choose from" in capsys.readouterr().err

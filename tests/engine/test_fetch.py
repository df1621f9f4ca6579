"""Fetching a dataset in a worker."""

import json
import os
import signal
from pathlib import Path

import pytest

from playground import paths
from playground.datasets import DATASETS, Dataset, Progress
from playground.datasets.fetching import Fetching, fetch, order, read
from playground.engine import Engine
from playground.engine.fetches import Fetches
from playground.errors import DownloadError
from playground.runs import Run
from tests.engine.conftest import ended, put_archive, small, until

IMDB = DATASETS["imdb"]()
JENA = DATASETS["jena"]()


@pytest.fixture(autouse=True)
def _nothing_here() -> None:
    """No dataset is left from another test."""
    for path in [*paths.data().glob("*"), *paths.cache().glob("*.arrow")]:
        path.unlink()


def test_a_dataset_is_made_ready_by_a_worker_and_nothing_is_left_behind(engine: Engine):
    put_archive(paths.data() / "aclImdb_v1.tar.gz")
    assert engine.fetching(IMDB) is None
    engine.fetch(IMDB)
    engine.fetch(IMDB)
    until(lambda: engine.fetching(IMDB) is None)
    assert IMDB.is_ready()
    assert len(IMDB.load().train) == 2
    assert list((paths.home() / "fetching").iterdir()) == []


def test_a_fetch_that_fails_says_why_and_can_be_tried_again(engine: Engine):
    paths.data().mkdir(parents=True, exist_ok=True)
    (paths.data() / "aclImdb_v1.tar.gz").write_bytes(b"not an archive")
    engine.fetch(IMDB)
    until(lambda: engine.fetching(IMDB).error)
    assert "is damaged, or not a .tar.gz archive as was expected" in engine.fetching(IMDB).error
    put_archive(paths.data() / "aclImdb_v1.tar.gz")
    engine.fetch(IMDB)
    until(lambda: engine.fetching(IMDB) is None)
    assert IMDB.is_ready()


def test_runs_train_after_a_fetch_on_the_same_worker(engine: Engine):
    put_archive(paths.data() / "aclImdb_v1.tar.gz", 500)
    engine.fetch(IMDB)
    run_id = engine.submit(small(epochs=1), "ann")
    assert ended(run_id).state == "finished"
    assert engine.fetching(IMDB) is None  # it was before the run in the line


def test_a_worker_that_fetches_is_given_no_run_and_if_it_is_killed_the_fetch_failed(engine: Engine):
    worker = next(iter(engine._crew.workers.values()))
    os.makedirs(paths.data(), exist_ok=True)
    os.mkfifo(paths.data() / "aclImdb_v1.tar.gz")  # whoever reads it waits for ever
    engine.fetch(IMDB)
    until(lambda: worker.fetches)
    run_id = engine.submit(small(epochs=1), "ann")
    assert (engine.status().training, engine.status().waiting) == (0, 1)
    reader = Run.open(run_id)
    assert reader.history().state == "queued"
    os.kill(_worker_process(), signal.SIGKILL)
    until(lambda: engine.fetching(IMDB) and engine.fetching(IMDB).error)
    assert engine.fetching(IMDB).error.startswith("The worker that fetched IMDB film reviews ended")
    assert ended(run_id).state == "finished"


def _worker_process() -> int:
    import psutil

    # This process's own children only: a server that another test started has workers too.
    children = [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]
    return max(children, key=lambda process: process.memory_info().rss).pid


def test_only_one_dataset_is_fetched_at_a_time(own_home: Path):
    fetches = Fetches()
    fetches.add(IMDB)
    fetches.add(JENA)
    fetches.add(JENA)
    assert _ordered(fetches.next()) == (own_home / "fetching", "imdb")
    assert fetches.next() is None
    assert fetches.progress(JENA) == Fetching(what="Waiting for a free worker")
    fetches.ended()
    assert "keeps its files elsewhere" in fetches.progress(IMDB).error
    assert _ordered(fetches.next()) == (own_home / "fetching", "jena")
    fetches.ended()
    assert fetches.next() is None


def _ordered(path: Path) -> tuple[Path, str]:
    return path.parent, json.loads(path.read_text())["dataset"]["name"]


def test_the_files_of_two_servers_that_fetch_the_same_do_not_meet():
    here, there = Fetches(), Fetches()
    for fetches in (here, there):
        fetches.add(IMDB)
    path = here.next()
    assert path != there.next()
    here.ended()
    assert not path.exists()
    assert there.progress(IMDB) == Fetching(what="Waiting for a free worker")


def test_two_threads_or_processes_may_write_the_same_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    replace = os.replace
    path, seen = tmp_path / "imdb.json", []

    def meanwhile_another(temporary: Path, target: Path) -> None:
        if not seen:
            seen.append(target)
            order(IMDB, path, "The other")  # writes and replaces between our writing and our replacing
        replace(temporary, target)

    monkeypatch.setattr(os, "replace", meanwhile_another)
    order(IMDB, path, "Mine")
    assert read(path).what == "Mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fetch_that_ended_twice_ended_once():
    fetches = Fetches()
    fetches.ended()
    fetches.add(IMDB)
    fetches.next()
    fetches.ended()
    fetches.ended()
    assert fetches.next() is None
    assert "keeps its files elsewhere" in fetches.progress(IMDB).error


def test_what_is_ready_is_not_fetched():
    fetches = Fetches()
    fetches.add(DATASETS["digits"]())
    assert fetches.next() is None
    assert fetches.progress(DATASETS["digits"]()) is None


def test_progress_and_complaint_are_read_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    seen = []
    path = tmp_path / "jena.json"

    def fetch_half(self: Dataset, progress: Progress) -> None:
        seen.append(read(path))
        progress(7, 14, "Downloading")
        seen.append(read(path))
        raise DownloadError("No network.")

    monkeypatch.setattr(DATASETS["jena"], "fetch", fetch_half)
    order(JENA, path, "Waiting")
    fetch(path)
    assert seen == [Fetching(what="Waiting"), Fetching(what="Downloading", done=7, total=14)]
    assert seen[1].share == 0.5
    assert read(path) == Fetching(error="No network.")


def test_a_file_that_is_damaged_or_gone_says_nothing(tmp_path: Path):
    (tmp_path / "imdb.json").write_text("{")
    assert read(tmp_path / "imdb.json") == read(tmp_path / "jena.json") == Fetching()

"""The list of runs is read once and is never old: what comes or goes is seen, whoever did it."""

import os
import shutil
import subprocess
import sys

import pytest

from playground.caching import kept_bytes
from playground.config import RunConfig
from playground.paths import PROJECT, runs_folder
from playground.runs import Run, RunFolder, all_runs, delete

CREATE = """
import sys
from playground.config import RunConfig
from playground.runs import RunFolder
print(RunFolder.create(RunConfig(), sys.argv[1]).id)
"""


def ids(learner=None):
    return [run.id for run in all_runs(learner)]


def ended(learner=""):
    folder = RunFolder.create(RunConfig(), learner)
    folder.event("stopped", reason="Stopped by you.")
    return folder


def aged(seconds=100):
    """Make the folder of runs look as if nothing had changed for long."""
    past = os.stat(runs_folder()).st_mtime - seconds
    os.utime(runs_folder(), (past, past))


def test_a_run_of_another_process_is_seen():
    mine = ended("ann")
    assert ids("ann") == [mine.id]
    command = [sys.executable, "-c", CREATE, "ann"]
    theirs = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
    assert ids("ann") == [theirs, mine.id]


def test_a_run_that_another_process_deleted_is_gone():
    folder, other = ended("ann"), ended("ann")
    assert len(ids("ann")) == 2
    subprocess.run(["rm", "-r", str(folder.path)], check=True)
    assert ids("ann") == ids() == [other.id]


def test_a_run_that_is_just_being_deleted_is_gone_already():
    folder = ended("ann")
    assert ids("ann") == [folder.id]
    (folder.path / "config.json").unlink()
    assert ids("ann") == ids() == []


def test_what_comes_and_goes_after_a_long_quiet_is_seen():
    first = ended("ann")
    aged()
    assert ids("ann") == [first.id]
    second = ended("ann")
    assert ids("ann") == [second.id, first.id]
    aged()
    assert ids("ann") == [second.id, first.id]
    delete(Run.open(first.id))
    assert ids("ann") == [second.id]


def test_each_learner_has_their_own():
    folders = {learner: ended(learner) for learner in ("ann", "bob", "")}
    assert {learner: ids(learner) for learner in folders} == {name: [one.id] for name, one in folders.items()}
    delete(Run.open(folders["ann"].id))
    assert ids("ann") == []
    assert set(ids()) == {folders["bob"].id, folders[""].id}
    assert ids("nobody") == []


def test_a_run_whose_configuration_comes_last_is_seen_when_it_comes():
    """Writing it changes the run's own folder, not the folder of runs."""
    (runs_folder() / "late" / "weights").mkdir(parents=True)
    aged()
    assert ids() == []
    RunFolder(runs_folder() / "late").replace("config.json", RunConfig().to_json())
    aged()
    assert ids() == ["late"]


def test_a_broken_folder_is_skipped_and_seen_once_it_is_mended():
    (runs_folder() / "broken").mkdir(parents=True)
    (runs_folder() / "broken" / "config.json").write_text("{")
    mine = ended()
    assert ids() == ids() == [mine.id]
    (runs_folder() / "broken" / "config.json").write_text("{}")
    assert set(ids()) == {mine.id, "broken"}


@pytest.mark.parametrize("events", [b"[]\n", b"1\n", b"\xff\n", b'{"event": "queued", "learner": ["x"]}\n', b""])
def test_a_run_whose_events_are_broken_costs_that_run_only(events):
    mine, other = ended("ann"), ended("ann")
    other.events.write_bytes(events)
    assert ids("ann") == [mine.id]
    assert set(ids()) == {mine.id, other.id}


def test_another_home_has_other_runs(tmp_path, monkeypatch):
    first = ended()
    assert ids() == [first.id]
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "another"))
    assert ids() == []
    second = ended()
    assert ids() == [second.id]


def test_all_gone_at_once():
    ended()
    assert len(ids()) == 1
    shutil.rmtree(runs_folder())
    assert ids() == []


def test_nothing_is_read_again_while_nothing_changes(monkeypatch):
    folders = [ended("ann") for _ in range(5)]
    aged()
    assert set(ids("ann")) == {folder.id for folder in folders}
    for name in ("listdir", "scandir"):
        monkeypatch.setattr(os, name, lambda *_: pytest.fail("the names were read again"))
    monkeypatch.setattr(RunConfig, "from_json", lambda *_: pytest.fail("a configuration was read again"))
    assert len(ids("ann")) == 5


def test_a_listed_run_keeps_neither_its_encoding_nor_its_results_to_itself():
    from playground.runs import starter

    run = starter()
    assert run.encoding.words
    assert run.results
    assert run.config.layers
    assert vars(run).keys() <= {"path", "learner"}
    assert kept_bytes() > 0

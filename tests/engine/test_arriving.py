"""A run is accepted whole or not at all; only then what it replaces stops. A run that was deleted is no trouble."""

import logging
import shutil
from pathlib import Path

import pytest

from playground.engine.line import Line
from playground.errors import QueueFullError, StorageError
from playground.limits import Limits
from playground.runs import Run, RunFolder, all_runs, read_control
from tests.engine.conftest import endless, small, until
from tests.engine.faulty import Faults, faulty_engine, trains


@pytest.mark.parametrize("call", ["create", "save_together", "replace"])
def test_a_race_of_which_one_folder_cannot_be_written_leaves_none_behind(call, monkeypatch):
    done, whole = [], getattr(RunFolder, call)

    def fails_at_last(*arguments: object) -> object:
        done.append(arguments)
        if len(done) >= 3:
            raise StorageError("The disk is full.")
        return whole(*arguments)

    monkeypatch.setattr(RunFolder, call, fails_at_last)
    with faulty_engine(Faults(), monkeypatch) as engine:
        before = len(all_runs())
        with pytest.raises(StorageError):
            engine.race([small()] * 3, "ann", speed=3.0)
        assert len(all_runs()) == before
        assert engine.status().waiting == 0


def test_what_is_asked_of_a_run_from_the_start_is_asked_before_anybody_trains_it(monkeypatch):
    seen, faults = [], Faults()

    def look(path: Path) -> None:
        seen.append(read_control(path / "control.json"))
        trains(path)

    faults.train = look
    with faulty_engine(faults, monkeypatch) as engine:
        engine.submit(small(), "ann", pause=True, speed=3.0)
        until(lambda: seen)
    assert (seen[0].pause, seen[0].speed) == (True, 3.0)


def test_a_run_that_cannot_be_asked_to_stop_keeps_none_that_replaces_it(monkeypatch, caplog):
    with faulty_engine(Faults(), monkeypatch) as engine:
        damaged = RunFolder.create(endless(), "ann")
        damaged.event("started", learning_rate=0.1)
        damaged.control.write_text("{")
        with caplog.at_level(logging.WARNING):
            run_id = engine.submit(small(), "ann", [damaged.id, "gone"])
        until(lambda: not Run.open(run_id).history().active)
    assert [damaged.id in record.message or "gone" in record.message for record in caplog.records] == [True, True]


def test_runs_that_leave_take_no_room():
    line, allowed = Line(), Limits(queue=3, queue_per_learner=2)
    line.add(["a", "b"], "ann")
    with pytest.raises(QueueFullError, match=r"^You have 2 runs .* asked for one more; one learner may have 2\."):
        line.room(1, "ann", allowed).__enter__()
    with line.room(1, "ann", allowed, instead_of=["a"]):
        line.add(["c"], "ann")
    line.leaving("a")
    line.leaving("b")
    with (
        line.room(1, "ann", allowed),
        pytest.raises(QueueFullError, match=r"^1 run is waiting; this server allows 3\."),
    ):
        line.room(2, "bob", allowed).__enter__()
    line.ended("a")
    line.ended("b")
    line.add(["a", "b"], "ann")  # of the same ids, which were asked nothing
    with pytest.raises(QueueFullError):
        line.room(1, "ann", allowed).__enter__()


def test_a_run_that_is_deleted_while_a_worker_has_it_is_no_trouble_and_is_not_logged(monkeypatch, caplog):
    faults, gone = Faults(), []

    def delete(path: Path) -> None:
        trains(path)
        shutil.rmtree(path)
        gone.append(path)

    faults.train = delete
    with faulty_engine(faults, monkeypatch) as engine, caplog.at_level(logging.WARNING):
        engine.submit(small(), "ann")
        until(lambda: gone and engine.status().training == 0)
        assert engine.status().problem == ""
    assert caplog.records == []


def test_a_run_whose_folder_is_damaged_beyond_reading_keeps_no_other_from_being_taken_over(monkeypatch, caplog):
    bad, good = (RunFolder.create(small(), "ann") for _ in range(2))
    recorded = Run.recorded

    def broken(self: Run):
        if self.id == bad.id:
            raise KeyError("server")
        return recorded(self)

    monkeypatch.setattr(Run, "recorded", broken)
    with faulty_engine(Faults(), monkeypatch) as engine:
        engine.start()
        until(lambda: not Run.open(good.id).history().active)
    assert f"Run {bad.id} cannot be taken over." in caplog.text


@pytest.mark.parametrize("name", ["lock", "control.lock", "events.jsonl"])
def test_a_run_with_a_folder_in_the_place_of_a_file_is_asked_to_stop_with_a_sentence(name, monkeypatch):
    folder = RunFolder.create(small(), "ann")
    if name == "control.lock":
        folder.event("started", learning_rate=0.1)
    (folder.path / name).unlink(missing_ok=True)
    (folder.path / name).mkdir()
    with faulty_engine(Faults(), monkeypatch) as engine, pytest.raises(StorageError, match="cannot be written"):
        engine.stop(folder.id)

"""Runs that are deleted together can be put back together for ten minutes, by whose they were, and are then gone."""

import errno
import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.engine import Engine
from playground.errors import RunError
from playground.runs import Run, RunFolder, all_runs, deleting
from playground.runs.deleting import SECONDS, clear_away, put_back, set_aside, waiting
from playground.runs.remarks import remark, remarks


def ended(learner: str = "ann") -> Run:
    folder = RunFolder.create(RunConfig(), learner)
    folder.event("stopped", reason="Stopped by you.")
    return Run.open(folder.id)


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time, in seconds since 1970, to be moved on."""
    now = [1_000_000.0]
    monkeypatch.setattr(deleting.time, "time", lambda: now[0])
    return now


def ids(runs: list[Run]) -> set[str]:
    return {run.id for run in runs}


def test_what_was_deleted_together_comes_back_together_and_whole(clock, own_home):
    runs = [ended() for _ in range(3)]
    remark(runs[0], name="the first")
    before = all_runs("ann")
    set_aside(runs[:2])
    assert all_runs("ann") == [runs[2]]
    assert waiting("ann").keys() == ids(runs[:2])
    clock[0] += SECONDS - 1
    assert set(put_back("ann")) == ids(runs[:2])
    assert all_runs("ann") == before
    assert remarks(runs[0]).name == "the first"
    assert put_back("ann") == []


def test_the_last_that_was_deleted_comes_back_first(clock):
    first, second = ended(), ended()
    set_aside([first])
    clock[0] += 5
    set_aside([second])
    assert [put_back("ann"), put_back("ann"), put_back("ann")] == [[second.id], [first.id], []]


def test_after_ten_minutes_it_is_gone_for_good(clock, own_home):
    old, young = ended(), ended()
    set_aside([old])
    clock[0] += SECONDS - 1
    set_aside([young])
    clear_away()
    assert waiting("ann").keys() == {old.id, young.id}
    clock[0] += 1
    assert waiting("ann").keys() == {young.id}
    clear_away()
    assert [path.stem for path in (own_home / "set_aside").iterdir()] == [young.id]


def test_nobody_brings_back_what_somebody_else_has_deleted(clock):
    run = ended("ann")
    set_aside([run])
    assert put_back("ben") == []
    assert put_back("ann") == [run.id]


def test_where_one_still_trains_none_is_deleted():
    runs = [ended(), Run.open(RunFolder.create(RunConfig(), "ann").id), ended()]
    with pytest.raises(RunError, match="Stop it first"):
        set_aside(runs)
    assert ids(all_runs("ann")) == ids(runs)


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=3), max_size=3))
def test_whatever_is_deleted_and_undone_in_whatever_order_nothing_is_lost(steps):
    runs = [ended("kim") for _ in range(4)]
    for step in steps:
        left = [run for run in all_runs("kim") if run in runs]
        set_aside([run for run, gone in zip(left, step, strict=False) if gone])
        assert ids(all_runs("kim")).isdisjoint(waiting("kim"))
        assert ids(all_runs("kim")) | waiting("kim").keys() >= ids(runs)
    while put_back("kim"):
        pass
    assert ids(all_runs("kim")) >= ids(runs)
    for run in all_runs("kim"):
        shutil.rmtree(run.path)


def test_what_else_lies_there_is_left_alone_and_no_folder_is_no_error(own_home, clock):
    clear_away()
    other = own_home / "set_aside" / "notes.txt"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    clear_away()
    assert waiting("ann") == {}
    assert other.exists()


def test_what_cannot_be_brought_back_says_why_and_stays(clock, monkeypatch):
    run = ended()
    set_aside([run])

    def refuse(*_: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", refuse)
        with pytest.raises(RunError, match=r"cannot be brought back now \(Device or resource busy\)"):
            put_back("ann")
    assert put_back("ann") == [run.id]


def test_a_server_that_looks_around_clears_away_what_is_over(clock, own_home):
    set_aside([ended()])
    clock[0] += SECONDS
    Engine()._look_around(first=False)
    assert list((own_home / "set_aside").iterdir()) == []

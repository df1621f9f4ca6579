"""The engine outlives whatever fails under it: it says so, and the next run trains."""

import logging
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from distributed import KilledWorker

from playground.datasets import DATASETS
from playground.engine import Engine, cluster
from playground.engine.cluster import Cluster, within
from playground.engine.worker import why
from playground.errors import StorageError
from playground.runs import Run, RunFolder
from tests.engine.conftest import SECONDS, ended, small, until
from tests.engine.faulty import Faults, faulty_engine, trains

IMDB = DATASETS["imdb"]()
CALLS = [
    *("connect", "workers"),
    *("warm_up", "warm_up.done", "warm_up.status", "warm_up.result"),
    *("train", "train.done", "train.status"),
]


def assert_well(engine: Engine) -> None:
    """The engine has nothing to complain of, and another run trains."""
    assert ended(engine.submit(small(), "bob")).state == "finished"
    until(lambda: engine.status().training == 0)
    status = engine.status()
    assert (status.workers, status.warm, status.training, status.waiting, status.problem) == (1, 1, 0, 0, "")


@pytest.mark.parametrize("error", [OSError(5, "Something broke"), TimeoutError(), RuntimeError("no loop")], ids=repr)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_is_said_and_logged_and_both_this_run_and_the_next_train(call, error, monkeypatch, caplog):
    faults = Faults(call, error=error)
    with faulty_engine(faults, monkeypatch) as engine:
        run_id = engine.submit(small(), "ann")
        assert ended(run_id).state == "finished"
        assert_well(engine)
        assert faults.met == [call]
        assert type(error).__name__ in "".join(faults.said)
        assert engine.status().restarts == 0
    assert any(record.exc_info and record.exc_info[1] is error for record in caplog.records)


@pytest.mark.parametrize("call", ["connect", "workers"])
def test_a_cluster_that_can_neither_be_reached_nor_closed_is_tried_again(call, monkeypatch):
    faults = Faults(*([call] * 3), *(["close"] * 3))
    with faulty_engine(faults, monkeypatch) as engine:
        assert_well(engine)
        assert faults.met.count(call) == 3
        assert "Trying again" in "".join(faults.said)
        assert engine.status().restarts == 0


def test_an_engine_whose_cluster_cannot_be_closed_closes_and_closing_twice_does_no_harm(monkeypatch):
    faults = Faults()
    with faulty_engine(faults, monkeypatch) as engine:
        assert_well(engine)
        faults.pending = ["close"]
        engine.close()
        engine.close()
        engine._crew.leave()
    assert faults.met == ["close"]


@pytest.mark.parametrize("dies", [False, True], ids=["a worker lives", "a worker dies"])
def test_a_cluster_that_does_not_close_in_time_is_said_in_one_line_and_leaves_no_process(dies, monkeypatch, caplog):
    made = Cluster(num_workers=1)
    pids = {nanny.pid for nanny in made._local.workers.values()}
    monkeypatch.setattr(cluster, "DASK_SECONDS", 0)
    caplog.set_level(logging.WARNING)  # Dask has silenced the handlers that it found
    if dies:
        os.kill(min(pids), signal.SIGKILL)
    made.close()
    (said,) = [record for record in caplog.records if record.name == cluster.__name__]
    assert said.getMessage() == "LocalCluster did not close within 0 s. Its worker processes are killed."
    assert not said.exc_info
    pids |= {nanny.pid for nanny in made._local.workers.values()}
    until(lambda: not any(map(psutil.pid_exists, filter(None, pids))))


@pytest.mark.parametrize("call", ["fetch", "fetch.done", "fetch.status"])
def test_a_fetch_whose_worker_fails_says_so_and_no_run_fails_with_it(call, monkeypatch):
    monkeypatch.setattr(type(IMDB), "is_ready", lambda self: False)
    with faulty_engine(faults := Faults(call), monkeypatch) as engine:
        engine.fetch(IMDB)
        run_id = engine.submit(small(), "ann")
        until(lambda: engine.fetching(IMDB).error)
        assert "ended before it was ready" in engine.fetching(IMDB).error
        assert ended(run_id).state == "finished"
        assert_well(engine)
        assert faults.met == [call]


def test_a_dataset_that_cannot_be_looked_at_after_its_fetch_fails_that_fetch_only(monkeypatch):
    fetched = threading.Event()

    def is_ready(self) -> bool:
        if fetched.is_set():
            raise PermissionError(13, "Permission denied")
        return False

    monkeypatch.setattr(type(IMDB), "is_ready", is_ready)
    faults = Faults()
    faults.fetch = lambda path: fetched.set()
    with faulty_engine(faults, monkeypatch) as engine:
        engine.fetch(IMDB)
        run_id = engine.submit(small(), "ann")
        until(lambda: engine.fetching(IMDB).error)
        said = engine.fetching(IMDB).error
        assert said.startswith("IMDB film reviews was fetched but cannot be read here (Permission denied).")
        assert ended(run_id).state == "finished"
        assert_well(engine)
        assert engine.status().restarts == 0
        with pytest.raises(StorageError, match="cannot be written"):
            engine.fetch(IMDB)


def test_a_task_that_raises_fails_its_run_with_what_it_raised(monkeypatch):
    def refuse(path: Path) -> None:
        raise ModuleNotFoundError("No module named 'playground'")

    faults = Faults()
    faults.train = refuse
    with faulty_engine(faults, monkeypatch) as engine:
        reason = ended(engine.submit(small(), "ann")).reason
        assert reason.startswith("The worker could not train this run (ModuleNotFoundError(")
        faults.train = trains
        assert_well(engine)


def test_a_task_that_raises_what_cannot_be_fetched_puts_its_run_back(monkeypatch):
    faults = Faults("train.exception")
    tried = []

    def refuse_once(path: Path) -> None:
        tried.append(path)
        if len(tried) == 1:
            raise ValueError("first")
        trains(path)

    faults.train = refuse_once
    with faulty_engine(faults, monkeypatch) as engine:
        assert ended(engine.submit(small(), "ann")).state == "finished"
        assert len(tried) == 2
        assert_well(engine)


def test_a_run_that_its_worker_does_not_find_says_what_to_do(monkeypatch):
    faults = Faults()
    faults.train = lambda path: None  # as where the folder is not shared
    with faulty_engine(faults, monkeypatch) as engine:
        assert "did not find its folder" in ended(engine.submit(small(), "ann")).reason


def test_a_run_that_loses_every_worker_fails_at_the_second_time(monkeypatch):
    with faulty_engine(Faults("train", "train"), monkeypatch) as engine:
        assert "lost sight of this run" in ended(engine.submit(small(), "ann")).reason
        assert_well(engine)


def test_a_run_whose_worker_only_lost_the_connection_goes_on_until_its_process_ends(monkeypatch):
    faults, release = Faults(), threading.Event()

    def train(path: Path) -> None:
        threading.Thread(target=hold, args=(RunFolder(path),)).start()
        until(lambda: Run(path).recorded().state == "running")
        faults.addresses = set()

    def hold(folder: RunFolder) -> None:
        with folder.lock(timeout=5):
            folder.event("started", learning_rate=0.1)
            assert release.wait(SECONDS)

    faults.train = train
    with faulty_engine(faults, monkeypatch) as engine:
        run_id = engine.submit(small(), "ann")
        until(lambda: engine._crew._adrift)
        assert Run.open(run_id).history().state == "running"
        assert (engine.status().workers, engine.status().training) == (0, 1)
        release.set()
        until(lambda: engine.status().training == 0)
        assert Run.open(run_id).recorded().state == "failed"
        faults.train, faults.addresses = trains, {"another"}
        assert_well(engine)


@pytest.mark.parametrize("error", [SystemExit(1), MemoryError(), KeyboardInterrupt()], ids=repr)
def test_a_thread_that_ended_is_started_again_and_the_status_says_so(error, monkeypatch):
    faults = Faults()
    with faulty_engine(faults, monkeypatch) as engine:
        assert_well(engine)
        tend, said = engine._crew.tend, []

        def end_once() -> bool:
            if not said:
                said.append("")
                raise error
            said.append(engine.status().problem)
            return tend()

        monkeypatch.setattr(engine._crew, "tend", end_once)
        until(lambda: len(said) > 1)
        assert said[1].startswith(f"The engine ended with an error ({error!r}).")
        until(lambda: not engine.status().problem)
        assert engine.status().restarts == 1
        assert_well(engine)


def test_nobody_waits_for_a_worker_that_keeps_dask_waiting(monkeypatch):
    busy, release = threading.Event(), threading.Event()

    class Waits(Faults):
        def __call__(self, call: str) -> None:
            if call == "train":
                busy.set()
                assert release.wait(SECONDS)

    with faulty_engine(Waits(), monkeypatch) as engine, ThreadPoolExecutor() as pool:

        def answered(function, *arguments):
            return pool.submit(function, *arguments).result(SECONDS)

        run_id = engine.submit(small(), "ann")
        assert busy.wait(SECONDS)
        following, stopped = (answered(engine.submit, small(), "ann") for _ in range(2))
        assert (answered(engine.status).training, answered(engine.status).waiting) == (1, 2)
        assert answered(engine.position, stopped) == 2
        answered(engine.stop, stopped)
        answered(engine.pause, following)
        assert answered(engine.fetching, IMDB) is None
        assert Run.open(stopped).history().state == "stopped"
        release.set()
        assert [ended(one).state for one in (run_id, following)] == ["finished", "finished"]


def test_a_disk_that_keeps_one_learner_waiting_keeps_no_other(monkeypatch):
    writing, release = threading.Event(), threading.Event()
    create = RunFolder.create

    def slow(config, learner, server):
        if learner == "ann":
            writing.set()
            assert release.wait(SECONDS)
        return create(config, learner, server)

    monkeypatch.setattr(RunFolder, "create", slow)
    with faulty_engine(Faults(), monkeypatch) as engine, ThreadPoolExecutor() as pool:
        anns = pool.submit(engine.submit, small(), "ann")
        assert writing.wait(SECONDS)
        assert ended(pool.submit(engine.submit, small(), "bob").result(SECONDS)).state == "finished"
        release.set()
        assert ended(anns.result(SECONDS)).state == "finished"


class Future:
    """A task of Dask's that is over."""

    def __init__(self, status: str, error: Exception | None = None) -> None:
        self.status, self.error = status, error

    def exception(self, timeout: float) -> Exception | None:
        return self.error


def test_a_run_is_said_to_be_killed_only_where_its_worker_was():
    killed = KilledWorker("train", None, 0)
    assert [why(Future(*gone))[0][:18] for gone in (["error", killed], ["lost"], ["cancelled"])] == [
        "The worker process"
    ] * 3
    assert why(Future("error", StorageError("The disk is full."))) == ("The disk is full.", False)


def test_a_cluster_that_nobody_can_connect_to_is_ended(monkeypatch, caplog):
    closed = []

    class Local:
        def __init__(self, **options: object) -> None:
            self.workers = {}

        def close(self, timeout: float) -> None:
            closed.append(timeout)
            raise TimeoutError  # closing never raises

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError("Timed out")

    monkeypatch.setattr(cluster, "LocalCluster", Local)
    monkeypatch.setattr(cluster, "Client", refuse)
    with caplog.at_level(logging.WARNING), pytest.raises(OSError, match="Timed out"):
        Cluster(num_workers=1)
    assert closed == [cluster.DASK_SECONDS]
    assert "Local did not close within 5 s." in caplog.text


def test_what_comes_too_late_is_not_kept():
    release, late = threading.Event(), []

    def slow() -> str:
        assert release.wait(SECONDS)
        return "a cluster"

    with pytest.raises(TimeoutError, match=r"nothing within 0\.01 s"):
        within(0.01, slow, too_late=late.append)
    release.set()
    until(lambda: late == ["a cluster"])
    assert within(SECONDS, lambda: 3, too_late=late.append) == 3
    with pytest.raises(ZeroDivisionError):
        within(SECONDS, lambda: 1 // 0, too_late=late.append)
    assert late == ["a cluster"]

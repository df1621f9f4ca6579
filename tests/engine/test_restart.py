import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from distributed.utils import open_port

from playground import paths
from playground.datasets import DATASETS
from playground.engine import Engine
from playground.runs import Run, all_runs
from tests.engine.conftest import ended, endless, put_archive, small, training, until
from tests.engine.faulty import Faults, faulty_engine


def test_a_stopped_server_fails_what_it_trained_and_the_next_one_trains_what_waited(monkeypatch: pytest.MonkeyPatch):
    before = Engine(scheduler="", num_workers=1)
    running = before.submit(endless(), "ann")
    training(running)
    waiting = before.submit(small(epochs=1), "ann")
    before.close()
    assert Run.open(running).history().state == "failed"
    assert "server was stopped" in Run.open(running).history().reason
    assert Run.open(waiting).history().state == "queued"

    with faulty_engine(Faults(), monkeypatch) as after:
        after.start()
        assert ended(waiting).state == "finished"
        assert {run.id for run in all_runs()} == {running, waiting}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """`dask scheduler` and two `dask worker`, started by hand in another folder; the scheduler's address.

    There the package can be imported, as after `pip install .`. A worker that is killed is not started again.
    """
    port = open_port("127.0.0.1")
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    commands = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
        *[[*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]] * 2,
    ]
    started = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(paths.PROJECT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    yield address
    for process in reversed(started):
        process.send_signal(signal.SIGINT)
    for process in started:
        with suppress(subprocess.TimeoutExpired):  # they end when they like: nothing of theirs is tested any more
            process.wait(timeout=30)
        process.kill()
        process.wait()


def test_runs_train_and_datasets_are_fetched_on_a_cluster_started_by_hand(
    cluster: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PLAYGROUND_SCHEDULER", cluster)
    engine = Engine()
    engine.start()
    try:
        until(lambda: engine.status().warm == 2)
        both = [engine.submit(small(seed=seed), "ann") for seed in range(2)]
        assert [ended(run_id).state for run_id in both] == ["finished", "finished"]
        doomed = engine.submit(endless(), "ann")
        training(doomed)
        started = next(line for line in (Run.open(doomed).path / "events.jsonl").open() if '"started"' in line)
        os.kill(int(started.split('"process": ')[1].split(",")[0]), signal.SIGKILL)
        assert ended(doomed).state == "failed"
        assert ended(engine.submit(small(), "ann")).state == "finished"
        put_archive(paths.data() / "aclImdb_v1.tar.gz")
        engine.fetch(imdb := DATASETS["imdb"]())
        until(lambda: engine.fetching(imdb) is None)
        assert imdb.is_ready()
    finally:
        engine.close()


def test_a_scheduler_that_does_not_answer_is_named_in_the_status():
    engine = Engine(scheduler="tcp://127.0.0.1:9", num_workers=1)
    engine.start()
    try:
        until(lambda: engine.status().problem)
        assert "The scheduler tcp://127.0.0.1:9 does not answer" in engine.status().problem
    finally:
        engine.close()

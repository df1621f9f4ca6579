"""A race whose worker dies: each lane says the true reason, or waits again; none is said to be lost."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import KilledWorker

from playground.engine import Engine
from playground.runs import History, Run, RunFolder
from playground.training.train import train
from tests.engine.conftest import ended, endless, small, training, until, warm_engine
from tests.engine.faulty import Faults, faulty_engine

LANES = tuple(small(epochs=1, batch_size=20 + lane) for lane in range(3))


def of_all(ids: list[str]) -> list[History]:
    """What became of the lanes."""
    return [ended(run_id) for run_id in ids]


@pytest.mark.parametrize("begun", [0, 1, 3])
def test_lanes_that_had_begun_say_that_their_worker_ended_and_the_others_wait_again(begun, monkeypatch):
    """With a second worker, which is free all the time."""
    faults, tried = Faults(), []
    faults.addresses = {"one", "two"}

    def dies_once(path: Path) -> bool:
        tried.append(path)
        if len(tried) > 1:
            return train(path)
        with ExitStack() as held:
            for place, lane in enumerate(Run(path).race):
                folder = RunFolder(lane.path)
                held.enter_context(folder.lock())
                if place < begun:
                    folder.event("started", learning_rate=0.1)
            time.sleep(0.5)  # as long as the other worker is free
        raise KilledWorker("train", None, 0)

    faults.train = dies_once
    with faulty_engine(faults, monkeypatch) as engine:
        engine.start()
        until(lambda: engine.status().warm == 2)
        histories = of_all(engine.race(LANES, "ann"))
        until(lambda: engine.status().training == 0)
    assert [history.state for history in histories] == ["failed"] * begun + ["finished"] * (3 - begun)
    assert all("The worker process that trained this run ended" in one.reason for one in histories[:begun])


def test_no_lane_is_handed_to_another_worker_while_the_first_has_the_race(monkeypatch):
    faults, given = Faults(), []
    faults.addresses = {"one", "two"}

    def slow(path: Path) -> bool:
        given.append(path.name)
        time.sleep(0.3)
        return train(path)

    faults.train = slow
    with faulty_engine(faults, monkeypatch) as engine:
        engine.start()
        until(lambda: engine.status().warm == 2)
        ids = engine.race(LANES, "ann")
        assert [history.state for history in of_all(ids)] == ["finished"] * 3
        until(lambda: engine.status().training == 0)
    assert given == ids[:1]


def test_a_lane_that_another_process_had_and_lost_waits_again(monkeypatch):
    faults = Faults()
    faults.train = train
    with faulty_engine(faults, monkeypatch) as engine:
        engine.start()
        until(lambda: engine.status().warm == 1)
        with ExitStack() as held:
            created = RunFolder.create

            def create(*arguments: object) -> RunFolder:
                folder = created(*arguments)
                held.enter_context(folder.lock())
                return folder

            monkeypatch.setattr(RunFolder, "create", create)
            (run_id,) = engine.race(LANES[:1], "ann")
            until(lambda: engine._crew._adrift)
        assert ended(run_id).state == "finished"


@pytest.fixture(scope="module")
def two_workers(own_home: Path) -> Iterator[Engine]:
    """An engine with two warm workers."""
    with warm_engine(2) as one:
        yield one


def test_every_lane_of_a_race_whose_process_is_killed_says_so(two_workers: Engine):
    ids = two_workers.race([endless(), endless(), endless()], "ann")
    training(ids[2])
    started = next(line for line in RunFolder(Run.open(ids[0]).path).events.open() if '"started"' in line)
    os.kill(int(started.split('"process": ')[1].split(",")[0]), signal.SIGKILL)
    for history in of_all(ids):
        assert history.state == "failed"
    until(lambda: two_workers.status().training == 0)
    reasons = {Run.open(run_id).recorded().reason for run_id in ids}
    assert len(reasons) == 1
    assert "The worker process that trained this run ended" in reasons.pop()

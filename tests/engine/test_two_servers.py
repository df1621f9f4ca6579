"""Two servers on one home, each with a queue and workers of its own."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from playground.engine import Engine
from playground.engine.servers import Server, clear_away, is_alive
from playground.runs import Run, RunFolder, read_control
from tests.engine.conftest import SECONDS, ended, small, until
from tests.engine.faulty import Faults, faulty_engine, module, trains

QUEUE = """
import sys
from playground.engine import Engine
from tests.engine.conftest import small
Engine.start = lambda self: None  # it takes runs, and has no worker yet
engine = Engine()
print(engine.submit(small(), "ann"), flush=True)
input()
"""


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test."""
    monkeypatch.setenv("PLAYGROUND_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """What is closed at the end."""
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.05)
    with ExitStack() as one:
        yield one


class Slow:
    """Runs that train until they are let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, path: Path) -> None:
        self.begun.set()
        assert self.go.wait(SECONDS)
        trains(path)


@pytest.fixture
def busy(stack: ExitStack, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Engine, Slow]]:
    """A server whose one worker is busy, so that its other runs wait."""
    faults = Faults()
    faults.train = slow = Slow()
    engine = stack.enter_context(faulty_engine(faults, monkeypatch))
    engine.submit(small(), "bob")
    assert slow.begun.wait(SECONDS)
    yield engine, slow
    slow.go.set()


def events(run_id: str) -> list[dict]:
    return [json.loads(line) for line in (Run.open(run_id).path / "events.jsonl").read_text().splitlines()]


def looks_around(engine: Engine) -> None:
    """Wait until a server has looked at what the others do, from beginning to end."""
    begun, done = threading.Event(), threading.Event()
    look = engine._look_around

    def noted(first: bool) -> None:
        begun.set()
        look(first)
        done.set()

    engine._look_around = noted
    assert done.wait(SECONDS)
    engine._look_around = look


def test_a_server_that_starts_or_ends_leaves_the_runs_that_wait_for_another_alone(busy, stack, monkeypatch):
    engine, slow = busy
    waiting = engine.submit(small(), "ann")
    with faulty_engine(Faults(), monkeypatch) as other:
        assert ended(other.submit(small(), "cyd")).state == "finished"
        looks_around(other)
        assert Run.open(waiting).history().state == "queued"
        assert (engine.position(waiting), other.position(waiting)) == (1, None)
        history = Run.open(waiting).history()
        assert (engine.is_elsewhere(history), other.is_elsewhere(history)) == (False, True)
    assert engine.position(waiting) == 1
    slow.go.set()
    assert ended(waiting).state == "finished"
    assert [event["event"] for event in events(waiting)] == ["queued", "started", "finished"]


def test_what_waits_for_a_server_that_ends_is_taken_over_by_one_of_the_others(busy, stack, monkeypatch):
    engine, _ = busy
    waiting = engine.submit(small(), "ann")
    others = [stack.enter_context(faulty_engine(Faults(), monkeypatch)) for _ in range(2)]
    for other in others:
        other.start()
        looks_around(other)
    engine.close()
    assert ended(waiting).state == "finished"
    assert [event["event"] for event in events(waiting)] == ["queued", "adopted", "started", "finished"]
    assert Run.open(waiting).history().learner == "ann"
    assert sum(Run.open(waiting).history().server == other._server.id for other in others) == 1


def test_what_waits_for_a_server_that_was_killed_is_taken_over(own_home, stack, monkeypatch):
    process = subprocess.Popen([sys.executable, "-c", QUEUE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    waiting = process.stdout.readline().strip()
    other = stack.enter_context(faulty_engine(Faults(), monkeypatch))
    other.start()
    looks_around(other)
    assert Run.open(waiting).history().state == "queued"
    assert other.is_elsewhere(Run.open(waiting).history())
    process.kill()
    process.communicate()
    assert ended(waiting).state == "finished"
    assert [path.name for path in (own_home / "servers").iterdir()] == [other._server.id]


def test_a_run_of_an_earlier_version_waits_for_the_next_server_that_starts(stack, monkeypatch):
    waiting = RunFolder.create(small(), "ann").id
    stack.enter_context(faulty_engine(Faults(), monkeypatch)).start()
    assert ended(waiting).state == "finished"


def test_a_run_on_the_command_line_is_not_taken_over_by_a_server_that_is_there(stack, monkeypatch):
    engine = stack.enter_context(faulty_engine(Faults(), monkeypatch))
    engine.start()
    looks_around(engine)
    folder = RunFolder.create(small())
    dead = Server()
    dead.enter()
    dead.leave()
    until(lambda: not any(path.name == dead.id for path in (folder.path.parent.parent / "servers").iterdir()))
    looks_around(engine)
    assert Run.open(folder.id).recorded().state == "queued"


def test_a_run_that_waits_elsewhere_is_stopped_at_once_and_forgotten_there(busy, stack, monkeypatch):
    engine, _ = busy
    waiting, last = (engine.submit(small(), "ann") for _ in range(2))
    other = stack.enter_context(faulty_engine(Faults(), monkeypatch))
    other.stop(waiting)
    assert Run.open(waiting).history().reason == "Stopped by you before it began."
    until(lambda: engine.position(last) == 1)
    assert engine.status().waiting == 1


def test_a_run_that_trains_elsewhere_is_paused_and_stopped_from_here(stack, monkeypatch):
    faults = Faults()
    wishes = []

    def obey(path: Path) -> None:
        folder = RunFolder(path)
        with folder.lock(timeout=5):
            folder.event("started", learning_rate=0.1)
            for wish in ("pause", "stop"):
                until(lambda wish=wish: getattr(read_control(folder.control), wish))
                wishes.append(wish)
                folder.event("paused" if wish == "pause" else "stopped")

    faults.train = obey
    engine = stack.enter_context(faulty_engine(faults, monkeypatch))
    other = stack.enter_context(faulty_engine(Faults(), monkeypatch))
    run_id = engine.submit(small(), "ann")
    until(lambda: Run.open(run_id).history().state == "running")
    other.pause(run_id)
    until(lambda: Run.open(run_id).history().state == "paused")
    other.start()
    looks_around(other)
    assert Run.open(run_id).history().state == "paused"
    other.close()
    other.stop(run_id)
    assert ended(run_id).state == "stopped"
    assert wishes == ["pause", "stop"]


def test_a_server_is_alive_from_entering_to_leaving_and_either_twice_does_no_harm(own_home):
    server = Server()
    assert not is_alive(server.id)
    for _ in range(2):
        server.enter()
    assert is_alive(server.id)
    assert not clear_away()
    for _ in range(2):
        server.leave()
    assert not is_alive(server.id)
    assert clear_away()
    assert not clear_away()


@pytest.mark.parametrize("name", ["", "..", "../runs", "a/b", "0" * 15])
def test_nobody_is_called_by_a_name_that_no_server_has(name):
    assert not is_alive(name)

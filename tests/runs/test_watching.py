"""Looking at whether a run is trained: any number of threads and processes may, and none is told what is not so."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from playground.config import RunConfig
from playground.locks import is_locked, lock
from playground.runs import Run, RunFolder

LOOKS = 2000
LOOK = """
import sys
from playground.runs import Run
run = Run.open(sys.argv[1])
print({run.history().state for _ in range(int(sys.argv[2]))})
"""
KEEP_LOOKING = """
import sys, threading
from playground.runs import Run
run = Run.open(sys.argv[1])
def look():
    while True:
        run.is_held()
for _ in range(3):
    threading.Thread(target=look, daemon=True).start()
print("looking", flush=True)
input()
"""


@pytest.fixture
def folder() -> RunFolder:
    """A run that began; nobody trains it."""
    made = RunFolder.create(RunConfig())
    with made.lock():
        made.event("started", learning_rate=0.1)
    return made


def test_nobody_is_told_that_a_dead_run_trains_however_many_look_at_once(folder):
    processes = [
        subprocess.Popen([sys.executable, "-c", LOOK, folder.id, str(LOOKS)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    with ThreadPoolExecutor(8) as pool:
        run = Run.open(folder.id)
        seen = list(pool.map(lambda _: run.history().state, range(LOOKS * 4)))
    assert set(seen) == {"failed"}
    assert [process.communicate()[0] for process in processes] == ["{'failed'}\n"] * 2


def test_a_run_that_is_looked_at_all_the_time_gets_its_lock_and_is_seen_to_hold_it(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", KEEP_LOOKING, folder.id], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "looking\n"
    try:
        for _ in range(50):
            with folder.lock(timeout=60):
                assert folder.is_held()
    finally:
        process.communicate("\n")
    assert not folder.is_held()


def test_looking_makes_no_file(folder):
    (folder.path / "lock").unlink()
    assert not folder.is_held()
    assert not (folder.path / "lock").exists()


def test_without_shared_locks_a_look_tries_to_take_it(tmp_path, monkeypatch):
    monkeypatch.setattr("playground.locks.fcntl", None)
    (tmp_path / "lock").touch()
    assert not is_locked(tmp_path / "lock")
    with lock(tmp_path / "lock"):
        assert is_locked(tmp_path / "lock")

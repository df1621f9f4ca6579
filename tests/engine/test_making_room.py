"""A run that is left alone makes room where others wait; one that somebody looks at does not."""

import os
import time

import pytest

from playground.engine import making_room
from playground.engine.line import Line
from playground.engine.making_room import make_room
from playground.limits import limits
from playground.runs import Run, RunFolder, ask, read_control
from playground.training.train import train
from tests.engine.conftest import small


@pytest.fixture
def line() -> Line:
    """Somebody waits."""
    one = Line()
    one.add(["another"], "ben")
    return one


def left(minutes: float, **wishes) -> RunFolder:
    """A run of which that was asked so many minutes ago."""
    folder = RunFolder.create(small())
    ask(folder, **wishes)
    then = time.time() - 60 * minutes
    os.utime(folder.control, (then, then))
    return folder


def test_a_run_that_was_left_paused_ends_and_says_why(line: Line):
    folder = left(11, pause=True)
    make_room(line, [folder.id])
    train(folder.path)
    history = Run(folder.path).history()
    assert history.state == "stopped"
    assert history.reason.startswith("It was paused for 10 minutes while other runs waited, and made room.")


def test_one_that_was_left_slow_goes_on_at_full_speed(line: Line):
    folder = left(11, speed=1.0)
    make_room(line, [folder.id])
    control = read_control(folder.control)
    assert (control.speed, control.stop) == (None, False)


@pytest.mark.parametrize("wishes", [{"pause": True}, {"speed": 1.0}])
def test_whoever_looks_or_has_just_asked_keeps_the_worker(line: Line, wishes):
    folder = left(9, **wishes)
    make_room(line, [folder.id])
    assert read_control(folder.control).stop is False
    assert read_control(folder.control).speed == wishes.get("speed")


def test_where_nobody_waits_a_run_stays_paused():
    folder = left(1000, pause=True)
    make_room(Line(), [folder.id])
    assert read_control(folder.control).stop is False


def test_runs_that_have_ended_or_are_damaged_cost_nothing(line: Line):
    damaged, fine = left(11, pause=True), left(11, pause=True)
    damaged.control.write_text("{")
    os.utime(damaged.control, (0, 0))
    make_room(line, ["gone", RunFolder.create(small()).id, damaged.id, fine.id])
    assert read_control(fine.control).stop


def test_the_limit_can_be_set(line: Line, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAYGROUND_IDLE_MINUTES", "1")
    assert limits().idle_minutes == 1
    folder = left(2, pause=True)
    make_room(line, [folder.id])
    assert "paused for 1 minute while" in read_control(folder.control).reason
    assert making_room.made_room(1) == read_control(folder.control).reason

"""A run that is watched and slowed down, with a clock that the test turns: neither changes what is learned."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from playground.layers import LSTM
from playground.limits import limits
from playground.runs import Control, RunFolder, ask
from playground.runs import publishing as live
from playground.runs.publishing import GAP, SHARE, Live
from playground.training import fit, turns
from playground.training.fit import PAUSE_POLL, SLOW_GAP, Fit, StoppedError
from playground.training.train import train
from tests.engine.conftest import small
from tests.training.test_fit import Batches, Clock

BATCH = 2**-7
"""Seconds a batch takes; a sum of them is exact."""


@dataclass
class Watch(Clock):
    """The clock, which also tells the time of day.  sleeps: how long each wait was."""

    sleeps: list[float] = field(default_factory=list)

    def time(self) -> float:
        return 1_000_000 + self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        super().sleep(seconds)


@dataclass
class Steps:
    """A network that takes `BATCH` seconds per batch, and writes down when each began.  each: called after a batch."""

    clock: Clock
    each: Callable[[int], None] = lambda number: None
    began: list[float] = field(default_factory=list)

    def train(self, *_):
        self.began.append(self.clock.now)
        self.clock.now += BATCH
        self.each(len(self.began))
        return 0.5, 1.0, 1.0

    def evaluate(self, *_):
        return (0.5, 1.0, 1.0), np.zeros((128, 1))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """In the place of every clock of the fit loop."""
    one = Watch()
    monkeypatch.setattr(fit, "time", one)
    monkeypatch.setattr(turns, "time", one)
    monkeypatch.setattr(live, "time", one)
    return one


@pytest.fixture
def folder() -> RunFolder:
    """A run of one epoch."""
    return RunFolder.create(small(epochs=1))


@pytest.fixture
def published(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The step of all weights that were published, in order."""
    steps: list[int] = []
    save = RunFolder.save_live

    def kept(self: RunFolder, step: int, weights: dict) -> None:
        steps.append(step)
        save(self, step, weights)

    monkeypatch.setattr(RunFolder, "save_live", kept)
    return steps


def run(folder: RunFolder, steps: Steps, batches: int) -> None:
    weights = {"lstm/kernel": np.zeros((2, 2), np.float32)}
    Fit(small(epochs=1), steps, folder, Batches(batches), Batches(1), Batches(1), lambda: weights).run()


def test_nothing_is_published_while_nobody_watches(folder, clock, published):
    run(folder, Steps(clock), 50)
    assert published == []
    assert not (folder.path / "live.npz").exists()


def test_who_watches_sees_the_first_weights_the_last_and_some_every_tenth_of_a_second(folder, clock, published):
    ask(folder, watched_until=clock.time() + 60)
    run(folder, Steps(clock), 55)
    assert published == [0, 13, 26, 39, 52, 55]


def test_watching_begins_in_the_middle_and_lapses_by_itself(folder, clock, published):
    def each(number: int) -> None:
        if number == 33:
            ask(folder, watched_until=clock.time() + 0.25)

    run(folder, Steps(clock, each), 100)
    assert published == [33, 46, 59]


def test_who_comes_back_is_shown_the_weights_at_once(folder, clock, published):
    def each(number: int) -> None:
        if number in (10, 15):
            ask(folder, watched_until=clock.time() + 0.02)

    run(folder, Steps(clock, each), 30)
    assert published == [10, 15]


def test_a_paused_run_is_published_once_and_after_every_single_batch(folder, clock, published):
    ask(folder, pause=True)
    nothing = [lambda: None] * 20
    clock.waits = [
        *nothing,
        lambda: ask(folder, watched_until=clock.time() + 60),
        *nothing,
        lambda: ask(folder, one_more="batches"),
        *nothing,
        lambda: ask(folder, stop=True),
    ]
    with pytest.raises(StoppedError):
        run(folder, Steps(clock), 10)
    assert published == [0, 1]


def test_what_is_published_is_read_whole_with_its_step(folder, clock):
    ask(folder, watched_until=clock.time() + 60)
    run(folder, Steps(clock), 3)
    with np.load(folder.path / "live.npz", allow_pickle=False) as found:
        assert set(found.files) == {"step", "lstm/kernel"}
        assert int(found["step"]) == 3


def offered_until(clock: Watch, one: Live, seconds: float) -> int:
    """Weights are offered after every batch, each time others."""
    for number in range(round(seconds / BATCH)):
        one.offer(clock.time() + 60, number)
        clock.now += BATCH
    return number


def test_large_weights_are_published_less_often(folder, clock, published, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_LIVE_MB", "1")
    weights = {"lstm/kernel": np.zeros(500_000 // 4, np.float32)}
    assert limits().live_mb == 1
    offered_until(clock, Live(folder, lambda: weights), 2)
    assert published == [0, 64, 128, 192]


def test_a_slow_disk_makes_the_pictures_fewer_not_the_training_slower(folder, clock, monkeypatch):
    times = []

    def slow(*_: object) -> None:
        times.append(clock.now)
        clock.now += 0.05

    monkeypatch.setattr(RunFolder, "save_live", slow)
    offered_until(clock, Live(folder, dict), 20)
    assert min(np.diff(times)) >= 0.05 / SHARE > GAP
    assert 0.05 * len(times) <= SHARE * clock.now + 0.05


@pytest.mark.parametrize("speed", [1, 3, 10, 30])
def test_the_speed_is_kept(folder, clock, speed):
    ask(folder, speed=speed)
    steps = Steps(clock)
    run(folder, steps, 20)
    np.testing.assert_allclose(np.diff(steps.began), 1 / speed, rtol=1e-9)
    assert max(clock.sleeps) <= PAUSE_POLL <= 0.05


def test_a_speed_that_is_beyond_the_machine_waits_for_nothing(folder, clock):
    ask(folder, speed=1000)
    steps = Steps(clock)
    run(folder, steps, 20)
    np.testing.assert_allclose(np.diff(steps.began), BATCH)
    assert clock.sleeps == []


def test_full_speed_takes_over_in_the_middle_of_a_slow_wait(folder, clock):
    ask(folder, speed=0.1)
    clock.waits = [lambda: None] * 10 + [lambda: ask(folder, speed=None)]
    steps = Steps(clock)
    run(folder, steps, 5)
    assert steps.began[1] == pytest.approx(BATCH + 11 * PAUSE_POLL)
    np.testing.assert_allclose(np.diff(steps.began[1:]), BATCH)


def test_stop_is_obeyed_during_a_slow_wait(folder, clock):
    ask(folder, speed=0.1)
    clock.waits = [lambda: None] * 10 + [lambda: ask(folder, stop=True)]
    steps = Steps(clock)
    with pytest.raises(StoppedError):
        run(folder, steps, 5)
    assert len(steps.began) == 1
    assert clock.now < 1


def test_a_pause_during_a_slow_wait_is_obeyed_and_a_single_batch_is_due_at_once(folder, clock):
    ask(folder, speed=0.1)
    clock.waits = [
        lambda: ask(folder, pause=True),
        *[lambda: None] * 1000,  # half a minute: three batches would have been due
        lambda: ask(folder, one_more="batches"),
        lambda: ask(folder, stop=True),
    ]
    steps = Steps(clock)
    with pytest.raises(StoppedError):
        run(folder, steps, 5)
    assert len(steps.began) == 2
    assert steps.began[1] == pytest.approx(BATCH + 1002 * PAUSE_POLL)


def recorded(folder: RunFolder) -> list[int]:
    events = map(json.loads, folder.events.read_text().splitlines())
    return [event["step"] for event in events if event["event"] == "step"]


def test_a_slow_curve_moves_with_the_batches(folder, clock, monkeypatch):
    monkeypatch.setattr(fit, "POINTS", 1)
    ask(folder, speed=3)
    run(folder, Steps(clock), 30)
    assert recorded(folder) == list(range(1, 31))


def test_a_faster_one_is_recorded_a_few_times_per_second(folder, clock, monkeypatch):
    monkeypatch.setattr(fit, "POINTS", 1)
    ask(folder, speed=30)
    run(folder, Steps(clock), 60)
    assert len(recorded(folder)) <= 2 + 2 / SLOW_GAP


def trained(**wishes: object) -> Path:
    """The folder of a run of two epochs whose learner wished so before it began."""
    folder = RunFolder.create(small(layers=(LSTM(units=4, dropout=0.3),)))
    ask(folder, **wishes)
    train(folder.path)
    return folder.path


def test_the_same_seed_learns_the_same_whether_watched_or_not_and_at_any_speed(monkeypatch):
    monkeypatch.setattr(live, "GAP", 0.0)
    monkeypatch.setattr(live, "SHARE", 1e9)
    alone, watched, slow = trained(), trained(watched_until=2e9 + 1e9), trained(speed=100.0, watched_until=3e9)
    assert [(path / "live.npz").exists() for path in (alone, watched, slow)] == [False, True, True]
    for epoch in range(3):
        files = [np.load(path / "weights" / f"{epoch:04d}.npz") for path in (alone, watched, slow)]
        for name in files[0].files:
            assert files[0][name].tobytes() == files[1][name].tobytes() == files[2][name].tobytes()
    with np.load(watched / "live.npz") as last:
        assert int(last["step"]) == 14
        np.testing.assert_array_equal(last["lstm/kernel"], files[0]["lstm/kernel"])


def test_the_wishes_are_those_of_nobody_at_first():
    assert Control().speed is None
    assert not Control().watched_until

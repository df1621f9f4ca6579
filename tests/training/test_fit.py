"""The pace of training, with a clock that the test turns: only batches take time, and waiting never counts."""

import json
from dataclasses import dataclass, field

import numpy as np
import pytest

from playground.runs import RunFolder, ask
from playground.training import fit as module
from playground.training import turns
from playground.training.fit import Fit
from playground.training.measured import SHORTEST_PACE
from tests.engine.conftest import small

EXAMPLES = 128


@dataclass
class Clock:
    """Stands in for the module `time`.  waits: what a learner does at each look at control.json while paused."""

    now: float = 0.0
    waits: list = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    perf_counter = monotonic

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.waits:
            self.waits.pop(0)()


@dataclass
class Steps:
    """A network whose batch takes `seconds`, the first of all a hundred times as long."""

    clock: Clock
    seconds: float
    trained: int = 0

    def train(self, *_):
        self.clock.now += self.seconds * (1 if self.trained else 100)
        self.trained += 1
        return 0.5, 1.0, 1.0

    def evaluate(self, *_):
        return (0.5, 1.0, 1.0), np.zeros((EXAMPLES, 1))


class Batches:
    """So many batches of 128 examples."""

    def __init__(self, count: int) -> None:
        self.count = count

    def shuffled(self, *_):
        return [np.arange(EXAMPLES)] * self.count

    in_order = shuffled

    def take(self, indices):
        return (indices,)


def paces(monkeypatch: pytest.MonkeyPatch, seconds: float, batches: int, pressed: int = 0) -> list[float | None]:
    """The pace of every step event, None where it has none.  pressed: how often *One batch* is, and then *Resume*."""
    folder = RunFolder.create(small(epochs=1))
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(turns, "time", clock)
    if pressed:
        ask(folder, pause=True)
        nothing = [lambda: None] * 100
        for number in range(1, pressed + 1):
            clock.waits += [*nothing, lambda number=number: ask(folder, batches=number)]
        clock.waits += [*nothing, lambda: ask(folder, pause=False)]
    data = Batches(batches)
    Fit(small(epochs=1), Steps(clock, seconds), folder, data, Batches(1), Batches(1), dict).run()
    events = map(json.loads, folder.events.read_text().splitlines())
    return [event.get("examples_per_second") for event in events if event["event"] == "step"]


@pytest.mark.parametrize("pressed", [0, 1, 2, 9])
def test_the_pace_is_that_of_training_however_long_one_waits(monkeypatch, pressed):
    found = paces(monkeypatch, seconds=2 * SHORTEST_PACE, batches=20, pressed=pressed)
    assert found[0] is None  # the first batch is not like the others
    assert found[1:] == [pytest.approx(EXAMPLES / SHORTEST_PACE / 2, rel=1e-3)] * 19


@pytest.mark.parametrize("pressed", [0, 1, 5])
def test_no_pace_is_told_from_less_than_can_be_measured(monkeypatch, pressed):
    found = paces(monkeypatch, seconds=SHORTEST_PACE / 100, batches=20, pressed=pressed)
    assert set(found) == {None}


def test_batches_too_short_by_themselves_are_measured_together(monkeypatch):
    found = paces(monkeypatch, seconds=SHORTEST_PACE / 3.5, batches=14)
    assert [pace is not None for pace in found] == [False] + [False, False, False, True] * 3 + [False]
    assert [pace for pace in found if pace] == [pytest.approx(EXAMPLES / SHORTEST_PACE * 3.5, rel=1e-3)] * 3

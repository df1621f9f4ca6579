"""What `/live/race` answers: memory curves while lanes learn, and who remembered once all have ended."""

import json
import time

import pytest

from playground.errors import ConfigError, RunError
from playground.layers import LSTM, SimpleRNN
from playground.runs import Run, RunFolder
from playground.server import live_memory
from playground.server.live_race import Asked, answer
from tests.ui.inside.test_memory import of_reviews


def asked(*runs: Run) -> dict:
    return json.loads(answer(Asked(runs=[run.id for run in runs])))


@pytest.fixture
def lanes(own_home) -> list[Run]:
    return [of_reviews(own_home, cell(units=2)) for cell in (LSTM, SimpleRNN)]


def over(*runs: Run) -> dict:
    """The answer once there is a verdict."""
    for _ in range(600):
        told = asked(*runs)
        if told["verdict"]:
            return told
        time.sleep(0.05)
    raise AssertionError("no verdict")


def test_the_verdict_comes_with_the_last_curve_and_holds_the_numbers_of_the_runs(lanes):
    told = over(*lanes)
    assert [one["steps"][-1] for one in told["runs"]] == [30, 30]
    first, numbers = told["verdict"][:2]
    assert first == "LSTM 2 and SimpleRNN 2 have learned it: a tie." or first.startswith("Nobody has learned it")
    held = [f"{100 * one['score'][-1] + 1e-9:.1f}%" for one in told["runs"]]
    assert f"30 words after the verdict, their states still tell it in {held[0]} and {held[1]} of cases." in numbers


def test_there_is_none_while_a_lane_goes_on(lanes, monkeypatch):
    over(*lanes)
    monkeypatch.setattr(Run, "is_held", lambda self: True)
    RunFolder(lanes[1].path).event("started", learning_rate=0.01)
    assert asked(*lanes)["verdict"] == []


def test_a_lane_whose_memory_cannot_be_measured_does_not_hold_the_verdict_up(lanes, monkeypatch):
    def fails(run, epoch, report):
        raise RunError("Nothing to read.")

    monkeypatch.setattr(live_memory, "memory_curves", fails)
    told = over(*lanes)
    assert [one["why"] for one in told["runs"]] == ["Nothing to read."] * 2
    assert "states" not in told["verdict"][1]


def test_nonsense_gets_a_sentence(lanes):
    with pytest.raises(RunError, match="There is no run 'nothing'"):
        answer(Asked(runs=["nothing", "no"]))
    with pytest.raises(ConfigError, match="read the same batches"):
        answer(Asked(runs=[lanes[0].id, "starter"]))

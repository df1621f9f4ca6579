"""What `/live/memory` answers: the newest memory curves there are, while others are worked out."""

import json
import time

import numpy as np
import pytest

from playground.analysis.memory_curve import memory_curves
from playground.errors import RunError
from playground.layers import LSTM, Flatten
from playground.narration.memory import fullest, sentence
from playground.runs import Run, RunFolder
from playground.server import live_memory
from playground.server.live_memory import Asked, answer
from tests.ui.inside.test_memory import of_reviews


def asked(*runs: Run) -> list[dict]:
    return json.loads(answer(Asked(runs=[run.id for run in runs])))["runs"]


def done(*runs: Run) -> list[dict]:
    """The answer once all work is done."""
    for _ in range(600):
        told = asked(*runs)
        if not any("share" in one for one in told):
            return told
        time.sleep(0.05)
    raise AssertionError("the work never ended")


def test_the_fullest_curve_of_the_last_layer_is_told_with_its_sentence(own_home):
    run = of_reviews(own_home, LSTM(units=3), LSTM(units=2))
    (told,) = done(run)
    last = fullest([curve for curve in memory_curves(run) if curve.layer == "lstm_2"])
    assert (told["epoch"], told["state"], told["name"]) == (3, last.state, "the verdict")
    assert tuple(told["steps"]) == last.steps
    assert told["score"] == pytest.approx(last.score, abs=1e-4)
    assert told["sentence"] == sentence(last, "word")


def test_of_the_run_before_only_what_is_known_is_told(own_home):
    run, before = of_reviews(own_home, LSTM(units=3)), of_reviews(own_home, LSTM(units=2))
    question = Asked(runs=[run.id], before=before.id)
    assert json.loads(answer(question))["before"] == {}
    done(run)
    assert json.loads(answer(question))["before"] == {}  # nobody has begun to work it out
    (told,) = done(before)
    assert json.loads(answer(question))["before"]["score"] == told["score"]


def test_the_curve_of_the_epoch_before_stands_until_the_newest_is_done(own_home):
    run = of_reviews(own_home, LSTM(units=3))
    done(run)
    RunFolder(run.path).save_weights(4, {name: 2 * array for name, array in run.weights(3).items()})
    (told,) = asked(run)
    assert told["epoch"] == 3
    assert "share" in told
    assert done(run)[0]["epoch"] == 4


def test_epochs_shorter_than_the_work_do_not_pile_up(own_home, monkeypatch):
    run, begun = of_reviews(own_home, LSTM(units=3)), []
    monkeypatch.setattr(live_memory, "memory_curves", lambda run, epoch, report: begun.append(epoch) or time.sleep(0.3))
    for epoch in range(4, 9):
        asked(run)
        RunFolder(run.path).save_weights(epoch, run.weights(3))
    done(run)
    assert begun == [3, 8]


def test_a_run_that_can_have_none_says_why_and_leaves_the_others(own_home):
    flat, good = of_reviews(own_home, Flatten()), of_reviews(own_home, LSTM(units=2))
    first, second = done(flat, good)
    assert "no recurrent layer" in first["why"]
    assert np.isfinite(second["score"]).all()


def test_a_run_without_weights_has_nothing_yet(own_home):
    run = of_reviews(own_home, LSTM(units=2))
    for path in (run.path / "weights").iterdir():
        path.unlink()
    assert asked(run) == [{"run": run.id}]


def test_a_run_that_is_not_there_gets_a_sentence(own_home):
    with pytest.raises(RunError, match="There is no run 'nothing'"):
        answer(Asked(runs=["nothing"]))

"""A run's events folded into its history, on numbers that can be checked by hand."""

import pytest

from playground.runs import ENDED, History, fold, history

QUEUED = {"event": "queued", "time": 100.0, "learner": "ann"}
STARTED = {"event": "started", "time": 104.0, "learning_rate": 0.01, "process": 7}
PREPARED = {"event": "prepared", "time": 105.0, "train": 100, "validation": 20, "test": 30}
PREPARED |= {"steps_per_epoch": 4, "examples_per_epoch": 80}
PAUSED, RESUMED = {"event": "paused", "time": 107.0}, {"event": "resumed", "time": 108.0}
FINISHED = {"event": "finished", "time": 120.0, "test": {"loss": 0.3, "accuracy": 0.9}, "seconds": 16.0}


def step(position: float, loss: float = 0.7, accuracy: float = 0.5, pace: float | None = 50.0) -> dict:
    """A step event; position in epochs, pace in examples per second, None where it was not measured."""
    named = {"position": position, "loss": loss, "accuracy": accuracy}
    measured = {} if pace is None else {"examples_per_second": pace}
    return {"event": "step", "time": 106.0, "epoch": int(position) + 1, "step": 1} | named | measured


def epoch(number: int, seconds: float) -> dict:
    """An epoch event."""
    means = {"loss": 0.6, "accuracy": 0.7, "val_loss": 0.5, "val_accuracy": 0.8}
    return {"event": "epoch", "time": 110.0, "epoch": number, **means, "seconds": seconds}


def test_without_events_a_run_waits():
    assert fold([]) == History()
    assert fold([]).state == "queued"
    assert fold([]).active


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([QUEUED], "queued"),
        ([QUEUED, STARTED], "running"),
        ([QUEUED, STARTED, PREPARED, step(0.25)], "running"),
        ([QUEUED, STARTED, PAUSED], "paused"),
        ([QUEUED, STARTED, PAUSED, step(0.25)], "paused"),
        ([QUEUED, STARTED, PAUSED, RESUMED], "running"),
        ([QUEUED, STARTED, FINISHED], "finished"),
        ([QUEUED, STARTED, PAUSED, {"event": "stopped", "time": 9.0, "reason": "Stopped."}], "stopped"),
        ([QUEUED, {"event": "failed", "time": 9.0, "reason": "Broken."}], "failed"),
    ],
)
def test_the_state_follows_the_events(events, state):
    history = fold(events)
    assert history.state == state
    assert history.active == (state not in ENDED)


def test_times_and_owner_are_those_of_the_events():
    history = fold([QUEUED, STARTED, FINISHED])
    assert (history.queued, history.started, history.ended, history.learner) == (100.0, 104.0, 120.0, "ann")
    assert history.test == {"loss": 0.3, "accuracy": 0.9}
    assert history.reason == ""


def test_a_failed_run_says_why_and_has_no_test_result():
    history = fold([QUEUED, STARTED, {"event": "failed", "time": 111.0, "reason": "Broken."}])
    assert (history.reason, history.ended, history.test) == ("Broken.", 111.0, {})


def test_steps_are_columns_and_the_latest_one_is_whole():
    history = fold([QUEUED, STARTED, PREPARED, step(0.25, 0.7, 0.5), step(0.5, 0.6, 0.75)])
    assert history.steps == {"position": [0.25, 0.5], "loss": [0.7, 0.6], "accuracy": [0.5, 0.75]}
    assert history.latest == {k: v for k, v in step(0.5, 0.6, 0.75).items() if k not in ("event", "time")}


def test_epochs_keep_their_numbers_and_nothing_else():
    history = fold([QUEUED, STARTED, epoch(1, 10.0), epoch(2, 20.0)])
    assert [list(e) for e in history.epochs] == [
        ["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds"]
    ] * 2
    assert [(e["epoch"], e["seconds"]) for e in history.epochs] == [(1, 10.0), (2, 20.0)]


def test_facts_are_known_once_the_examples_are_read():
    assert fold([QUEUED, STARTED]).facts == {}
    assert fold([QUEUED, STARTED, PREPARED]).facts["validation"] == 20


def test_events_of_an_unknown_kind_are_passed_over():
    known = [QUEUED, STARTED, step(0.25)]
    unknown = {"event": "sang", "time": 1.0, "state": "finished", "learner": "bob"}
    assert fold([known[0], unknown, *known[1:], unknown]) == fold(known)


def test_progress_is_the_last_one_until_the_first_step_or_the_end():
    reading = [{"event": "progress", "time": 1.0, "done": done, "total": 9, "what": "Reading"} for done in (3, 6)]
    assert fold([QUEUED, STARTED, *reading]).progress["done"] == 6
    assert fold([QUEUED, STARTED, *reading, step(0.25)]).progress == {}
    assert fold([QUEUED, STARTED, *reading, {"event": "stopped", "time": 2.0}]).progress == {}


def test_the_learning_rate_is_the_one_in_force():
    assert fold([QUEUED]).learning_rate is None
    assert fold([QUEUED, STARTED]).learning_rate == 0.01
    assert fold([QUEUED, STARTED, {"event": "learning_rate", "time": 1, "learning_rate": 0.2}]).learning_rate == 0.2


def test_time_left_is_unknown_before_the_first_step():
    assert fold([QUEUED, STARTED, PREPARED]).seconds_left(4) is None


def test_time_left_in_the_first_epoch_is_at_the_pace_of_the_latest_step():
    history = fold([QUEUED, STARTED, PREPARED, step(0.25, pace=1.0), step(0.5, pace=50.0)])
    assert history.seconds_left(2) == 2.4  # 1.5 epochs of 80 of the 100 examples, 50 a second


def test_time_left_afterwards_is_at_the_mean_pace_of_the_epochs():
    history = fold([QUEUED, STARTED, PREPARED, epoch(1, 10.0), epoch(2, 20.0), step(2.5)])
    assert history.seconds_left(4) == 22.5  # 1.5 epochs of 15 seconds


def test_a_pace_stays_until_the_next_one_is_measured():
    history = fold([QUEUED, STARTED, PREPARED, step(0.25, pace=50.0), step(0.5, pace=None)])
    assert (history.pace, history.seconds_left(2)) == (50.0, 2.4)


def test_no_time_is_left_at_the_end_and_without_a_pace_it_is_unknown():
    assert fold([QUEUED, STARTED, PREPARED, step(2.0)]).seconds_left(2) == 0.0
    assert fold([QUEUED, STARTED, PREPARED, step(1.0, pace=0.0)]).seconds_left(2) is None
    assert fold([QUEUED, STARTED, PREPARED, step(1.0, pace=None)]).seconds_left(2) is None


@pytest.mark.parametrize("pieces", [1, 7, 100])
@pytest.mark.parametrize("count", [10, 11, 40, 41, 1_000, 1_234])
def test_of_many_steps_evenly_thinned_ones_are_kept_in_whatever_pieces_they_come(count, pieces, monkeypatch):
    monkeypatch.setattr(history, "MOST_STEPS", 10)
    events = [step(number, loss=number) for number in range(count)]
    found = None
    for start in range(0, count, -(-count // pieces)):
        found = fold(events[start : start + -(-count // pieces)], before=found)
    assert found == fold(events)
    assert found.steps["position"] == found.steps["loss"] == list(range(0, count, found.stride))
    assert min(count, 5) <= len(found.steps["position"]) <= 10
    assert found.recorded == count
    assert found.latest.items() <= events[-1].items()
    assert found.latest["loss"] == count - 1

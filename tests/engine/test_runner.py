import json
import os
import shutil
import signal
from collections.abc import Iterator

import numpy as np
import pytest

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.encodings import LearnedEmbedding
from playground.engine import Engine
from playground.errors import ConfigError, LimitError, QueueFullError
from playground.layers import LSTM, SimpleRNN
from playground.runs import Run, RunFolder, all_runs, read_control
from tests.engine.conftest import ended, endless, small, training, until


@pytest.fixture(autouse=True)
def idle(engine: Engine) -> Iterator[None]:
    """Every test begins with a worker that has nothing to do, also when the one before has failed."""
    yield
    for run in all_runs():
        if run.history().active:
            engine.stop(run.id)
    until(lambda: engine.status().training + engine.status().waiting == 0)


def events(run_id: str, kind: str) -> list[dict]:
    lines = (Run.open(run_id).path / "events.jsonl").read_text().splitlines()
    return [event for event in map(json.loads, lines) if event["event"] == kind]


def test_a_run_is_trained_and_leaves_the_weights_of_every_epoch(engine: Engine):
    history = ended(run_id := engine.submit(small(), "ann"))
    assert history.state == "finished"
    assert [epoch["epoch"] for epoch in history.epochs] == [1, 2]
    assert Run.open(run_id).saved_epochs() == [0, 1, 2]
    assert set(history.test) == {"loss", "accuracy"}
    assert history.facts["train"] == 160
    assert history.facts["validation"] == 40


def test_the_same_seed_gives_the_same_result_and_another_seed_another(engine: Engine):
    config = small(layers=(LSTM(units=4, dropout=0.3),))
    first, again, other = (engine.submit(c, "ann") for c in (config, config, config.changed(seed=1)))
    timeless = [[{**e, "seconds": 0} for e in ended(run_id).epochs] for run_id in (first, again, other)]
    assert timeless[0] == timeless[1] != timeless[2]
    kernels = [Run.open(run_id).weights()["lstm/kernel"] for run_id in (first, again, other)]
    np.testing.assert_array_equal(kernels[0], kernels[1])
    assert not np.array_equal(kernels[0], kernels[2])


def test_a_paused_run_moves_by_single_batches_and_epochs_only(engine: Engine):
    run_id = engine.submit(endless(), "ann")
    training(run_id)
    engine.pause(run_id)
    until(lambda: Run.open(run_id).history().state == "paused")

    def position() -> int:
        return round(Run.open(run_id).history().latest["position"] * 7)

    at = position()
    engine.one_batch(run_id)
    until(lambda: position() == at + 1)
    engine.one_batch(run_id)
    engine.one_batch(run_id)
    until(lambda: position() == at + 3)
    assert Run.open(run_id).history().state == "paused"
    engine.one_epoch(run_id)
    epoch_end = (at + 3) // 7 * 7 + 7
    until(lambda: position() >= epoch_end)
    assert position() == epoch_end
    engine.resume(run_id)
    until(lambda: position() > epoch_end + 14)
    engine.stop(run_id)
    history = ended(run_id)
    assert history.state == "stopped"
    assert Run.open(run_id).saved_epochs()[-1] == history.latest["epoch"]


def test_stop_takes_effect_within_one_batch(engine: Engine):
    run_id = engine.submit(endless(), "ann")
    training(run_id)
    engine.pause(run_id)
    until(lambda: Run.open(run_id).history().state == "paused")
    before = Run.open(run_id).history().latest["position"]
    engine.stop(run_id)
    assert ended(run_id).latest["position"] == before


def test_the_learning_rate_changes_while_the_run_trains(engine: Engine):
    run_id = engine.submit(endless(), "ann")
    training(run_id)
    engine.set_learning_rate(run_id, 0.25)
    until(lambda: Run.open(run_id).history().learning_rate == 0.25)
    with pytest.raises(ConfigError, match="learning_rate is 0; expected a number from 1e-06 to 10"):
        engine.set_learning_rate(run_id, 0)
    engine.stop(run_id)
    ended(run_id)
    assert [event["learning_rate"] for event in events(run_id, "learning_rate")] == [0.25]


def test_the_speed_is_held_back_and_let_go_while_the_run_trains(engine: Engine):
    run_id = engine.submit(small(epochs=3), "ann")
    training(run_id)
    engine.set_speed(run_id, 0.1)
    with pytest.raises(ConfigError, match=r"The speed is 0 batches .* expected 0\.1 to 1,000"):
        engine.set_speed(run_id, 0)
    assert read_control(RunFolder(Run.open(run_id).path).control).speed == 0.1
    engine.set_speed(run_id, None)
    assert ended(run_id).state == "finished"


def test_runs_beyond_the_workers_wait_and_each_is_told_its_place(engine: Engine):
    running = engine.submit(endless(), "ann")
    training(running)
    first, second, fair = (engine.submit(small(epochs=1), who) for who in ("ann", "ann", "bob"))
    positions = {run_id: engine.position(run_id) for run_id in (running, first, second, fair)}
    assert positions[running] is None
    assert sorted((positions[first], positions[second], positions[fair])) == [1, 2, 3]
    assert positions[second] == 3  # bob comes before ann's second
    engine.stop(second)
    assert Run.open(second).history().state == "stopped"
    assert engine.position(second) is None
    engine.stop(running)
    assert {ended(first).state, ended(fair).state} == {"finished"}


def test_a_waiting_run_whose_folder_was_deleted_does_not_disturb_the_others(engine: Engine):
    running = engine.submit(endless(), "ann")
    training(running)
    deleted, following = engine.submit(small(epochs=1), "ann"), engine.submit(small(epochs=1), "ann")
    shutil.rmtree(Run.open(deleted).path)
    assert Run.open(running).history().state == "running"
    engine.stop(running)
    assert ended(following).state == "finished"
    assert ended(running).state == "stopped"


def test_a_learner_cannot_fill_the_queue(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "2")
    mine = [engine.submit(endless(), "ann") for _ in range(2)]
    with pytest.raises(QueueFullError, match="You have 2 runs waiting or training"):
        engine.submit(small(), "ann")
    for run_id in mine:
        engine.stop(run_id)
        ended(run_id)


def test_the_queue_itself_is_bounded(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE", "1")
    running = engine.submit(endless(), "ann")
    training(running)
    waiting = engine.submit(endless(), "bob")
    with pytest.raises(QueueFullError, match="1 run is waiting; this server allows 1"):
        engine.submit(small(), "cyd")
    for run_id in (waiting, running):
        engine.stop(run_id)
        ended(run_id)


def test_a_run_too_large_for_the_server_is_refused_before_it_waits(engine: Engine):
    huge = RunConfig(encoding=LearnedEmbedding(vocabulary_size=100_000, dimensions=300))
    with pytest.raises(LimitError, match=r"30,.* parameters; this server allows 5,000,000"):
        engine.submit(huge, "ann")


def test_a_run_whose_loss_is_lost_fails_with_the_reason(engine: Engine):
    doubling = SimpleRNN(units=4, activation="linear")  # its state doubles and doubles over 200 words
    run_id = engine.submit(
        small(dataset=Reviews(examples=200, distance=200), layers=(doubling,), batch_size=10, learning_rate=10), "ann"
    )
    history = ended(run_id)
    assert history.state == "failed"
    assert "learning rate below 10" in history.reason


def test_runs_that_race_are_trained_together_and_the_next_run_after_them(engine: Engine):
    lanes = engine.race([small(epochs=2), small(epochs=2, seed=1)], "ann")
    following = engine.submit(small(epochs=1), "ann")
    assert [ended(lane).state for lane in (*lanes, following)] == ["finished"] * 3
    assert events(lanes[1], "started")[0]["time"] < events(lanes[0], "finished")[0]["time"]
    assert events(following, "started")[0]["time"] > events(lanes[1], "finished")[0]["time"]


def test_a_race_for_which_there_is_no_room_begins_with_no_lane(engine: Engine, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_QUEUE_PER_LEARNER", "2")
    with pytest.raises(QueueFullError):
        engine.race([small()] * 3, "eve")
    assert all_runs("eve") == []


def test_a_killed_worker_fails_its_run_and_the_next_one_trains(engine: Engine):
    doomed = engine.submit(endless(), "ann")
    training(doomed)
    following = engine.submit(small(epochs=1), "ann")
    os.kill(events(doomed, "started")[0]["process"], signal.SIGKILL)
    history = ended(doomed)
    assert history.state == "failed"
    assert "killed" in history.reason
    assert ended(following).state == "finished"

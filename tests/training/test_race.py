"""Runs that race train in turns: none runs ahead, none learns anything else for it, and none takes the others along."""

import json
import shutil

import numpy as np
import pytest

from playground.layers import GRU, LSTM, SimpleRNN
from playground.runs import Run, RunFolder, ask
from playground.training.train import train
from playground.training.turns import take_turns
from tests.engine.conftest import small

LANES = tuple(small(layers=(layer,), epochs=2) for layer in (SimpleRNN(units=4), LSTM(units=4), GRU(units=4)))


def racing(configs=LANES) -> list[RunFolder]:
    """Folders of runs that race and wait."""
    folders = [RunFolder.create(config) for config in configs]
    for folder in folders:
        folder.save_together("race", [one.id for one in folders])
    return folders


def state(folder: RunFolder) -> str:
    return Run(folder.path).history().state


def steps(folder: RunFolder) -> list[dict]:
    lines = (folder.path / "events.jsonl").read_text().splitlines()
    return [event for event in map(json.loads, lines) if event["event"] == "step"]


def test_all_lanes_are_trained_by_the_first_and_each_as_if_alone():
    folders = racing()
    train(folders[0].path)
    for config, folder in zip(LANES, folders, strict=True):
        alone = RunFolder.create(config)
        train(alone.path)
        assert state(folder) == "finished"
        raced, weights = Run(folder.path).weights(), Run(alone.path).weights()
        for name, array in weights.items():
            np.testing.assert_array_equal(raced[name], array)
        assert Run(folder.path).history().test == Run(alone.path).history().test


def test_lanes_advance_by_the_same_number_of_batches():
    folders = racing()
    train(folders[0].path)
    times = sorted(
        (event["time"], lane, number) for lane, one in enumerate(folders) for number, event in enumerate(steps(one))
    )
    done = [0] * len(folders)
    for _, lane, number in times:
        done[lane] = number + 1
        assert max(done) - min(done) <= 2  # each event is written before the next lane's turn


def test_whichever_lane_is_trained_takes_those_that_wait_along():
    folders = racing()
    train(folders[1].path)
    assert [state(folder) for folder in folders] == ["finished"] * 3


def test_a_lane_that_another_process_trains_is_left_to_it():
    folders = racing()
    with folders[0].lock(), folders[1].lock():
        assert train(folders[1].path)
    assert [state(folder) for folder in folders] == ["queued", "queued", "finished"]


def test_a_lane_with_a_damaged_folder_costs_the_others_nothing():
    folders = racing()
    (folders[0].path / "lock").mkdir()
    folders[1].control.write_text('{"speed": "x"}')
    with pytest.raises(IsADirectoryError):
        train(folders[0].path)
    assert [state(folder) for folder in folders] == ["queued", "failed", "finished"]
    assert Run(folders[1].path).history().reason.startswith("What is asked of this run (control.json) cannot be read.")


@pytest.mark.parametrize("last", ["started", "prepared", "step", "epoch"])
def test_a_lane_that_is_deleted_while_it_trains_ends_without_a_word_and_the_others_go_on(last, monkeypatch, capfd):
    folders, written = racing(), RunFolder.event

    def event(self, kind, **values):
        written(self, kind, **values)
        if self.id == folders[1].id and kind == last:
            shutil.rmtree(self.path)

    monkeypatch.setattr(RunFolder, "event", event)
    train(folders[0].path)
    assert [state(folders[lane]) for lane in (0, 2)] == ["finished", "finished"]
    assert not folders[1].path.exists()
    assert "Traceback" not in capfd.readouterr().err


def test_a_run_that_is_not_here_is_told():
    folder = RunFolder.create(LANES[0])
    shutil.rmtree(folder.path)
    assert not train(folder.path)
    assert not folder.path.exists()


def test_where_the_first_was_stopped_or_deleted_the_next_takes_the_others_along():
    folders = racing()
    folders[0].event("stopped", reason="Stopped by you before it began.")
    train(folders[1].path)
    assert [state(folder) for folder in folders] == ["stopped", "finished", "finished"]
    folders = racing()
    shutil.rmtree(folders[0].path)
    train(folders[1].path)
    assert [state(folder) for folder in folders[1:]] == ["finished", "finished"]


def test_a_lane_that_is_stopped_or_fails_leaves_the_others_alone():
    folders = racing([LANES[0], LANES[1].changed(optimizer="sgd", learning_rate=10, momentum=0.999), LANES[2]])
    ask(folders[0], stop=True)
    train(folders[0].path)
    states = [state(folder) for folder in folders]
    assert states[0] == "stopped"
    assert states[2] == "finished"


def test_a_race_that_is_damaged_is_none():
    folder = RunFolder.create(LANES[0])
    for text in ("", "[", "{}", "7", '["../../etc"]', '[["x"]]', '["another"]', "null"):
        (folder.path / "race.json").write_text(text)
        assert Run(folder.path).race == ()
    train(folder.path)
    assert state(folder) == "finished"


def test_an_error_of_one_waits_for_the_end_of_the_others():
    seen = []

    def lane(name: str, turns: int, fails: bool = False):
        for turn in range(turns):
            seen.append((name, turn))
            yield 0.0
        if fails:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        take_turns([lane("a", 3), lane("b", 1, fails=True), lane("c", 2)])
    assert seen == [("a", 0), ("b", 0), ("c", 0), ("a", 1), ("c", 1), ("a", 2)]

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
        folder.save_race([one.id for one in folders])
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


def test_a_lane_that_is_not_the_first_leaves_the_race_to_it():
    folders = racing()
    train(folders[1].path)
    assert [state(folder) for folder in folders] == ["queued"] * 3


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

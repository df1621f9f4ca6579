"""What a learner asks of a running job, and what its worker sees of it."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest

from playground.config import RunConfig
from playground.errors import ConfigError, RunError
from playground.locks import lock
from playground.runs import Control, ControlReader, RunFolder, ask, control, read_control


@pytest.fixture
def folder() -> RunFolder:
    """A run nothing was asked of."""
    return RunFolder.create(RunConfig())


def test_as_long_as_nothing_was_asked_the_run_goes_on(folder):
    nothing = Control(pause=False, stop=False, batches=0, epochs=0, learning_rate=None, speed=None, watched_until=0)
    assert read_control(folder.control) == nothing
    assert ControlReader(folder.control).read() == nothing
    assert not folder.control.exists()


def test_a_new_wish_keeps_the_others(folder):
    ask(folder, pause=True)
    ask(folder, batches=2)
    asked = ask(folder, learning_rate=0.5)
    assert asked == read_control(folder.control) == Control(pause=True, batches=2, learning_rate=0.5)
    assert ask(folder, pause=False) == Control(pause=False, batches=2, learning_rate=0.5)


def test_a_wish_that_does_not_exist_is_refused_and_nothing_changes(folder):
    ask(folder, pause=True)
    with pytest.raises(TypeError, match="dance"):
        ask(folder, dance=True)
    assert read_control(folder.control) == Control(pause=True)


def test_the_file_is_plain_json_for_whoever_looks(folder):
    ask(folder, stop=True)
    assert json.loads(folder.control.read_text()) == {
        "pause": False,
        "stop": True,
        "batches": 0,
        "epochs": 0,
        "learning_rate": None,
        "speed": None,
        "watched_until": 0.0,
        "reason": "",
    }


def test_a_file_of_an_earlier_version_is_read(folder):
    folder.control.write_text('{"pause": true, "stop": false, "batches": 2, "epochs": 1, "learning_rate": 0.5}')
    assert read_control(folder.control) == Control(pause=True, batches=2, epochs=1, learning_rate=0.5)
    assert ask(folder, speed=3).pause


DAMAGED = ["", "null", "5", '"text"', "[1, 2]", '["ab", "cd"]', '{"pause": tr', "[" * 5000]
WRONG = {  # each is what some wish must be, and none may be
    name: [*(['"x"'] if name != "reason" else []), "[1]", "{}", "NaN", "Infinity", "-1", "1e400", *more]
    for name, more in {
        "pause": ["null", "1"],
        "stop": ["null", "0"],
        "batches": ["null", "true", "1.5"],
        "epochs": ["null", "true", "1.5"],
        "learning_rate": ["true", "0"],
        "speed": ["true", "0", "1001"],
        "watched_until": ["true", "null"],
        "reason": ["true", "null", "5"],
    }.items()
}
DAMAGED += [f'{{"{name}": {value}}}' for name, values in WRONG.items() for value in values]


def test_every_wish_is_among_those_that_are_damaged():
    assert list(WRONG) == [one.name for one in fields(Control)]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_file_that_is_damaged_gets_a_sentence(folder, damaged):
    folder.control.write_text(damaged)
    for look in (lambda: read_control(folder.control), ControlReader(folder.control).read, lambda: ask(folder)):
        with pytest.raises(RunError, match=r"\(control.json\) cannot be read\. Delete that file\."):
            look()


def test_a_folder_in_the_place_of_the_file_gets_a_sentence(folder):
    folder.control.mkdir()
    for look in (lambda: read_control(folder.control), ControlReader(folder.control).read, lambda: ask(folder)):
        with pytest.raises(RunError, match=r"\(control.json\) cannot be read\. Delete that file\."):
            look()


def test_a_wish_of_a_later_version_is_passed_over(folder):
    folder.control.write_text('{"pause": true, "dance": "tango"}')
    assert read_control(folder.control) == ControlReader(folder.control).read() == Control(pause=True)


@pytest.mark.parametrize("speed", [0, -3, 0.09, 1001, float("nan"), float("inf")])
def test_a_speed_out_of_range_is_refused_with_a_sentence_and_nothing_changes(folder, speed):
    ask(folder, speed=30)
    with pytest.raises(
        ConfigError, match=rf"The speed is {speed:g} batches per second; expected 0.1 to 1,000, or full"
    ):
        ask(folder, speed=speed)
    assert read_control(folder.control) == Control(speed=30)
    assert ask(folder, speed=None) == Control()


def test_a_worker_sees_every_wish_with_its_next_look(folder):
    reader = ControlReader(folder.control)
    for wishes in (
        {"pause": True},
        {"batches": 1},
        {"batches": 2},
        {"learning_rate": 0.1},
        {"speed": 10},
        {"stop": True},
    ):
        reader.read()
        asked = ask(folder, **wishes)
        assert reader.read() == asked


def test_a_worker_reads_the_file_only_when_it_was_replaced(folder, monkeypatch):
    reads = []
    monkeypatch.setattr(control, "read_control", lambda path: (reads.append(path), read_control(path))[1])
    reader = ControlReader(folder.control)
    reader.read()
    assert reads == []
    ask(folder, pause=True)
    reads.clear()
    for _ in range(3):
        assert reader.read().pause
    assert reads == [folder.control]


def test_wishes_last_when_the_file_is_gone(folder):
    reader = ControlReader(folder.control)
    ask(folder, stop=True)
    assert reader.read().stop
    folder.control.unlink()
    assert reader.read().stop


def test_wishes_of_many_threads_are_all_counted(folder):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ask(folder, one_more="batches"), range(100)))
    assert read_control(folder.control) == Control(batches=100)


def test_a_wish_that_another_server_keeps_waiting_gets_a_sentence(folder, monkeypatch):
    monkeypatch.setattr(control, "ASK_SECONDS", 0)
    with (
        lock(folder.path / "control.lock"),
        pytest.raises(RunError, match="being asked for something else at this moment"),
    ):
        ask(folder, stop=True)

"""Reading a run's folder back: whoever reads it knows everything, whatever happened to the process that wrote it."""

import contextlib
import errno
import io
import os
import pickle
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from playground.config import RunConfig
from playground.errors import RunError
from playground.runs import Run, RunFolder, all_runs, delete, recording
from playground.runs.live import latest

HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    input()
"""
UNPICKLED = []


def explode() -> None:
    """What a pickle can make whoever reads it do."""
    UNPICKLED.append("boom")


class Bomb:
    """Explodes when it is unpickled."""

    def __reduce__(self):
        return explode, ()


@pytest.fixture
def folder() -> RunFolder:
    """A run of ann's that waits."""
    return RunFolder.create(RunConfig(), "ann")


@pytest.fixture
def another_process() -> Iterator[Callable[[RunFolder], subprocess.Popen]]:
    """another_process(folder) starts a process that holds the lock of a run, as one that trains it does."""
    started = []

    def hold(folder: RunFolder) -> subprocess.Popen:
        command = [sys.executable, "-c", HOLD, str(folder.path / "lock")]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        assert started[-1].stdout.readline() == "held\n"
        return started[-1]

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def start(folder: RunFolder) -> None:
    """The event a worker begins with."""
    folder.event("started", learning_rate=0.005, process=1, machine="here")


def step(folder: RunFolder, position: float) -> None:
    """A step event."""
    folder.event("step", epoch=1, step=1, position=position, loss=0.5, accuracy=0.5, examples_per_second=1.0)


def positions(folder: RunFolder) -> list[float]:
    """The steps read back."""
    return Run.open(folder.id).history().steps["position"]


def write_weights(folder: RunFolder, **members: bytes) -> None:
    """Weights of epoch 1 made by hand: array name → the bytes of its .npy."""
    with zipfile.ZipFile(folder.weights / "0001.npz", "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)


def test_a_run_whose_process_is_gone_has_failed(folder):
    start(folder)
    history = Run.open(folder.id).history()
    assert history.state == "failed"
    assert "ended without a word" in history.reason
    assert Run.open(folder.id).recorded().state == "running"


def test_a_paused_run_whose_process_is_gone_has_failed(folder):
    start(folder)
    folder.event("paused")
    assert Run.open(folder.id).history().state == "failed"


def test_a_run_that_another_process_trains_is_running_until_that_process_dies(folder, another_process):
    process = another_process(folder)
    start(folder)
    assert Run.open(folder.id).history().state == "running"
    process.kill()
    process.wait()
    assert Run.open(folder.id).history().state == "failed"


@pytest.mark.parametrize("end", ["finished", "stopped", "failed"])
def test_a_run_that_has_ended_needs_no_process(folder, end):
    start(folder)
    folder.event(end, reason="As it should.")
    history = Run.open(folder.id).history()
    assert (history.state, history.reason) == (end, "As it should.")


def test_a_waiting_run_needs_no_process(folder):
    assert Run.open(folder.id).history().state == "queued"


def test_the_history_is_as_fresh_as_the_file(folder):
    run = Run.open(folder.id)
    for count in range(1, 4):
        step(folder, count / 4)
        assert len(run.history().steps["position"]) == count


def test_a_last_line_that_is_not_whole_yet_is_not_read(folder):
    step(folder, 0.25)
    before = folder.events.read_bytes()
    step(folder, 0.5)
    whole = folder.events.read_bytes()
    for length in (len(before) + 1, len(whole) - 10, len(whole) - 1):
        folder.events.write_bytes(whole[:length])
        assert positions(folder) == [0.25]
    folder.events.write_bytes(whole)
    assert positions(folder) == [0.25, 0.5]


@pytest.mark.parametrize("damage", [b'{"event": "st', b"\0" * 50, b"\xff\xfe", b""])
def test_a_damaged_line_in_the_middle_is_skipped(folder, damage):
    step(folder, 0.25)
    with folder.events.open("ab") as file:
        file.write(damage + b"\n")
    step(folder, 0.5)
    assert positions(folder) == [0.25, 0.5]


def test_a_run_without_events_waits_and_belongs_to_nobody(folder):
    folder.events.unlink()
    run = Run.open(folder.id)
    assert (run.history().state, run.history().learner) == ("queued", "")


def whole(some: dict[str, np.ndarray] = {}) -> dict[str, np.ndarray]:  # noqa: B006
    """Weights of the default network: zeros, but for `some`."""
    layers = RunConfig().plan.layers
    zeros = {f"{p.name}/{name}": np.zeros(shape, np.float32) for p in layers for name, shape in p.weight_shapes.items()}
    return zeros | some


def test_weights_are_those_of_the_epoch_asked_for_or_of_the_last(folder):
    for epoch in (0, 2, 11):
        folder.save_weights(epoch, whole({"output/bias": np.full(1, epoch, np.float32)}))
    run = Run.open(folder.id)
    assert run.saved_epochs() == [0, 2, 11]
    assert [run.weights(epoch)["output/bias"].tolist() for epoch in (0, 2, 11, None)] == [[0], [2], [11], [11]]


def test_weights_that_were_never_saved_are_asked_for_in_vain(folder):
    with pytest.raises(RunError, match=r"no weights yet\. Wait for its first epoch"):
        Run.open(folder.id).weights()
    folder.save_weights(1, {"output/bias": np.zeros(1, np.float32)})
    with pytest.raises(RunError, match="no weights of epoch 2"):
        Run.open(folder.id).weights(2)


def test_a_pickled_array_among_the_weights_is_refused_and_never_unpickled(folder):
    array = io.BytesIO()
    np.lib.format.write_array(array, np.array([Bomb()], dtype=object), allow_pickle=True)
    write_weights(folder, bias=array.getvalue())
    with pytest.raises(RunError, match="weights of epoch 1 cannot be read"):
        Run.open(folder.id).weights()
    (folder.weights / "0001.npz").write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(RunError, match="weights of epoch 1 cannot be read"):
        Run.open(folder.id).weights()
    assert UNPICKLED == []
    pickle.loads(pickle.dumps(Bomb()))
    assert UNPICKLED == ["boom"]  # it would have been noticed
    UNPICKLED.clear()


@pytest.mark.parametrize(
    ("some", "said"),
    [
        ({"lstm/kernel": np.zeros((32, 16), np.float32)}, r"lstm/kernel is \(32, 16\); expected \(32, 128\)"),
        ({"gru/kernel": np.zeros((2, 2), np.float32)}, r"gru/kernel is \(2, 2\); expected none"),
        ({"output/bias": np.array(["a"])}, r"output/bias is not there; expected \(1,\)"),
    ],
)
def test_weights_of_another_network_are_named(folder, some, said):
    folder.save_weights(1, whole(some))
    with pytest.raises(RunError, match=rf"The weights of epoch 1 are not those of this network: {said}. Train the run"):
        Run.open(folder.id).weights()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"not weights"])
def test_damaged_weights_are_named(folder, content):
    (folder.weights / "0001.npz").write_bytes(content)
    with pytest.raises(RunError, match=r"weights of epoch 1 cannot be read.* Train the run again"):
        Run.open(folder.id).weights()


def test_weights_cut_short_are_named(folder):
    folder.save_weights(1, {"output/bias": np.zeros(1000, np.float32)})
    file = folder.weights / "0001.npz"
    file.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(RunError, match="weights of epoch 1 cannot be read"):
        Run.open(folder.id).weights()


def test_a_run_that_has_not_read_its_examples_has_no_vocabulary(folder):
    with pytest.raises(RunError, match="has not read its examples yet"):
        Run.open(folder.id).encoding  # noqa: B018


def test_runs_are_listed_newest_first():
    folders = [RunFolder.create(RunConfig()) for _ in range(3)]
    for index, folder in enumerate(folders):
        os.utime(folder.path / "config.json", (1000 + index, 1000 + index))
    assert [run.id for run in all_runs()] == [folder.id for folder in reversed(folders)]


def test_a_folder_that_is_no_run_is_passed_over(own_home, folder):
    runs = own_home / "runs"
    for name, config in (
        ("notjson", "{"),
        ("empty", ""),
        ("bytes", "\udcff"),
        ("list", "[]"),
        ("future", '{"unknown": 1}'),
        ("bad", '{"epochs": 0}'),
    ):
        (runs / name).mkdir()
        (runs / name / "config.json").write_text(config, errors="surrogateescape")
    (runs / "without").mkdir()
    (runs / "folder" / "config.json").mkdir(parents=True)
    (runs / "file").write_text("")
    assert [run.id for run in all_runs()] == [folder.id]


def test_without_a_home_there_are_no_runs():
    assert all_runs() == []


def test_a_run_that_has_ended_is_deleted_with_all_it_has(folder):
    folder.save_weights(0, {"output/bias": np.zeros(1, np.float32)})
    folder.event("stopped", reason="Stopped by you.")
    delete(Run.open(folder.id))
    assert not folder.path.exists()
    assert all_runs() == []
    with pytest.raises(RunError, match="There is no run"):
        Run.open(folder.id)


def test_a_run_that_waits_or_trains_is_not_deleted(folder, another_process):
    with pytest.raises(RunError, match="Stop it first"):
        delete(Run.open(folder.id))
    another_process(folder)
    start(folder)
    with pytest.raises(RunError, match="Stop it first"):
        delete(Run.open(folder.id))
    assert (folder.path / "config.json").exists()


def test_a_run_that_is_written_to_while_it_is_deleted_is_gone_at_once(folder, own_home):
    folder.event("stopped", reason="Stopped by you.")
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with contextlib.suppress(OSError):  # the folder has moved away
                (folder.path / f"trace{number}").write_text("")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        delete(Run.open(folder.id))
        assert not folder.path.exists()
    finally:
        done.set()
        writer.join()
    assert all_runs() == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (errno.EBUSY, r"cannot be deleted now \(Device or resource busy\)\. Close what uses it, and try again"),
        (errno.ENOENT, "has been deleted already"),
    ],
)
def test_a_run_that_cannot_be_deleted_says_why_and_stays_whole(folder, monkeypatch, error, sentence):
    folder.event("stopped", reason="Stopped by you.")

    def refuse(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(RunError, match=sentence):
        delete(Run.open(folder.id))
    assert Run.open(folder.id).history().state == "stopped"


def test_what_could_not_be_deleted_whole_goes_with_the_next_one(folder, own_home):
    left = own_home / "deleted" / "before"
    left.mkdir(parents=True)
    (left / "results.npz").touch()
    folder.event("stopped", reason="Stopped by you.")
    delete(Run.open(folder.id))
    assert list((own_home / "deleted").iterdir()) == []


READERS = {
    "weights/0001.npz": lambda run: run.weights(1),
    "live.npz": lambda run: latest(run, run.history()),
    "results.npz": lambda run: run.results,
}
"""A packed file of a run → who reads it."""


@pytest.mark.parametrize("file", READERS)
def test_a_packed_file_that_would_fill_the_memory_is_not_unpacked(file, folder, monkeypatch):
    monkeypatch.setattr("playground.runs.run.MOST_RESULTS", 5_000_000)
    folder.save_weights(0, {})
    with zipfile.ZipFile(folder.path / file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("step.npy", bytes(50_000_000))
    monkeypatch.setattr(np, "load", None)  # cannot unpack
    with pytest.raises(RunError, match=r"cannot be read \(it unpacks to 50,000,000 bytes; expected at most [\d,]+\)"):
        READERS[file](Run.open(folder.id))


@pytest.mark.parametrize("number", [-0.0, 0.0, 0, np.float64(0)])
def test_an_epoch_is_found_however_it_is_written(number, folder):
    random = np.random.default_rng(0)
    weights = {
        f"{planned.name}/{name}": random.normal(size=shape)
        for planned in RunConfig().plan.layers
        for name, shape in planned.weight_shapes.items()
    }
    folder.save_weights(0, weights)
    assert Run.open(folder.id).weights(number).keys() == weights.keys()


def test_nobody_is_told_to_wait_for_the_results_of_a_run_that_has_ended():
    with pytest.raises(RunError, match=r"has no test results\. Train it again"):
        _ = recording().results
    with pytest.raises(RunError, match=r"has no test results\. Wait until it has finished\."):
        _ = Run(RunFolder.create(RunConfig()).path).results

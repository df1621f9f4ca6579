"""Writing a run's folder: ids nobody guesses, files that are whole or not there, a disk that is full."""

import errno
import json
import os
import re

import numpy as np
import pytest

from playground.config import RunConfig
from playground.encodings import FittedText, LearnedEmbedding
from playground.errors import RunError, StorageError
from playground.runs import Run, RunFolder, read_control, run_path

ONES = {"lstm/kernel": np.ones((2, 3), np.float32)}


@pytest.fixture
def folder() -> RunFolder:
    """A queued run of the default choices."""
    return RunFolder.create(RunConfig(), "ann")


def full(*_arguments: object, **_options: object) -> None:
    """What a write does on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def names(folder: RunFolder) -> set[str]:
    """Every file and folder of a run, hidden ones too."""
    return {path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*")}


def test_a_new_run_waits_and_remembers_its_choices_and_its_learner(own_home):
    config = RunConfig(epochs=3, seed=8)
    folder = RunFolder.create(config, "ann")
    assert folder.path == own_home / "runs" / folder.id
    assert names(folder) == {"config.json", "events.jsonl", "weights"}
    run = Run.open(folder.id)
    assert run.config == config
    assert (run.history().state, run.history().learner) == ("queued", "ann")


def test_ids_are_96_random_bits():
    ids = [RunFolder.create(RunConfig()).id for _ in range(20)]
    assert all(re.fullmatch("[0-9a-f]{24}", run_id) for run_id in ids)
    assert len(set(ids)) == 20
    assert all(len({run_id[place] for run_id in ids}) > 1 for place in range(24))  # no part is a clock or a counter


def test_a_run_is_seen_only_once_its_owner_is_written_down(monkeypatch):
    seen = []
    replace = os.replace

    def spy(source, target):
        replace(source, target)
        events = target.with_name("events.jsonl").read_text().splitlines()
        seen.append((target.name, [json.loads(line)["learner"] for line in events]))

    monkeypatch.setattr(os, "replace", spy)
    RunFolder.create(RunConfig(), "ann")
    assert seen == [("config.json", ["ann"])]


def test_a_reader_sees_the_old_file_or_the_new_one_never_a_half(folder, monkeypatch):
    folder.replace("note.json", "old")
    seen = []
    replace = os.replace

    def spy(source, target):
        seen.append((target.read_text(), source.read_text()))
        replace(source, target)

    monkeypatch.setattr(os, "replace", spy)
    folder.replace("note.json", "new" * 10_000)
    assert seen == [("old", "new" * 10_000)]
    assert (folder.path / "note.json").read_text() == "new" * 10_000
    assert names(folder) == {"config.json", "events.jsonl", "weights", "note.json"}


def test_weights_are_written_whole_before_they_get_their_name(folder, monkeypatch):
    seen = []
    replace = os.replace

    def spy(source, target):
        with np.load(source) as arrays:
            seen.append((target.name, target.exists(), arrays.files, Run.open(folder.id).saved_epochs()))
        replace(source, target)

    monkeypatch.setattr(os, "replace", spy)
    folder.save_weights(3, ONES)
    assert seen == [("0003.npz", False, ["lstm/kernel"], [])]
    assert Run.open(folder.id).saved_epochs() == [3]


def test_leftovers_of_a_write_that_was_cut_off_are_not_read(folder):
    folder.save_weights(1, ONES)
    for name in (".0002.npz", ".0002.npz.ab12cd34", "0003.npz.part"):
        (folder.weights / name).write_bytes(b"half")
    (folder.path / ".config.json.ab12cd34").write_text("{")
    (folder.path / ".control.json.ab12cd34").write_text("{")
    run = Run.open(folder.id)
    assert run.saved_epochs() == [1]
    assert run.config == RunConfig()
    assert not read_control(folder.control).stop


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_keeps_the_older_weights_and_leaves_no_half_file(folder, code, monkeypatch):
    folder.save_weights(1, ONES)
    before = names(folder)

    def half(file, **_arrays):
        file.write(b"PK half")
        raise OSError(code, "full")

    monkeypatch.setattr(np, "savez", half)
    for epoch in (1, 2):
        with pytest.raises(StorageError, match=rf"The disk holding .*{folder.id} is full\. Free some space"):
            folder.save_weights(epoch, {"lstm/kernel": np.zeros((2, 3), np.float32)})
    assert names(folder) == before  # what is left free goes to the event that says so
    run = Run.open(folder.id)
    assert run.saved_epochs() == [1]
    with np.load(folder.weights / "0001.npz") as arrays:
        np.testing.assert_array_equal(arrays["lstm/kernel"], ONES["lstm/kernel"])


def test_a_full_disk_keeps_the_older_text(folder, monkeypatch):
    folder.replace("note.json", "old")
    before = names(folder)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageError, match="is full"):
        folder.replace("note.json", "new")
    assert (folder.path / "note.json").read_text() == "old"
    assert names(folder) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs Linux' /dev/full, a disk that is always full")
def test_an_event_that_does_not_fit_on_the_disk_is_a_storage_error(folder):
    folder.events.unlink()
    folder.events.symlink_to("/dev/full")
    with pytest.raises(StorageError, match="is full"):
        folder.event("paused")


def test_a_run_cannot_be_made_on_a_full_disk(own_home, monkeypatch):
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageError, match=r"The disk holding .*runs.* is full"):
        RunFolder.create(RunConfig())


def test_a_home_that_is_a_file_is_a_storage_error(own_home):
    own_home.write_text("not a folder")
    with pytest.raises(StorageError, match="cannot be written"):
        RunFolder.create(RunConfig())


def test_an_event_behind_a_line_that_was_cut_short_is_not_lost(folder):
    with folder.events.open("a") as file:
        file.write('{"event": "started", "ti')  # the disk was full here
    folder.event("failed", reason="The disk was full.")
    history = Run.open(folder.id).history()
    assert (history.state, history.reason) == ("failed", "The disk was full.")


def test_numbers_that_are_not_finite_are_refused_in_events(folder):
    before = folder.events.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        folder.event("step", loss=float("nan"))
    assert folder.events.read_bytes() == before


def test_the_vocabulary_is_read_back_in_its_order(folder):
    words = ("film", "don't", "日本", "ß")
    folder.save_encoding(FittedText(LearnedEmbedding(), words))
    assert Run.open(folder.id).encoding == FittedText(LearnedEmbedding(), words)


@pytest.mark.parametrize(
    "run_id",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "/etc",
        "a\\b",
        "a\0b",
        "A" * 24,
        "-a",
        "ab\n",
        "é",
        "a" * 65,
        "a" * 10_000,
        "0" * 24,
    ],
    ids=lambda run_id: ascii(run_id[:12]),
)
def test_an_id_that_is_no_run_is_refused_in_a_short_sentence(own_home, run_id):
    for place in (own_home, own_home / "runs"):  # what "..", "." and "" lead to must not be taken for a run
        place.mkdir(parents=True, exist_ok=True)
        (place / "config.json").write_text(RunConfig().to_json())
    with pytest.raises(RunError) as raised:
        run_path(run_id)
    assert str(raised.value).startswith("There is no run ")
    assert len(str(raised.value)) < 250

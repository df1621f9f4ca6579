"""What runs keep on the disk is limited, counted without walking it anew, and cleaned up on request."""

import numpy as np
import pytest

from playground.__main__ import main
from playground.caching import forget
from playground.config import RunConfig
from playground.engine import Engine
from playground.errors import ConfigError, LimitError
from playground.layers import LSTM
from playground.runs import Run, RunFolder, check_room, disk
from playground.runs.disk import kept_megabytes, megabytes_of, older_than
from playground.runs.index import all_runs

DAY = 24 * 3600


def run_of(learner: str = "ann", megabytes: float = 1.0, ended: float | None = 1_000_000.0, **choices) -> Run:
    """A run with a file of weights of so many megabytes; ended: seconds since 1970, None while it waits."""
    folder = RunFolder.create(RunConfig(**choices), learner)
    folder.save_weights(0, {"a/b": np.zeros(int(megabytes * 250_000), np.float32)})
    if ended is not None:
        folder.event("stopped", reason="", at=ended)
        lines = folder.events.read_text().splitlines()
        last = lines[-1].replace(f'"time": {Run(folder.path).recorded().ended}', f'"time": {ended}')
        folder.events.write_text("\n".join([*lines[:-1], last]) + "\n")
    return Run.open(folder.id)


def test_a_run_that_has_ended_keeps_its_files_and_one_that_waits_what_it_will_save():
    assert megabytes_of(run_of(megabytes=3)) == pytest.approx(3, abs=0.1)
    waiting = run_of(ended=None, layers=(LSTM(units=32),), epochs=9)
    assert megabytes_of(waiting) == waiting.config.disk_bytes / 1_000_000
    assert waiting.config.disk_bytes == 10 * waiting.config.plan.file_bytes


def test_the_runs_of_a_race_need_room_together(monkeypatch):
    config = RunConfig()
    monkeypatch.setenv("PLAYGROUND_LEARNER_DISK_MB", str(2 * config.disk_bytes // 1_000_000))
    check_room([config], "ann")
    with pytest.raises(LimitError, match="these 3 would add"):
        check_room([config] * 3, "ann")


def test_small_files_are_counted_by_the_blocks_they_take():
    run = run_of(megabytes=0)
    for number in range(100):
        (run.path / "weights" / f"{number:04}.npz").write_bytes(b"x")
    assert megabytes_of(run) >= 100 * 4096 / 1_000_000


def test_a_learner_has_room_for_so_much_and_all_together_for_so_much(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_LEARNER_DISK_MB", "8")
    monkeypatch.setenv("PLAYGROUND_RUNS_DISK_MB", "10")
    run_of("ann", 4)
    config = RunConfig()
    check_room([config], "ann")
    run_of("ann", 2)
    with pytest.raises(LimitError, match=r"^Your runs keep 6 MB .* allows 8 MB per learner\. Delete runs"):
        check_room([config], "ann")
    check_room([config], "ben")
    run_of("cid", 4.5)
    forget()  # all are counted once in a while
    with pytest.raises(LimitError, match=r"^All runs on this server keep 1[01] MB .* --delete-older-than 30d\.$"):
        check_room([config], "ben")


def test_the_engine_takes_no_run_without_room(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_LEARNER_DISK_MB", "1")
    run_of("ann", 2)
    before = len(all_runs())
    with pytest.raises(LimitError, match="Your runs keep 2 MB"):
        Engine().submit(RunConfig(), "ann")
    assert len(all_runs()) == before


def test_files_of_runs_that_have_ended_are_counted_once(monkeypatch):
    run_of("ann", 1)
    run_of("ann", 2)
    assert kept_megabytes("ann") == pytest.approx(3, abs=0.1)
    monkeypatch.setattr(disk, "os", None)  # without which nothing can be walked
    assert kept_megabytes("ann") == pytest.approx(3, abs=0.1)


def test_runs_that_ended_long_ago_are_found_the_oldest_first():
    now = 100 * DAY
    old, older, new = (run_of(ended=now - days * DAY) for days in (40, 90, 3))
    run_of(ended=None)
    assert older_than("30d", now) == [older, old]
    assert older_than("49h", now) == [older, old, new]
    assert older_than("20w", now) == []


@pytest.fixture(autouse=True)
def counted_anew():
    forget()


@pytest.mark.parametrize("age", ["", "30", "d", "-3d", "30 days", "1e3d", "9999999d"])
def test_an_age_that_is_none_is_one_sentence(age):
    with pytest.raises(ConfigError, match="expected a number with h, d or w, such as 30d"):
        older_than(age)


def test_cleaning_up_only_says_what_it_would_do_until_it_is_told_to(capsys):
    old, waiting = run_of(megabytes=2), run_of(ended=None)
    assert main(["runs", "--delete-older-than", "30d"]) == 0
    said = capsys.readouterr().out
    assert old.id in said
    assert "1 run that ended more than 30d ago, 2.0 MB. Nothing was deleted: add --yes to delete." in said
    assert old.path.is_dir()
    assert main(["runs", "--delete-older-than", "30d", "--yes"]) == 0
    assert "1 run deleted, 2.0 MB." in capsys.readouterr().out
    assert not old.path.exists()
    assert waiting.path.is_dir()
    assert main(["runs", "--yes"]) == 2

"""A file of events that grows is read on, and tells the same as if it were read whole."""

from pathlib import Path

import pytest

from playground.runs import history, recorded
from playground.runs.history import fold
from playground.runs.recorded import _Read, as_it_is

LINES = [
    b'{"event": "queued", "time": 1, "learner": "ann"}',
    b'{"event": "started", "time": 2, "learning_rate": 0.1}',
    b'{"event": "step", "time": 3, "epoch": 1, "step": 1, "position": 0.5, "loss": 2.0}',
    b'{"event": "step", "time": 4, "epoch": 1, "st',  # the disk was full
    b'{"event": "step", "time": 5, "epoch": 1, "step": 2, "position": 1.0, "loss": 1.0, "examples_per_second": 9}',
    b'{"event": "epoch", "time": 6, "epoch": 1, "loss": 1.5, "val_loss": 1.2, "seconds": 4}',
    b'{"event": "paused", "time": 7}',
    b'{"event": "finished", "time": 8, "test": {"loss": 1.0}}',
]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """A file without a line."""
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"")
    return path


def look(path: Path):
    stat = path.stat()
    return as_it_is(path, (stat.st_mtime_ns, stat.st_size), ())


def test_a_file_that_grows_by_any_piece_tells_the_same_as_one_that_is_read_whole(events, tmp_path):
    lines = b"\n".join(LINES) + b"\n"
    for piece in (7, 50, 333):
        for end in range(piece, len(lines) + piece, piece):
            events.write_bytes(lines[:end])
            found = look(events)
            whole = tmp_path / f"{piece} {end}"
            whole.write_bytes(lines[:end])
            assert found == look(whole)
        assert (found.state, found.steps["loss"], found.test) == ("finished", [2.0, 1.0], {"loss": 1.0})
        events.write_bytes(b"")


def test_what_was_told_before_stays_as_it_was(events):
    events.write_bytes(b"\n".join(LINES[:3]) + b"\n")
    before = look(events)
    events.write_bytes(b"\n".join(LINES) + b"\n")
    after = look(events)
    assert (before.steps["loss"], before.epochs, before.state) == ([2.0], [], "running")
    assert (after.steps["loss"], len(after.epochs), after.state) == ([2.0, 1.0], 1, "finished")


def test_only_what_is_new_is_read(events, monkeypatch):
    folded = []
    monkeypatch.setattr(
        recorded, "fold", lambda lines, *rest: folded.append(len(lines := list(lines))) or fold(lines, *rest)
    )
    for count in (2, 3, 3):
        events.write_bytes(b"\n".join(LINES[:count]) + b"\n")
        look(events)
    assert folded[:2] == [2, 1]


def test_a_shorter_file_is_another_one(events):
    events.write_bytes(b"\n".join(LINES) + b"\n")
    look(events)
    events.write_bytes(LINES[0] + b"\n")
    assert look(events).state == "queued"


def test_a_history_counts_for_what_it_holds():
    assert recorded._kept.getsizeof(_Read((0, 0), 1_000_000, fold([]))) > 1_000_000


def test_the_history_of_a_run_of_days_is_kept_all_the_same(events, monkeypatch):
    monkeypatch.setattr(history, "MOST_STEPS", 100)
    count = recorded.HISTORIES // recorded.A_BYTE // len(LINES[2]) + 1  # more than fits, were it not thinned
    events.write_bytes((LINES[2] + b"\n") * count)
    before = look(events)
    assert before.recorded == count
    assert len(before.steps["position"]) <= 100
    assert look(events) is before

"""The events of a run as a History: of a file that grows only what is new is read."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from cachetools import LRUCache
from pydantic_core import from_json

from playground.runs.history import History, fold

HISTORIES = 50_000_000
"""Bytes of histories that are kept, one of each run: they change too often for the cache of what never does."""
A_BYTE = 3
"""Bytes of memory for each byte of events.jsonl, roughly: counted at every step of a run, so it must be cheap.  Less
where steps were thinned."""


@dataclass(frozen=True)
class _Read:
    """What came of a file so far.  changed: its time and size then; end: bytes of whole lines that were read."""

    changed: tuple[int, int]
    end: int
    history: History


_kept = LRUCache[Path, _Read](HISTORIES, getsizeof=lambda one: 1_000 + A_BYTE * one.end // one.history.stride)
_lock = Lock()


def as_it_is(events: Path, changed: tuple[int, int], metrics: tuple[str, ...]) -> History:
    """The events folded.  Shared: do not change it.

    changed: time of the last change, in ns, and size of the file.  metrics: see `fold`.
    """
    with _lock:
        read = _kept.get(events)
    if read and read.changed == changed:
        return read.history
    if read and changed[1] < read.changed[1]:  # another file than before
        read = None
    start, history = (read.end, read.history) if read else (0, None)
    with events.open("rb") as file:
        file.seek(start)
        lines = file.read()
    end = lines.rfind(b"\n") + 1
    read = _Read(changed, start + end, _folded(lines[:end].splitlines(), metrics, history))
    with _lock, suppress(ValueError):  # larger than all may be
        _kept[events] = read
    return read.history


def _folded(lines: list[bytes], metrics: tuple[str, ...], before: History | None) -> History:
    try:
        return fold(from_json(b"[" + b",".join(lines) + b"]"), metrics, before)
    except ValueError:  # a line cut short by a full disk
        return fold(_events(lines), metrics, before)


def _events(lines: list[bytes]) -> Iterator[Any]:
    for line in lines:
        with suppress(ValueError):
            yield from_json(line)

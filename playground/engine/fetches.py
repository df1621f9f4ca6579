"""Datasets that learners asked for: fetched one after the other, so that training keeps its workers."""

from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from playground import paths
from playground.datasets import Dataset
from playground.datasets.fetching import Fetching, order, read

WAITING = "Waiting for a free worker"
ENDED = (
    "The worker that fetched {title} ended before it was ready here: it was killed, or it keeps its files elsewhere. "
    "Give every worker the PLAYGROUND_HOME and PLAYGROUND_DATA of this server, and try again."
)


class Fetches:
    """Fetches that wait, the one under way, and how those before it failed.

    Not safe between threads; the engine holds a lock.
    """

    def __init__(self) -> None:
        self._waiting: deque[Dataset] = deque()
        self._current: Dataset | None = None
        self._failed: dict[str, str] = {}  # name of a dataset → sentence

    def add(self, dataset: Dataset) -> None:
        """Ask for a dataset; once is enough.  Raises `StorageError`."""
        if dataset.is_ready() or self._under_way(dataset):
            return
        order(dataset, _path(dataset), WAITING)
        self._failed.pop(dataset.name, None)
        self._waiting.append(dataset)

    def next(self) -> Path | None:
        """The file of the fetch that begins now; None when none waits, or one is under way."""
        if self._current or not self._waiting:
            return None
        self._current = self._waiting.popleft()
        return _path(self._current)

    def ended(self) -> None:
        """The fetch under way is over, well or not."""
        dataset, self._current = self._current, None
        error = read(_path(dataset)).error
        if error or not dataset.is_ready():
            self._failed[dataset.name] = error or ENDED.format(title=dataset.title)
        with suppress(OSError):  # what stays there says nothing any more
            _path(dataset).unlink()

    def progress(self, dataset: Dataset) -> Fetching | None:
        """How the fetch of a dataset is doing, or why it failed; None when nobody asked for it."""
        if self._under_way(dataset):
            return replace(read(_path(dataset)), error="")  # it may be tried again only once its worker is free
        error = self._failed.get(dataset.name)
        return Fetching(error=error) if error else None

    def _under_way(self, dataset: Dataset) -> bool:
        return dataset.name in {other.name for other in (*self._waiting, self._current) if other}


def _path(dataset: Dataset) -> Path:
    return paths.home() / "fetching" / f"{dataset.name}.json"

"""Datasets that learners asked for: fetched one after the other, so that training keeps its workers."""

import logging
import secrets
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from playground import paths
from playground.datasets import Dataset
from playground.datasets.fetching import Fetching, order, read
from playground.errors import storage_errors
from playground.languages import N_

WAITING = N_("Waiting for a free worker")
ENDED = N_(
    "The worker that fetched {title} ended before it was ready here: it was killed, or it keeps its files elsewhere. "
    "Give every worker the PLAYGROUND_HOME and PLAYGROUND_DATA of this server, and try again."
)
UNREADABLE = N_("{title} was fetched but cannot be read here ({error}). Allow reading it, and try again.")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Order:
    """A dataset somebody asked for, and the file that says how far it is."""

    dataset: Dataset
    path: Path


class Fetches:
    """Fetches that wait, the one under way, and how those before it failed.

    Safe between threads; nothing waits for a disk while another thread is kept out.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[_Order] = deque()
        self._current: _Order | None = None
        self._failed: dict[str, str] = {}  # name of a dataset → sentence

    def add(self, dataset: Dataset) -> None:
        """Ask for a dataset; once is enough.  Raises `StorageError`."""
        with storage_errors(paths.data()):
            if self._under_way(dataset) or dataset.is_ready():
                return
        # A name of its own: another server on this home may fetch the same.
        new = _Order(dataset, paths.home() / "fetching" / f"{dataset.name}.{secrets.token_hex(4)}.json")
        order(dataset, new.path, WAITING)
        with self._lock:
            if not self._order_of(dataset):
                self._failed.pop(dataset.name, None)
                self._waiting.append(new)
                return
        _forget(new)  # another thread was faster

    def next(self) -> Path | None:
        """The file of the fetch that begins now; None when none waits, or one is under way."""
        with self._lock:
            if self._current or not self._waiting:
                return None
            self._current = self._waiting.popleft()
            return self._current.path

    def ended(self) -> None:
        """The fetch under way is over, well or not; without one nothing happens.  Never raises."""
        ordered = self._current
        if ordered is None:
            return
        complaint = _complaint(ordered)
        with self._lock:
            self._current = None
            if complaint:
                self._failed[ordered.dataset.name] = complaint
        _forget(ordered)

    def progress(self, dataset: Dataset) -> Fetching | None:
        """How the fetch of a dataset is doing, or why it failed; None when nobody asked for it."""
        if ordered := self._under_way(dataset):
            return replace(read(ordered.path), error="")  # it may be tried again only once its worker is free
        error = self._failed.get(dataset.name)
        return Fetching(error=error) if error else None

    def _under_way(self, dataset: Dataset) -> _Order | None:
        with self._lock:
            return self._order_of(dataset)

    def _order_of(self, dataset: Dataset) -> _Order | None:
        orders = (ordered for ordered in (*self._waiting, self._current) if ordered)
        return next((ordered for ordered in orders if ordered.dataset.name == dataset.name), None)


def _complaint(ordered: _Order) -> str:
    """Why a fetch that is over failed; empty when the dataset is ready."""
    dataset = ordered.dataset
    try:
        if error := read(ordered.path).error:
            return error
        return "" if dataset.is_ready() else ENDED.format(title=dataset.title)
    except Exception as error:
        log.exception("%s cannot be read after its fetch.", dataset.title)
        return UNREADABLE.format(title=dataset.title, error=getattr(error, "strerror", None) or repr(error))


def _forget(ordered: _Order) -> None:
    with suppress(OSError):  # what stays there says nothing any more
        ordered.path.unlink()

"""The runs in the hands of this server: those that wait, in a fair order, and those that train."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from playground.engine.fair_queue import FairQueue
from playground.errors import QueueFullError
from playground.languages import n_
from playground.limits import Limits


class Line:
    """Which runs wait and train, and whose they are.  Safe between threads; nothing here waits for a disk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue = FairQueue()
        self._learners: dict[str, str] = {}  # run id → learner, of runs that wait or train
        self._arriving: list[str] = []  # learners whose run is being written
        self._leaving: set[str] = set()  # runs that were asked to stop and have not ended yet

    @contextmanager
    def room(self, count: int, learner: str, allowed: Limits, instead_of: Collection[str] = ()) -> Iterator[None]:
        """Room for so many runs more while their folders are written.  Raises `QueueFullError`.

        instead_of: runs that will be stopped for it; as those that were asked to stop already, they take no room.
        """
        with self._lock:
            stay = self._learners.keys() - self._leaving - set(instead_of)
            waiting = len(stay.intersection(self._queue.order()))
            if waiting + len(self._arriving) + count > allowed.queue:
                raise QueueFullError(
                    n_(
                        "{number:,} run is waiting; this server allows {most:,}. Try again later.",
                        "{number:,} runs are waiting; this server allows {most:,}. Try again later.",
                        waiting,
                        most=allowed.queue,
                    )
                )
            mine = [*map(self._learners.__getitem__, stay), *self._arriving].count(learner)
            if mine + count > allowed.queue_per_learner:
                raise QueueFullError(
                    n_(
                        "You have {runs} waiting or training and asked for one more; one learner may have {most:,}. "
                        "Wait for one to finish, or stop one.",
                        "You have {runs} waiting or training and asked for {number} more; one learner may have "
                        "{most:,}. Wait for one to finish, or stop one.",
                        count,
                        runs=n_("{number:,} run", "{number:,} runs", mine),
                        most=allowed.queue_per_learner,
                    )
                )
            self._arriving += [learner] * count
        try:
            yield
        finally:
            with self._lock:
                for _one in range(count):
                    self._arriving.remove(learner)

    def add(self, run_ids: Sequence[str], learner: str) -> None:
        """Runs that wait from now on, all at once: a race is handed over as a whole.  Once is enough."""
        with self._lock:
            for run_id in run_ids:
                if run_id not in self._learners:
                    self._learners[run_id] = learner
                    self._queue.add(learner, run_id)

    def next(self) -> str | None:
        """The run that trains from now on; None when nothing waits."""
        with self._lock:
            return self._queue.pop() if len(self._queue) else None

    def take_along(self, run_ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the runs that wait: from now on they train, with the one they race with."""
        with self._lock:
            return tuple(run_id for run_id in run_ids if self._queue.remove(run_id))

    def leaving(self, run_id: str) -> None:
        """A run in the hands of this server was asked to stop."""
        with self._lock:
            if run_id in self._learners:
                self._leaving.add(run_id)

    def withdraw(self, run_id: str) -> None:
        """A run that waited was stopped; one that trains goes on."""
        with self._lock:
            if self._queue.remove(run_id):
                del self._learners[run_id]
                self._leaving.discard(run_id)

    def put_back(self, run_id: str) -> None:
        """A run that could not begin waits again, before all others."""
        with self._lock:
            if run_id in self._learners and run_id not in self._queue.order():
                self._queue.put_back(self._learners[run_id], run_id)

    def ended(self, run_id: str) -> None:
        """A run neither waits nor trains any more; twice does no harm."""
        with self._lock:
            self._queue.remove(run_id)
            self._learners.pop(run_id, None)
            self._leaving.discard(run_id)

    def order(self) -> list[str]:
        """All waiting runs in the order they will be served if nobody adds another."""
        with self._lock:
            return self._queue.order()

    def counts(self) -> tuple[int, int]:
        """How many runs wait, and how many train."""
        with self._lock:
            waiting = len(self._queue)
            return waiting, len(self._learners) - waiting

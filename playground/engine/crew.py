"""The workers: what each of them does, what becomes of it, and what it does next."""

import logging
import time
from collections.abc import Callable

from playground.engine.cluster import Cluster
from playground.engine.fetches import Fetches
from playground.engine.line import Line
from playground.engine.worker import DASK_SECONDS, LOST, SHUT_DOWN, Worker, killed, why
from playground.errors import RunError
from playground.languages import N_
from playground.paths import runs_folder
from playground.runs import Run, RunFolder

RETRY_SECONDS = 5
NO_SCHEDULER = N_("The scheduler {scheduler} does not answer ({error}). Trying again every {seconds} seconds.")
NO_WORKER = N_("No worker could start ({error}). Trying again every {seconds} seconds.")
FAILED = N_("A worker failed ({error}). It is tried again.")
NOT_STARTED = N_("A worker could not start TensorFlow: {error}. It is tried again.")
log = logging.getLogger(__name__)


class Crew:
    """The workers of a cluster, each given one thing at a time.

    Changed by the engine's thread only, which holds no lock while it waits for Dask or a disk; other threads may read
    `workers` and `problem`.  Nothing here raises: whatever fails costs the run, the fetch or the worker it belongs to.

    connect: gives a connected cluster, or raises.  scheduler: its address, empty for one of this server's own.
    """

    def __init__(self, connect: Callable[[], Cluster], scheduler: str, line: Line, fetches: Fetches) -> None:
        self.workers: dict[str, Worker] = {}  # by address
        self.problem = ""
        self._connect, self._scheduler, self._line, self._fetches = connect, scheduler, line, fetches
        self._cluster: Cluster | None = None
        self._adrift: dict[str, str] = {}  # run id → why its worker is out of sight; its process still holds its lock
        self._put_back: set[str] = set()  # runs that waited a second time

    def training(self) -> list[str]:
        """The runs that hold a worker."""
        return [run_id for worker in list(self.workers.values()) for run_id in worker.run_ids]

    def tend(self) -> bool:
        """One look at every worker: note what has ended, warm up new ones, give fetches and runs to free ones.

        False while there is no cluster.
        """
        try:
            if self._cluster is None:
                self._cluster = self._connect()
            cluster = self._cluster
            connected = cluster.workers()
        except Exception as error:
            log.exception("The cluster failed.")
            self.problem = (NO_SCHEDULER if self._scheduler else NO_WORKER).format(
                scheduler=self._scheduler, error=type(error).__name__, seconds=RETRY_SECONDS
            )
            self.leave(LOST.format(error=repr(error)))
            return False
        self.problem = ""
        for run_id, reason in list(self._adrift.items()):
            self._run_over(run_id, reason)
        for address in self.workers.keys() - connected:
            self._over(self.workers.pop(address), killed(), lost=True)
        for address in sorted(connected):
            worker = self.workers.setdefault(address, Worker())
            try:
                self._tend(cluster, address, worker)
            except Exception as error:
                log.exception("Worker %s failed.", address)
                self._over(worker, LOST.format(error=repr(error)), lost=True)
                self.workers[address] = _resting(FAILED.format(error=repr(error)))
        return True

    def leave(self, reason: str = SHUT_DOWN) -> None:
        """Close the cluster; what its workers did is over.  Twice does no harm."""
        cluster, self._cluster = self._cluster, None
        if cluster:
            try:
                cluster.close()  # first: a worker that still trains holds the lock of its run
            except Exception:
                log.exception("The cluster could not be closed.")
        for address in list(self.workers):
            self._over(self.workers.pop(address), reason, lost=True)

    def _tend(self, cluster: Cluster, address: str, worker: Worker) -> None:
        if worker.future is None:
            if time.monotonic() < worker.rests_until:
                return
            worker.future = cluster.warm_up(address)
        if not worker.future.done():
            return
        if not worker.warm:
            if worker.future.status != "finished":
                error = worker.future.exception(timeout=DASK_SECONDS) if worker.future.status == "error" else None
                log.error("Worker %s could not start TensorFlow.", address, exc_info=error)
                self.workers[address] = _resting(NOT_STARTED.format(error=repr(error)))
                return
            worker.rate = worker.future.result(timeout=DASK_SECONDS)
            worker.warm, worker.problem = True, ""
        elif worker.run_ids or worker.fetches:
            self._over(worker, *why(worker.future))
        if ordered := self._fetches.next():
            worker.fetches = True
            worker.future = cluster.fetch(address, str(ordered))
        elif run_id := self._line.next():
            path = runs_folder() / run_id
            worker.run_ids = (run_id,)
            worker.run_ids += self._line.take_along([lane.id for lane in Run(path).race])
            worker.future = cluster.train(address, str(path))

    def _over(self, worker: Worker, reason: str, lost: bool) -> None:
        """What a worker did is over.  Twice does no harm.

        reason: of a run that has not said it itself.  lost: the worker is out of sight, and what it did perhaps not.
        """
        run_ids, worker.run_ids = worker.run_ids, ()
        fetched, worker.fetches = worker.fetches, False
        for run_id in reversed(run_ids):  # each that waits again does so before all others
            self._run_over(run_id, reason, lost)
        if fetched:
            self._fetches.ended()

    def _run_over(self, run_id: str, reason: str, lost: bool = True) -> None:
        """A run's task is over: it waits again if it never began, and fails if it has not said how it ended."""
        self._adrift.pop(run_id, None)
        try:
            run = Run.open(run_id)
            history = run.recorded()
            if history.active and run.is_held():  # its worker has only lost the connection
                self._adrift[run_id] = reason
                return
            if history.state == "queued" and lost and (reason == SHUT_DOWN or run_id not in self._put_back):
                self._put_back.add(run_id)
                self._line.put_back(run_id)
                return
            if run.recorded().active:  # again: it may have ended before its lock was looked at
                RunFolder(run.path).event("failed", reason=reason)
        except RunError:  # it was deleted: nobody asks how it ended
            pass
        except Exception:  # its folder is full or damaged: the others must go on
            log.warning("Run %s could not be ended.", run_id, exc_info=True)
        self._put_back.discard(run_id)
        self._line.ended(run_id)


def _resting(problem: str) -> Worker:
    """A worker that begins anew in a while."""
    return Worker(problem=problem, rests_until=time.monotonic() + RETRY_SECONDS)

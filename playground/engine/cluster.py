"""Where the workers are: processes of this server, or a cluster somebody started by hand. The only user of Dask."""

import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future as MadeOnce
from functools import partial
from typing import Any, TypeVar

import dask
from distributed import Client, Future, LocalCluster

from playground.engine import task
from playground.engine.worker import DASK_SECONDS
from playground.limits import limits

CONNECT_SECONDS = 4
START_SECONDS = 60
"""How long the worker processes of this server may take to start."""
T = TypeVar("T")
log = logging.getLogger(__name__)


class Cluster:
    """A connected cluster of workers, each doing one thing at a time.

    scheduler: `tcp://host:port` of a running scheduler; empty for worker processes of this server.
    Raises `OSError` when that scheduler does not answer, `TimeoutError` when the workers do not start in time.
    """

    def __init__(self, scheduler: str = "", num_workers: int | None = None) -> None:
        self._local = None if scheduler else _local(num_workers or limits().workers)
        try:
            self._client = Client(self._local or scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except BaseException:
            if self._local:
                _close(self._local, DASK_SECONDS)
            raise

    def workers(self) -> set[str]:
        """Addresses of the workers that are connected now.  Raises `TimeoutError`."""
        return set(self._client.nthreads(callback_timeout=DASK_SECONDS))

    def warm_up(self, worker: str) -> Future[Any]:
        """Make a worker ready."""
        return self._submit(worker, task.warm_up)

    def train(self, worker: str, path: str) -> Future[Any]:
        """Train the run in the folder `path` on a worker."""
        return self._submit(worker, task.train, path)

    def fetch(self, worker: str, path: str) -> Future[Any]:
        """Fetch the dataset that the file `path` asks for on a worker."""
        return self._submit(worker, task.fetch, path)

    def _submit(self, worker: str, function: Callable[..., object], *arguments: str) -> Future[Any]:
        return self._client.submit(
            function, *arguments, workers=[worker], allow_other_workers=False, pure=False, retries=0
        )

    def close(self) -> None:
        """End the connection, and the workers if they are this server's.  Never raises; twice does no harm."""
        for part, seconds in ((self._client, 2), (self._local, DASK_SECONDS)):
            if part:
                _close(part, seconds)


def _local(num_workers: int) -> LocalCluster:
    """Worker processes of this server."""
    # A run that ends its worker is not tried again, nor is anything else that worker had done.
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    start = partial(
        LocalCluster,
        n_workers=num_workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=logging.CRITICAL,
        memory_limit=f"{limits().worker_memory_mb}MB",
    )
    return within(START_SECONDS, start, too_late=lambda made: _close(made, DASK_SECONDS))


def _close(part: Client | LocalCluster, seconds: float) -> None:
    try:
        try:
            part.close(timeout=seconds)
        except TimeoutError:  # as when a worker has just died: Dask waits until it has started it again, to end it then
            log.warning("%s did not close within %s s. Its worker processes are killed.", type(part).__name__, seconds)
            if isinstance(part, LocalCluster):
                _kill(part)
    except Exception:
        log.warning("%s could not be closed.", type(part).__name__, exc_info=True)


def _kill(cluster: LocalCluster) -> None:
    """End the worker processes at once; none is started again."""
    nannies = list(cluster.workers.values())
    for nanny in nannies:
        nanny.auto_restart = False
    pids = {nanny.pid for nanny in nannies}
    for process in multiprocessing.active_children():
        if process.pid in pids:
            process.kill()


def within(seconds: float, make: Callable[[], T], too_late: Callable[[T], object]) -> T:
    """What `make` gives, which may wait for ever.  Raises `TimeoutError`; what comes after that goes to `too_late`."""
    made = MadeOnce[T]()

    def work() -> None:
        try:
            value = make()
        except BaseException as error:
            if made.set_running_or_notify_cancel():
                made.set_exception(error)
            return
        if made.set_running_or_notify_cancel():
            made.set_result(value)
        else:
            too_late(value)

    threading.Thread(target=work, name="cluster", daemon=True).start()
    try:
        return made.result(timeout=seconds)
    except TimeoutError:
        if made.cancel():
            raise TimeoutError(f"nothing within {seconds} s") from None
        return made.result()

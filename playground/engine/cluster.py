"""Where the workers are: processes of this server, or a cluster somebody started by hand. The only user of Dask."""

import logging
import os
from collections.abc import Callable
from operator import methodcaller

import cloudpickle
import dask
import toolz
from distributed import Client, Future, LocalCluster

from playground.engine import task
from playground.limits import limits
from playground.paths import PROJECT

cloudpickle.register_pickle_by_value(task)
CONNECT_SECONDS = 4


class Cluster:
    """A connected cluster of workers, each doing one thing at a time.

    scheduler: `tcp://host:port` of a running scheduler; empty for worker processes of this server, one a core.
    Raises `OSError` when that scheduler does not answer.
    """

    def __init__(self, scheduler: str = "", num_workers: int | None = None) -> None:
        self._local = None
        if not scheduler:
            # A run that ends its worker is not tried again, nor is anything else that worker had done.
            dask.config.set({"distributed.scheduler.allowed-failures": 0})
            self._local = LocalCluster(
                n_workers=num_workers or os.cpu_count() or 1,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
                memory_limit=f"{limits().worker_memory_mb}MB",
            )
        self._client = Client(self._local or scheduler, timeout=CONNECT_SECONDS, set_as_default=False)

    def workers(self) -> set[str]:
        """Addresses of the workers that are connected now."""
        return set(self._client.nthreads())

    def warm_up(self, worker: str) -> Future:
        """Make a worker ready."""
        return self._submit(worker, task.warm_up, str(PROJECT))

    def train(self, worker: str, path: str) -> Future:
        """Train the run in the folder `path` on a worker."""
        return self._submit(worker, task.train, path)

    def fetch(self, worker: str, path: str) -> Future:
        """Fetch the dataset that the file `path` asks for on a worker."""
        return self._submit(worker, task.fetch, path)

    def _submit(self, worker: str, function: Callable[[str], object], argument: str) -> Future:
        # The scheduler unpickles what it passes on but need not have the project: give it bytes and library functions.
        steps = cloudpickle.dumps(function), cloudpickle.loads, methodcaller("__call__", argument)
        return self._client.submit(
            toolz.pipe, *steps, workers=[worker], allow_other_workers=False, pure=False, retries=0
        )

    def close(self) -> None:
        """End the connection, and the workers if they are this server's."""
        self._client.close(timeout=2)
        if self._local:
            self._local.close(timeout=5)

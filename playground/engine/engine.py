"""The engine: takes runs, hands them to workers one each, and passes on what learners ask of them."""

import logging
import os
import threading
from dataclasses import dataclass, field
from statistics import median

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.datasets.fetching import Fetching
from playground.engine.cluster import Cluster
from playground.engine.fair_queue import FairQueue
from playground.engine.fetches import Fetches
from playground.engine.worker import Status, Worker
from playground.errors import PlaygroundError, QueueFullError
from playground.limits import limits
from playground.paths import runs_folder
from playground.runs import Run, RunFolder, all_runs, ask, read_control

POLL_SECONDS = 0.25
RETRY_SECONDS = 5
KILLED = (
    "The worker process that trained this run ended: it was killed, or needed more than the "
    "{megabytes:,} MB of memory a worker may hold. Train again, with a smaller batch or length if it ends again."
)
SHUT_DOWN = "The server was stopped while this run was training. Train it again."
log = logging.getLogger(__name__)


@dataclass
class Engine:
    """Where runs are trained.  Every method may be called from any thread; a thread of its own talks to Dask.

    scheduler: `tcp://…` of a running Dask scheduler; empty to train in processes of this server.
    num_workers: None for as many as there are cores.
    """

    scheduler: str = field(default_factory=lambda: os.environ.get("PLAYGROUND_SCHEDULER", ""))
    num_workers: int | None = None

    def __post_init__(self) -> None:
        self._queue = FairQueue()
        self._fetches = Fetches()
        self._learners: dict[str, str] = {}  # run id → learner, of runs that wait or train
        self._workers: dict[str, Worker] = {}
        self._changed = threading.Condition(threading.RLock())
        self._thread: threading.Thread | None = None
        self._closing = False
        self._problem = ""

    def start(self) -> None:
        """Start the workers in the background; queued runs of an earlier server wait again. Only once."""
        with self._changed:
            if self._thread or self._closing:
                return
            self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)
            for run in reversed(all_runs()):
                history = run.history()
                if history.state == "queued" and run.id not in self._learners:
                    self._add(run.id, history.learner)
            self._thread.start()

    def close(self) -> None:
        """Stop the workers. A run that was training is recorded as failed; queued runs wait for the next server."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread:
            thread.join(timeout=15)

    def submit(self, config: RunConfig, learner: str) -> str:
        """Put a run into the queue and return its id.

        Raises `LimitError` for a run that is too large, `QueueFullError` when too many wait, `StorageError`.
        """
        allowed = limits()
        config.check(config.dataset.num_train, allowed)
        with self._changed:
            if len(self._queue) >= allowed.queue:
                raise QueueFullError(
                    f"{len(self._queue)} runs are waiting, as many as this server allows. Try again later."
                )
            if sum(owner == learner for owner in self._learners.values()) >= allowed.queue_per_learner:
                raise QueueFullError(
                    f"You have {allowed.queue_per_learner} runs waiting or training, as many as one learner may. "
                    "Wait for one to finish, or stop one."
                )
            folder = RunFolder.create(config, learner)
            self._add(folder.id, learner)
        self.start()
        return folder.id

    def fetch(self, dataset: Dataset) -> None:
        """Let a worker make a dataset ready; does nothing while one does.  Raises `StorageError`."""
        with self._changed:
            self._fetches.add(dataset)
            self._changed.notify_all()
        self.start()

    def fetching(self, dataset: Dataset) -> Fetching | None:
        """How the fetch of a dataset is doing, or why it failed; None when nobody asked for it."""
        with self._changed:
            return self._fetches.progress(dataset)

    def place(self, run_id: str) -> int | None:
        """A run's place in the queue, 1 for the next one; None when it does not wait."""
        with self._changed:
            order = self._queue.order()
        return order.index(run_id) + 1 if run_id in order else None

    def status(self) -> Status:
        """How the engine is doing."""
        with self._changed:
            workers = list(self._workers.values())
            rates = [worker.rate for worker in workers if worker.rate]
            return Status(
                len(workers),
                sum(worker.warm for worker in workers),
                sum(worker.run_id is not None for worker in workers),
                len(self._queue),
                self._problem,
                median(rates) if rates else None,
            )

    def stop(self, run_id: str) -> None:
        """Stop a run: at once while it waits, within one batch while it trains."""
        folder = RunFolder(Run.open(run_id).path)
        with self._changed:
            waited = self._queue.remove(run_id)
            if waited:
                del self._learners[run_id]
        if waited:
            folder.event("stopped", reason="Stopped by you before it began.")
        else:
            ask(folder, stop=True)

    def pause(self, run_id: str) -> None:
        """Hold a run before its next batch."""
        self._ask(run_id, pause=True)

    def resume(self, run_id: str) -> None:
        """Let a paused run go on."""
        self._ask(run_id, pause=False)

    def one_batch(self, run_id: str) -> None:
        """Let a paused run train one batch more."""
        with self._changed:
            folder = RunFolder(Run.open(run_id).path)
            ask(folder, pause=True, batches=read_control(folder.control).batches + 1)

    def one_epoch(self, run_id: str) -> None:
        """Let a paused run train to the end of its epoch."""
        with self._changed:
            folder = RunFolder(Run.open(run_id).path)
            ask(folder, pause=True, epochs=read_control(folder.control).epochs + 1)

    def set_learning_rate(self, run_id: str, learning_rate: float) -> None:
        """Change the learning rate from the next batch on.  Raises `ConfigError` when it is out of range."""
        RunConfig(learning_rate=learning_rate)
        self._ask(run_id, learning_rate=learning_rate)

    def _ask(self, run_id: str, **wishes: object) -> None:
        with self._changed:
            ask(RunFolder(Run.open(run_id).path), **wishes)

    def _add(self, run_id: str, learner: str) -> None:
        self._learners[run_id] = learner
        self._queue.add(learner, run_id)
        self._changed.notify_all()

    # The engine's own thread

    def _serve(self) -> None:
        cluster = None
        while not self._closing:
            try:
                if cluster is None:
                    cluster = Cluster(self.scheduler, self.num_workers)
                    self._problem = ""
                self._tend(cluster, cluster.workers())
            except Exception as error:
                log.warning("the cluster failed: %r", error)
                where = f"The scheduler {self.scheduler} does not answer" if self.scheduler else "No worker could start"
                self._problem = f"{where} ({type(error).__name__}). Trying again every {RETRY_SECONDS} seconds."
                self._lose(cluster)
                cluster = None
            with self._changed:
                if not self._closing:
                    self._changed.wait(POLL_SECONDS if cluster else RETRY_SECONDS)
        self._lose(cluster, SHUT_DOWN)

    def _lose(self, cluster: Cluster | None, reason: str = KILLED) -> None:
        """Close the cluster; what its workers trained has failed."""
        if cluster:
            cluster.close()
        with self._changed:
            for worker in self._workers.values():
                self._free(worker, reason)
            self._workers.clear()

    def _tend(self, cluster: Cluster, connected: set[str]) -> None:
        """One look at every worker: note what has ended, warm up new ones, give fetches and runs to free ones."""
        with self._changed:
            for address in self._workers.keys() - connected:
                self._free(self._workers.pop(address))
            for address in sorted(connected):
                worker = self._workers.setdefault(address, Worker())
                if worker.future is None:
                    worker.future = cluster.warm_up(address)
                if not worker.future.done():
                    continue
                self._free(worker)
                if not worker.warm:
                    worker.warm = worker.future.status == "finished"
                    if worker.warm:
                        worker.rate = worker.future.result()
                    else:
                        self._problem = f"A worker could not start TensorFlow: {worker.future.exception()!r}"
                if worker.warm and (ordered := self._fetches.next()):
                    worker.fetches, worker.future = True, cluster.fetch(address, str(ordered))
                elif worker.warm and len(self._queue):
                    worker.run_id = self._queue.pop()
                    worker.future = cluster.train(address, str(runs_folder() / worker.run_id))

    def _free(self, worker: Worker, reason: str = KILLED) -> None:
        """What a worker did is over."""
        if worker.run_id:
            self._ended(worker.run_id, reason)
        if worker.fetches:
            self._fetches.ended()
        worker.run_id, worker.fetches = None, False

    def _ended(self, run_id: str, reason: str) -> None:
        """A run's task is over; if the run itself has not said how it ended, `reason` says it."""
        self._learners.pop(run_id, None)
        try:
            run = Run.open(run_id)
            if run.recorded().active and not run.is_held():  # held: its worker has only lost the connection
                RunFolder(run.path).event("failed", reason=reason.format(megabytes=limits().worker_memory_mb))
        except (PlaygroundError, OSError) as error:  # its folder is gone or full: the others must go on
            log.warning("run %s: %s", run_id, error)

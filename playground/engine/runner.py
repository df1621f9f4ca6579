"""The engine: takes runs, hands them to workers one each, and passes on what learners ask of them."""

import logging
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Unpack

from filelock import Timeout

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.datasets.fetching import Fetching
from playground.engine.arriving import written
from playground.engine.cluster import Cluster
from playground.engine.crew import RETRY_SECONDS, Crew
from playground.engine.fetches import Fetches
from playground.engine.line import Line
from playground.engine.making_room import make_room
from playground.engine.servers import Server, clear_away, is_alive, waits
from playground.engine.wishes import Wishes
from playground.engine.worker import Status, status_of
from playground.errors import PlaygroundError
from playground.languages import N_
from playground.limits import limits
from playground.runs import History, Run, RunFolder, all_runs, ask, check_room
from playground.runs.control import Wishes as Asked
from playground.runs.folder import Together

POLL_SECONDS = 0.25
LOOK_SECONDS = 5
"""Between two looks at what other servers on this home have done."""
CLOSE_SECONDS = 15
REPLACED = N_("You began another run in its place.")
STOPPED = N_("Stopped by you before it began.")
FELL = N_("The engine ended with an error ({error}). It starts again within {seconds} seconds.")
log = logging.getLogger(__name__)


@dataclass
class Engine(Wishes):
    """Where runs are trained.  Every method may be called from any thread; a thread of its own talks to Dask.

    scheduler: `tcp://…` of a running Dask scheduler; empty to train in processes of this server.
    num_workers: None for as many as there are cores.
    """

    scheduler: str = field(default_factory=lambda: os.environ.get("PLAYGROUND_SCHEDULER", ""))
    num_workers: int | None = None

    def __post_init__(self) -> None:
        self._server = Server()
        self._line = Line()
        self._fetches = Fetches()
        self._crew = Crew(self._connect, self.scheduler, self._line, self._fetches)
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._watchdog: threading.Thread | None = None
        self._closing = False
        self._fallen = ""
        self._restarts = 0

    def _connect(self) -> Cluster:
        return Cluster(self.scheduler, self.num_workers)

    def start(self) -> None:
        """Start the workers in the background; queued runs of an earlier server wait again. Only once."""
        with self._lock:
            if self._watchdog or self._closing:
                return
            self._watchdog = threading.Thread(target=self._watch, name="engine watchdog", daemon=True)
            self._watchdog.start()

    def close(self) -> None:
        """Stop the workers. A run that was training is recorded as failed; queued runs wait for the next server.

        Never raises; twice does no harm.
        """
        with self._lock:
            self._closing = True
            watchdog = self._watchdog
        self._wake.set()
        if watchdog:
            watchdog.join(timeout=CLOSE_SECONDS)
        self._server.leave()

    def submit(self, config: RunConfig, learner: str, instead_of: Sequence[str] = (), **wishes: Unpack[Asked]) -> str:
        """Put a run into the queue and return its id.

        instead_of: runs that are stopped for it, once it is accepted.  wishes: what is asked of it from the start.
        Raises `LimitError` for a run that is too large, `QueueFullError` when too many wait, `StorageError`; then
        nothing is stopped.
        """
        return self.race((config,), learner, instead_of, **wishes)[0]

    def race(
        self,
        configs: Sequence[RunConfig],
        learner: str,
        instead_of: Sequence[str] = (),
        together: Together = "race",
        **wishes: Unpack[Asked],
    ) -> list[str]:
        """Put runs into the queue, and return their ids; raises what `submit` does.

        Those of a race train in turns: the first that is handed to a worker takes the others along.  Those of a sweep
        train one after another, those of other learners in between.
        """
        allowed = limits()
        for config in configs:
            config.check(config.dataset.num_train, allowed)
        check_room(configs, learner, allowed)
        self._server.enter()
        with self._line.room(len(configs), learner, allowed, instead_of):
            ids = written(configs, learner, self._server.id, together, **wishes)
            self._line.add(ids, learner)
        for run_id in instead_of:
            try:
                self.stop(run_id, REPLACED)
            except PlaygroundError:  # deleted, or damaged: then it ends by itself
                log.warning("Run %s could not be asked to stop.", run_id, exc_info=True)
        self._wake.set()
        self.start()
        return ids

    def fetch(self, dataset: Dataset) -> None:
        """Let a worker make a dataset ready; does nothing while one does.  Raises `StorageError`."""
        self._fetches.add(dataset)
        self._wake.set()
        self.start()

    def fetching(self, dataset: Dataset) -> Fetching | None:
        """How the fetch of a dataset is doing, or why it failed; None when nobody asked for it."""
        return self._fetches.progress(dataset)

    def position(self, run_id: str) -> int | None:
        """A run's position in the queue, 1 for the next one; None when it does not wait here."""
        order = self._line.order()
        return order.index(run_id) + 1 if run_id in order else None

    def is_elsewhere(self, history: History) -> bool:
        """Whether a run waits in the queue of another server that shares this home."""
        return history.state == "queued" and history.server != self._server.id and is_alive(history.server)

    def status(self) -> Status:
        """How the engine is doing."""
        workers, problems = list(self._crew.workers.values()), [self._fallen, self._crew.problem]
        return status_of(workers, *self._line.counts(), problems, self._restarts)

    def stop(self, run_id: str, reason: str = "") -> None:
        """Stop a run within one batch, whichever server has it.  reason: why, where nobody pressed Stop."""
        run = Run.open(run_id)
        if not self._stop_waiting(run):
            ask(RunFolder(run.path), stop=True, reason=reason)
            self._line.leaving(run_id)

    def _stop_waiting(self, run: Run) -> bool:
        """Stop a run that nobody trains yet; False when somebody does."""
        if run.recorded().state != "queued":
            return False
        folder = RunFolder(run.path)
        try:
            with folder.writing(), folder.lock(timeout=1):
                if run.recorded().state != "queued":
                    return False
                folder.event("stopped", reason=STOPPED)
        except Timeout:  # it is beginning
            return False
        self._line.withdraw(run.id)
        return True

    # The engine's own threads: one that works, and one that starts it again should it ever end

    def _watch(self) -> None:
        try:
            self._server.enter()
        except Exception:  # a home that cannot be written: pages may still be read
            log.exception("This server cannot tell others on its home that it lives.")
        while not self._closing:
            try:
                thread = threading.Thread(target=self._work, name="engine", daemon=True)
                thread.start()
                thread.join()
            except Exception as error:  # no thread can be started at this moment
                self._fell(error)
            self._wake.clear()
            if not self._closing:
                self._wake.wait(RETRY_SECONDS)
        self._crew.leave()

    def _work(self) -> None:
        try:
            self._serve()
        except BaseException as error:
            self._fell(error)

    def _fell(self, error: BaseException) -> None:
        log.error("The engine ended.", exc_info=error)
        self._restarts += 1
        self._fallen = FELL.format(error=repr(error), seconds=RETRY_SECONDS)

    def _serve(self) -> None:
        look = 0.0
        while not self._closing:
            ready = self._crew.tend()
            if time.monotonic() >= look:
                self._look_around(first=not look)
                make_room(self._line, self._crew.training())
                look = time.monotonic() + LOOK_SECONDS
            self._fallen = ""
            self._wake.wait(POLL_SECONDS if ready else RETRY_SECONDS)
            self._wake.clear()

    def _look_around(self, first: bool) -> None:
        """Forget waiting runs that were stopped elsewhere; take over those whose server is gone."""
        try:
            for run_id in self._line.order():
                if not waits(run_id):
                    self._line.withdraw(run_id)
            if clear_away() or first:
                for run in reversed(all_runs()):
                    self._take_over(run, first)
        except Exception:
            log.exception("What other servers did cannot be seen.")

    def _take_over(self, run: Run, first: bool) -> None:
        """Let a run wait here whose server is gone.  first: see `_is_orphan`."""
        try:
            if not self._is_orphan(run, first):
                return
            folder = RunFolder(run.path)
            with folder.lock():
                if not self._is_orphan(run, first):
                    return
                folder.event("adopted", server=self._server.id)
            self._line.add([run.id], run.recorded().learner)
        except Timeout:  # another server takes it over
            return
        except Exception:  # whatever is wrong with its folder costs no other run
            log.warning("Run %s cannot be taken over.", run.id, exc_info=True)

    def _is_orphan(self, run: Run, first: bool) -> bool:
        """first: also one of no server, as of an earlier version; later those are being trained on the command line."""
        history = run.recorded()
        return history.state == "queued" and (first or history.server != "") and not is_alive(history.server)

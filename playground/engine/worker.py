"""What the engine knows of its workers, and what it tells of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from distributed import Future, KilledWorker

from playground.errors import PlaygroundError
from playground.languages import N_
from playground.limits import limits

DASK_SECONDS = 5
"""How long any answer of Dask may take."""
KILLED = N_(
    "The worker process that trained this run ended: it was killed, or needed more than the "
    "{megabytes:,} MB of memory a worker may hold. Train again, with a smaller batch or length if it ends again."
)
SHUT_DOWN = N_("The server was stopped while this run was training. Train it again.")
NOT_FOUND = N_(
    "The worker that was to train this run did not find its folder. Give every worker the PLAYGROUND_HOME of this "
    "server, and train it again."
)
LOST = N_("The server lost sight of this run ({error}). Train it again.")
COULD_NOT = N_("The worker could not train this run ({error}). Train it again.")


@dataclass(frozen=True)
class Status:
    """How the engine is doing.  workers: connected; warm: ready to train at once; training, waiting: runs.

    problem: one sentence in English on what keeps runs from being trained; empty while all is well.
    rate: batches a second that a worker trains of the first visitor's network; None until one is warm.
    restarts: how often the engine had to be started again.
    """

    workers: int
    warm: int
    training: int
    waiting: int
    problem: str
    rate: float | None = None
    restarts: int = 0


@dataclass
class Worker:
    """One worker process: what it does now. It neither trains nor fetches while it warms up or waits.

    run_ids: of what it trains, a run or all that race; the first is the one it was given.
    problem: one sentence on what is wrong with it.  rests_until: `time.monotonic()` before which it is left alone.
    """

    future: Future[Any] | None = None
    run_ids: tuple[str, ...] = ()
    fetches: bool = False
    warm: bool = False
    rate: float | None = None
    problem: str = ""
    rests_until: float = 0.0


def status_of(workers: Sequence[Worker], waiting: int, training: int, problems: Sequence[str], restarts: int) -> Status:
    """How an engine with these workers is doing.  problems: of its own, the first of which is told; empty: none."""
    rates = [worker.rate for worker in workers if worker.rate]
    problem = next(filter(None, [*problems, *(worker.problem for worker in workers)]), "")
    warm, rate = sum(worker.warm for worker in workers), median(rates) if rates else None
    return Status(len(workers), warm, training, waiting, problem, rate, restarts)


def killed() -> str:
    """The reason of a run whose worker is gone."""
    return KILLED.format(megabytes=limits().worker_memory_mb)


def why(future: Future[Any]) -> tuple[str, bool]:
    """Of a task that is over: the reason for a run that has not said it itself, and whether its worker was lost.

    One that was never trained may then wait again.
    """
    if future.status == "finished":
        found = future.result(timeout=DASK_SECONDS)
        return (killed(), True) if found else (NOT_FOUND, False)  # it left what another process trained, which died
    error = future.exception(timeout=DASK_SECONDS) if future.status == "error" else None
    if error is None or isinstance(error, KilledWorker):
        return killed(), True
    said = str(error) if isinstance(error, PlaygroundError) else COULD_NOT.format(error=repr(error))
    return said, False

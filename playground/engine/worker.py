"""What the engine knows of its workers, and what it tells of itself."""

from dataclasses import dataclass

from distributed import Future


@dataclass(frozen=True)
class Status:
    """How the engine is doing.  workers: connected; warm: ready to train at once; training, waiting: runs.

    rate: batches a second that a worker trains of the first visitor's network; None until one is warm.
    """

    workers: int
    warm: int
    training: int
    waiting: int
    problem: str
    rate: float | None = None


@dataclass
class Worker:
    """One worker process: what it does now. It neither trains nor fetches while it warms up or waits."""

    future: Future | None = None
    run_id: str | None = None
    fetches: bool = False
    warm: bool = False
    rate: float | None = None

"""A cluster of one worker in this process, which fails at any call it is told to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from playground.engine import Engine, crew
from playground.runs import RunFolder

module = import_module("playground.engine.runner")  # the package has a function of that name


class Faults:
    """Raises `error` the first time that one of `calls` is made.

    met: the calls that failed.  said: what the engine's status said at every call that was made after one had failed.
    """

    def __init__(self, *calls: str, error: BaseException | None = None) -> None:
        self.pending, self.error = list(calls), error or OSError(5, "Something broke")
        self.met: list[str] = []
        self.said: list[str] = []
        self.engine: Engine | None = None
        self.train: Callable[[Path], object] = trains
        self.fetch: Callable[[Path], None] = lambda path: None
        self.addresses = {"worker"}

    def __call__(self, call: str) -> None:
        if self.met and self.engine:
            self.said.append(self.engine.status().problem)
        if call in self.pending:
            self.pending.remove(call)
            self.met.append(call)
            raise self.error


def trains(path: Path) -> None:
    """What a worker does with a run, at once."""
    folder = RunFolder(path)
    with folder.lock(timeout=5):
        folder.event("started", learning_rate=0.1)
        folder.event("finished", test={})


class FaultyCluster:
    """As `playground.engine.cluster.Cluster`."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        faults("connect")

    def workers(self) -> set[str]:
        self.faults("workers")
        return set(self.faults.addresses)

    def warm_up(self, worker: str) -> "FaultyFuture":
        return FaultyFuture(self.faults, "warm_up", lambda: None, 7.0)

    def train(self, worker: str, path: str) -> "FaultyFuture":
        return FaultyFuture(self.faults, "train", lambda: self.faults.train(Path(path)))

    def fetch(self, worker: str, path: str) -> "FaultyFuture":
        return FaultyFuture(self.faults, "fetch", lambda: self.faults.fetch(Path(path)))

    def close(self) -> None:
        self.faults("close")


class FaultyFuture:
    """Begins its work when it is asked for the second time whether it is done."""

    def __init__(self, faults: Faults, name: str, work: Callable[[], object], value: object = None) -> None:
        self.faults, self.name, self.work, self.value = faults, name, work, value
        self.asked = 0
        self.error: Exception | None = None
        faults(name)

    def done(self) -> bool:
        self.faults(f"{self.name}.done")
        self.asked += 1
        if self.asked == 2:
            self.thread = threading.Thread(target=self._work)
            self.thread.start()
        return self.asked > 2 and not self.thread.is_alive()

    def _work(self) -> None:
        try:
            self.value = self.work() or self.value
        except Exception as error:
            self.error = error

    @property
    def status(self) -> str:
        self.faults(f"{self.name}.status")
        return "error" if self.error else "finished"

    def result(self, timeout: float) -> object:
        self.faults(f"{self.name}.result")
        return self.value

    def exception(self, timeout: float) -> Exception | None:
        self.faults(f"{self.name}.exception")
        return self.error


@contextmanager
def faulty_engine(faults: Faults, monkeypatch) -> Iterator[Engine]:
    """An engine on a cluster that fails as `faults` say, and tries again at once."""
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    for retrying in (module, crew):
        monkeypatch.setattr(retrying, "RETRY_SECONDS", 0.05)
    engine = faults.engine = Engine(scheduler="")
    engine._crew._connect = lambda: FaultyCluster(faults)
    try:
        yield engine
    finally:
        engine.close()

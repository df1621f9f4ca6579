"""A network watched while it learns: what watching costs the training, pictures per second, and a class that watches.

    python -m benchmarks.live_network            all of it, about three minutes
    python -m benchmarks.live_network one        an LSTM 32 on the short reviews at full speed, and one who watches
    python -m benchmarks.live_network class      thirty who watch thirty runs

One run is watched and not watched in turn, so that both are measured on the same machine at the same time.  Of thirty
runs as many train as there are workers; the weights of the others are published by a process of the benchmark's own,
`EACH` times per second each, as thirty workers would.
"""

import json
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import psutil
import pytest
from distributed.utils import open_port

from playground.config import RunConfig
from playground.layers import LSTM
from playground.prediction.splits import run_examples
from playground.runs import Run, RunFolder
from tests.browser.app import Server, serve, until

CONFIG = RunConfig(layers=(LSTM(units=32),), epochs=1000)
SENTENCE = "although the acting was superb and the story moved me i fell asleep"
PERIOD, LAPSE, TURNS = 6.0, 4.0, 6
"""Seconds of each period, seconds until a run that was watched is not, and how often both are measured."""
PACE = 1 / 12
"""Seconds from one question of the screen to the next, at least."""
WATCHERS, SECONDS, EACH = 30, 20.0, 2
WORKERS = os.cpu_count() or 1
SLOWER, PICTURES, WAIT = 1.10, 8.0, 0.3


@dataclass
class Watcher:
    """One screen.  seconds: how long each answer took; pictures: how many were new; errors: what went wrong."""

    url: str
    run: str
    seconds: list[float] = field(default_factory=list)
    pictures: int = 0
    errors: list[str] = field(default_factory=list)

    def watch(self, seconds: float) -> None:
        """Ask again and again, as the screen does."""
        connection, end = HTTPConnection(urlsplit(self.url).netloc), time.monotonic() + seconds
        seen, points, epochs = -1, 0, 0
        while (began := time.monotonic()) < end:
            asked = {"run": self.run, "text": SENTENCE, "seen": seen, "points": points, "epochs": epochs}
            connection.request("POST", "/live/network", json.dumps(asked).encode())
            answer = connection.getresponse()
            body = answer.read()
            self.seconds.append(time.monotonic() - began)
            if answer.status != 200:
                self.errors.append(body[:200].decode())
            else:
                header = json.loads(body[4 : 4 + int.from_bytes(body[:4], "little")])
                self.pictures += "picture" in header
                seen = header.get("at", -1)
                points += len(header.get("curve", {}).get("position", ()))
                epochs += len(header.get("by_epoch", ()))
            time.sleep(max(began + PACE - time.monotonic(), 0))


def waiting_run(home: Path) -> Run:
    """A run that waits for a worker and never ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(home))
        return Run(RunFolder.create(CONFIG).path)


@dataclass(frozen=True)
class Pace:
    """Of a run over some seconds: batches per second, and milliseconds of a processor that its worker took for each."""

    batches: float
    work: float


def paced(server: Server, run: Run, meanwhile: Callable[[], object]) -> Pace:
    """The pace while something else goes on."""
    worker = max(server.family()[1:], key=lambda one: sum(one.cpu_times()[:2]))
    began, before = time.time(), sum(worker.cpu_times()[:2])
    meanwhile()
    end, work = time.time(), sum(worker.cpu_times()[:2]) - before
    events = [json.loads(line) for line in (run.path / "events.jsonl").read_text().splitlines()]
    steps = [event for event in events if event["event"] == "step" and began <= event["time"] <= end]
    each = run.history().facts["steps_per_epoch"]
    batches = each * (steps[-1]["position"] - steps[0]["position"]) / (steps[-1]["time"] - steps[0]["time"])
    return Pace(batches, 1000 * work / (batches * (end - began)))


def one(server: Server, run: Run) -> bool:
    """Watching in turn with not watching.  Returns whether the promises are kept."""
    free, watched = [], []
    watcher = Watcher(server.url, run.id)
    for _ in range(TURNS):
        free.append(paced(server, run, lambda: time.sleep(PERIOD)))
        watcher.watch(1)
        watched.append(paced(server, run, lambda: watcher.watch(PERIOD)))
        time.sleep(LAPSE)
    pictures = watcher.pictures / (TURNS * (PERIOD + 1))
    turns = [other.batches / one.batches for one, other in zip(watched, free, strict=True)]
    slower = float(np.median(turns))
    work = np.median([one.work for one in watched]) / np.median([one.work for one in free])
    print(f"batches per second: {_median(free):.0f} unwatched, {_median(watched):.0f} watched, by turns")
    print(f"training takes {slower:.3f} times as long while watched (by turn: {', '.join(f'{t:.2f}' for t in turns)})")
    print(f"its worker's own work for a batch: {work:.3f} times as much; the rest is two processes on few cores")
    print(f"pictures per second: {pictures:.1f}; an answer: {_told(watcher.seconds)}; errors: {len(watcher.errors)}")
    print(f"promise: at most {SLOWER:g} times as long, {PICTURES:g} pictures per second or more, no error")
    return slower <= SLOWER and pictures >= PICTURES and not watcher.errors


def _median(paces: list[Pace]) -> float:
    return float(np.median([one.batches for one in paces]))


def _told(seconds: list[float]) -> str:
    median, most = np.percentile(seconds, [50, 95])
    return f"median {1000 * median:.0f} ms, 95th percentile {1000 * most:.0f} ms"


def begun_run(home: Path) -> Run:
    """A run that somebody trains: the weights before training are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYGROUND_HOME", str(home))
        folder = RunFolder.create(CONFIG, server="another")
    folder.event("started", learning_rate=CONFIG.learning_rate)
    folder.event("prepared", train=1, validation=1, test=1, steps_per_epoch=50, baseline={})
    folder.save_encoding(CONFIG.encoding.fit(run_examples(CONFIG).train))
    folder.save_weights(0, _weights(0))
    return Run(folder.path)


def _weights(step: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(step)
    return {
        f"{planned.name}/{name}": random.normal(scale=0.3, size=shape).astype(np.float32)
        for planned in CONFIG.plan.layers
        for name, shape in planned.weight_shapes.items()
    }


def publish(paths: list[Path], ready: Event) -> None:
    """Hold all these runs and publish their weights in turn until the process is ended."""
    folders, step, weights = [RunFolder(path) for path in paths], 0, [_weights(number) for number in range(5)]
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(folder.lock())
        while True:
            began, step = time.monotonic(), step + 1
            for number, folder in enumerate(folders):
                folder.save_live(step, weights[step % 5])
                if number == 0:
                    ready.set()
                time.sleep(max(began + (number + 1) / len(folders) / EACH - time.monotonic(), 0))


def together(server: Server, trained: list[Run]) -> bool:
    """All who watch at once.  Returns whether the promise is kept."""
    others = [begun_run(server.home) for _ in range(WATCHERS - len(trained))]
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    publisher = context.Process(target=publish, args=([run.path for run in others], ready), daemon=True)
    publisher.start()
    assert ready.wait(60)
    watchers = [Watcher(server.url, run.id) for run in [*trained, *others]]
    for watcher in watchers[:1] + watchers[-1:]:
        watcher.watch(1)  # the datasets are read
    threads = [threading.Thread(target=watcher.watch, args=(SECONDS,)) for watcher in watchers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    publisher.kill()
    publisher.join()
    seconds = [taken for watcher in watchers for taken in watcher.seconds]
    errors = [error for watcher in watchers for error in watcher.errors]
    pictures = sum(watcher.pictures for watcher in watchers) / SECONDS
    print(f"{WATCHERS} who watch {WATCHERS} runs, {len(trained)} of them training: an answer: {_told(seconds)}")
    print(f"{len(seconds) / SECONDS:.0f} answers and {pictures:.0f} pictures per second; errors: {errors[:3]}")
    print(f"promise: 95th percentile at most {1000 * WAIT:g} ms, no error")
    return float(np.percentile(seconds, 95)) <= WAIT and not errors


def main(what: str = "all") -> int:
    """Print what was measured.  Returns 1 when a promise is broken."""
    kept = True
    for name, measure, count in (("one", lambda server, runs: one(server, runs[0]), 1), ("class", together, WORKERS)):
        if what not in (name, "all"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            runs = [waiting_run(Path(folder)) for _ in range(count)]
            # It trains what waited.
            server = serve(Path(folder), open_port("127.0.0.1"), PLAYGROUND_WORKERS=str(WORKERS))
            try:
                until(lambda runs=runs: all(run.recorded().epochs for run in runs))
                print(f"load before: {psutil.getloadavg()[0]:.1f} on {WORKERS} cores")
                kept &= measure(server, runs)
            finally:
                server.interrupt()
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

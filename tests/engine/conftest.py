"""Engines with real worker processes; their runs live in one home a module."""

import io
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playground.config import RunConfig
from playground.datasets import Reviews
from playground.engine import Engine
from playground.layers import SimpleRNN
from playground.runs import History, Run

SECONDS = 90
"""How long anything may take before a test gives up; nothing here is a promise about speed."""


@pytest.fixture(autouse=True, scope="module")
def own_home(module_home: Path) -> Path:
    """One home for all tests of a module, because the workers are shared by them."""
    return module_home


@contextmanager
def warm_engine(workers: int) -> Iterator[Engine]:
    """An engine with so many warm workers."""
    one = Engine(scheduler="", num_workers=workers)
    one.start()
    until(lambda: one.status().warm == workers)
    yield one
    one.close()


@pytest.fixture(scope="module")
def engine(own_home: Path) -> Iterator[Engine]:
    """An engine with one warm worker."""
    with warm_engine(1) as one:
        yield one


def small(**values: object) -> RunConfig:
    """A run of a second: 200 reviews, a SimpleRNN of 4 units, 7 batches an epoch."""
    return RunConfig(
        **{"dataset": Reviews(examples=200), "layers": (SimpleRNN(units=4),), "batch_size": 25, "epochs": 2} | values
    )


def endless() -> RunConfig:
    """A run that goes on until it is stopped."""
    return small(epochs=1000)


def until(true: Callable[[], object]) -> None:
    """Wait until `true()` is; fails the test when it never becomes so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def ended(run_id: str) -> History:
    """The history of a run once it has ended."""
    until(lambda: not Run.open(run_id).history().active)
    return Run.open(run_id).history()


def training(run_id: str) -> None:
    """Wait until a run has trained a step."""
    until(lambda: Run.open(run_id).history().latest)


def put_archive(path: Path, num_reviews: int = 1) -> None:
    """An archive in the official layout with so many reviews in each of its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for folder in ("train/neg", "train/pos", "test/neg", "test/pos"):
            for number in range(num_reviews):
                member = tarfile.TarInfo(f"aclImdb/{folder}/{number}_5.txt")
                member.size = 4
                archive.addfile(member, io.BytesIO(b"film"))

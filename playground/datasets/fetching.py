"""Fetching a dataset in a process of its own: a small file says what to fetch, how far it is, and what went wrong."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from playground.datasets.base import Dataset
from playground.errors import PlaygroundError, storage_errors

SECONDS = 0.2
"""Between two notes of the progress."""


@dataclass(frozen=True)
class Fetching:
    """How a fetch is doing.

    what: a few words a learner reads.  done, total: in a unit of their own.
    error: one sentence on why it failed; empty while it is under way.
    """

    what: str = ""
    done: int = 0
    total: int = 1
    error: str = ""

    @property
    def share(self) -> float:
        """How much is done, 0–1."""
        return min(self.done / max(self.total, 1), 1.0)


def order(dataset: Dataset, path: Path, what: str) -> None:
    """Write the file `fetch` starts from.  what: shown until it does.  Raises `StorageError`."""
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, {"dataset": dataset.model_dump(mode="json"), "what": what})


def read(path: Path) -> Fetching:
    """What the file at `path` says; nothing done where there is none."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Fetching()
    return Fetching(**{name: said[name] for name in Fetching.__dataclass_fields__ if name in said})


def fetch(path: Path) -> None:
    """Fetch the dataset that `path` asks for; progress and complaints are written there."""
    from playground.datasets import DATASETS

    ordered = json.loads(path.read_text(encoding="utf-8"))["dataset"]
    last = ("", 0.0)

    def progress(done: int, total: int, what: str) -> None:
        nonlocal last
        now = time.monotonic()
        if what != last[0] or now - last[1] > SECONDS:
            last = (what, now)
            _write(path, {"what": what, "done": done, "total": total})

    try:
        DATASETS[ordered["name"]](**ordered).fetch(progress)
    except PlaygroundError as error:
        _write(path, {"error": str(error)})


def _write(path: Path, said: dict[str, Any]) -> None:
    """The file whole: a reader sees the old one or the new one, never a half."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        temporary.write_text(json.dumps(said), encoding="utf-8")
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

"""Write a run's folder: the one place that knows its file names.

config.json        RunConfig
events.jsonl       one JSON line an event: {"event": …, "time": seconds since 1970, …}
control.json       what the learner asks of a running job: pause, single batches and epochs, stop, learning rate, speed,
                   and that somebody watches; see `playground.runs.control.Control`
weights/0003.npz   arrays by layer and weight name, after epoch 3 (0000: before training); 0003.250000.npz: a quarter
                   through the fourth, where a run keeps such steps
live.npz           the weights of a moment ago while somebody watches, with their `step`: batches trained, over the run
encoding.json      what the encoding learned: its vocabulary, or means and standard deviations
race.json          the ids of the runs that train in turns with this one, itself among them; none where it trains alone
sweep.json         the same of the runs that belong to one sweep with it, each of which trains alone
remarks.json       the name, the note and the star that the learner gave it
results.npz        what the trained network made of the test examples
lock               held while a process trains this run; free again the moment that process is gone
control.lock       held for the moment in which control.json is written
"""

import json
import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
from filelock import FileLock

from playground.choices import as_given
from playground.config import RunConfig
from playground.encodings import FittedEncoding
from playground.errors import RunError, storage_errors
from playground.languages import _
from playground.locks import is_locked, lock
from playground.paths import SHIPPED, runs_folder

Together = Literal["race", "sweep"]
"""How runs belong together: they train in turns, or one setting is swept."""
RUN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class RunFolder:
    """The folder of one run, to write to.  Raises `StorageError` when the disk is full."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.id = path.name

    @classmethod
    def create(cls, config: RunConfig, learner: str = "", server: str = "") -> "RunFolder":
        """A new folder with an id nobody can guess (96 random bits), in state queued.

        learner: whose run it is; server: in whose queue it waits; both empty for the command line.
        """
        folder = cls.begun(learner, server)
        folder.show(config)
        return folder

    @classmethod
    def begun(cls, learner: str = "", server: str = "") -> "RunFolder":
        """The same, not yet seen by anyone: until `show`."""
        folder = cls(runs_folder() / secrets.token_hex(12))
        with storage_errors(runs_folder()):
            folder.weights.mkdir(parents=True)
        folder.event("queued", learner=learner, server=server)
        return folder

    def show(self, config: RunConfig) -> None:
        """From now on the run is seen, and whose it is."""
        self.replace("config.json", config.to_json())

    @property
    def events(self) -> Path:
        """events.jsonl."""
        return self.path / "events.jsonl"

    @property
    def weights(self) -> Path:
        """The folder of weights files."""
        return self.path / "weights"

    @property
    def control(self) -> Path:
        """control.json."""
        return self.path / "control.json"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around whatever writes here.

        Raises `RunError` for a run that ships or is deleted meanwhile, `StorageError` for a full disk.
        """
        if self.path in SHIPPED.values():
            raise RunError(_("This network comes with the playground and stays as it is. Train one of your own."))
        try:
            with storage_errors(self.path):
                yield
        except FileNotFoundError as error:
            raise RunError(
                _("This run was deleted, or a part of its folder, while it was written to. Train it again.")
            ) from error

    def lock(self, timeout: float = 0) -> FileLock:
        """The lock that says a process trains this run.  timeout: seconds to wait for it."""
        return lock(self.path / "lock", timeout)

    def is_held(self) -> bool:
        """Whether a process trains this run at this moment."""
        return is_locked(self.path / "lock")

    def event(self, event: str, **values: Any) -> None:
        """Append one event."""
        line = json.dumps({"event": event, "time": round(time.time(), 3), **values}, allow_nan=False) + "\n"
        with self.writing(), self.events.open("ab+") as file:
            if file.tell() and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                line = "\n" + line  # a full disk has cut the line before
            file.write(line.encode())

    def replace(self, name: str, text: str) -> None:
        """Write a text file whole: a reader sees the old one or the new one, never a half."""
        with self._whole(self.path / name) as file:
            file.write(text.encode())

    def save_together(self, together: Together, ids: Sequence[str]) -> None:
        """Keep which runs race with this one, or belong to one sweep with it; itself among them."""
        self.replace(f"{together}.json", json.dumps(list(ids)))

    def save_encoding(self, fitted: FittedEncoding) -> None:
        """Keep what the encoding learned."""
        self.replace("encoding.json", json.dumps(fitted.learned(), ensure_ascii=False))

    def save_weights(self, epoch: float, weights: Mapping[str, np.ndarray]) -> None:
        """Keep the weights after `epoch`, such as 2.25 in the third.  weights: `layer/weight` → float32 array."""
        with self._whole(self.weights / weights_file(epoch)) as file:
            np.savez(file, allow_pickle=False, **weights)

    def save_live(self, step: int, weights: Mapping[str, np.ndarray]) -> None:
        """Put the weights after `step` batches of the run where whoever watches reads them."""
        with self._whole(self.path / "live.npz") as file:
            np.savez(file, allow_pickle=False, step=np.int64(step), **weights)

    def save_results(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep what the network made of the test examples; see `playground.training.results`."""
        with self._whole(self.path / "results.npz") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)

    @contextmanager
    def _whole(self, target: Path) -> Iterator[BinaryIO]:
        """A file to write that becomes `target` once it is whole; what is left of a failed write is thrown away."""
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        with self.writing():
            try:
                with temporary.open("wb") as file:
                    yield file
                os.replace(temporary, target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise


def weights_file(epoch: float) -> str:
    """The name of the weights after a whole epoch, such as 0003.npz, or within one: 0002.250000.npz."""
    return f"{epoch:04.0f}.npz" if epoch == int(epoch) else f"{epoch:011.6f}.npz"


def run_path(run_id: str) -> Path:
    """The folder of the run called `run_id`.  Raises `RunError` when there is none."""
    path = SHIPPED.get(run_id) or runs_folder() / run_id
    if not RUN_ID.fullmatch(run_id) or not (path / "config.json").is_file():
        raise RunError(
            _("There is no run {run} here. Check the link, or choose one of your runs.", run=as_given(run_id))
        )
    return path

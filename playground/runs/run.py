"""Run: a run folder read back. Nothing in it is ever unpickled."""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile

import numpy as np
from cachetools import LRUCache
from filelock import Timeout
from pydantic_core import from_json

from playground.caching import remembered, size_of
from playground.config import RunConfig
from playground.encodings import FittedEncoding
from playground.errors import RunError
from playground.paths import STARTER
from playground.runs.folder import RunFolder, run_path
from playground.runs.history import History, fold

DIED = "The process that trained this run ended without a word: it was killed, or the machine was switched off."

HISTORIES = 50_000_000
"""Bytes of histories that are kept, one of each run: they change too often for the cache of what never does."""


@dataclass(frozen=True)
class Run:
    """A run folder, to read.  `config`, `encoding` and the weights never change once written; `history()` is fresh."""

    path: Path

    @classmethod
    def open(cls, run_id: str) -> "Run":
        """The run called `run_id`.  Raises `RunError` when there is none."""
        return cls(run_path(run_id))

    @property
    def id(self) -> str:
        """The run's id."""
        return self.path.name

    @property
    def short_id(self) -> str:
        """The beginning of its id, enough to tell it from a learner's other runs; of the starter the whole."""
        return self.id if self.is_starter else self.id[:6]

    @property
    def is_starter(self) -> bool:
        """Whether it is the one that comes with the playground."""
        return self.path == STARTER

    @property
    @remembered
    def config(self) -> RunConfig:
        """All that the run depends on."""
        return RunConfig.from_json((self.path / "config.json").read_bytes())

    @cached_property
    def learner(self) -> str:
        """Whose run it is; empty for the command line."""
        try:
            with RunFolder(self.path).events.open("rb") as file:
                first = from_json(file.readline())
        except (FileNotFoundError, ValueError):
            return ""
        return str(first.get("learner", "")) if isinstance(first, dict) else ""

    def recorded(self) -> History:
        """What the events say, whether or not the process that wrote them still lives.  Shared: do not change it."""
        events = RunFolder(self.path).events
        try:
            stat = events.stat()
        except FileNotFoundError:
            return History()
        return _as_it_is(events, (stat.st_mtime_ns, stat.st_size))

    def history(self) -> History:
        """What the run has done so far. A run whose process is gone is failed."""
        history = self.recorded()
        if history.state in ("running", "paused") and not self.is_held():
            history = self.recorded()  # it may have ended in between
            if history.active:
                return replace(history, state="failed", reason=DIED)
        return history

    def is_held(self) -> bool:
        """Whether a process trains this run at this moment."""
        try:
            with RunFolder(self.path).lock():
                return False
        except Timeout:
            return True

    @property
    @remembered
    def encoding(self) -> FittedEncoding:
        """The fitted encoding.  Raises `RunError` while the run has not got that far."""
        try:
            learned = json.loads((self.path / "encoding.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunError("This run has not read its examples yet. Wait for its first epoch.") from None
        return self.config.encoding.restore(learned)

    @property
    def has_weights(self) -> bool:
        """Whether the run has got as far as saving its first weights, those before training."""
        return (RunFolder(self.path).weights / "0000.npz").exists()

    def saved_epochs(self) -> list[int]:
        """Epochs whose weights are kept, ascending; 0 is before training."""
        return sorted(int(path.stem) for path in RunFolder(self.path).weights.glob("[0-9]*.npz"))

    def weights(self, epoch: int | None = None) -> dict[str, np.ndarray]:
        """`layer/weight` → float32 array after `epoch` (None: the last saved).  Raises `RunError` when not saved."""
        saved = self.saved_epochs()
        if not saved or (epoch is not None and epoch not in saved):
            raise RunError(
                f"This run has no weights {'yet' if epoch is None else f'of epoch {epoch}'}. Wait for its first epoch."
            )
        number = saved[-1] if epoch is None else epoch
        arrays = _arrays(RunFolder(self.path).weights / f"{number:04d}.npz", f"The weights of epoch {number}")
        return {name: array.astype(np.float32, copy=False) for name, array in arrays.items()}

    @property
    @remembered
    def results(self) -> dict[str, np.ndarray]:
        """What the trained network made of the test examples; see `playground.training.results`.

        Raises `RunError` while there are none.
        """
        if not (self.path / "results.npz").exists():
            raise RunError("This run has no test results. Wait until it has finished, or train it again.")
        return _arrays(self.path / "results.npz", "The test results")


def _arrays(path: Path, what: str) -> dict[str, np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except (OSError, EOFError, ValueError, BadZipFile) as error:
        raise RunError(f"{what} cannot be read ({error}). Train the run again.") from error


_histories = LRUCache[Path, tuple[tuple[int, int], History]](HISTORIES, getsizeof=size_of)
_lock = Lock()


def _as_it_is(events: Path, changed: tuple[int, int]) -> History:
    """The events folded; kept until the file changes, because every click of every learner asks for it."""
    with _lock:
        kept = _histories.get(events)
    if kept and kept[0] == changed:
        return kept[1]
    history = _folded(events)
    with _lock, suppress(ValueError):  # larger than all may be
        _histories[events] = changed, history
    return history


def _folded(events: Path) -> History:
    lines = events.read_bytes()
    whole = lines[: lines.rfind(b"\n") + 1].splitlines()
    try:
        return fold(from_json(b"[" + b",".join(whole) + b"]"))
    except ValueError:  # a line cut short by a full disk
        return fold(event for line in whole if (event := _event(line)))


def _event(line: bytes) -> dict | None:
    try:
        return from_json(line)
    except ValueError:
        return None


def starter() -> Run:
    """The run that comes with the playground: an LSTM trained on IMDB; nobody's own, so not among `all_runs`."""
    return Run.open(STARTER.name)


def delete(run: Run) -> None:
    """Remove a run that has ended, with everything in its folder.  Raises `RunError` while it is active."""
    if run.history().active:
        raise RunError("This run still waits or trains. Stop it first, then delete it.")
    with RunFolder(run.path).writing():
        shutil.rmtree(run.path)

"""Run: a run folder read back. Nothing in it is ever unpickled."""

import json
import os
import shutil
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from pydantic_core import from_json

from playground.config import RunConfig
from playground.encodings import FittedEncoding
from playground.errors import PlaygroundError, RunError
from playground.paths import STARTER, runs_folder
from playground.runs.folder import RunFolder, run_path
from playground.runs.history import History, fold

DIED = "The process that trained this run ended without a word: it was killed, or the machine was switched off."


@dataclass(frozen=True)
class Run:
    """A run folder, to read.  `config`, `encoding` and the weights never change once written; `history()` is fresh."""

    path: Path

    @classmethod
    def open(cls, run_id: str) -> "Run":
        """The run called `run_id`.  Raises `RunError` when there is none."""
        return _run(run_path(run_id))

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

    @cached_property
    def config(self) -> RunConfig:
        """All that the run depends on."""
        return RunConfig.from_json((self.path / "config.json").read_bytes())

    @cached_property
    def learner(self) -> str:
        """Whose run it is; empty for the command line."""
        try:
            with RunFolder(self.path).events.open("rb") as file:
                return from_json(file.readline()).get("learner", "")
        except (FileNotFoundError, ValueError):
            return ""

    def recorded(self) -> History:
        """What the events say, whether or not the process that wrote them still lives.  Shared: do not change it."""
        events = RunFolder(self.path).events
        try:
            stat = events.stat()
        except FileNotFoundError:
            return History()
        return _folded(events, stat.st_mtime_ns, stat.st_size)

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
        return RunFolder(self.path).is_held()

    @cached_property
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

    @cached_property
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


@lru_cache(maxsize=512)
def _folded(events: Path, modified: int, size: int) -> History:
    """The events folded; kept until the file changes, because every click of every learner asks for it."""
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


@lru_cache(maxsize=10_000)
def _run(path: Path) -> Run:
    """One Run a folder, so that what never changes is read once."""
    return Run(path)


def all_runs(learner: str | None = None) -> list[Run]:
    """Every readable run here, or those of one learner, newest first."""
    found = []
    for path in runs_folder().glob("*/config.json"):
        run = _run(path.parent)
        if learner is not None and run.learner != learner:
            continue
        try:
            run.config  # noqa: B018, a folder that cannot be read is no run
            found.append((path.stat().st_mtime, run))
        except (PlaygroundError, OSError):  # the latter: deleted just now
            continue
    return [run for _, run in sorted(found, key=lambda pair: -pair[0])]


def starter() -> Run:
    """The run that comes with the playground: an LSTM trained on IMDB; nobody's own, so not among `all_runs`."""
    return Run.open(STARTER.name)


def delete(run: Run) -> None:
    """Remove a run that has ended, with everything in its folder.

    Raises `RunError` while it is active, or something keeps its folder where it is.
    """
    if run.history().active:
        raise RunError("This run still waits or trains. Stop it first, then delete it.")
    folder = RunFolder(run.path)
    gone = runs_folder().with_name("deleted")
    with folder.writing():
        gone.mkdir(exist_ok=True)
        try:  # at once and whole, whoever reads or writes in it now
            os.rename(run.path, gone / f"{run.id}.{uuid4().hex}")
        except FileNotFoundError:
            raise RunError("This run has been deleted already.") from None
        except OSError as error:
            raise RunError(
                f"The folder of this run cannot be deleted now ({error.strerror}). Close what uses it, and try again."
            ) from error
    for leftover in gone.iterdir():  # one that was still written to goes with the next
        shutil.rmtree(leftover, ignore_errors=True)

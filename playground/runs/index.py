"""Which runs there are, and whose, known without reading every folder at every click.

What a run is called, whose it is and when it was made never changes, so each folder is read once. Whether folders came
or went, through this process or another, the time of the last change of `runs/` says; then only names are read.
"""

import os
import time
from bisect import bisect_left, insort
from pathlib import Path
from threading import Lock

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.languages import ENGLISH, language
from playground.paths import RECORDINGS, STARTERS, runs_folder
from playground.runs.folder import RUN_ID
from playground.runs.run import Run

UNSURE_SECONDS = 2.0
"""A folder that changed so lately may change again within the same tick of its clock, and show the same time."""


class Index:
    """The runs of one folder.  Every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._scanned = -1  # the folder's time when its names were read; -1: they may have changed since
        self._listed: list[str] = []
        self._runs: dict[str, tuple[int, Run]] = {}  # id → minus the time it was made, the run
        self._no_runs: dict[str, tuple[int, int] | None] = {}  # name → time and size of a config.json that was no use
        self._order: dict[str | None, list[tuple[int, str]]] = {}  # learner, None: all → newest first

    def runs(self, learner: str | None) -> list[Run]:
        """The runs of one learner, or all, newest first; one that is being deleted may be among them."""
        with self._lock:
            self._look()
            return [self._runs[name][1] for _, name in self._order.get(learner, ())]

    def _look(self) -> None:
        try:
            changed = os.stat(self.folder).st_mtime_ns
            listed = os.listdir(self.folder) if changed != self._scanned else self._listed
        except (FileNotFoundError, NotADirectoryError):
            changed, listed = -1, []
        if listed != self._listed:
            names = set(listed)
            for name in self._runs.keys() - names:
                self._forget(name)
            new = names - self._runs.keys() - self._no_runs.keys()
            self._no_runs = {name: at for name, at in self._no_runs.items() if name in names} | dict.fromkeys(new)
            self._listed = listed
        self._scanned = changed if time.time() - changed / 1e9 > UNSURE_SECONDS else -1
        for name, before in list(self._no_runs.items()):  # a new run gets its configuration last
            self._read(name, before)

    def _read(self, name: str, before: tuple[int, int] | None) -> None:
        path = self.folder / name
        try:
            stat = os.stat(f"{path}/config.json")
            if before == (stat.st_mtime_ns, stat.st_size) or not RUN_ID.fullmatch(name):
                return
            self._no_runs[name] = stat.st_mtime_ns, stat.st_size
            RunConfig.from_json((path / "config.json").read_bytes())
            run = Run(path)
            for learner in {None, run.learner}:
                insort(self._order.setdefault(learner, []), (-stat.st_mtime_ns, name))
        except (PlaygroundError, OSError):
            return
        self._runs[name] = -stat.st_mtime_ns, run
        del self._no_runs[name]

    def _forget(self, name: str) -> None:
        made, run = self._runs.pop(name)
        for learner in (None, run.learner):
            order = self._order[learner]
            del order[bisect_left(order, (made, name))]


_latest = Index(Path())


def index() -> Index:
    """The index of the folder where runs are now."""
    global _latest
    if _latest.folder != (folder := runs_folder()):
        _latest = Index(folder)
    return _latest


def all_runs(learner: str | None = None) -> list[Run]:
    """Every readable run here, or those of one learner, newest first."""
    return [run for run in index().runs(learner) if os.path.exists(f"{run.path}/config.json")]


def recording() -> Run:
    """The run that is replayed before a learner has one, of the language spoken; see `cli.build_recording`."""
    return Run.open(RECORDINGS.get(language(), RECORDINGS[ENGLISH]).name)


def starter(code: str = "") -> Run:
    """The run that comes with the playground for a page in a language; nobody's own, so not among `all_runs`.

    code: of the language; empty for the one that is spoken.

    An LSTM trained on IMDB; for Chinese one trained on the playground's own Chinese reviews.
    """
    return Run.open(STARTERS.get(code or language(), STARTERS[ENGLISH]).name)


def starters() -> list[Run]:
    """Those of all languages."""
    return [starter(code) for code in STARTERS]

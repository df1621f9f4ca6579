"""What a learner asks of a running job: control.json, written by the server, read by the worker after every batch."""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from filelock import Timeout

from playground.errors import RunError
from playground.locks import lock
from playground.runs.folder import RunFolder, run_path

ASK_SECONDS = 5


@dataclass(frozen=True)
class Control:
    """The wishes in force.

    pause: wait before the next batch.  batches, epochs: how many single batches and single epochs were ever asked for
    while paused; the worker counts those it has done.  learning_rate: None leaves the run's own.
    """

    pause: bool = False
    stop: bool = False
    batches: int = 0
    epochs: int = 0
    learning_rate: float | None = None


class Wishes(TypedDict, total=False):
    """Those that are asked for by name, see `Control`."""

    pause: bool
    stop: bool
    learning_rate: float | None


def read_control(path: Path) -> Control:
    """The wishes in control.json; the default when nothing was ever asked."""
    try:
        return Control(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Control()


def ask(folder: RunFolder, one_more: Literal["batches", "epochs"] | None = None, **wishes: Unpack[Wishes]) -> Control:
    """Change some wishes and keep the rest, also while another thread or server changes others.

    one_more: what to ask one more of.  Raises `RunError` when another server does not come to an end with it.
    """
    try:
        with folder.writing(), lock(folder.path / "control.lock", ASK_SECONDS):
            control = replace(read_control(folder.control), **wishes)
            if one_more:
                control = replace(control, **{one_more: getattr(control, one_more) + 1})
            folder.replace("control.json", json.dumps(asdict(control)))
            return control
    except Timeout:
        raise RunError("This run is being asked for something else at this moment. Try again.") from None


@dataclass
class ControlReader:
    """The worker's view of control.json: parsed again only when the file was replaced."""

    path: Path
    current: Control = field(default_factory=Control)
    _seen: tuple[int, int] = (0, 0)

    def read(self) -> Control:
        """The wishes in force now."""
        try:
            stat = os.stat(self.path)
        except FileNotFoundError:
            return self.current
        if (stat.st_mtime_ns, stat.st_ino) != self._seen:
            self._seen = (stat.st_mtime_ns, stat.st_ino)
            self.current = read_control(self.path)
        return self.current


def wish(run_id: str, one_more: Literal["batches", "epochs"] | None = None, **wishes: Unpack[Wishes]) -> None:
    """Ask something of the run called `run_id`, see `ask`.  Raises `RunError` when there is none."""
    ask(RunFolder(run_path(run_id)), one_more, **wishes)

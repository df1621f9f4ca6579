"""What a learner asks of a running job: control.json, written by the server, read by the worker after every batch."""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypedDict, Unpack

from filelock import Timeout
from pydantic import ConfigDict, Field, TypeAdapter

from playground.errors import ConfigError, RunError
from playground.languages import _
from playground.locks import lock
from playground.runs.folder import RunFolder, run_path

ASK_SECONDS = 5
SLOWEST, FASTEST = 0.1, 1000.0
"""Speeds that can be asked for, in batches per second."""
Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class Control:
    """The wishes in force.

    pause: wait before the next batch.  batches, epochs: how many single batches and single epochs were ever asked for
    while paused; the worker counts those it has done.  learning_rate: None leaves the run's own.
    reason: why it is to stop, where that is nobody's wish.
    speed: batches per second at most; None: as fast as it goes.  watched_until: somebody looks at the weights until
    then, in seconds since 1970; until then they are published, see `RunFolder.save_live`.
    """

    pause: bool = False
    stop: bool = False
    batches: Count = 0
    epochs: Count = 0
    learning_rate: Annotated[float, Field(gt=0)] | None = None
    speed: Annotated[float, Field(ge=SLOWEST, le=FASTEST)] | None = None
    watched_until: Annotated[float, Field(ge=0)] = 0.0
    reason: str = ""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


_written = TypeAdapter(Control)


class Wishes(TypedDict, total=False):
    """Those that are asked for by name, see `Control`."""

    pause: bool
    stop: bool
    learning_rate: float | None
    speed: float | None
    watched_until: float
    reason: str


def read_control(path: Path) -> Control:
    """The wishes in control.json; the default when nothing was asked.  Those of a later version are passed over.

    Raises `RunError` for a file that is damaged, or no file.
    """
    try:
        return _written.validate_json(path.read_bytes())
    except FileNotFoundError:
        return Control()
    except (ValueError, OSError) as error:
        raise RunError(_("What is asked of this run (control.json) cannot be read. Delete that file.")) from error


def ask(folder: RunFolder, one_more: Literal["batches", "epochs"] | None = None, **wishes: Unpack[Wishes]) -> Control:
    """Change some wishes and keep the rest, also while another thread or server changes others.

    one_more: what to ask one more of.  Raises `ConfigError` for a speed out of range, `RunError` when another server
    does not come to an end with it.
    """
    speed = wishes.get("speed")
    if speed is not None and not SLOWEST <= speed <= FASTEST:
        raise ConfigError(
            _(
                "The speed is {speed:g} batches per second; expected {least:g} to {most:,.0f}, or full speed.",
                speed=speed,
                least=SLOWEST,
                most=FASTEST,
            )
        )
    try:
        with folder.writing(), lock(folder.path / "control.lock", ASK_SECONDS):
            control = replace(read_control(folder.control), **wishes)
            if one_more:
                control = replace(control, **{one_more: getattr(control, one_more) + 1})
            folder.replace("control.json", json.dumps(asdict(control)))
            return control
    except Timeout:
        raise RunError(_("This run is being asked for something else at this moment. Try again.")) from None


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

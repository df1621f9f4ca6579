"""Runs that hold a worker though nobody asks anything of them, while others wait."""

import time
from collections.abc import Sequence
from contextlib import suppress

from playground.engine.line import Line
from playground.errors import PlaygroundError
from playground.languages import n_
from playground.limits import limits
from playground.runs import RunFolder, ask, read_control, run_path


def make_room(line: Line, training: Sequence[str]) -> None:
    """Where runs wait, stop those that were left paused for long, and let those left at a slow speed go on at full.

    training: the runs that hold a worker.  Whoever looks at one on the playground renews its control.json: nobody does
    where that file is older than `Limits.idle_minutes`.
    """
    minutes, now = limits().idle_minutes, time.time()
    for run_id in training if line.counts()[0] else ():
        with suppress(PlaygroundError, OSError):  # it has ended, nothing was ever asked of it, or its file is damaged
            folder = RunFolder(run_path(run_id))
            if now - folder.control.stat().st_mtime < 60 * minutes:
                continue
            control = read_control(folder.control)
            if control.pause and not control.stop:
                ask(folder, stop=True, reason=made_room(minutes))
            elif control.speed is not None:
                ask(folder, speed=None)


def made_room(minutes: int) -> str:
    """Why a run that was left paused is stopped."""
    return n_(
        "It was paused for {number:,} minute while other runs waited, and made room. Go on from one of its moments: "
        "Rewind.",
        "It was paused for {number:,} minutes while other runs waited, and made room. Go on from one of its moments: "
        "Rewind.",
        minutes,
    )

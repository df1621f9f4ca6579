"""Deleting runs: at once and for good, or set aside, to be put back for ten minutes.

set_aside/ID.SECONDS is a run's folder as it was, moved there at that time, in seconds since 1970; whichever server
looks next after its time is over clears it away.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from playground.errors import RunError
from playground.languages import N_, _
from playground.paths import runs_folder
from playground.runs.folder import RunFolder
from playground.runs.run import Run

SECONDS = 600
"""How long a run that was set aside can be put back."""
NOT_DELETED = N_("The folder of this run cannot be deleted now ({why}). Close what uses it, and try again.")
NOT_BROUGHT_BACK = N_("The folder of this run cannot be brought back now ({why}). Close what uses it, and try again.")
ASIDE = re.compile(r"([a-z0-9][a-z0-9-]{0,63})\.([0-9]{1,12})")


def delete(run: Run) -> None:
    """Remove a run that has ended, with everything in its folder.

    Raises `RunError` while it is active, or something keeps its folder where it is.
    """
    gone = runs_folder().with_name("deleted")
    _move(run, gone / f"{run.id}.{uuid4().hex}")
    for leftover in gone.iterdir():  # one that was still written to goes with the next
        shutil.rmtree(leftover, ignore_errors=True)


def set_aside(runs: Sequence[Run]) -> None:
    """Delete runs that have ended so that `put_back` can bring them back together.

    Raises `RunError` where one of them is active; then none is moved.
    """
    for run in runs:
        _check_ended(run)
    now = int(time.time())
    for run in runs:
        _move(run, _folder() / f"{run.id}.{now}")


def put_back(learner: str) -> list[str]:
    """Bring back what a learner deleted last, all that went together, and return the ids.

    Empty where there is nothing left of it.  Raises `RunError` for a folder that something keeps where it is.
    """
    aside = waiting(learner)
    last = max(aside.values(), default=0)
    ids = [run_id for run_id, at in aside.items() if at == last]
    for run_id in ids:
        with suppress(FileNotFoundError):  # its time was over at this moment
            _rename(_folder() / f"{run_id}.{last}", runs_folder() / run_id, NOT_BROUGHT_BACK)
    return ids


def waiting(learner: str) -> dict[str, int]:
    """The runs of a learner that can be put back: id → when they were set aside, in seconds since 1970."""
    now = time.time()
    return {path.stem: at for path, at in _aside() if now - at < SECONDS and Run(path).learner == learner}


def clear_away() -> None:
    """Remove for good what was set aside longer than `SECONDS` ago."""
    for path, at in _aside():
        if time.time() - at >= SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _aside() -> Iterator[tuple[Path, int]]:
    """The folders that were set aside, and when; anything else there is left alone."""
    with suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(_folder()):
            if found := ASIDE.fullmatch(name):
                yield _folder() / name, int(found[2])


def _folder() -> Path:
    return runs_folder().with_name("set_aside")


def _check_ended(run: Run) -> None:
    if run.history().active:
        raise RunError(_("This run still waits or trains. Stop it first, then delete it."))


def _move(run: Run, target: Path) -> None:
    """At once and whole, whoever reads or writes in it now."""
    _check_ended(run)
    with RunFolder(run.path).writing():
        target.parent.mkdir(exist_ok=True)
        try:
            _rename(run.path, target, NOT_DELETED)
        except FileNotFoundError:
            raise RunError(_("This run has been deleted already.")) from None


def _rename(path: Path, target: Path, complaint: str) -> None:
    try:
        os.rename(path, target)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise RunError(_(complaint, why=error.strerror)) from error

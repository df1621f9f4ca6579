"""What runs keep on the disk: how much there may be, of one learner and of all, and what is old enough to go."""

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from playground.caching import remembered
from playground.choices import as_given
from playground.config import RunConfig
from playground.errors import ConfigError, LimitError, PlaygroundError
from playground.languages import _, n_
from playground.limits import Limits, limits
from playground.runs.index import all_runs
from playground.runs.run import Run

MEGABYTE = 1_000_000
LOOK_SECONDS = 20
"""Between two counts of what all runs keep: each click of a form asks."""
AGE = re.compile(r"([0-9]{1,6})([dhw])")
SECONDS = {"h": 3600, "d": 24 * 3600, "w": 7 * 24 * 3600}


def megabytes_of(run: Run) -> float:
    """What a run keeps, or will keep once it has ended."""
    history = run.recorded()
    if history.active:
        return run.config.disk_bytes / MEGABYTE
    return _folder_bytes(run.path, history.ended or 0.0) / MEGABYTE


def check_room(configs: Sequence[RunConfig], learner: str, allowed: Limits | None = None) -> None:
    """Raise `LimitError` where there is no room left for what some runs will keep, beside all others."""
    allowed = allowed or limits()
    needed = sum(config.disk_bytes for config in configs) / MEGABYTE
    mine = kept_megabytes(learner)
    if mine + needed > allowed.learner_disk_mb:
        raise LimitError(
            n_(
                "Your runs keep {kept:,.0f} MB and this one would add {needed:,.0f}; this server allows {allowed:,} MB "
                "per learner. Delete runs you no longer need on My runs, or choose fewer epochs or fewer units.",
                "Your runs keep {kept:,.0f} MB and these {number} would add {needed:,.0f}; this server allows "
                "{allowed:,} MB per learner. Delete runs you no longer need on My runs, or choose fewer epochs or "
                "fewer units.",
                len(configs),
                kept=mine,
                needed=needed,
                allowed=allowed.learner_disk_mb,
            )
        )
    everyone = _of_everyone(int(time.monotonic() // LOOK_SECONDS))
    if everyone + needed > allowed.runs_disk_mb:
        raise LimitError(
            n_(
                "All runs on this server keep {kept:,.0f} MB and this one would add {needed:,.0f}; it allows "
                "{allowed:,} MB. Delete runs of yours, or ask whoever runs the server to clean up: "
                "python -m playground runs --delete-older-than 30d.",
                "All runs on this server keep {kept:,.0f} MB and these {number} would add {needed:,.0f}; it allows "
                "{allowed:,} MB. Delete runs of yours, or ask whoever runs the server to clean up: "
                "python -m playground runs --delete-older-than 30d.",
                len(configs),
                kept=everyone,
                needed=needed,
                allowed=allowed.runs_disk_mb,
            )
        )


def kept_megabytes(learner: str | None = None) -> float:
    """What the runs of a learner keep, or those of all (None), in megabytes."""
    return sum(_of_readable(run) for run in all_runs(learner))


@remembered
def _of_everyone(look: int) -> float:
    """`kept_megabytes()`, counted once per look."""
    return kept_megabytes()


def older_than(age: str, now: float | None = None) -> list[Run]:
    """The runs that ended longer ago than `age`, such as 30d, 12h or 8w; the oldest first.

    Raises `ConfigError` for anything else.
    """
    found = AGE.fullmatch(age)
    if not found:
        raise ConfigError(
            _("The age is {given}; expected a number with h, d or w, such as 30d for thirty days.", given=as_given(age))
        )
    before = (now or time.time()) - int(found[1]) * SECONDS[found[2]]
    ended = {run: run.history() for run in all_runs()}
    old = [run for run, history in ended.items() if not history.active and (history.ended or _changed(run)) < before]
    return sorted(old, key=lambda run: ended[run].ended or _changed(run))


def _changed(run: Run) -> float:
    """When its folder was written to last, for a run that died without a word: seconds since 1970."""
    try:
        return max(entry.stat().st_mtime for entry in os.scandir(run.path))
    except (OSError, ValueError):
        return time.time()


def _of_readable(run: Run) -> float:
    try:
        return megabytes_of(run)
    except (PlaygroundError, OSError):  # damaged, or deleted at this moment
        return 0.0


@remembered
def _folder_bytes(path: Path, ended: float) -> int:
    """Of a run that has ended nothing is written any more.  ended: when it did."""
    total = 0
    for folder in (path, path / "weights"):
        try:
            total += sum(_taken(entry.stat()) for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
        except OSError:
            continue
    return total


def _taken(file: os.stat_result) -> int:
    """Bytes that a file takes: whole blocks, where the system tells them."""
    return max(file.st_size, getattr(file, "st_blocks", 0) * 512)

"""Locks between processes: a file that one of them holds, and looking at it without taking it."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # mypy looks at it from Linux

POLL_SECONDS = 0.01
"""Between two tries to take a lock: those who look hold it for microseconds."""


def lock(path: Path, timeout: float = 0) -> FileLock:
    """The lock on `path`, to hold in a `with`.  timeout: seconds to wait for it, then `filelock.Timeout` is raised.

    It is free again the moment its process is gone.
    """
    return FileLock(path, timeout=timeout, poll_interval=POLL_SECONDS, thread_local=False)


def is_locked(path: Path) -> bool:
    """Whether a process holds the lock on `path`, be it this one.  Any number of them may look at once."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return _is_held(file) if fcntl else _is_taken(path)
    finally:
        os.close(file)


def _is_held(file: int) -> bool:
    """By asking for a share: those who look share it with each other, and only a holder has it for itself."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return True
    return False


def _is_taken(path: Path) -> bool:
    """Where there are no shares: by trying to take it."""
    try:
        with lock(path):
            return False
    except Timeout:
        return True

"""Several servers on one home, as behind a load balancer: which of them are alive.

servers/ID is held by the server ID as long as it lives. A run says in whose queue it waits: other servers leave it
there, and take it over once that server is gone.
"""

import re
import secrets
import threading
from pathlib import Path

from filelock import FileLock

from playground import paths
from playground.errors import PlaygroundError, storage_errors
from playground.locks import is_locked, lock
from playground.runs import Run, deleting

ID = re.compile(r"[0-9a-f]{16}")
SERVERS = "servers"
SECONDS = 5
"""How long a server may take to hold its own file, which others only look at."""


class Server:
    """This server among those that share its home."""

    def __init__(self) -> None:
        self.id = secrets.token_hex(8)
        self._held: FileLock | None = None
        self._entering = threading.Lock()

    def enter(self) -> None:
        """Be alive for the others; twice does no harm.  Raises `StorageError`."""
        with self._entering, storage_errors(_folder()):
            if self._held is None:
                _folder().mkdir(parents=True, exist_ok=True)
                held = lock(_folder() / self.id, SECONDS)
                held.acquire()
                self._held = held

    def leave(self) -> None:
        """Be gone; twice does no harm.  The file stays, for the next server to find."""
        held, self._held = self._held, None
        if held:
            held.release()


def is_alive(server: str) -> bool:
    """Whether the server with that id lives; nobody is called by an empty id."""
    return bool(ID.fullmatch(server)) and is_locked(_folder() / server)


def clear_away() -> bool:
    """Remove what servers that are gone have left; true when there was one, for whoever removed it.

    Also the runs that were deleted so long ago that they cannot be put back.
    """
    deleting.clear_away()
    found = False
    for path in _folder().glob("*"):
        if not is_locked(path):
            try:
                path.unlink()
                found = True
            except FileNotFoundError:  # another server was faster: what waited there is its business
                continue
    return found


def _folder() -> Path:
    return paths.home() / SERVERS


def waits(run_id: str) -> bool:
    """Whether a run still waits; False for one that was deleted."""
    try:
        return Run.open(run_id).recorded().state == "queued"
    except (PlaygroundError, OSError):
        return False

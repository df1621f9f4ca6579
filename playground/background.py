"""Work that takes longer than a page may: done beside the pages, once for all who ask, with progress.

A page asks, shows how far the work is, and asks again. Work that nobody has asked for lately ends by itself.
"""

import logging
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from playground.errors import PlaygroundError
from playground.languages import N_, _, language, speaking

T = TypeVar("T")
Report = Callable[[int, int], None]
"""(done, total): what the work calls now and then, at least every few seconds."""
FORSAKEN_SECONDS = 20
TOLD_SECONDS = 10
"""How long why work failed is told before whoever asks lets it begin anew: a page asks several times to draw it."""
MOST_KEPT = 200
"""Pieces of work whose end is remembered; their results belong into `playground.caching`."""
FAILED = N_("Something went wrong while this was computed. Try again; the server's log says what it was.")
log = logging.getLogger(__name__)


@dataclass
class Work(Generic[T]):
    """A piece of work: how much of it is done, then its result or the sentence that says why there is none."""

    done: int = 0
    total: int = 1
    result: T | None = None
    error: str = ""
    ended: bool = False
    failed: float = 0.0
    asked: float = field(default_factory=time.monotonic)

    @property
    def share(self) -> float:
        """How much is done, 0–1."""
        return min(self.done / max(self.total, 1), 1.0)


class _Forsaken(Exception):  # noqa: N818, no error: nobody waits any more
    pass


_pool = ThreadPoolExecutor(1, "background")
_lock = threading.Lock()
_works: dict[Hashable, Work[Any]] = {}


def work(key: Hashable, compute: Callable[[Report], T]) -> Work[T]:
    """The work called `key`; begun with the first asking, and again a while after it had failed, or was forsaken.

    compute: what is done, in one thread for all; it calls its argument with (done, total).
    """
    with _lock:
        found = _works.pop(key, None)
        if found is None or (found.ended and found.error and time.monotonic() - found.failed > TOLD_SECONDS):
            found = Work()
            _pool.submit(_do, key, found, compute, language())
        _works[key] = found
        found.asked = time.monotonic()
        ended = [other for other, one in _works.items() if one.ended and other != key]
        for other in ended[: max(0, len(_works) - MOST_KEPT)]:
            del _works[other]
        return found


def _do(key: Hashable, one: Work[T], compute: Callable[[Report], T], spoken: str) -> None:
    def report(done: int, total: int) -> None:
        one.done, one.total = done, total
        if time.monotonic() - one.asked > FORSAKEN_SECONDS:
            raise _Forsaken

    try:
        report(0, 1)
        with speaking(spoken):
            one.result = compute(report)
    except _Forsaken:
        with _lock:
            _works.pop(key, None)
    except PlaygroundError as error:
        one.error = str(error)
    except Exception:
        log.exception("the work %s failed", key)
        with speaking(spoken):
            one.error = _(FAILED)
    finally:
        one.failed = time.monotonic()
        one.ended = True

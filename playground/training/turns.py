"""Runs that train together: a batch of each in turn."""

import time
from collections.abc import Iterator, Sequence


def take_turns(runs: Sequence[Iterator[float]]) -> None:
    """Train runs in turns, a batch of each, to the end of all; where none is due, wait.

    runs: each yields the seconds until it is due.  The first error is raised once the others have ended.
    """
    active, errors = list(runs), list[Exception]()
    while active:
        waits = []
        for run in list(active):
            try:
                waits.append(next(run))
            except StopIteration:
                active.remove(run)
            except Exception as error:
                active.remove(run)
                errors.append(error)
        if waits and min(waits) > 0:
            time.sleep(min(waits))
    if errors:
        raise errors[0]

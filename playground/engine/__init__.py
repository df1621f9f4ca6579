"""Where training happens: a fair queue, worker processes, and what a learner asks of a running run."""

from functools import cache

from playground.engine.runner import Engine
from playground.engine.worker import Status


@cache
def engine() -> Engine:
    """The one engine of this server; it starts with the server, or with the first run."""
    return Engine()


__all__ = ["Engine", "Status", "engine"]

"""Whether a view that reads test examples can be drawn of a run."""

from collections.abc import Callable

from playground.config import RunConfig
from playground.errors import PlaygroundError
from playground.prediction.cache import Reading


def why_not(reading: Reading, check: Callable[[RunConfig], object], what: str) -> str:
    """Why a view cannot be drawn, in a sentence; empty where it can.

    check: raises a `PlaygroundError` for settings of which there is none.  what: why it needs the test examples, as the
    sentence begins where they are not on this machine.
    """
    dataset = reading.run.config.dataset
    try:
        check(reading.run.config)
        if dataset.is_ready():
            return ""
    except PlaygroundError as error:
        return str(error)
    return f"{what}, and {dataset.title} is not ready on this machine. Look at it on the Data page first."

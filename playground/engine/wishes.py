"""What is asked of a run that trains, whichever server has it."""

from playground.config import RunConfig
from playground.runs import wish


class Wishes:
    """A part of the `Engine`.  Raises `RunError` where there is no such run."""

    def pause(self, run_id: str) -> None:
        """Hold a run before its next batch."""
        wish(run_id, pause=True)

    def resume(self, run_id: str) -> None:
        """Let a paused run go on."""
        wish(run_id, pause=False)

    def one_batch(self, run_id: str) -> None:
        """Let a paused run train one batch more."""
        wish(run_id, pause=True, one_more="batches")

    def one_epoch(self, run_id: str) -> None:
        """Let a paused run train to the end of its epoch."""
        wish(run_id, pause=True, one_more="epochs")

    def set_learning_rate(self, run_id: str, learning_rate: float) -> None:
        """Change the learning rate from the next batch on.  Raises `ConfigError` when it is out of range."""
        wish(run_id, learning_rate=RunConfig(learning_rate=learning_rate).learning_rate)

    def set_speed(self, run_id: str, speed: float | None) -> None:
        """So many batches per second at most; None: as fast as it goes.  Raises `ConfigError` when out of range."""
        wish(run_id, speed=speed)

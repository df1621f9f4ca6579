"""What a format is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playground.runs import Run


@dataclass(frozen=True)
class Format:
    """A form in which a run leaves the playground.

    title, about: as a learner reads them.  suffix: of the file's name, such as `.csv`; name: before it, beside the run.
    write: writes a run to a path and says what is in that file; raises a `PlaygroundError` where it cannot.
    heavy: whether that takes so long, or so much, that it is done in a process of its own.
    shown: whether it is short enough to be read where it is offered.
    """

    title: str
    about: str
    suffix: str
    write: Callable[[Run, Path], str]
    name: str = ""
    heavy: bool = False
    shown: bool = False
    mime: str = "text/plain"

    def file_name(self, run: Run) -> str:
        """Such as `lstm-reviews-3f9a2c.keras`."""
        config = run.config
        parts = [*(layer.kind for layer in config.layers[:2]), config.dataset.name, run.short_id, self.name]
        return "-".join(part.replace("_", "-") for part in parts if part) + self.suffix

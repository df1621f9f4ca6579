"""What a line of events.jsonl must hold to be an event: a disk that was full, or a hand, may leave anything there."""

from collections.abc import Mapping
from typing import Any

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "queued": ("time",),
    "started": ("time", "learning_rate"),
    "progress": ("done", "total"),
    "prepared": ("train", "validation", "test"),
    "step": ("epoch", "position"),
    "epoch": ("epoch", "loss", "val_loss", "seconds"),
    "learning_rate": ("learning_rate",),
    "finished": ("time",),
    "stopped": ("time",),
    "failed": ("time",),
}
"""Kind → the numbers that everyone counts on."""
MEANS: Mapping[str, tuple[str, ...]] = {
    "step": ("step", "loss", "accuracy"),
    "learning_rate": ("step",),
    "epoch": ("accuracy", "val_accuracy", "test_loss", "test_accuracy"),
    "prepared": ("parameters", "steps_per_epoch", "examples_per_epoch", "epochs"),
}
"""Kind → numbers that may be left out."""
TEXTS = ("reason", "learner", "what")
TABLES: Mapping[str, str] = {"prepared": "baseline", "finished": "test"}
"""Kind → what is a number by name."""
LARGEST = 1e15


def is_event(line: Any, metrics: tuple[str, ...] = ()) -> bool:
    """Whether a line of JSON is an event, with everything of the type that readers count on.

    metrics: what a step or an epoch must have measured.
    """
    if not isinstance(line, dict) or not isinstance(kind := line.get("event"), str):
        return False
    table = line.get(TABLES.get(kind, ""), {})
    return (
        all(_is_number(line.get(name)) for name in NUMBERS.get(kind, ()))
        and all(_is_number(line[name]) for name in MEANS.get(kind, ()) if name in line)
        and all(isinstance(line.get(name, ""), str) for name in TEXTS)
        and isinstance(table, dict)
        and all(map(_is_number, table.values()))
        and (kind != "progress" or "what" in line)
        and (kind not in ("step", "epoch") or all(name in line for name in metrics))
        and (kind != "epoch" or all(f"val_{name}" in line for name in metrics))
        and _is_number(line.get("examples_per_second") or 0)
    )


def _is_number(value: Any) -> bool:
    """A finite number that can be computed with; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST

"""The events in the zip of a run: each of them possible, and nothing else of them kept."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pydantic_core import from_json

from playground.choices import as_given
from playground.config import RunConfig
from playground.datasets import GivenExamples
from playground.languages import N_, _, n_
from playground.runs.events import NUMBERS, is_event, known
from playground.runs.history import ENDED
from playground.runs.zip_members import refused

EVENTS = "events.jsonl"
UNFINISHED = N_("It had not ended when it was exported.")
KEPT = ("time", "reason")
PAUSES = ("paused", "resumed")
LEFT_OUT = ("queued", "adopted", "progress")
LONGEST_REASON = 500
ROUNDING = 1e-5
"""A share may be above 1, or below 0, by so much."""


def read_events(data: bytes, config: RunConfig, learner: str) -> list[dict[str, Any]]:
    """The events that readers know, whose run it is now, and an end where it had none.

    Half a line, as a full disk leaves it, is passed over.  Raises `RunError` for numbers that no training writes.
    """
    found = []
    for number, line in enumerate(data.splitlines(), 1):
        event: Any = None
        with suppress(ValueError):
            event = from_json(line)
        kind = event.get("event") if isinstance(event, dict) else None
        if not isinstance(kind, str) or kind not in (*NUMBERS, *PAUSES):
            continue
        if is_event(event, config.task.metrics):
            found.append(event)
        elif kind not in LEFT_OUT:
            raise refused(
                _(
                    "line {line:,} of {file} is no {kind}: a number in it is missing or impossible",
                    line=number,
                    file=EVENTS,
                    kind=as_given(kind),
                )
            )
    if not found or found[0]["event"] != "queued":
        raise refused(_("{file} does not begin with how the run was queued", file=EVENTS))
    kept = [_plain(event) for event in found if event["event"] not in LEFT_OUT]
    _check(kept, most_epochs(config, kept))
    first = {"event": "queued", "time": found[0]["time"], "learner": learner, "server": ""}
    if not kept or kept[-1]["event"] not in ENDED:
        times = [event["time"] for event in kept if "time" in event]
        kept.append({"event": "stopped", "time": times[-1] if times else first["time"], "reason": UNFINISHED})
    return [first, *kept]


def most_epochs(config: RunConfig, events: Iterable[Mapping[str, Any]]) -> int:
    """How many epochs a run trains; of one that was watched elsewhere its events say it where settings cannot."""
    said = [event["epochs"] for event in events if event["event"] == "prepared" and "epochs" in event]
    return max([config.epochs, *map(int, said)]) if isinstance(config.dataset, GivenExamples) else config.epochs


def _check(events: Sequence[Mapping[str, Any]], most: int) -> None:
    """Raise `RunError` for shares that are none, and for epochs that the training does not have or has twice."""
    last = 0.0
    for event in events:
        tables = [value for value in event.values() if isinstance(value, dict)]
        for name, value in [pair for table in (event, *tables) for pair in table.items()]:
            if name.endswith("accuracy") and not -ROUNDING <= value <= 1 + ROUNDING:
                raise refused(
                    _(
                        "{file} says {name} {value}; expected a share from 0 to 1",
                        file=EVENTS,
                        name=name,
                        value=as_given(value),
                    )
                )
        for name in ("epoch", "position"):
            if event["event"] in ("step", "epoch") and event.get(name, 0) > most:
                raise refused(
                    n_(
                        "{file} says {name} {value}; its training has {number:,} epoch",
                        "{file} says {name} {value}; its training has {number:,} epochs",
                        most,
                        file=EVENTS,
                        name=name,
                        value=as_given(event[name]),
                    )
                )
        if event["event"] == "epoch":
            if event["epoch"] <= last or event["epoch"] % 1:
                raise refused(
                    _(
                        "{file} says epoch {epoch} after epoch {before}",
                        file=EVENTS,
                        epoch=as_given(event["epoch"]),
                        before=as_given(last),
                    )
                )
            last = event["epoch"]


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    """What readers know of an event, and nothing else."""
    kept = {name: event[name] for name in KEPT if name in event}
    if "reason" in kept:
        kept["reason"] = kept["reason"][:LONGEST_REASON]
    return {"event": event["event"], **kept, **({} if event["event"] in PAUSES else known(event))}

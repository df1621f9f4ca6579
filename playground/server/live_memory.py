"""How long networks remember while they learn: an address that answers with the newest memory curves there are."""

import json
from threading import Lock
from typing import Any

from cachetools import LRUCache
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.analysis.memory_curve import MemoryCurve, check, known_curves, memory_curves
from playground.background import Work, work
from playground.errors import PlaygroundError, RunError
from playground.languages import N_, _
from playground.narration.memory import fullest, sentence, unit_of
from playground.runs import Run
from playground.server.asked import answered

MOST_RUNS = 4
_begun = LRUCache[str, int](1_000)  # run id → the epoch that is worked on
_lock = Lock()


class Asked(BaseModel):
    """What a browser asks: the curves of which runs.

    before: the run that was here before; of it only what is known already is told.
    """

    runs: list[str] = Field(min_length=1, max_length=MOST_RUNS, description=N_("one to {most} runs"))
    before: str = Field("", max_length=100)


def answer(asked: Asked) -> bytes:
    """{runs: of each, in order, see `newest`; before: see `_known`}, as JSON.  Raises `RunError` for one not there."""
    told: dict[str, Any] = {"runs": [newest(Run.open(run_id)) for run_id in asked.runs]}
    if asked.before:
        told["before"] = _known(Run.open(asked.before))
    return json.dumps(told).encode()


def newest(run: Run) -> dict[str, Any]:
    """The fullest curve of the last recurrent layer after the newest epoch for which it is worked out.

    epoch, state ("h" or "c"), name of what is remembered, aligned, steps, score, floor, sentence; none of them before
    the first is there.  share: how much of the next one is done, 0–1; absent where all is.  why: the sentence where
    there can be no curve.
    """
    told: dict[str, Any] = {"run": run.id}
    try:
        check(run.config)
        if not run.config.dataset.is_ready():
            raise RunError(not_ready(run.config.dataset.title))
        if not (saved := run.saved_epochs()):
            return told
        going = _going(run, saved[-1])
        if going.error:
            raise RunError(going.error)
    except PlaygroundError as error:
        return told | {"why": str(error)}
    if not going.ended:
        told["share"] = round(going.share, 3)
    return told | _known(run)


def not_ready(dataset: str) -> str:
    """A sentence on a dataset that has not been prepared here.  dataset: its title."""
    return _("{dataset} is not ready on this machine. Look at it on the Data page.", dataset=_(dataset))


def _known(run: Run) -> dict[str, Any]:
    """The newest curve that has been worked out; nothing where there is none."""
    for epoch in reversed(run.saved_epochs()):
        if curves := known_curves(run, epoch):
            return _told(run, epoch, curves)
    return {}


def _going(run: Run, newest: int) -> Work[list[MemoryCurve]]:
    """The work on the newest epoch, or on one before that is not done: an epoch may be shorter than the work."""
    with _lock:
        epoch = _begun.get(run.id, newest)
        going = _work(run, epoch)
        if going.ended and epoch != newest:
            epoch, going = newest, _work(run, newest)
        _begun[run.id] = epoch
        return going


def _work(run: Run, epoch: int) -> Work[list[MemoryCurve]]:
    return work(("memory curve", run.id, epoch), lambda report: memory_curves(run, epoch, report))


def fullest_of(curves: list[MemoryCurve]) -> MemoryCurve:
    """Of all curves of a network the one to speak of: the fullest of its last recurrent layer."""
    return fullest([curve for curve in curves if curve.layer == curves[-1].layer])


def _told(run: Run, epoch: int, curves: list[MemoryCurve]) -> dict[str, Any]:
    last = fullest_of(curves)
    return {
        "epoch": epoch,
        "state": last.state,
        "name": _(last.name),
        "numbers": last.numbers,
        "aligned": last.aligned,
        "steps": last.steps,
        "score": [round(score, 4) for score in last.score],
        "floor": [round(score, 4) for score in last.floor],
        "sentence": sentence(last, unit_of(run.config)),
    }


async def respond(request: Request) -> Response:
    """POST `Asked` → what `answer` tells; a sentence and status 4xx for what is nonsense."""
    return await answered(request, Asked, answer, "application/json")


def route(base: str) -> Route:
    """For the server, see `app.py`.  base: where that stands on its host."""
    return Route(f"{base}/live/memory", respond, methods=["POST"])

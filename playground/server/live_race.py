"""A race: an address that answers with the newest memory curves of its lanes and, at the end, with who remembered."""

import json

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.analysis.memory_curve import MemoryCurve, known_curves
from playground.languages import N_
from playground.narration.memory import unit_of
from playground.narration.race import Lane, verdict
from playground.recipes.race import FEWEST, MOST, check_race, lane_names
from playground.runs import Run
from playground.server.asked import answered
from playground.server.live_memory import fullest_of, newest


class Asked(BaseModel):
    """What a browser asks: how the lanes of a race are doing."""

    runs: list[str] = Field(min_length=FEWEST, max_length=MOST, description=N_("{fewest} to {most} runs"))


def answer(asked: Asked) -> bytes:
    """As JSON: `runs`, of each in order what `live_memory.newest` tells, and `verdict`, sentences, empty until the end.

    Raises `RunError` for a run that is not there, `ConfigError` for runs that cannot race.
    """
    runs = [Run.open(run_id) for run_id in asked.runs]
    check_race([run.config for run in runs])
    curves = [newest(run) for run in runs]
    over = all(not run.history().active for run in runs) and not any("share" in curve for curve in curves)
    return json.dumps({"runs": curves, "verdict": _verdict(runs) if over else []}).encode()


def _verdict(runs: list[Run]) -> list[str]:
    names = lane_names([run.config for run in runs])
    return verdict([_lane(run, name) for run, name in zip(runs, names, strict=True)], unit_of(runs[0].config))


def _lane(run: Run, name: str) -> Lane:
    history = run.history()
    last = history.epochs[-1] if history.epochs else {}
    gates = sum(len(planned.layer.reads_with.gates) for planned in run.config.plan.recurrent)
    guess = history.facts.get("baseline", {}).get("accuracy", 0.0)
    return Lane(
        name,
        history.state,
        len(history.epochs),
        last.get("val_accuracy"),
        last.get("val_loss"),
        guess,
        gates,
        _curve(run),
    )


def _curve(run: Run) -> MemoryCurve | None:
    """That of the last epoch of which there is one."""
    known = (known_curves(run, epoch) for epoch in reversed(run.saved_epochs()))
    curves = next(filter(None, known), None)
    return fullest_of(curves) if curves else None


async def respond(request: Request) -> Response:
    """POST `Asked` → what `answer` tells; a sentence and status 4xx for what is nonsense."""
    return await answered(request, Asked, answer, "application/json")


def route(base: str) -> Route:
    """For the server, see `app.py`.  base: where that stands on its host."""
    return Route(f"{base}/live/race", respond, methods=["POST"])

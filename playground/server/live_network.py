"""A network while it learns: an address that answers with what has changed since it was asked last, as numbers."""

import time
from typing import Any

import numpy as np
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.engine import engine
from playground.errors import PlaygroundError, RunError
from playground.figures.packed import Packed
from playground.languages import N_, _, language
from playground.languages.again import again
from playground.narration.learning import what_changed
from playground.prediction.watched import watched
from playground.runs import History, Run, RunFolder, ask, read_control
from playground.runs.live import Moment, done, latest, recorded
from playground.server.asked import answered
from playground.server.lately import lately, state_of
from playground.server.links import links
from playground.server.live_memory import not_ready
from playground.server.one_cell import Cell, worked_out
from playground.server.sight import Sight, network, rows, sight

WATCHED_SECONDS = 3.0
"""How long a run counts as watched after it was asked for."""
RENEW_SECONDS = 1.0
"""How often that is said anew, at most."""
MOMENTS = 5
"""Of a recording, over which the sentence tells what has changed."""
MOST = 10**9


class Asked(BaseModel):
    """What a browser asks.

    example: which of the two dozen is watched, the first where there is no such, which is said; text: one that was
    typed, in its place.  layer, direction: whose gates and states are drawn; None: those that are looked at first.
    seen: the step of the last picture that was drawn, -1: none.  points, epochs: how many points of the curve, and how
    many epochs, are drawn already; stride: how many steps lie from one of those points to the next.
    moment: which of the saved weights are looked at, as if the run were there now; None: the newest.
    cell: the number whose arithmetic is shown; None: of none.
    """

    run: str = Field(max_length=100)
    example: int = Field(0, ge=0, le=MOST)
    text: str | None = None
    layer: str | None = Field(None, max_length=100)
    direction: str | None = Field(None, max_length=100)
    seen: int = Field(-1, ge=-1, le=MOST)
    points: int = Field(0, ge=0, le=MOST)
    epochs: int = Field(0, ge=0, le=MOST)
    stride: int = Field(1, ge=1, le=MOST)
    moment: int | None = Field(None, ge=0, le=MOST)
    cell: Cell | None = Field(None, description=N_("the part, unit and column of a number, or null"))


def answer(asked: Asked) -> bytes:
    """All that has changed, packed.  Raises `PlaygroundError` for a run or layer that is not there."""
    began = time.perf_counter()
    run = Run.open(asked.run)
    history = run.history()
    packed = Packed()
    moment = latest(run, history) if asked.moment is None else recorded(run, history, asked.moment)
    header: dict[str, Any] = _where(run, history)
    if asked.moment is not None:
        header |= {"moments": len(run.saved()), "step": 0}
        history = history.until(moment.step if moment else 0)
    header |= _curves(history, asked)
    if moment:
        header |= {"at": moment.step, "step": max(header["step"], moment.step)}
    if moment and moment.step != asked.seen:
        header |= _seen(run, moment, asked, packed)
    header["epoch"] = -(-header["step"] // max(header["steps_per_epoch"], 1))
    header["stamp"] = round(1000 * (time.perf_counter() - began), 1)
    return packed.behind(header)


def _where(run: Run, history: History) -> dict[str, Any]:
    """Where the run is; that it is watched is told to whoever trains it."""
    speed = None
    if history.active:
        folder = RunFolder(run.path)
        control, now = read_control(folder.control), time.time()
        speed = control.speed
        if control.watched_until < now + WATCHED_SECONDS - RENEW_SECONDS:
            ask(folder, watched_until=now + WATCHED_SECONDS)
    return {
        "state": history.state,
        "reason": again(history.reason),
        "step": done(history),
        "steps_per_epoch": int(history.facts.get("steps_per_epoch", 0)),
        "epochs_in_all": run.config.epochs,
        "learning_rate": history.learning_rate or run.config.learning_rate,
        "speed": speed,
        "pace": history.pace,
        "queue": engine().position(run.id) if history.state == "queued" else None,
    }


def _curves(history: History, asked: Asked) -> dict[str, Any]:
    """The points and epochs that are not drawn yet; all points where they have been thinned since."""
    found: dict[str, Any] = {}
    start = asked.points if asked.stride == history.stride else 0
    if len(history.steps["position"]) > start:
        new = {name: values[start:] for name, values in history.steps.items()}
        found["curve"] = {"from": start, "stride": history.stride} | new
    if len(history.epochs) > asked.epochs:
        found["by_epoch"] = history.epochs[asked.epochs :]
    return found


def _seen(run: Run, moment: Moment, asked: Asked, packed: Packed) -> dict[str, Any]:
    """What the network of this moment says of the two dozen, and the one that is watched."""

    def put(values: np.ndarray) -> dict[str, Any]:
        return {"at": packed.put(values), "shape": values.shape}

    config, found = run.config, dict[str, Any]()
    chosen: str | int | None = asked.text
    right: np.ndarray | None = None
    if config.dataset.is_ready():
        them, said = watched(config), rows(run.id, moment.step, moment)
        told = [None] * len(them.numbers) if said.correct is None else said.correct.tolist()
        found["rows"] = {"prediction": put(said.shown), "right": told, "said": said.words}
        if said.symbols is not None:
            found["rows"]["symbols"] = [int(said.symbols.sum()), len(said.symbols)]
        right = said.counted
        if asked.seen < 0:
            examples = zip(them.labels, them.truths, strict=True)
            found["examples"] = [{"label": label, "truth": truth} for label, truth in examples]
            for example, marks in zip(found["examples"], them.marks or (), strict=False):
                example["marks"] = marks
            found |= {name: put(drawn) for name in ("pixels", "series") if (drawn := getattr(them, name)) is not None}
        if chosen is None:
            place, last = asked.example, len(them.numbers) - 1
            if place > last:  # of a link to a run on another dataset, or to one whose file has changed
                gone = _(
                    "There is no example {place:,} here; expected 0 to {last:,}. Example 0 is shown.",
                    place=place,
                    last=last,
                )
                found["gone"] = gone
                place = 0
            chosen = int(them.numbers[place])
    if asked.seen < 0:
        found["task"] = {
            "classifies": config.task.classifies,
            "truth_label": config.task.truth_label,
            "classes": config.dataset.class_names,
            "unit": config.dataset.unit,
            "ahead": config.dataset.ahead,
        }
        if config.dataset.is_ready() and them.naive:
            found["task"] |= {"naive": them.naive[0], "guess": them.naive[1]}
    if chosen is None:
        return found | {"error": not_ready(config.dataset.label())}
    try:
        one = sight(run.id, moment.step, chosen, asked.layer, asked.direction, moment)
        found["sentence"] = _sentence(run, moment, asked, chosen, one, right)
    except RunError:
        raise
    except PlaygroundError as error:
        return found | {"error": str(error)}
    net = network(run, moment)
    if drawn := links(run, net, one, put):
        found["links"] = drawn
    if one.picture:
        found["picture"] = put(np.frombuffer(one.picture, np.float32))
    if one.running is not None:
        found["running"] = put(one.running)
        found["running_names"] = config.dataset.class_names
    if asked.cell:
        found["cell"] = worked_out(run, net, one, asked.cell)
    return found


def _sentence(run: Run, moment: Moment, asked: Asked, chosen: str | int, one: Sight, right: np.ndarray | None) -> str:
    """What has changed: since a second or so ago, or in the last moments of a recording."""
    if asked.moment is None:
        key = run.id, chosen, asked.layer, asked.direction, language()
        return lately(key, moment.step, one, right, run.config)
    before = recorded(run, run.recorded(), max(asked.moment - MOMENTS, 0))
    then = sight(run.id, before.step, chosen, asked.layer, asked.direction, before)
    said = rows(run.id, before.step, before).counted if run.config.dataset.is_ready() else None
    return what_changed(state_of(then, said, run.config), state_of(one, right, run.config))


async def respond(request: Request) -> Response:
    """POST `Asked` → what `answer` packs; a sentence and status 4xx for what is nonsense."""
    return await answered(request, Asked, answer, "application/octet-stream")


def route(base: str) -> Route:
    """For the server, see `app.py`.  base: where that stands on its host."""
    return Route(f"{base}/live/network", respond, methods=["POST"])

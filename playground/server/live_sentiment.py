"""What networks make of a text while it is typed: an address of its own, a fraction of the work of a page's rerun.

Every answer has a number.  Who asks says which one they have; what has changed since is all that is sent.
"""

import json
import secrets
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.analysis.running_prediction import Course, course
from playground.encodings.text import as_text_encoding
from playground.errors import PlaygroundError
from playground.figures.live_text import Drawn, drawn
from playground.languages import N_, _, language
from playground.narration.running_prediction import manner, told
from playground.prediction.cache import network_of
from playground.prediction.predict import answer, in_words
from playground.recipes.compatible import classifies_text
from playground.reference import Network
from playground.runs import Run
from playground.server.asked import answered

MOST_REMEMBERED = 200_000_000
"""Bytes of all texts that are remembered, one for each editor and run, to read on from."""
A_TOKEN = 500
"""Bytes that all else takes for each token, roughly: counted at every key, so it must be cheap."""
TIMES = 2
"""How often a text is kept: whole, and word by word."""
LARGEST = 2**53 - 1
"""Number that a browser tells from the next."""


class Asked(BaseModel):
    """What a browser asks.

    editor: tells one editor from another; runs: ids with the epoch of the weights; has: numbers of the answers it has.
    """

    editor: str = Field(max_length=64)
    runs: list[tuple[str, float]] = Field(
        min_length=1, max_length=2, description=N_("one or two runs with an epoch each")
    )
    text: str
    has: list[int] = Field([], max_length=2, description=N_("the numbers of up to two answers"))


@dataclass(frozen=True)
class _Reading:
    """What one run's network makes of a text.  said: in words."""

    number: int
    text: str
    course: Course
    drawn: Drawn
    said: dict[str, Any]

    def told(self, has: Collection[int], last: "_Reading | None") -> dict[str, Any]:
        """For a browser that has the answers of these numbers, maybe that of `last`."""
        if last and last.number in has:
            return self.said | self.drawn.since(last.drawn) | {"number": self.number, "since": last.number}
        return self.said | self.drawn.whole() | {"number": self.number}


Key = tuple[str, str, float, str]
"""Editor, run, epoch and language."""


class _Readings:
    """The last reading of each editor and run; of those, the ones used last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept = LRUCache[Key, _Reading](MOST_REMEMBERED, getsizeof=_size)

    def get(self, key: Key) -> _Reading | None:
        with self._lock:
            return self._kept.get(key)

    def put(self, key: Key, reading: _Reading) -> None:
        with self._lock, suppress(ValueError):  # larger than all may be
            self._kept[key] = reading


def _size(reading: _Reading) -> int:
    layers = reading.course.traced.layers.values()
    arrays = sum(array.nbytes for parts in layers for array in parts.values())
    return arrays + TIMES * sys.getsizeof(reading.text) + A_TOKEN * len(reading.course.encoded.tokens)


_readings = _Readings()


def read(
    editor: str, text: str, run: Run, epoch: float, has: Collection[int] = ()
) -> tuple[dict[str, Any], Course | None]:
    """What one run's network makes of a text, for the editor to draw, or the sentence that says why it cannot read it.

    editor, has: see `Asked`; what its text has in common with the one before is not read again, and not sent again to
    who has it.
    """
    network, asked, key = (
        network_of(run.id, epoch),
        {"run": run.id, "epoch": epoch},
        (editor, run.id, epoch, language()),
    )
    last = _readings.get(key)
    try:
        reading = last if last and last.text == text else _read(text, run, network, last)
    except PlaygroundError as error:
        return asked | {"error": str(error)}, None
    if reading is not last:
        _readings.put(key, reading)
    return asked | reading.told(has, last), reading.course


def _read(text: str, run: Run, network: Network, last: _Reading | None) -> _Reading:
    """last: what was read before, to go on from."""
    config = run.config
    fitted, names = as_text_encoding(network.encoding), config.dataset.class_names
    encoded = fitted.text(text, last.course.encoded if last else None)
    found = course(network, encoded, last.course if last else None)
    prediction, figures = in_words(config, answer(config, network.encoding, found.traced))
    said = {"prediction": prediction, "figures": figures, "manner": manner(network)} | told(found, names, fitted.unit)
    return _Reading(1 + secrets.randbelow(LARGEST), text, found, drawn(text, found, names, fitted.unit), said)


async def respond(request: Request) -> Response:
    """POST `Asked` → {text, runs, milliseconds}; a sentence and status 4xx for what is nonsense."""
    return await answered(request, Asked, _answered, "application/json")


def _answered(asked: Asked) -> bytes:
    began, runs = time.perf_counter(), []
    for run_id, epoch in asked.runs:
        run = Run.open(run_id)
        if not classifies_text(run.config):
            raise PlaygroundError(_("Run {run} does not classify texts. Choose one that does.", run=run.short_id))
        runs.append(read(asked.editor, asked.text, run, epoch, asked.has)[0])
    found = {"text": asked.text, "runs": runs, "milliseconds": round(1000 * (time.perf_counter() - began), 1)}
    return json.dumps(found, allow_nan=False).encode("utf-8", "surrogatepass")


def route(base: str) -> Route:
    """For the server, see `app.py`.  base: where that stands on its host."""
    return Route(f"{base}/live/sentiment", respond, methods=["POST"])

"""What networks make of a text while it is typed: an address of its own, a fraction of the work of a page's rerun."""

import json
import time
from contextlib import suppress
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
from playground.figures.live_text import drawn
from playground.narration.running_prediction import manner, told
from playground.prediction.cache import network_of
from playground.prediction.predict import answer, in_words
from playground.recipes.compatible import classifies_text
from playground.runs import Run
from playground.server.asked import answered

MOST_REMEMBERED = 200_000_000
"""Bytes of all texts that are remembered, one for each editor and run, to read on from."""
A_TOKEN = 500
"""Bytes that all else takes for each token, roughly: counted at every key, so it must be cheap."""
EXPECTED = "Expected a text, one or two runs with an epoch each, and an editor."


class Asked(BaseModel):
    """What a browser asks.  editor: tells one editor from another; runs: ids with the epoch of the weights."""

    editor: str = Field(max_length=64)
    runs: list[tuple[str, float]] = Field(min_length=1, max_length=2)
    text: str


class _Courses:
    """The last course of each editor and run; of those, the ones used last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept = LRUCache[tuple[str, str, float], Course](MOST_REMEMBERED, getsizeof=_size)

    def take(self, key: tuple[str, str, float]) -> Course | None:
        with self._lock:
            return self._kept.pop(key, None)

    def put(self, key: tuple[str, str, float], read: Course) -> None:
        with self._lock, suppress(ValueError):  # larger than all may be
            self._kept[key] = read


def _size(read: Course) -> int:
    arrays = sum(array.nbytes for parts in read.traced.layers.values() for array in parts.values())
    return arrays + A_TOKEN * len(read.encoded.tokens)


_courses = _Courses()


def read(editor: str, text: str, run: Run, epoch: float) -> tuple[dict[str, Any], Course | None]:
    """What one run's network makes of a text, for the editor to draw, or the sentence that says why it cannot read it.

    editor: see `Asked`; what its text has in common with the one before is not read again.
    """
    network, config, key = network_of(run.id, epoch), run.config, (editor, run.id, epoch)
    asked = {"run": run.id, "epoch": epoch}
    fitted = as_text_encoding(network.encoding)
    try:
        encoded = fitted.text(text)
    except PlaygroundError as error:
        return asked | {"error": str(error)}, None
    found = course(network, encoded, _courses.take(key))
    _courses.put(key, found)
    prediction, figures = in_words(config, answer(config, network.encoding, found.traced))
    asked |= {"prediction": prediction, "figures": figures, "manner": manner(network)}
    names = config.dataset.class_names
    return asked | drawn(text, found, names, fitted.unit) | told(found, names, fitted.unit), found


async def respond(request: Request) -> Response:
    """POST `Asked` → {text, runs, milliseconds}; a sentence and status 4xx for what is nonsense."""
    return await answered(request, Asked, _answered, "application/json", EXPECTED)


def _answered(asked: Asked) -> bytes:
    began, runs = time.perf_counter(), []
    for run_id, epoch in asked.runs:
        run = Run.open(run_id)
        if not classifies_text(run.config):
            raise PlaygroundError(f"Run {run.short_id} does not classify texts. Choose one that does.")
        runs.append(read(asked.editor, asked.text, run, epoch)[0])
    found = {"text": asked.text, "runs": runs, "milliseconds": round(1000 * (time.perf_counter() - began), 1)}
    return json.dumps(found, allow_nan=False).encode("utf-8", "surrogatepass")


def route(base: str) -> Route:
    """For the server, see `app.py`.  base: where that stands on its host."""
    return Route(f"{base}/live/sentiment", respond, methods=["POST"])

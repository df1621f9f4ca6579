"""What the live addresses have in common: a body is read whole, or whoever sends it has gone."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.server import live_memory, live_network, live_race, live_sentiment
from playground.server.asked import answered


class Asked(BaseModel):
    """Any object."""


async def respond(request: Request) -> Response:
    return await answered(request, Asked, lambda _: b"told", "text/plain", "Expected an object.")


def sent(app: Starlette, path: str, *pieces: dict) -> list[dict]:
    """What the app sends to who sends these pieces of a body."""
    told, coming = [], list(pieces)

    async def receive() -> dict:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b"", "http_version": "1.1"}
    with ThreadPoolExecutor(1) as thread:  # the tests in a browser may have left a loop running in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return told


def piece(body: bytes, more: bool = False) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces_is_read_whole():
    app = Starlette(routes=[Route("/live", respond, methods=["POST"])])
    assert sent(app, "/live", piece(b"{", True), piece(b"}"))[-1]["body"] == b"told"


@pytest.mark.parametrize("live", [live_network, live_race, live_memory, live_sentiment])
@pytest.mark.parametrize("begun", [(), (piece(b'{"run', True),)], ids=["at once", "in the middle of a body"])
def test_a_browser_that_goes_away_is_no_error(live, begun, caplog):
    with caplog.at_level(logging.ERROR):
        told = sent(Starlette(routes=[live.route("")]), live.route("").path, *begun)
    assert [message["status"] for message in told if message["type"] == "http.response.start"] == [499]
    assert not caplog.records

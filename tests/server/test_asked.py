"""What the live addresses have in common: a body is read whole, or whoever sends it has gone."""

import asyncio
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import pytest
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playground.server import live_memory, live_network, live_race, live_sentiment
from playground.server.asked import answered
from playground.server.spoken import Spoken

LIVE = [live_network, live_race, live_memory, live_sentiment]


class Asked(BaseModel):
    """Any object."""


async def respond(request: Request) -> Response:
    return await answered(request, Asked, lambda _: b"told", "text/plain")


def sent(app: Starlette, path: str, *pieces: dict, query: str = "") -> list[dict]:
    """What the app sends to who sends these pieces of a body."""
    told, coming = [], list(pieces)

    async def receive() -> dict:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "http_version": "1.1"}
    scope |= {"query_string": query.encode()}
    with ThreadPoolExecutor(1) as thread:  # the tests in a browser may have left a loop running in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return told


def piece(body: bytes, more: bool = False) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces_is_read_whole():
    app = Starlette(routes=[Route("/live", respond, methods=["POST"])])
    assert sent(app, "/live", piece(b"{", True), piece(b"}"))[-1]["body"] == b"told"


@pytest.mark.parametrize("live", LIVE)
@pytest.mark.parametrize("begun", [(), (piece(b'{"run', True),)], ids=["at once", "in the middle of a body"])
def test_a_browser_that_goes_away_is_no_error(live, begun, caplog):
    with caplog.at_level(logging.ERROR):
        told = sent(Starlette(routes=[live.route("")]), live.route("").path, *begun)
    assert [message["status"] for message in told if message["type"] == "http.response.start"] == [499]
    assert not caplog.records


ANY = "a whole number from 0 to 1,000,000,000"
CELL = {"part": "forget", "unit": 0, "column": 0}
WHOLE = {
    live_network: {"run": "a", "cell": CELL},
    live_race: {"runs": ["a", "b"]},
    live_memory: {"runs": ["a"]},
    live_sentiment: {"editor": "e", "runs": [["a", 1]], "text": "x"},
}
"""An address → what may be asked of it."""
EVERY = [(live, name) for live in LIVE for name in live.Asked.model_fields]


def test_what_is_wrong_is_said_in_the_language_of_the_request():
    app = Starlette(routes=[live_race.route("")], middleware=[Middleware(Spoken)])
    for query, wanted in (
        ("lang=zh", '请求的 runs 是 ["a"]，应为：2 到 4 次运行。'),
        ("", 'The request\'s runs is ["a"]; expected 2 to 4 runs.'),
    ):
        start, told = sent(app, live_race.route("").path, piece(b'{"runs": ["a"]}'), query=query)
        assert json.loads(told["body"]) == {"error": wanted}
        assert "set-cookie" not in Headers(scope=start), "what a page asks is no choice of its learner"


def refused(live, body: object) -> str:
    """The sentence with which the address refuses it."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    start, told = sent(Starlette(routes=[live.route("")]), live.route("").path, piece(text))
    assert start["status"] == 422
    return json.loads(told["body"])["error"]


@pytest.mark.parametrize(("live", "name"), EVERY, ids=[f"{live.__name__[24:]} {name}" for live, name in EVERY])
def test_a_value_that_is_refused_is_named_with_what_was_given_and_what_was_expected(live, name: str):
    field = live.Asked.model_fields[name]
    body = WHOLE[live] | {name: {"wings": 7}}
    if name == "cell":
        assert refused(live, body) == ("The request has no part of its cell; expected a text of up to 100 characters.")
        body[name] = [7]
    sentence = refused(live, body)
    assert sentence.startswith(f"The request's {name} is {json.dumps(body[name])}; expected ")
    numbers = int in (field.annotation, *get_args(field.annotation)) and not field.description
    assert ("whole number" in sentence) == numbers
    if field.is_required():
        missing = {key: value for key, value in WHOLE[live].items() if key != name}
        assert refused(live, missing).startswith(f"The request has no {name}; expected ")


@pytest.mark.parametrize("live", LIVE)
@pytest.mark.parametrize(
    ("body", "given"), [(b"not json", "'not json'"), ([7], "[7]"), (None, "null"), (b"\xff", "'\ufffd'")]
)
def test_a_body_that_is_no_object_is_told_what_it_may_hold(live, body, given: str):
    names = ", ".join(live.Asked.model_fields)
    assert refused(live, body) == f"The request is {given}; expected JSON that gives {names} by name."


@pytest.mark.parametrize(("live", "body", "expected"), [
    (live_network, {"stride": 0}, "stride is 0; expected a whole number from 1 to 1,000,000,000."),
    (live_network, {"moment": -1}, f"moment is -1; expected {ANY} or nothing."),
    (live_network, {"run": "a" * 101}, f"run is '{'a' * 56}…'; expected a text of up to 100 characters."),
    (live_network, {"cell": CELL | {"unit": "x"}}, f"unit of its cell is 'x'; expected {ANY}."),
    (live_race, {"runs": ["a"]}, 'runs is ["a"]; expected 2 to 4 runs.'),
    (live_race, {"runs": ["a", 7]}, "runs holds 7; expected 2 to 4 runs."),
    (live_memory, {"runs": []}, "runs is []; expected one to 4 runs."),
    (live_sentiment, {"runs": ["a"]}, "runs holds 'a'; expected one or two runs with an epoch each."),
    (live_sentiment, {"runs": [["a"]]}, 'runs holds ["a"]; expected one or two runs with an epoch each.'),
    (live_sentiment, {"has": [1, 2, 3]}, "has is [1, 2, 3]; expected the numbers of up to two answers."),
])  # fmt: skip
def test_a_value_out_of_range_is_told_the_range(live, body: dict, expected: str):
    assert refused(live, WHOLE[live] | body) == f"The request's {expected}"

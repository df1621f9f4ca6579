"""Style and scripts stand in every page of HTML, and in nothing else."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from playground.server.page_end import PageEnd
from playground.ui.every_page import rules

PAGE = "<html><head></head><body><div>é</div></body></html>" + " " * 1000
AS_A_PAGE = {"accept": "text/html,*/*"}


def page(request: Request) -> Response:
    if "if-none-match" in request.headers:
        return Response(status_code=304)
    return HTMLResponse(PAGE, headers={"etag": '"x"', "last-modified": "Sat, 28 Nov 2026 09:18:05 GMT"})


def pieces(_: Request) -> Response:
    return StreamingResponse(iter([PAGE[:20], PAGE[20:]]), media_type="text/html")


def text(_: Request) -> Response:
    return PlainTextResponse(PAGE)


APP = Starlette(
    routes=[Route("/page", page), Route("/pieces", pieces), Route("/text", text)],
    middleware=[Middleware(PageEnd, html=lambda: "<style>p {color: red}</style>"), Middleware(GZipMiddleware)],
)


def get(path: str, **headers: str) -> tuple[int, Headers, bytes]:
    """Status, headers and body of what the app answers.  headers: their names with _ for -."""
    sent: list[Message] = []
    encoded = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": encoded}

    async def receive() -> Message:
        await asyncio.sleep(0 if not sent else 60)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the tests in a browser may have left a loop running in this one
        thread.submit(asyncio.run, APP(scope, receive, send)).result()
    start, *body = sent
    return start["status"], Headers(scope=start), b"".join(piece["body"] for piece in body)


@pytest.mark.parametrize("asked", [{}, {"if_none_match": '"x"'}, {"accept_encoding": "gzip"}, {"range": "bytes=0-9"}])
@pytest.mark.parametrize("path", ["/page", "/pieces"])
def test_a_page_ends_with_the_piece_whatever_the_browser_kept(path: str, asked: dict[str, str]):
    status, headers, body = get(path, accept="text/html,*/*", **asked)
    assert (status, body.decode()) == (200, PAGE.replace("</body>", "<style>p {color: red}</style></body>"))
    assert int(headers["content-length"]) == len(body)
    assert {"etag", "last-modified"}.isdisjoint(headers)
    assert "accept" in headers["vary"].lower()


def test_what_is_no_page_stays_as_it_is():
    assert get("/text", accept="text/html")[2].decode() == PAGE
    _, headers, body = get("/page", accept="*/*", accept_encoding="gzip")
    assert (gzip.decompress(body).decode(), headers["content-encoding"], headers["etag"]) == (PAGE, "gzip", '"x"')


def test_the_rules_of_all_pages_are_together_and_hold_no_mark_to_be_filled():
    together = rules()
    for key in (".st-key-playground-bar", ".tile", ".st-key-loop-code", ".st-key-reading-bar", "stCaptionContainer"):
        assert key in together
    assert "BACKGROUND" not in together
    assert together.count("{") == together.count("}")

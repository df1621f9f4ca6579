"""Answers go out at once: served as Streamlit serves, on a socket it has made itself."""

import socket
import threading
import urllib.request

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.server.at_once import AtOnce


async def waits(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers whether its second piece may wait for the browser to confirm the first."""
    connection = receive.__self__.transport.get_extra_info("socket")
    off = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await PlainTextResponse("at once" if off else "waits")(scope, receive, send)


@pytest.fixture
def answer():
    """What an app answers."""
    servers = []

    def ask(app: ASGIApp) -> str:
        own = socket.socket(socket.AF_INET)  # as Streamlit makes it: asyncio cannot tell that it is for TCP
        own.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]})
        servers.append((server, thread))
        own.listen()
        thread.start()
        with urllib.request.urlopen(f"http://127.0.0.1:{own.getsockname()[1]}", timeout=60) as answered:
            return answered.read().decode()

    yield ask
    for server, thread in servers:
        server.should_exit = True
        thread.join()


def test_an_answer_does_not_wait_for_the_browser_to_confirm_its_headers(answer):
    assert answer(waits) == "waits"  # or it is not needed any more
    assert answer(AtOnce(waits)) == "at once"


def test_the_app_is_served_so():
    from app import app

    assert AtOnce in [middleware.cls for middleware in app._user_middleware]

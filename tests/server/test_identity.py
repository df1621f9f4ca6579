"""Who is looking: the cookie every browser is given, and the learner it stands for."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest
import streamlit as st

from playground.server.identity import COOKIE, LearnerCookie
from playground.ui.learner import base_path, learner

SECRET = "0123456789abcdefghijkl"


def answer(cookies: str | None = None, kind: str = "http", scheme: str = "http") -> list[dict]:
    """What a browser is sent when it asks with this Cookie header, by an app that sets a cookie of its own."""
    sent: list[dict] = []

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept", "headers": []})
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"own=1; Path=/")]})
        await send({"type": "http.response.body", "body": b"page"})

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"here")] + ([] if cookies is None else [(b"cookie", cookies.encode("latin-1"))])
    asked = LearnerCookie(app, base_path())({"type": kind, "scheme": scheme, "headers": headers}, None, send)
    with ThreadPoolExecutor(1) as thread:  # the tests' own thread runs Playwright's loop
        thread.submit(asyncio.run, asked).result()
    return sent


def given(messages: list[dict]) -> list[str]:
    """The learner's cookies that were set."""
    headers = [value.decode() for name, value in messages[0]["headers"] if name == b"set-cookie"]
    return [header for header in headers if header.startswith(COOKIE)]


def test_a_browser_that_was_never_here_is_given_one_cookie_scripts_cannot_read():
    (header,) = given(answer())
    cookie = SimpleCookie(header)[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"
    assert int(cookie["max-age"]) == 31_536_000  # a year
    assert not cookie["domain"]
    assert not cookie["secure"]  # a browser would drop it on a page without TLS


def test_a_cookie_is_128_random_bits():
    values = {SimpleCookie(given(answer())[0])[COOKIE].value for _ in range(20)}
    assert len(values) == 20
    assert all(re.fullmatch(r"[\w-]{22}", value) for value in values)  # 22 characters of 6 bits hold 128


def test_the_rest_of_the_answer_is_passed_on():
    start, body = answer()
    assert (b"set-cookie", b"own=1; Path=/") in start["headers"]
    assert start["status"] == 200
    assert body == {"type": "http.response.body", "body": b"page"}


@pytest.mark.parametrize(
    "cookies",
    [
        f"{COOKIE}={SECRET}",
        f"theme=dark; {COOKIE}={SECRET}",
        f"{COOKIE}={SECRET}; theme=dark",
        # of other programs on the same machine: cookies are shared by all ports
        f"a/b=1; {COOKIE}={SECRET}",
        f'settings={{"a": [1]}}; {COOKIE}={SECRET}',
        f"no equals sign; {COOKIE}={SECRET}",
        f"name=caf\xe9; {COOKIE}={SECRET}",
    ],
)
def test_a_browser_that_has_its_cookie_keeps_it(cookies):
    assert given(answer(cookies)) == []


@pytest.mark.parametrize("cookies", ["", "theme=dark", "a/b=1", "{}=;;=", f"other_{COOKIE}=1", f"theme={COOKIE}"])
def test_other_cookies_do_not_count(cookies):
    assert len(given(answer(cookies))) == 1


def test_a_websocket_is_left_alone():
    assert answer(kind="websocket") == [{"type": "websocket.accept", "headers": []}]


@pytest.fixture
def under(monkeypatch):
    """under(path): the app stands there on its host."""
    return lambda path: monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": path}.get)


def test_by_tls_the_cookie_comes_back_by_tls_only():
    (header,) = given(answer(scheme="https"))
    assert SimpleCookie(header)[COOKIE]["secure"]
    assert SimpleCookie(header)[COOKIE]["samesite"].lower() == "lax"


@pytest.mark.parametrize("path", ["class/rnn", "/class/rnn/"])
def test_under_a_base_path_the_cookie_has_a_name_of_its_own_and_is_not_sent_to_neighbours(under, path):
    under(path)
    (header,) = given(answer())
    assert SimpleCookie(header)[f"{COOKIE}_class_rnn"]["path"] == "/class/rnn"
    assert given(answer(f"{COOKIE}_class_rnn={SECRET}")) == []


@pytest.mark.parametrize(("path", "written"), [("数", "/%E6%95%B0"), ("é", "/%C3%A9"), ("a;b", "/a%3Bb")])
def test_a_base_path_stands_in_the_cookie_as_browsers_write_it(under, path, written):
    under(path)
    (header,) = given(answer())
    assert f"Path={written};" in header


def test_under_a_base_path_a_learner_of_an_earlier_version_stays_who_they_are(under, session):
    session(**{COOKIE: SECRET})
    before = learner()
    under("rnn")
    session(**{COOKIE: SECRET})
    assert learner() == before
    (header,) = given(answer(f"{COOKIE}={SECRET}"))
    assert SimpleCookie(header)[f"{COOKIE}_rnn"].value == SECRET
    session(**{COOKIE: "of a neighbour", f"{COOKIE}_rnn": SECRET})
    assert learner() == before


def test_in_a_frame_of_another_site_the_cookie_may_be_sent_and_is_kept_apart(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_EMBEDDED", "1")
    (header,) = given(answer(scheme="https"))
    parts = {part.strip() for part in header.split(";")}
    assert {"SameSite=none", "Secure", "Partitioned", "HttpOnly", "Path=/"} <= parts
    monkeypatch.setenv("PLAYGROUND_EMBEDDED", "0")
    assert "Partitioned" not in given(answer(scheme="https"))[0]


@pytest.fixture
def session(monkeypatch):
    """session(cookies): a new visit of a browser with these cookies."""

    class Context:
        cookies: dict[str, str]

    def begin(**cookies: str) -> None:
        Context.cookies = cookies
        monkeypatch.setattr(st, "context", Context)
        monkeypatch.setattr(st, "session_state", {})

    return begin


def test_a_learner_is_a_fingerprint_of_the_cookie_and_not_the_cookie(session):
    session(**{COOKIE: SECRET})
    who = learner()
    assert re.fullmatch("[0-9a-f]{20}", who)
    assert SECRET not in who
    assert not any(SECRET in str(value) for value in st.session_state.values())


def test_the_same_browser_is_the_same_learner_in_every_visit_and_another_is_another(session):
    visits = []
    for secret in (SECRET, SECRET, "another"):
        session(**{COOKIE: secret})
        visits.append(learner())
    assert visits[0] == visits[1] != visits[2]


def test_without_a_cookie_a_learner_lasts_for_the_visit(session):
    session()
    first = learner()
    assert learner() == first
    session()
    assert learner() != first

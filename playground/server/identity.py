"""Who is looking: a random cookie a browser keeps, so that each learner finds their own runs and no one else's."""

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "playground_learner"
"""Its name at the root of a host, and the one it had everywhere in earlier versions."""
ONE_YEAR = 365 * 24 * 3600


class LearnerCookie:
    """Gives every browser that has none a cookie of 128 random bits; scripts in the page cannot read it."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """base: where the app stands on its host, such as "/rnn"; empty at its root."""
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the cookie to the answer where it is missing."""
        cookies = cookie_parser(_header(scope, b"cookie")) if scope["type"] == "http" else {}
        if scope["type"] != "http" or cookie_name(self.base) in cookies:
            await self.app(scope, receive, send)
            return
        secret = cookies.get(COOKIE) or secrets.token_urlsafe(16)  # under a base path the one from before is taken over

        encrypted = scope.get("scheme") == "https"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", _cookie(secret, encrypted, self.base))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def cookie_name(base: str) -> str:
    """The cookie's name: under a base path one of its own, since others may serve the rest of the host."""
    return COOKIE + re.sub(r"\W", "_", base, flags=re.ASCII)


def embedded() -> bool:
    """Whether pages of other sites show the app in a frame, as `PLAYGROUND_EMBEDDED=1` says."""
    return os.environ.get("PLAYGROUND_EMBEDDED", "").lower() in ("1", "true", "yes", "on")


def _cookie(secret: str, encrypted: bool, base: str) -> str:
    """The header's value.  encrypted: whether the browser came by TLS, as the server or a proxy it trusts knows.

    In a frame of another site a browser sends only a cookie that says SameSite=None and is Secure; Partitioned keeps it
    where browsers block others' cookies: each site that embeds the app then has its own.
    """
    answer = Response()
    answer.set_cookie(
        cookie_name(base),
        secret,
        max_age=ONE_YEAR,
        path=quote(base) or "/",  # as the browser writes it
        secure=encrypted or embedded(),
        httponly=True,
        samesite="none" if embedded() else "lax",
    )
    return answer.headers["set-cookie"] + "; Partitioned" * embedded()  # Starlette can say it from Python 3.14 on


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def fingerprint(cookies: Mapping[str, str], base: str) -> str:
    """The learner who sends these cookies: a run's folder must not hold the cookie.  Without one: a new learner."""
    secret = cookies.get(cookie_name(base)) or cookies.get(COOKIE) or secrets.token_urlsafe(16)
    return hashlib.sha256(secret.encode()).hexdigest()[:20]

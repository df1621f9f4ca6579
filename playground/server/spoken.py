"""Which language a browser is answered in: the one its link asks for, else the one chosen before, else its own."""

from collections.abc import Mapping
from urllib.parse import parse_qs, quote

from babel.core import negotiate_locale
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playground.languages import ENGLISH, LANGUAGES, speaking
from playground.server.identity import ONE_YEAR

PARAMETER = "lang"
COOKIE = "playground_language"


class Spoken:
    """Answers each request in its language, and has the browser keep what a link asked for."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """base: where the app stands on its host, such as "/rnn"; empty at its root."""
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(PARAMETER, [""])[-1]
        code = spoken(asked, cookie_parser(headers.get("cookie", "")), headers)
        keep = scope.get("method") == "GET" and asked == code  # a page's own questions say which language it is in

        async def send_with_cookie(message: Message) -> None:
            if keep and message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", self._cookie(code))
            await send(message)

        with speaking(code):
            await self.app(scope, receive, send_with_cookie)

    def _cookie(self, code: str) -> str:
        answer = Response()
        answer.set_cookie(COOKIE, code, max_age=ONE_YEAR, path=quote(self.base) or "/", samesite="lax")
        return answer.headers["set-cookie"]


def spoken(asked: str, cookies: Mapping[str, str], headers: Mapping[str, str]) -> str:
    """A language's code.  asked: what the link says, empty for nothing.  headers: names in any case that they are asked
    for: `Accept-Language`."""
    for code in (asked, cookies.get(COOKIE, "")):
        if code in LANGUAGES:
            return code
    return of_browser(headers.get("Accept-Language") or "")


def of_browser(accepted: str) -> str:
    """The first language that a browser asks for and there is; else English.  accepted: such as "zh-CN,zh;q=0.9"."""
    tags = (part.split(";")[0].strip().replace("-", "_") for part in accepted.split(","))
    return negotiate_locale([tag for tag in tags if tag], [*LANGUAGES]) or ENGLISH

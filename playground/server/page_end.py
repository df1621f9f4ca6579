"""What every page has from its first moment, in the HTML that a browser opens: its style and what keeps history."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from playground.languages import ENGLISH, language

END = b"</body>"
"""Before it styles come after Streamlit's own, which they correct, and a script before Streamlit's, which wait."""


class PageEnd:
    """Puts a piece of HTML, styles and scripts, at the end of every page of HTML.

    A page can hold them as an element, too; but until that element has arrived and what draws it is fetched, the
    browser would draw the page without its style, and then move everything; and a first click would come before the
    script that is to hear of it.
    """

    def __init__(self, app: ASGIApp, html: Callable[[], str]) -> None:
        """html: the piece, in the language that is spoken."""
        self.app, self.html = app, html

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is a page, the piece is put at its end."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_whole(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if Headers(scope=message).get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = body.replace(END, self.html().encode() + END)
                body = body.replace(_tag(ENGLISH), _tag(language()), 1)
                await send(_resized(start, len(body)))
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(_whole(scope), receive, send_whole)


def _tag(code: str) -> bytes:
    """How Streamlit's page begins to say its language."""
    return f'<html lang="{code}"'.encode()


def _whole(scope: Scope) -> Scope:
    """The same request for the page as it is: neither compressed nor "not modified"."""
    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in left_out]}


def _resized(start: Message, length: int) -> Message:
    """The headers of the longer answer.  What identified the page without them would let a browser keep it."""
    headers = MutableHeaders(scope=start)
    headers["content-length"] = str(length)
    headers.add_vary_header("accept, accept-language, cookie")
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]
    return start

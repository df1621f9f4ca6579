"""The style of every page, in the page that a browser opens: nothing is seen without it first."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

END = b"</body>"
"""Before it the rules come after Streamlit's own, which they correct."""


class Stylesheet:
    """Puts rules of style into every page of HTML.

    A page can hold them as an element, too; but the browser would draw the page without them until that element has
    arrived and what draws it is fetched, and then move everything.
    """

    def __init__(self, app: ASGIApp, rules: str) -> None:
        self.app, self.rules = app, f"<style>{rules}</style>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is a page, the rules are put at its end."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_with_rules(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if Headers(scope=message).get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                await send(_resized(start, len(body := body.replace(END, self.rules + END))))
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(_whole(scope), receive, send_with_rules)


def _whole(scope: Scope) -> Scope:
    """The same request for the page as it is: neither compressed nor "not modified"."""
    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in left_out]}


def _resized(start: Message, length: int) -> Message:
    """The headers of the answer with rules.  What identified the page without them would let a browser keep it."""
    headers = MutableHeaders(scope=start)
    headers["content-length"] = str(length)
    headers.add_vary_header("accept")
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]
    return start

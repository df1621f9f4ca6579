"""What the server says goes out at once, not when the browser has confirmed what was said before."""

import socket
from asyncio import BaseTransport

from starlette.types import ASGIApp, Receive, Scope, Send


class AtOnce:
    """Turns off Nagle's algorithm on every connection.

    An answer is written in two pieces, its headers and its body.  asyncio turns it off only on sockets made for TCP by
    name, and Streamlit makes its own without: the second piece then waits up to 40 ms for the browser's delayed
    confirmation of the first, at every key that is typed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the connection, where the server tells which one it is, and pass the request on."""
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if isinstance(transport, BaseTransport):
            connection = transport.get_extra_info("socket")
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)

"""What the live addresses have in common: a body is read up to a limit, checked, answered in a thread, or refused."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from playground.errors import PlaygroundError

MOST_BYTES = 4_000_000
"""Of one request: far more than the longest text that is read."""
A = TypeVar("A", bound=BaseModel)


async def answered(
    request: Request, shape: type[A], answer: Callable[[A], bytes], media_type: str, expected: str
) -> Response:
    """What `answer` makes of the body; {"error": a sentence} and status 4xx for what is nonsense.

    shape: of the body.  expected: the sentence that says it.
    """
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                return JSONResponse({"error": f"A text is at most {MOST_BYTES:,} bytes. Shorten it."}, 413)
    except ClientDisconnect:
        return Response(status_code=499)  # nobody is there to read it
    try:
        asked = shape.model_validate_json(body)
        return Response(await anyio.to_thread.run_sync(answer, asked), media_type=media_type)
    except ValidationError:
        return JSONResponse({"error": expected}, 422)
    except PlaygroundError as error:
        return JSONResponse({"error": str(error)}, 404)

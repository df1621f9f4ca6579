"""What the live addresses have in common: a body is read up to a limit, checked, answered in a thread, or refused."""

from collections.abc import Callable
from typing import TypeVar, get_args

import anyio.to_thread
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from playground.choices import as_given, expected, rule
from playground.errors import PlaygroundError
from playground.languages import _

MOST_BYTES = 4_000_000
"""Of one request: far more than the longest text that is read."""
A = TypeVar("A", bound=BaseModel)


async def answered(request: Request, shape: type[A], answer: Callable[[A], bytes], media_type: str) -> Response:
    """What `answer` makes of the body; {"error": a sentence} and status 4xx for what is nonsense.

    shape: of the body; the description of a field, if it has one, is what is expected of it.
    """
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                return JSONResponse({"error": _("A text is at most {most:,} bytes. Shorten it.", most=MOST_BYTES)}, 413)
    except ClientDisconnect:
        return Response(status_code=499)  # nobody is there to read it
    try:
        asked = shape.model_validate_json(body)
        return Response(await anyio.to_thread.run_sync(answer, asked), media_type=media_type)
    except ValidationError as problem:
        return JSONResponse({"error": refusal(shape, problem.errors()[0])}, 422)
    except PlaygroundError as error:
        return JSONResponse({"error": str(error)}, 404)


def refusal(shape: type[BaseModel], problem: ErrorDetails) -> str:
    """What is wrong with a body, in a sentence: what was given, what was expected."""
    place, given = problem["loc"], problem["input"]
    names = [part for part in place if isinstance(part, str)]
    if not names:
        text = given.decode(errors="replace") if isinstance(given, bytes) else given
        fields = ", ".join(shape.model_fields)
        return _(
            "The request is {given}; expected JSON that gives {fields} by name.", given=as_given(text), fields=fields
        )
    field = shape.model_fields[names[0]]
    most, fewest = rule(field, "max_length"), rule(field, "min_length")
    wanted = _(field.description, fewest=fewest, most=most) if field.description else expected(field)
    if names[1:]:
        (inner,) = (kind for kind in get_args(field.annotation) if issubclass(kind, BaseModel))
        wanted = expected(inner.model_fields[names[1]])
    name = names[0] if not names[1:] else _("{name} of its {whole}", name=names[1], whole=names[0])
    said = {"name": name, "given": as_given(given), "wanted": wanted}
    if place[-1] != names[-1]:
        return _("The request's {name} holds {given}; expected {wanted}.", **said)
    if problem["type"] == "missing":
        return _("The request has no {name}; expected {wanted}.", **said)
    return _("The request's {name} is {given}; expected {wanted}.", **said)

"""Reading the bodies of requests, within limits of size and time, never by way of the disk."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

Body = TypeVar("Body", bound=BaseModel)

_SECONDS = 10
"""For any body; each byte that has come adds a little."""

_SLOWEST = 128 << 10
"""Bytes that add a second."""

_FASTEST = 16 << 20
"""Bytes a second after the first `_QUICK`: reading a long body leaves time for others."""

_QUICK = 8 << 20
"""Bytes; most photos have fewer."""


async def read_json(request: Request, kind: type[Body], limit: int) -> Body:
    """A JSON body of up to `limit` bytes.

    Raises:
        HTTPException: 408, it does not come; 413, it has more; 422, it is something else.
    """
    try:
        async with _in_time() as timer:
            data = b"".join([chunk async for chunk in _limited(request, limit, timer)])
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise HTTPException(422, _first(error)) from None


async def read_form(
    request: Request, limit: int, field_limit: int
) -> tuple[dict[str, str], dict[str, bytes]]:
    """The fields of a form, of up to `field_limit` bytes each, and its files.

    Raises:
        HTTPException: 408, it does not come; 413, it has more than `limit` bytes; 415, it is
            no such form; 422, it is broken or has a name twice.
    """
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != "multipart/form-data":
        raise HTTPException(415, "multipart/form-data was expected")
    try:
        async with _in_time() as timer:
            parser = MultiPartParser(
                request.headers, _limited(request, limit, timer), max_part_size=field_limit
            )
            parser.spool_max_size = limit  # photos are not to touch the disk
            form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise HTTPException(422, "the form cannot be read") from error
    try:
        if len(form) != len(form.multi_items()):
            raise HTTPException(422, "a field is given twice")
        parts = list(form.items())
        fields = {name: part for name, part in parts if isinstance(part, str)}
        files = {
            name: await part.read() for name, part in parts if isinstance(part, UploadFile)
        }
        return fields, files
    finally:
        await form.close()


async def _limited(
    request: Request, limit: int, timer: asyncio.Timeout
) -> AsyncGenerator[bytes, None]:
    """Yields a body as it comes, and gives it more time as more has come."""
    begun, length = asyncio.get_running_loop().time(), 0
    too_long = HTTPException(413, f"no more than {limit} bytes are read")
    if int(request.headers.get("content-length", 0)) > limit:
        raise too_long
    async for chunk in request.stream():
        length += len(chunk)
        if length > limit:
            raise too_long
        timer.reschedule(begun + _SECONDS + length / _SLOWEST)
        yield chunk
        if length > _QUICK:
            await asyncio.sleep(len(chunk) / _FASTEST)


@asynccontextmanager
async def _in_time() -> AsyncIterator[asyncio.Timeout]:
    """Ends with an error if a body does not come in time, or breaks off."""
    try:
        async with asyncio.timeout(_SECONDS) as timer:
            yield timer
    except TimeoutError:
        raise HTTPException(408, "the body did not come in time") from None
    except ClientDisconnect:
        raise HTTPException(400, "the body breaks off") from None  # nobody reads it


def validated(kind: type[Body], fields: Mapping[str, str | bytes]) -> Body:
    """The fields of a form as what they mean.

    Raises:
        HTTPException: 422, they are not what was expected.
    """
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise HTTPException(422, _first(error)) from None


def _first(error: ValidationError) -> str:
    """What is wrong first, without what was sent."""
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else str(first["msg"])

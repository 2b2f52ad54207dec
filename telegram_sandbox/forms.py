"""Reading the parameters and files of a request."""

from typing import Any

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.media import Upload

MEMORY_LIMIT = 256 * 1024 * 1024
"""Uploads up to this size stay in memory: photos are not to touch the disk."""


async def read_request(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters of a request, in any of the ways to send them, and its files.

    Raises:
        ApiError: the body cannot be read.
    """
    raw: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        return raw | await read_json(request), {}
    if kind == "multipart/form-data":
        fields, uploads = await read_multipart(request)
        return raw | fields, dict(uploads)
    return raw | dict(await request.form()), {}


def path_number(request: Request, name: str) -> int:
    """A whole number in the path of a request; those of groups are negative.

    Raises:
        ApiError: 404, it is none.
    """
    try:
        return int(request.path_params[name])
    except ValueError as error:
        raise ApiError(404, "Not Found") from error


async def read_json(request: Request) -> dict[str, Any]:
    """The object in a JSON body."""
    try:
        body = await request.json()
    except ValueError as error:
        raise bad_request("can't parse the JSON body") from error
    if not isinstance(body, dict):
        raise bad_request("the JSON body must be an object")
    return body


async def read_multipart(
    request: Request,
) -> tuple[dict[str, str], list[tuple[str, Upload]]]:
    """The fields of a form and its files, each with the name of its field."""
    parser = MultiPartParser(request.headers, request.stream())
    parser.spool_max_size = MEMORY_LIMIT
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise bad_request(error.message) from error
    fields: dict[str, str] = {}
    uploads: list[tuple[str, Upload]] = []
    for name, part in form.multi_items():
        if isinstance(part, str):
            fields[name] = part
        else:
            upload = Upload(part.filename or "", part.content_type or "", await part.read())
            uploads.append((name, upload))
    await form.close()
    return fields, uploads

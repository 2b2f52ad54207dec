"""Reads the parameters and files of a request: query, JSON, form or multipart form."""

from dataclasses import dataclass
from typing import Any

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from telegram_sandbox.errors import ApiError, bad_request

MEMORY_LIMIT = 256 * 1024 * 1024
"""Uploads up to this many bytes stay in memory and are never written to disk."""


@dataclass(frozen=True, slots=True, eq=False)
class Upload:
    """An uploaded file."""

    name: str
    mime_type: str
    data: bytes


async def read_request(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Returns the parameters of a request and its files, by name.

    Raises:
        ApiError: the body cannot be read.
    """
    raw: dict[str, Any] = dict(request.query_params)
    content_type = request.headers.get("content-type", "").partition(";")[0]
    if content_type == "application/json":
        return raw | await read_json(request), {}
    if content_type == "multipart/form-data":
        fields, uploads = await read_multipart(request)
        return raw | fields, dict(uploads)
    return raw | dict(await request.form()), {}


def path_number(request: Request, name: str) -> int:
    """Returns an integer of the path; the ids of groups are negative.

    Raises:
        ApiError: 404, it is no integer.
    """
    try:
        return int(request.path_params[name])
    except ValueError as error:
        raise ApiError(404, "Not Found") from error


async def read_json(request: Request) -> dict[str, Any]:
    """Returns the object in a JSON body.

    Raises:
        ApiError: there is none.
    """
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
    """Returns the text fields of a multipart form, and its files with their fields' names.

    Raises:
        ApiError: the form is malformed.
    """
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

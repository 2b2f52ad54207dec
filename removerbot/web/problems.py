"""Errors as `application/problem+json` (RFC 9457), from the same tree as everywhere."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from removerbot import errors
from removerbot.errors import RemoverError

MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[type[RemoverError], HTTPStatus] = {
    errors.NothingToCut: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.MovingPicture: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.PhotoElsewhere: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoPhotoNamed: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotAnImage: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.RawPhoto: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.DamagedImage: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooManyPixels: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooHeavy: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.UnreadableReply: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NothingToKeep: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NothingToEnlarge: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooManyPoints: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooManyObjects: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.OutsidePhoto: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NothingFound: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoOpenJob: HTTPStatus.NOT_FOUND,
    errors.WhichPhoto: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoSuchPhoto: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.OnlyWhoAsked: HTTPStatus.FORBIDDEN,
    errors.AdminsOnly: HTTPStatus.FORBIDDEN,
    errors.NotEmoji: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooManyEmoji: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoStickerNamed: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.AlreadyInPack: HTTPStatus.CONFLICT,
    errors.NotInPack: HTTPStatus.CONFLICT,
    errors.NotYourSticker: HTTPStatus.FORBIDDEN,
    errors.NoPack: HTTPStatus.NOT_FOUND,
    errors.EmptyTitle: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.OwnerMustStart: HTTPStatus.CONFLICT,
    errors.PackUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StaleButton: HTTPStatus.GONE,
    errors.StalePass: HTTPStatus.UNAUTHORIZED,
    errors.NotYourPhoto: HTTPStatus.FORBIDDEN,
    errors.PhotoGone: HTTPStatus.GONE,
    errors.NotAColor: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.BackgroundGone: HTTPStatus.GONE,
    errors.CutoutTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    errors.DailyLimitReached: HTTPStatus.TOO_MANY_REQUESTS,
    errors.EngineBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.EngineTimeout: HTTPStatus.GATEWAY_TIMEOUT,
    errors.EngineFailed: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.StorageGone: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""What a program goes by, for each leaf of the tree that can be an answer."""


def problem(
    status: int,
    name: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """An answer that says what went wrong.

    Args:
        status: the HTTP status.
        name: the last part of the type; what programs go by.
        detail: for people.
        headers: of the answer.
        more: fields besides.
    """
    body: dict[str, object] = {
        "type": f"urn:removerbot:{name}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return JSONResponse(body | more, status, headers, MEDIA_TYPE)


def of_error(error: RemoverError, detail: str) -> Response:
    """What a program or the page gets for an error; its attributes are fields of it."""
    kind = type(error)
    return problem(STATUS[kind], kind.slug(), detail, **vars(error))


async def of_http(_request: Request, error: Exception) -> Response:
    """The same for what is wrong with a request before anybody looks at what it asks."""
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    name = re.sub(r"\W+", "-", phrase.lower())
    return problem(error.status_code, name, error.detail, error.headers)


async def of_crash(_request: Request, _error: Exception) -> Response:
    """The same for what nobody foresaw; uvicorn logs it."""
    return problem(500, "unexpected", "something went wrong here")

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

_KINDS: Mapping[HTTPStatus, tuple[type[RemoverError], ...]] = {
    HTTPStatus.UNAUTHORIZED: (errors.StalePass,),
    HTTPStatus.FORBIDDEN: (
        errors.OnlyWhoAsked, errors.AdminsOnly, errors.NotYourSticker, errors.NotYourPhoto,
    ),
    HTTPStatus.NOT_FOUND: (errors.NoOpenJob, errors.NoPack),
    HTTPStatus.CONFLICT: (errors.AlreadyInPack, errors.NotInPack, errors.OwnerMustStart),
    HTTPStatus.GONE: (errors.StaleButton, errors.PhotoGone, errors.BackgroundGone),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        errors.FileTooLarge, errors.TooManyPixels, errors.TooHeavy, errors.CutoutTooLarge,
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (
        errors.MovingPicture, errors.NotAnImage, errors.RawPhoto,
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        errors.NothingToCut, errors.PhotoElsewhere, errors.NoPhotoNamed, errors.DamagedImage,
        errors.UnreadableReply, errors.NothingToKeep, errors.NoOtherSize,
        errors.NothingToEnlarge, errors.TooManyPoints, errors.TooManyObjects,
        errors.OutsidePhoto, errors.NothingFound, errors.WhichPhoto, errors.NoSuchPhoto,
        errors.NotEmoji, errors.TooManyEmoji, errors.NoStickerNamed, errors.EmptyTitle,
        errors.NotAColor,
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (errors.TooManyRequests, errors.DailyLimitReached),
    HTTPStatus.INTERNAL_SERVER_ERROR: (errors.EngineFailed, errors.StorageGone),
    HTTPStatus.SERVICE_UNAVAILABLE: (errors.PackUnavailable, errors.EngineBusy),
    HTTPStatus.GATEWAY_TIMEOUT: (errors.EngineTimeout,),
}  # fmt: skip

STATUS = {kind: status for status, kinds in _KINDS.items() for kind in kinds}
"""What a program goes by, for each leaf of the tree that can be an answer."""


def problem(
    status: int,
    name: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response:
    """Returns an answer that says what went wrong: programs go by the `name`, people by the
    `detail`, and `more` are further fields."""
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

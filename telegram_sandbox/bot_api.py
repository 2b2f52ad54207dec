"""The bot's side: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.faults import DOWNLOAD, Faults
from telegram_sandbox.methods import METHODS
from telegram_sandbox.methods.base import Call
from telegram_sandbox.params import read_params
from telegram_sandbox.request_body import Upload, read_request
from telegram_sandbox.state import State


class BotApi:
    """Answers a bot that has the token; `faults` may change the answers."""

    def __init__(self, state: State, token: str, faults: Faults) -> None:
        self._state = state
        self._token = token
        self._faults = faults

    @property
    def routes(self) -> list[Route]:
        """The paths of the Bot API."""
        return [
            Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    async def answer(self, request: Request) -> Response:
        """Executes a method."""
        self._check_token(request)
        method = request.path_params["method"]
        return await self._faults.answer(request, method, lambda: self._result(request))

    async def download(self, request: Request) -> Response:
        """Returns the bytes of a file at a `file_path` of `getFile`."""
        self._check_token(request)
        return await self._faults.answer(request, DOWNLOAD, lambda: self._file(request))

    async def _result(self, request: Request) -> Response:
        return JSONResponse({"ok": True, "result": await self._call(request)})

    async def _file(self, request: Request) -> Response:
        file = self._state.files.at(request.path_params["path"])
        if file is None:
            raise ApiError(404, "Not Found")
        return Response(file.data, media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        given = request.path_params["token"]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _call(self, request: Request) -> Any:
        name, features = request.path_params["method"].lower(), self._state.features
        method = METHODS.get(name)
        if method is None or not features.has_method(name):
            raise ApiError(404, "Not Found: method not found")
        raw, uploads = await read_request(request)
        raw |= {name: file for name, file in uploads.items() if name in method.params}
        attached = {name: file for name, file in uploads.items() if name not in method.params}
        _check_attached(raw, attached)
        values = read_params(method.params, features.without_unknown(raw))
        return await method.run(Call(self._state, values, attached))


def _check_attached(raw: Mapping[str, Any], attached: Mapping[str, Upload]) -> None:
    """Refuses a file that no parameter names: it would be lost silently."""
    for name in attached:
        if not any(f"attach://{name}" in str(value) for value in raw.values()):
            raise bad_request(f'no parameter names the attached file "{name}"')

"""Errors: the Bot API's refusals, and a port that is in use."""

from typing import Any


class ApiError(Exception):
    """A request that the server answers with `ok: false`.

    Attributes:
        code: the HTTP status, repeated in the body as `error_code`.
        description: Telegram's text, such as `Bad Request: chat not found`.
        parameters: the machine-readable part, such as `{"retry_after": 3}`.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """Returns the body of the answer."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> ApiError:
    """Returns the error 400 `Bad Request: {reason}`, for the caller to raise."""
    return ApiError(400, f"Bad Request: {reason}")


class PortTakenError(OSError):
    """Another program already listens on the port."""

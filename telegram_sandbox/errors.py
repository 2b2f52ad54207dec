"""How the Bot API says no."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`.

    Attributes:
        code: the HTTP status, repeated in the body as `error_code`.
        description: Telegram's words, such as `Bad Request: chat not found`.
        parameters: what a program can go by, such as `{"retry_after": 3}`.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(why: str) -> ApiError:
    """The error that most mistakes end in."""
    return ApiError(400, f"Bad Request: {why}")

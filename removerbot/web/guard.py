"""What holds for every request: how often one may ask, what browsers may do with answers."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from removerbot.errors import TooManyRequests
from removerbot.web.problems import of_error
from removerbot.web.rates import Rate

TELEGRAM_WEB = "https://*.telegram.org"
"""Where Telegram runs in a browser and shows the page in a frame. Its apps need none."""


class Guard:
    """Slows down whoever asks too often, and puts safe headers on every answer."""

    def __init__(self, app: ASGIApp, rate: Rate, frames: Sequence[str]) -> None:
        """Set up.

        Args:
            app: what answers.
            rate: how often an address may ask.
            frames: the sites that may show our page inside theirs.
        """
        self._app = app
        self._rate = rate
        self._headers = _safe_headers(frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            self._rate.spend((scope.get("client") or ("",))[0])
        except TooManyRequests as error:
            await of_error(error, str(error))(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)


def _safe_headers(frames: Sequence[str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join((TELEGRAM_WEB, *frames))}",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

"""Protects a server on loopback from requests that other web pages make a browser send."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST_NAMES = {"127.0.0.1", "localhost"}

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; frame-src http://127.0.0.1:* https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class SameOriginOnly:
    """Middleware that refuses requests of other origins and adds security headers.

    An unknown `Host` means that another name was bound to 127.0.0.1 (DNS rebinding). An
    unknown `Origin` or `Sec-Fetch-Site` means that another page sends the request. Programs
    send neither.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with 403."""
        if scope["type"] == "http" and (
            reason := _refusal(Headers(scope=scope), scope["path"])
        ):
            await PlainTextResponse(reason, 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFE_HEADERS)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _refusal(headers: Headers, path: str) -> str | None:
    """The reason to refuse a request; `None` if it is allowed."""
    host = headers.get("host", "")
    if host.partition(":")[0] not in HOST_NAMES:
        return "The sandbox answers on 127.0.0.1 and localhost only."
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return "The sandbox does not answer other pages."
    if path != "/" and headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return "The sandbox does not answer other pages."
    return None

"""Keeps other web pages away from a server on loopback."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_NAMES = {"127.0.0.1", "localhost"}

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; frame-src http://127.0.0.1:* https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Refuses requests that a foreign page could make a browser send.

    A foreign `Host` means that another name was bound to 127.0.0.1 (DNS rebinding); a
    foreign `Origin` or `Sec-Fetch-Site`, that another page asks. Programs send neither.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "http" and (why := _foreign(Headers(scope=scope), scope["path"])):
            await PlainTextResponse(why, 403)(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFE_HEADERS)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_safely)


def _foreign(headers: Headers, path: str) -> str | None:
    host = headers.get("host", "")
    if host.partition(":")[0] not in OWN_NAMES:
        return "The sandbox answers on 127.0.0.1 and localhost only."
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return "The sandbox does not answer other pages."
    if path != "/" and headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return "The sandbox does not answer other pages."
    return None

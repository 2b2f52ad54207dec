"""Asking the people's side of a sandbox over HTTP."""

from typing import Any

import httpx

Json = dict[str, Any]

PATIENCE = 30.0
"""Seconds to wait for the bot unless told otherwise."""

POLL_SECONDS = 20


class SandboxError(Exception):
    """The sandbox refused; the text is its reason."""


class Connection:
    """Asks the server at `url`."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=PATIENCE + POLL_SECONDS)

    async def close(self) -> None:
        """End it."""
        await self._http.aclose()

    async def request(self, verb: str, path: str, **options: Any) -> Any:
        """Ask for anything below `/sandbox`.

        Raises:
            SandboxError: it refuses.
        """
        response = await self._http.request(verb, f"/sandbox{path}", **options)
        if response.is_error:
            raise SandboxError(response.json()["description"])
        return response.json() if response.content else None

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file."""
        response = await self._http.get(f"/sandbox/files/{file_id}")
        if response.is_error:
            raise SandboxError(response.json()["description"])
        return response.content

"""HTTP requests to the users' side of a sandbox."""

from typing import Any

import httpx

from telegram_sandbox.certificates import trusted

Json = dict[str, Any]

PATIENCE = 60.0
"""The default time to wait for the bot, in seconds."""

POLL_SECONDS = 20


class SandboxError(Exception):
    """The sandbox refused a request; the text is its reason."""


class Connection:
    """A client of the server at `url`."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=url, timeout=PATIENCE + POLL_SECONDS, verify=trusted()
        )

    async def close(self) -> None:
        """Closes the connection."""
        await self._http.aclose()

    async def request(self, verb: str, path: str, **options: Any) -> Any:
        """Sends a request to a path below `/sandbox`; returns the JSON of the answer. One with
        the field `timeout` may take so many seconds longer than others.

        Raises:
            SandboxError: the sandbox refused it.
        """
        if within := options.get("json", {}).get("timeout"):
            options["timeout"] = within + PATIENCE
        response = await self._http.request(verb, f"/sandbox{path}", **options)
        _check(response)
        return response.json() if response.content else None

    async def download(self, file_id: str) -> bytes:
        """Returns the bytes of a file."""
        response = await self._http.get(f"/sandbox/files/{file_id}")
        _check(response)
        return response.content


def _check(response: httpx.Response) -> None:
    if response.is_error:
        raise SandboxError(response.json()["description"])

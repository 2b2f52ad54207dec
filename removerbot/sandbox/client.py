"""People who talk to the bot, for tests: each `Person` is one, with a private chat."""

import asyncio
from collections.abc import Callable
from typing import Any, Self, TypeVar

import httpx

Json = dict[str, Any]
Found = TypeVar("Found")

PATIENCE = 30.0
"""Seconds to wait for the bot unless told otherwise."""

POLL_SECONDS = 20


class SandboxError(Exception):
    """The sandbox refused; the text is its reason."""


class SandboxClient:
    """The people's side of a sandbox at `url`; an async context manager."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, timeout=PATIENCE + POLL_SECONDS)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self._http.aclose()

    async def person(self, first_name: str = "Ann", language_code: str = "en") -> "Person":
        """Somebody new."""
        who = {"first_name": first_name, "language_code": language_code}
        return Person(self, (await self.request("POST", "/people", json=who))["id"])

    async def updates(self) -> list[Json]:
        """Every update that the bot was to get, oldest first."""
        return list(await self.request("GET", "/updates"))

    async def redeliver(self, update_id: int) -> None:
        """Hand an update to the bot once more."""
        await self.request("POST", f"/updates/{update_id}/redeliver")

    async def request(self, verb: str, path: str, **options: Any) -> Any:
        """Ask the server for anything below `/sandbox`.

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


class Person:
    """Somebody in a private chat with the bot. Messages are the Bot API's `Message`s."""

    def __init__(self, client: SandboxClient, number: int) -> None:
        self.id = number
        self._client = client
        self._chat = f"/chats/{number}"

    async def say(self, text: str, reply_to: Json | None = None) -> Json:
        """Write a text, or reply to a message with it."""
        body = {"person": self.id, "text": text, "reply_to": _number(reply_to)}
        [message] = await self._client.request("POST", f"{self._chat}/messages", json=body)
        return dict(message)

    async def send_photo(
        self,
        data: bytes,
        *,
        as_file: bool = False,
        name: str = "photo.jpg",
        caption: str = "",
        reply_to: Json | None = None,
    ) -> Json:
        """Send an image, recompressed as a photo or untouched as a file."""
        files = [(name, data)]
        [message] = await self._send(files, as_file, caption, reply_to)
        return message

    async def send_album(self, photos: list[bytes], *, caption: str = "") -> list[Json]:
        """Send photos that belong together."""
        files = [(f"photo{n}.jpg", photo) for n, photo in enumerate(photos)]
        return await self._send(files, False, caption, None)

    async def edit(self, message: Json, text: str) -> Json:
        """Change the text or caption of one's own message."""
        body = {"person": self.id, "text": text}
        return dict(await self._client.request("PATCH", self._path(message), json=body))

    async def delete(self, message: Json) -> None:
        """Take a message away."""
        await self._client.request("DELETE", self._path(message))

    async def press(self, message: Json, label: str, within: int = 10) -> Json | None:
        """Press the button with this text.

        Returns:
            The bot's answer (`{}` or `{"text", "show_alert"}`), `None` if it gave none.
        """
        rows = message["reply_markup"]["inline_keyboard"]
        [data] = {b["callback_data"] for row in rows for b in row if b["text"] == label}
        body = {"person": self.id, "data": data, "timeout": within}
        path = f"{self._path(message)}/press"
        answer: Json | None = (await self._client.request("POST", path, json=body))["answer"]
        return answer

    async def messages(self) -> list[Json]:
        """All that stands in the chat, oldest first."""
        return list((await self._client.request("GET", self._chat))["messages"])

    async def action(self) -> str | None:
        """What the bot says it is doing right now."""
        action: str | None = (await self._client.request("GET", self._chat))["action"]
        return action

    async def profile(self) -> Json:
        """The bot's names, descriptions and commands, in this person's language."""
        return dict(await self._client.request("GET", f"/people/{self.id}/profile"))

    async def events(self, after: int = 0, within: int = 0) -> list[Json]:
        """What happened since event `after`; if nothing did, waits for it `within` s."""
        query = {"after": after, "timeout": within}
        return list(
            await self._client.request("GET", f"/people/{self.id}/events", params=query)
        )

    async def next_message(self, after: Json | None = None, within: float = PATIENCE) -> Json:
        """The bot's first message after `after`; without it, the bot's first one at all."""
        newest = _number(after) or 0

        def by_bot(messages: list[Json]) -> Json | None:
            later = (m for m in messages if m["message_id"] > newest and m["from"]["is_bot"])
            return next(later, None)

        return await self.wait_for(by_bot, within)

    async def wait_for(
        self, look: Callable[[list[Json]], Found | None], within: float = PATIENCE
    ) -> Found:
        """What `look` finds in the chat's messages, as soon as it finds something.

        Raises:
            TimeoutError: it found nothing `within` seconds.
        """
        async with asyncio.timeout(within):
            while True:
                state = await self._client.request("GET", self._chat)
                if found := look(state["messages"]):
                    return found
                await self.events(after=state["event"], within=POLL_SECONDS)

    async def download(self, message: Json) -> bytes:
        """The document of a message, or its photo at the largest size."""
        file = message["document"] if "document" in message else message["photo"][-1]
        return await self._client.download(file["file_id"])

    def _path(self, message: Json) -> str:
        return f"{self._chat}/messages/{message['message_id']}"

    async def _send(
        self,
        files: list[tuple[str, bytes]],
        as_file: bool,
        caption: str,
        reply_to: Json | None,
    ) -> list[Json]:
        fields = {"person": str(self.id), "as_file": str(as_file), "caption": caption}
        if reply_to:
            fields["reply_to"] = str(reply_to["message_id"])
        return list(
            await self._client.request(
                "POST",
                f"{self._chat}/messages",
                data=fields,
                files=[("file", file) for file in files],
            )
        )


def _number(message: Json | None) -> int | None:
    return message["message_id"] if message else None

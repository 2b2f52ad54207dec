"""The client of a sandbox: creates people and groups, changes settings, reads updates."""

from typing import Any, Self

from telegram_sandbox.client.connection import Connection, Json
from telegram_sandbox.client.group import Group
from telegram_sandbox.client.person import Person


class SandboxClient:
    """A client of the users' side of the sandbox at `url`; an async context manager."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = Connection(url)
        self.request = self.connection.request
        self.download = self.connection.download

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.connection.close()

    async def person(self, first_name: str = "Ann", language_code: str = "en") -> Person:
        """Adds a person."""
        return await self._person(first_name, language_code, is_bot=False)

    async def other_bot(self, first_name: str = "Other") -> Person:
        """Adds another bot, as a member for groups."""
        return await self._person(first_name, "en", is_bot=True)

    async def group(
        self,
        title: str,
        *people: Person,
        supergroup: bool = False,
        forum: bool = False,
        direct: bool = False,
        with_bot: bool = True,
    ) -> Group:
        """Creates a group; the first person is its creator. A forum has topics; `direct` makes
        it the direct messages of a channel, with a topic for each person."""
        bot = (await self.bot())["id"]
        body = {
            "title": title,
            "people": [person.id for person in people] + ([bot] if with_bot else []),
            "supergroup": supergroup,
            "forum": forum,
            "direct": direct,
        }
        made = await self.request("POST", "/groups", json=body)
        return Group(self.connection, made["chat"]["id"], people[0].id, bot)

    async def bot(self) -> Json:
        """Returns `{id, username, privacy, switches}` of the bot under test."""
        return dict(await self.request("GET", "/bot"))

    async def set_privacy(self, on: bool) -> None:
        """Switches privacy mode, as in BotFather; it is on by default."""
        await self.request("PATCH", "/bot", json={"privacy": on})

    async def switch(self, **switches: bool | str) -> Json:
        """Switches what the server can do, see `telegram_sandbox.features.Features.switch`;
        returns the bot as `bot` does."""
        return dict(await self.request("PATCH", "/bot", json={"switches": switches}))

    async def sticker_sets(self) -> list[Json]:
        """Returns all sticker sets."""
        return list(await self.request("GET", "/stickersets"))

    async def sticker_set(self, name: str) -> Json:
        """Returns a sticker set."""
        return dict(await self.request("GET", f"/stickersets/{name}"))

    async def foreign_set(
        self, owner: Person, name: str, title: str, stickers: list[bytes]
    ) -> Json:
        """Creates a set without the bot, which cannot change it."""
        form: dict[str, Any] = {"person": str(owner.id), "name": name, "title": title}
        files = [("file", ("sticker", data)) for data in stickers]
        return dict(await self.request("POST", "/stickersets", data=form, files=files))

    async def delete_sticker_set(self, name: str) -> None:
        """Deletes a set, as its owner can with @Stickers."""
        await self.request("DELETE", f"/stickersets/{name}")

    async def delete_sticker(self, sticker: Json) -> None:
        """Removes a sticker from its set, as its owner can with @Stickers."""
        await self.request("DELETE", f"/stickers/{sticker['file_id']}")

    async def updates(self) -> list[Json]:
        """Returns all updates for the bot since the start, oldest first."""
        return list(await self.request("GET", "/updates"))

    async def redeliver(self, update_id: int) -> None:
        """Queues an update for the bot once more."""
        await self.request("POST", f"/updates/{update_id}/redeliver")

    async def _person(self, first_name: str, language_code: str, *, is_bot: bool) -> Person:
        body = {"first_name": first_name, "language_code": language_code, "is_bot": is_bot}
        made = await self.request("POST", "/people", json=body)
        return Person(self.connection, made["id"])

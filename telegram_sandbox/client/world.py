"""All people of a sandbox, and what BotFather and Telegram's apps do."""

from typing import Any, Self

from telegram_sandbox.client.connection import Connection, Json
from telegram_sandbox.client.person import Group, Person


class SandboxClient:
    """The people's side of a sandbox at `url`; an async context manager."""

    def __init__(self, url: str) -> None:
        self.connection = Connection(url)
        self.request = self.connection.request
        self.download = self.connection.download

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.connection.close()

    async def person(self, first_name: str = "Ann", language_code: str = "en") -> Person:
        """Somebody new."""
        return await self._person(first_name, language_code, is_bot=False)

    async def other_bot(self, first_name: str = "Other") -> Person:
        """A bot beside the one under test, to be in groups with it."""
        return await self._person(first_name, "en", is_bot=True)

    async def group(
        self,
        title: str,
        *people: Person,
        supergroup: bool = False,
        forum: bool = False,
        with_bot: bool = True,
    ) -> Group:
        """A group; the first of the people makes it. A forum is a supergroup with topics."""
        bot = (await self.bot())["id"]
        body = {
            "title": title,
            "people": [person.id for person in people] + ([bot] if with_bot else []),
            "supergroup": supergroup,
            "forum": forum,
        }
        made = await self.request("POST", "/groups", json=body)
        return Group(self.connection, made["chat"]["id"], people[0].id, bot)

    async def bot(self) -> Json:
        """`{id, username, privacy}` of the bot under test."""
        return dict(await self.request("GET", "/bot"))

    async def set_privacy(self, on: bool) -> None:
        """Switch privacy mode, as in BotFather; it is on at first."""
        await self.request("PATCH", "/bot", json={"privacy": on})

    async def sticker_sets(self) -> list[Json]:
        """All sticker sets."""
        return list(await self.request("GET", "/stickersets"))

    async def sticker_set(self, name: str) -> Json:
        """A sticker set by its name."""
        return dict(await self.request("GET", f"/stickersets/{name}"))

    async def foreign_set(
        self, owner: Person, name: str, title: str, stickers: list[bytes]
    ) -> Json:
        """A set that was made without the bot, which cannot change it."""
        form: dict[str, Any] = {"person": str(owner.id), "name": name, "title": title}
        files = [("file", ("sticker", data)) for data in stickers]
        return dict(await self.request("POST", "/stickersets", data=form, files=files))

    async def delete_sticker_set(self, name: str) -> None:
        """Take a set away, as its owner can with @Stickers."""
        await self.request("DELETE", f"/stickersets/{name}")

    async def delete_sticker(self, sticker: Json) -> None:
        """Take a sticker out of its set, as its owner can with @Stickers."""
        await self.request("DELETE", f"/stickers/{sticker['file_id']}")

    async def updates(self) -> list[Json]:
        """Every update that the bot was to get, oldest first."""
        return list(await self.request("GET", "/updates"))

    async def redeliver(self, update_id: int) -> None:
        """Hand an update to the bot once more."""
        await self.request("POST", f"/updates/{update_id}/redeliver")

    async def _person(self, first_name: str, language_code: str, *, is_bot: bool) -> Person:
        who = {"first_name": first_name, "language_code": language_code, "is_bot": is_bot}
        made = await self.request("POST", "/people", json=who)
        return Person(self.connection, made["id"])

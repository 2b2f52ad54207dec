"""What groups and stickers need from the outside, and the values that cross that line."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Protocol, Self

from removerbot.editing.pack_names import DEFAULT_EMOJI
from removerbot.imaging.sticker import Style


@dataclass(frozen=True, slots=True)
class GroupRules:
    """What a group has settled.

    Attributes:
        all_answer: everyone may point at a photo that somebody else asked about.
        all_add: everyone may add to the pack, not only the admins.
    """

    all_answer: bool = True
    all_add: bool = True


@dataclass(frozen=True, slots=True)
class StickerDraft:
    """A sticker that was made and shown in a chat.

    Attributes:
        chat_id: where.
        message_id: the message that shows it; `None` if there is none any more.
        cut_id: what it shows.
        style: how it is dressed.
        emoji: what it stands for.
        token: names it in a link; nobody can guess it.
        pack_id: of the pack it was added to.
        unique_id: of the sticker in that pack, the same for every bot and for ever.
        added_by: who added it.
        id: `None` until the store has given it one.
    """

    chat_id: int
    message_id: int | None
    cut_id: int | None
    style: Style
    token: str
    emoji: tuple[str, ...] = DEFAULT_EMOJI
    pack_id: int | None = None
    unique_id: str | None = None
    added_by: int | None = None
    id: int | None = None

    def with_id(self, draft_id: int) -> Self:
        """The same, kept under a number."""
        return replace(self, id=draft_id)

    def out_of_pack(self) -> Self:
        """The same, in no pack."""
        return replace(self, pack_id=None, unique_id=None, added_by=None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A sticker set of a chat.

    Attributes:
        chat_id: whose pack it is: a group's, or that of the person in a private chat.
        owner_id: whom Telegram takes for its owner, always a person.
        name: part of its link.
        title: what people see.
        number: 1 for the chat's first one, and so on; the latest is added to.
        seen: whether Telegram is known to have had it.
        id: `None` until the store has given it one.
    """

    chat_id: int
    owner_id: int
    name: str
    title: str
    number: int = 1
    seen: bool = False
    id: int | None = None

    @property
    def link(self) -> str:
        """Opens the pack in Telegram."""
        return f"https://t.me/addstickers/{self.name}"


@dataclass(frozen=True, slots=True)
class SetSticker:
    """A sticker in a set: `unique_id` is the same for ever, `file_id` is how to name it."""

    file_id: str
    unique_id: str


class Packs(Protocol):
    """Remembers packs, the stickers made, styles and rules."""

    def turn(self, chat_id: int) -> AbstractAsyncContextManager[None]:
        """One change of a chat's packs at a time, whichever process makes it."""

    async def packs(self, chat_id: int) -> list[Pack]:
        """A chat's packs, the first one first."""

    async def save_pack(self, pack: Pack) -> Pack:
        """Keep a pack, a new one or a changed one."""

    async def forget_pack(self, pack: Pack) -> None:
        """Take a pack away; its stickers are in none then."""

    async def save_draft(self, draft: StickerDraft) -> StickerDraft:
        """Keep a sticker, a new one or a changed one."""

    async def draft(self, chat_id: int, draft_id: int) -> StickerDraft | None:
        """The sticker under this number, if it was made in this chat."""

    async def draft_shown(self, chat_id: int, message_id: int) -> StickerDraft | None:
        """The sticker that a message shows."""

    async def draft_named(self, token: str) -> StickerDraft | None:
        """The sticker that a link names."""

    async def drafts_in(self, pack: Pack) -> list[StickerDraft]:
        """The stickers that were added to a pack."""

    async def style(self, chat_id: int, person_id: int) -> Style:
        """How a person's stickers were dressed last in a chat; else by that person
        anywhere, else by anybody in that chat, else the usual way."""

    async def save_style(self, chat_id: int, person_id: int, style: Style) -> None:
        """Remember how a person likes stickers in a chat."""

    async def rules(self, chat_id: int) -> GroupRules:
        """What a group has settled."""

    async def save_rules(self, chat_id: int, rules: GroupRules) -> None:
        """Remember what a group has settled."""

    async def move(self, chat_id: int, to_chat_id: int) -> None:
        """Let a group's packs, styles and rules be those of the supergroup it became."""

    async def forget(self, chat_id: int) -> None:
        """Forget everything about a chat."""


class StickerSets(Protocol):
    """Telegram's sticker sets; what it says there is the truth."""

    async def read(self, name: str) -> list[SetSticker]:
        """The stickers of a set, in order.

        Raises:
            SetGone: there is no such set.
        """

    async def create(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> None:
        """Make a pack's set, with its first sticker.

        Raises:
            SetNameTaken: there is or was one of this name.
            OwnerUnreachable: its owner has not started the bot, or blocked it.
        """

    async def add(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> None:
        """Put a sticker at the end.

        Raises:
            SetFull: there is no room.
            SetGone: there is no such set.
            OwnerUnreachable: as for `create`.
        """

    async def remove(self, sticker: SetSticker) -> None:
        """Take a sticker out of its set.

        Raises:
            SetGone: it is in none.
        """

    async def set_emoji(self, sticker: SetSticker, emoji: tuple[str, ...]) -> None:
        """Give a sticker other emoji.

        Raises:
            SetGone: it is in no set.
        """

    async def retitle(self, name: str, title: str) -> None:
        """Give a set another title.

        Raises:
            SetGone: there is no such set.
        """

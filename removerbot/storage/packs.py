"""Stores sticker packs, stickers, sticker styles and the rules of groups."""

from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass, replace
from typing import Self

from sqlalchemy import ColumnElement, case, delete, select, update

from removerbot.imaging.sticker import Style
from removerbot.storage.database import Sessions
from removerbot.storage.leases import Leases
from removerbot.storage.schema import GroupRulesRow, JobRow, PackRow, StickerRow, StyleRow


@dataclass(frozen=True, slots=True)
class GroupRules:
    """The rules that the admins of a group can change.

    Attributes:
        all_answer: everyone may go on with a photo that somebody else asked about.
        all_add: everyone may add to the pack, not only admins.
        quiet: what concerns one person is shown to nobody else, where Telegram can do that.
    """

    all_answer: bool = True
    all_add: bool = True
    quiet: bool = True


@dataclass(frozen=True, slots=True)
class StickerDraft:
    """A sticker that was made of a revision and sent to a chat.

    Attributes:
        message_id: the message that shows it; `None` before it is sent, and if that message is
            no longer valid.
        revision_id: what it shows; `None` once that is deleted.
        emoji: the emoji that Telegram suggests it for.
        token: names it in a link; cannot be guessed.
        pack_id: the pack it was added to.
        unique_id: Telegram's `file_unique_id` of the sticker in that pack.
        added_by: the person who added it.
        id: `None` until it is stored.
    """

    chat_id: int
    message_id: int | None
    revision_id: int | None
    style: Style
    token: str
    emoji: tuple[str, ...]
    pack_id: int | None = None
    unique_id: str | None = None
    added_by: int | None = None
    id: int | None = None

    def without_pack(self) -> Self:
        """Returns the sticker as one that is in no pack."""
        return replace(self, pack_id=None, unique_id=None, added_by=None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A sticker set of a chat.

    Attributes:
        chat_id: the group, or the private chat, that it belongs to.
        owner_id: the person who owns the set in Telegram.
        name: the part of its link.
        title: the name that people see.
        number: 1 for the first pack of a chat, and so on; stickers go into the last one.
        seen: whether the set is known to have existed in Telegram.
        id: `None` until it is stored.
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
        """The URL that opens the pack in Telegram."""
        return f"https://t.me/addstickers/{self.name}"


class Packs:
    """Stores packs, stickers, styles and group rules."""

    def __init__(self, sessions: Sessions, leases: Leases | None = None) -> None:
        """Keeps the arguments; without `leases` this process is the only worker."""
        self._sessions = sessions
        self._leases = leases or Leases(sessions)

    def lock(self, chat_id: int) -> AbstractAsyncContextManager[None]:
        """Locks the packs of a chat, among all workers, while the block runs."""
        return self._leases.lock(f"packs of {chat_id}")

    async def packs(self, chat_id: int) -> list[Pack]:
        """Returns the packs of a chat by number."""
        query = select(PackRow).where(PackRow.chat_id == chat_id).order_by(PackRow.number)
        return [_pack(row) for row in await self._sessions.scalars(query)]

    async def save_pack(self, pack: Pack) -> Pack:
        """Inserts or updates a pack; returns it with its id."""
        return _pack(await self._sessions.merge(PackRow(**asdict(pack))))

    async def delete_pack(self, pack: Pack) -> None:
        """Deletes a pack; its stickers stay and are in no pack."""
        await self._sessions.execute(
            update(StickerRow)
            .where(StickerRow.pack_id == pack.id)
            .values(pack_id=None, unique_id=None, added_by=None),
            delete(PackRow).where(PackRow.id == pack.id),
        )

    async def save_draft(self, draft: StickerDraft) -> StickerDraft:
        """Inserts or updates a sticker; returns it with its id."""
        values = asdict(draft) | {"style": draft.style.code, "emoji": " ".join(draft.emoji)}
        row = StickerRow(cut_id=values.pop("revision_id"), **values)
        return _draft(await self._sessions.merge(row))

    async def draft(self, chat_id: int, draft_id: int) -> StickerDraft | None:
        """Returns the sticker with this id, if it was made in this chat."""
        return await self._draft((StickerRow.chat_id == chat_id) & (StickerRow.id == draft_id))

    async def draft_by_message(self, chat_id: int, message_id: int) -> StickerDraft | None:
        """Returns the sticker that a message shows."""
        return await self._draft(
            (StickerRow.chat_id == chat_id) & (StickerRow.message_id == message_id)
        )

    async def draft_by_token(self, token: str) -> StickerDraft | None:
        """Returns the sticker that a link names."""
        return await self._draft(StickerRow.token == token)

    async def drafts_in(self, pack: Pack) -> list[StickerDraft]:
        """Returns the stickers that were added to a pack."""
        query = select(StickerRow).where(StickerRow.pack_id == pack.id)
        return [_draft(row) for row in await self._sessions.scalars(query)]

    async def style(self, chat_id: int, person_id: int) -> Style:
        """Returns the style that a person chose last in a chat; else the one they chose last
        anywhere; else the one that anybody chose last in that chat; else the default."""
        here, own = StyleRow.chat_id == chat_id, StyleRow.person_id == person_id
        query = (
            select(StyleRow.style)
            .where(here | own)
            .order_by(case((here & own, 0), (own, 1), else_=2), StyleRow.changed_at.desc())
            .limit(1)
        )
        code = await self._sessions.scalar(query)
        return Style.from_code(code) if code else Style()

    async def save_style(self, chat_id: int, person_id: int, style: Style) -> None:
        """Stores the style that a person chose in a chat."""
        row = StyleRow(chat_id=chat_id, person_id=person_id, style=style.code)
        await self._sessions.merge(row)

    async def rules(self, chat_id: int) -> GroupRules:
        """Returns the rules of a group."""
        query = select(GroupRulesRow).where(GroupRulesRow.chat_id == chat_id)
        row = await self._sessions.scalar(query)
        if row is None:
            return GroupRules()
        return GroupRules(row.all_answer, row.all_add, row.quiet is not False)

    async def save_rules(self, chat_id: int, rules: GroupRules) -> None:
        """Stores the rules of a group."""
        await self._sessions.merge(GroupRulesRow(chat_id=chat_id, **asdict(rules)))

    async def move_chat(self, chat_id: int, to_chat_id: int) -> None:
        """Moves packs, stickers, styles and rules from a group to the supergroup that replaces
        it. Deletes its jobs: messages are numbered anew in a supergroup."""
        new = {"chat_id": to_chat_id}
        await self._sessions.execute(
            update(PackRow).where(PackRow.chat_id == chat_id).values(new),
            update(StyleRow).where(StyleRow.chat_id == chat_id).values(new),
            update(GroupRulesRow).where(GroupRulesRow.chat_id == chat_id).values(new),
            update(StickerRow)
            .where(StickerRow.chat_id == chat_id)
            .values(new | {"message_id": None}),
            delete(JobRow).where(JobRow.chat_id == chat_id),
        )

    async def delete_chat(self, chat_id: int) -> None:
        """Deletes everything about a chat."""
        tables = StickerRow, PackRow, StyleRow, GroupRulesRow, JobRow
        await self._sessions.execute(
            *(delete(table).where(table.chat_id == chat_id) for table in tables)
        )

    async def _draft(self, condition: ColumnElement[bool]) -> StickerDraft | None:
        row = await self._sessions.scalar(select(StickerRow).where(condition))
        return _draft(row) if row else None


def _pack(row: PackRow) -> Pack:
    return Pack(row.chat_id, row.owner_id, row.name, row.title, row.number, row.seen, row.id)


def _draft(row: StickerRow) -> StickerDraft:
    return StickerDraft(
        chat_id=row.chat_id,
        message_id=row.message_id,
        revision_id=row.cut_id,
        style=Style.from_code(row.style),
        token=row.token,
        emoji=tuple(row.emoji.split()),
        pack_id=row.pack_id,
        unique_id=row.unique_id,
        added_by=row.added_by,
        id=row.id,
    )

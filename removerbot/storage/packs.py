"""Packs, stickers, styles and the rules of groups, in the same database as the jobs."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import ColumnElement, case, delete, select, update

from removerbot.imaging.sticker import Style
from removerbot.storage.database import Sessions, merge
from removerbot.storage.leases import Leases
from removerbot.storage.schema import JobRow, PackRow, RulesRow, StickerRow, StyleRow


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
    emoji: tuple[str, ...]
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


class Packs:
    """Remembers packs, the stickers made, styles and rules."""

    def __init__(self, sessions: Sessions, crew: Leases | None = None) -> None:
        """Keep packs for one of a crew, by default for a process that is alone."""
        self._session = sessions
        self._crew = crew or Leases(sessions)

    def turn(self, chat_id: int) -> AbstractAsyncContextManager[None]:
        """One change of a chat's packs at a time, whichever process makes it."""
        return self._crew.holding(f"packs of {chat_id}")

    async def packs(self, chat_id: int) -> list[Pack]:
        """A chat's packs, the first one first."""
        query = select(PackRow).where(PackRow.chat_id == chat_id).order_by(PackRow.number)
        async with self._session() as session:
            return [_pack(row) for row in await session.scalars(query)]

    async def save_pack(self, pack: Pack) -> Pack:
        """Keep a pack, a new one or a changed one."""
        row = await merge(
            self._session,
            PackRow(
                id=pack.id,
                chat_id=pack.chat_id,
                owner_id=pack.owner_id,
                name=pack.name,
                title=pack.title,
                number=pack.number,
                seen=pack.seen,
            ),
        )
        return _pack(row)

    async def forget_pack(self, pack: Pack) -> None:
        """Take a pack away; its stickers are in none then."""
        async with self._session.begin() as session:
            await session.execute(
                update(StickerRow)
                .where(StickerRow.pack_id == pack.id)
                .values(pack_id=None, unique_id=None, added_by=None)
            )
            await session.execute(delete(PackRow).where(PackRow.id == pack.id))

    async def save_draft(self, draft: StickerDraft) -> StickerDraft:
        """Keep a sticker, a new one or a changed one."""
        row = StickerRow(
            id=draft.id,
            chat_id=draft.chat_id,
            message_id=draft.message_id,
            cut_id=draft.cut_id,
            style=draft.style.code,
            emoji=" ".join(draft.emoji),
            token=draft.token,
            pack_id=draft.pack_id,
            unique_id=draft.unique_id,
            added_by=draft.added_by,
        )
        return _draft(await merge(self._session, row))

    async def draft(self, chat_id: int, draft_id: int) -> StickerDraft | None:
        """The sticker under this number, if it was made in this chat."""
        return await self._draft((StickerRow.chat_id == chat_id) & (StickerRow.id == draft_id))

    async def draft_shown(self, chat_id: int, message_id: int) -> StickerDraft | None:
        """The sticker that a message shows."""
        return await self._draft(
            (StickerRow.chat_id == chat_id) & (StickerRow.message_id == message_id)
        )

    async def draft_named(self, token: str) -> StickerDraft | None:
        """The sticker that a link names."""
        return await self._draft(StickerRow.token == token)

    async def drafts_in(self, pack: Pack) -> list[StickerDraft]:
        """The stickers that were added to a pack."""
        query = select(StickerRow).where(StickerRow.pack_id == pack.id)
        async with self._session() as session:
            return [_draft(row) for row in await session.scalars(query)]

    async def style(self, chat_id: int, person_id: int) -> Style:
        """How a person's stickers were dressed last in a chat; else by that person
        anywhere, else by anybody in that chat, else the usual way."""
        here, own = StyleRow.chat_id == chat_id, StyleRow.person_id == person_id
        query = (
            select(StyleRow.style)
            .where(here | own)
            .order_by(case((here & own, 0), (own, 1), else_=2), StyleRow.changed_at.desc())
            .limit(1)
        )
        async with self._session() as session:
            code = await session.scalar(query)
        return Style.from_code(code) if code else Style()

    async def save_style(self, chat_id: int, person_id: int, style: Style) -> None:
        """Remember how a person likes stickers in a chat."""
        await merge(
            self._session, StyleRow(chat_id=chat_id, person_id=person_id, style=style.code)
        )

    async def rules(self, chat_id: int) -> GroupRules:
        """What a group has settled."""
        async with self._session() as session:
            row = await session.get(RulesRow, chat_id)
        return GroupRules(row.all_answer, row.all_add) if row else GroupRules()

    async def save_rules(self, chat_id: int, rules: GroupRules) -> None:
        """Remember what a group has settled."""
        await merge(
            self._session,
            RulesRow(chat_id=chat_id, all_answer=rules.all_answer, all_add=rules.all_add),
        )

    async def move(self, chat_id: int, to_chat_id: int) -> None:
        """Let a group's packs, styles and rules be those of the supergroup it became."""
        async with self._session.begin() as session:
            for table in (PackRow, StyleRow, RulesRow):
                await session.execute(
                    update(table).where(table.chat_id == chat_id).values(chat_id=to_chat_id)
                )
            # Messages are numbered anew in a supergroup: none of the old ones can be meant.
            await session.execute(
                update(StickerRow)
                .where(StickerRow.chat_id == chat_id)
                .values(chat_id=to_chat_id, message_id=None)
            )
            await session.execute(delete(JobRow).where(JobRow.chat_id == chat_id))

    async def forget(self, chat_id: int) -> None:
        """Forget everything about a chat."""
        async with self._session.begin() as session:
            for table in (StickerRow, PackRow, StyleRow, RulesRow, JobRow):
                await session.execute(delete(table).where(table.chat_id == chat_id))

    async def _draft(self, wanted: ColumnElement[bool]) -> StickerDraft | None:
        async with self._session() as session:
            row = await session.scalar(select(StickerRow).where(wanted))
        return _draft(row) if row else None


def _pack(row: PackRow) -> Pack:
    return Pack(row.chat_id, row.owner_id, row.name, row.title, row.number, row.seen, row.id)


def _draft(row: StickerRow) -> StickerDraft:
    return StickerDraft(
        chat_id=row.chat_id,
        message_id=row.message_id,
        cut_id=row.cut_id,
        style=Style.from_code(row.style),
        token=row.token,
        emoji=tuple(row.emoji.split()),
        pack_id=row.pack_id,
        unique_id=row.unique_id,
        added_by=row.added_by,
        id=row.id,
    )

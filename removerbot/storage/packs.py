"""Packs, stickers, styles and the rules of groups, in the same database as the jobs."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy import ColumnElement, case, delete, select, update

from removerbot.imaging.sticker import Style
from removerbot.ports.packs import GroupRules, Pack, StickerDraft
from removerbot.storage.database import Sessions, merge
from removerbot.storage.leases import Leases
from removerbot.storage.schema import JobRow, PackRow, RulesRow, StickerRow, StyleRow


class SqlPacks:
    """Implements `removerbot.ports.packs.Packs`."""

    def __init__(self, sessions: Sessions, crew: Leases | None = None) -> None:
        """Keep packs for one of a crew, by default for a process that is alone."""
        self._session = sessions
        self._crew = crew or Leases(sessions)

    def turn(self, chat_id: int) -> AbstractAsyncContextManager[None]:
        """See `removerbot.ports.packs.Packs.turn`."""
        return self._crew.holding(f"packs of {chat_id}")

    async def packs(self, chat_id: int) -> list[Pack]:
        """See `removerbot.ports.packs.Packs.packs`."""
        query = select(PackRow).where(PackRow.chat_id == chat_id).order_by(PackRow.number)
        async with self._session() as session:
            return [_pack(row) for row in await session.scalars(query)]

    async def save_pack(self, pack: Pack) -> Pack:
        """See `removerbot.ports.packs.Packs.save_pack`."""
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
        """See `removerbot.ports.packs.Packs.forget_pack`."""
        async with self._session.begin() as session:
            await session.execute(
                update(StickerRow)
                .where(StickerRow.pack_id == pack.id)
                .values(pack_id=None, unique_id=None, added_by=None)
            )
            await session.execute(delete(PackRow).where(PackRow.id == pack.id))

    async def save_draft(self, draft: StickerDraft) -> StickerDraft:
        """See `removerbot.ports.packs.Packs.save_draft`."""
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
        """See `removerbot.ports.packs.Packs.draft`."""
        return await self._draft((StickerRow.chat_id == chat_id) & (StickerRow.id == draft_id))

    async def draft_shown(self, chat_id: int, message_id: int) -> StickerDraft | None:
        """See `removerbot.ports.packs.Packs.draft_shown`."""
        return await self._draft(
            (StickerRow.chat_id == chat_id) & (StickerRow.message_id == message_id)
        )

    async def draft_named(self, token: str) -> StickerDraft | None:
        """See `removerbot.ports.packs.Packs.draft_named`."""
        return await self._draft(StickerRow.token == token)

    async def drafts_in(self, pack: Pack) -> list[StickerDraft]:
        """See `removerbot.ports.packs.Packs.drafts_in`."""
        query = select(StickerRow).where(StickerRow.pack_id == pack.id)
        async with self._session() as session:
            return [_draft(row) for row in await session.scalars(query)]

    async def style(self, chat_id: int, person_id: int) -> Style:
        """See `removerbot.ports.packs.Packs.style`."""
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
        """See `removerbot.ports.packs.Packs.save_style`."""
        await merge(
            self._session, StyleRow(chat_id=chat_id, person_id=person_id, style=style.code)
        )

    async def rules(self, chat_id: int) -> GroupRules:
        """See `removerbot.ports.packs.Packs.rules`."""
        async with self._session() as session:
            row = await session.get(RulesRow, chat_id)
        return GroupRules(row.all_answer, row.all_add) if row else GroupRules()

    async def save_rules(self, chat_id: int, rules: GroupRules) -> None:
        """See `removerbot.ports.packs.Packs.save_rules`."""
        await merge(
            self._session,
            RulesRow(chat_id=chat_id, all_answer=rules.all_answer, all_add=rules.all_add),
        )

    async def move(self, chat_id: int, to_chat_id: int) -> None:
        """See `removerbot.ports.packs.Packs.move`."""
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
        """See `removerbot.ports.packs.Packs.forget`."""
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

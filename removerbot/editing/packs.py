"""The use cases of packs: add a sticker, remove one, rename a pack.

Stickers go into the last pack of a chat. Telegram's sticker sets are the truth: a set is read
before and after every change, and the database is corrected by what was read.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from removerbot.editing.pack_names import sticker_set_name, sticker_set_title
from removerbot.errors import (
    AdminsOnly,
    AlreadyInPack,
    EmptyTitle,
    NoPack,
    NotInPack,
    NotYourSticker,
    OwnerMustStart,
    OwnerUnreachable,
    PackUnavailable,
    SetGone,
    SetNameTaken,
    SetUnchanged,
    StickerSetError,
)
from removerbot.storage.packs import Pack, Packs, StickerDraft

SET_LIMIT = 120
"""Stickers in one set, by Telegram's rules."""

_TRIES = 8


@dataclass(frozen=True, slots=True)
class SetSticker:
    """A sticker in a set. The `unique_id` never changes and is the same for all bots."""

    file_id: str
    unique_id: str


class StickerSets(Protocol):
    """Telegram's sticker sets. All methods but `create` raise `SetGone` if there is no such
    set, or if the sticker is in none, and those that change one `SetUnchanged` if it is so
    already. `create` and `add` return whether Telegram has confirmed the change."""

    async def read(self, name: str) -> list[SetSticker]:
        """Returns the stickers of a set, in order."""

    async def create(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        """Creates the set of a pack with its first sticker.

        Raises:
            SetNameTaken: there is or was one of this name.
            OwnerUnreachable: the owner has not started the bot, or blocked it.
        """

    async def add(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        """Appends a sticker to the set of a pack.

        Raises:
            SetFull: it holds as many as it can.
            OwnerUnreachable: see `create`.
        """

    async def remove(self, sticker: SetSticker) -> None:
        """Removes a sticker from its set."""

    async def set_emoji(self, sticker: SetSticker, emoji: tuple[str, ...]) -> None:
        """Replaces the emoji of a sticker."""

    async def retitle(self, name: str, title: str) -> None:
        """Replaces the title of a set."""


@dataclass(frozen=True, slots=True)
class Requester:
    """The person who wants to change the packs of a chat.

    Attributes:
        person_id: becomes the owner of a pack that is created for them.
        is_admin: whether they are an admin of the chat; always in a private one.
        title: the title of a new pack; has a visible character.
    """

    chat_id: int
    person_id: int
    is_admin: bool
    title: str


@dataclass(frozen=True, eq=False)
class PackEditor:
    """Changes the packs of all chats."""

    packs: Packs
    sets: StickerSets
    bot_username: Callable[[], str]

    async def add(self, draft: StickerDraft, webp: bytes, requester: Requester) -> Pack:
        """Adds a sticker to the last pack of the chat, or to a new one if that has no room.

        Raises:
            AdminsOnly: only admins may, by the group's rules.
            AlreadyInPack: it is in one of the chat's packs.
            OwnerMustStart: the requester would own the pack, and has to start the bot first.
            PackUnavailable: Telegram refused all attempts.
        """
        chat_id = requester.chat_id
        if not requester.is_admin and not (await self.packs.rules(chat_id)).all_add:
            raise AdminsOnly
        async with self.packs.lock(chat_id):
            for pack in await self.packs.packs(chat_id):
                await self._check_absent(draft, pack)
            pack, unique_id = await self._put(draft, webp, requester)
            added_by = requester.person_id
            await self.packs.save_draft(
                replace(draft, pack_id=pack.id, unique_id=unique_id, added_by=added_by)
            )
            return pack

    async def remove(self, unique_id: str, requester: Requester) -> None:
        """Removes a sticker from the packs of the chat.

        Raises:
            NotInPack: it is in none of them.
            NotYourSticker: the requester neither added it nor is an admin.
        """
        async with self.packs.lock(requester.chat_id):
            pack, sticker = await self._find(requester.chat_id, unique_id)
            drafts = await self.packs.drafts_in(pack)
            draft = next((each for each in drafts if each.unique_id == unique_id), None)
            _check_may_change(draft, requester)
            with suppress(SetGone, SetUnchanged):  # removed in Telegram meanwhile
                await self.sets.remove(sticker)
            if draft:
                await self.packs.save_draft(draft.without_pack())

    async def set_emoji(
        self, draft: StickerDraft, emoji: tuple[str, ...], requester: Requester
    ) -> None:
        """Replaces the emoji of a sticker, in its pack too. Raises as `remove` does."""
        async with self.packs.lock(draft.chat_id):
            if draft.unique_id:
                _, sticker = await self._find(draft.chat_id, draft.unique_id)
                _check_may_change(draft, requester)
                with suppress(SetUnchanged):
                    await self.sets.set_emoji(sticker, emoji)
            await self.packs.save_draft(replace(draft, emoji=emoji))

    async def retitle(self, title: str, requester: Requester) -> Pack:
        """Replaces the title of all packs of the chat; returns the last pack.

        Raises:
            AdminsOnly: the requester is no admin.
            EmptyTitle: no character of it is visible.
            NoPack: there is none.
        """
        if not requester.is_admin:
            raise AdminsOnly
        if sticker_set_title(title) is None:
            raise EmptyTitle
        renamed = []
        async with self.packs.lock(requester.chat_id):
            for pack, _ in await self._existing(requester.chat_id):
                new = replace(pack, title=sticker_set_title(title, pack.number) or title)
                with suppress(SetUnchanged):
                    await self.sets.retitle(new.name, new.title)
                renamed.append(await self.packs.save_pack(new))
        if not renamed:
            raise NoPack
        return renamed[-1]

    async def existing(self, chat_id: int) -> list[tuple[Pack, int]]:
        """Returns the packs of a chat that Telegram has, with the number of their stickers."""
        async with self.packs.lock(chat_id):
            return await self._existing(chat_id)

    async def pack_of(self, draft: StickerDraft) -> Pack | None:
        """Returns the pack that a sticker was added to."""
        packs = await self.packs.packs(draft.chat_id)
        return next((pack for pack in packs if pack.id == draft.pack_id), None)

    async def _existing(self, chat_id: int) -> list[tuple[Pack, int]]:
        found = []
        for pack in await self.packs.packs(chat_id):
            stickers = await self._read(pack)
            if stickers is not None:
                found.append((pack, len(stickers)))
            elif pack.seen:
                await self.packs.delete_pack(pack)
        return found

    async def _put(
        self, draft: StickerDraft, webp: bytes, requester: Requester
    ) -> tuple[Pack, str]:
        """Tries packs until one has taken the sticker; returns it and the `unique_id`.

        Raises:
            AlreadyInPack: the set has the same file already: Telegram says so, or confirms the
                change although no other sticker is there than before.
        """
        pack = await self._last(requester)
        for _ in range(_TRIES):
            pack, before = await self._with_room(pack, requester)
            change = self.sets.create if before is None else self.sets.add
            try:
                is_confirmed = await change(pack, webp, draft.emoji)
            except StickerSetError as error:
                pack = await self._after(error, pack, requester)
                continue
            # Telegram's answer may have been lost: only the set says whether it was changed.
            known = {sticker.unique_id for sticker in before or []}
            now = [each.unique_id for each in await self._read(pack) or []]
            if new := [each for each in now if each not in known]:
                return await self.packs.save_pack(replace(pack, seen=True)), new[-1]
            if is_confirmed and before is not None:
                raise AlreadyInPack
        raise PackUnavailable(kind="sticker")

    async def _with_room(
        self, pack: Pack, requester: Requester
    ) -> tuple[Pack, list[SetSticker] | None]:
        """Returns this pack or a later one with room, and its stickers; `None` for no set."""
        while True:
            stickers = await self._read(pack)
            if stickers is None and pack.seen:  # deleted in Telegram
                await self.packs.delete_pack(pack)
                pack = await self._last(requester)
            elif stickers is not None and len(stickers) >= SET_LIMIT:
                pack = await self._create(requester, pack.number + 1)
            elif stickers is None and pack.owner_id != requester.person_id:
                pack = replace(pack, owner_id=requester.person_id)
                return await self.packs.save_pack(pack), None
            else:
                return pack, stickers

    async def _after(self, error: StickerSetError, pack: Pack, requester: Requester) -> Pack:
        """Returns the pack to try after Telegram has refused to change one."""
        if isinstance(error, SetGone):  # deleted since it was read
            return pack
        if isinstance(error, SetUnchanged):
            raise AlreadyInPack from error
        if isinstance(error, SetNameTaken):
            return await self.packs.save_pack(replace(pack, name=self._new_name(requester)))
        if isinstance(error, OwnerUnreachable) and pack.owner_id == requester.person_id:
            raise OwnerMustStart from error
        return await self._create(requester, pack.number + 1)

    async def _last(self, requester: Requester) -> Pack:
        packs = await self.packs.packs(requester.chat_id)
        return packs[-1] if packs else await self._create(requester, 1)

    async def _create(self, requester: Requester, number: int) -> Pack:
        """Stores a new pack, before its set is created: so no set of ours is unknown."""
        title = sticker_set_title(requester.title, number) or requester.title
        return await self.packs.save_pack(
            Pack(
                requester.chat_id,
                requester.person_id,
                self._new_name(requester),
                title,
                number,
            )
        )

    def _new_name(self, requester: Requester) -> str:
        return sticker_set_name(requester.title, secrets.token_hex(4), self.bot_username())

    async def _check_absent(self, draft: StickerDraft, pack: Pack) -> None:
        """Raises `AlreadyInPack` if the same sticker is in a pack. Corrects what is stored of
        stickers that were removed in Telegram."""
        same = [
            each
            for each in await self.packs.drafts_in(pack)
            if (each.revision_id, each.style) == (draft.revision_id, draft.style)
        ]
        if not same:
            return
        present = {sticker.unique_id for sticker in await self._read(pack) or []}
        for each in same:
            if each.unique_id in present:
                raise AlreadyInPack
            await self.packs.save_draft(each.without_pack())

    async def _find(self, chat_id: int, unique_id: str) -> tuple[Pack, SetSticker]:
        for pack in await self.packs.packs(chat_id):
            for sticker in await self._read(pack) or []:
                if sticker.unique_id == unique_id:
                    return pack, sticker
        raise NotInPack

    async def _read(self, pack: Pack) -> list[SetSticker] | None:
        try:
            return await self.sets.read(pack.name)
        except SetGone:
            return None


def _check_may_change(draft: StickerDraft | None, requester: Requester) -> None:
    if not requester.is_admin and (draft is None or draft.added_by != requester.person_id):
        raise NotYourSticker

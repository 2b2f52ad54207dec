"""The use cases of packs: add a sticker, take one out, give a pack another title.

A chat's stickers go into its latest pack. What Telegram says of a set is the truth: a set is
read before it is changed and read again afterwards, and what the database says is mended.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from removerbot.editing.pack_names import set_name, set_title
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
    SetFull,
    SetGone,
    SetNameTaken,
)
from removerbot.storage.packs import Pack, Packs, StickerDraft

SET_LIMIT = 120
"""Stickers in one set, by Telegram's rules."""

_TRIES = 8


@dataclass(frozen=True, slots=True)
class SetSticker:
    """A sticker in a set: `unique_id` is the same for ever, `file_id` is how to name it."""

    file_id: str
    unique_id: str


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


@dataclass(frozen=True, slots=True)
class Adder:
    """Who wants to change a chat's packs.

    Attributes:
        chat_id: whose packs.
        person_id: who it is; they become the owner of a pack that is opened for them.
        is_admin: whether they run the chat; in a private one, they do.
        title: what a new pack is called after; something of it can be seen.
    """

    chat_id: int
    person_id: int
    is_admin: bool
    title: str


class PackKeeper:
    """Keeps the packs of all chats."""

    def __init__(
        self, packs: Packs, sets: StickerSets, bot_username: Callable[[], str]
    ) -> None:
        self._packs = packs
        self._sets = sets
        self._bot_username = bot_username

    async def add(self, draft: StickerDraft, webp: bytes, adder: Adder) -> Pack:
        """Put a sticker into the chat's latest pack; opens one if there is none or no room.

        Raises:
            AdminsOnly: the group has settled so.
            AlreadyInPack: it is there.
            OwnerMustStart: who adds it would own the pack, and Telegram lets us make none
                for them yet.
            PackUnavailable: Telegram does not take it, whatever we try.
        """
        if not adder.is_admin and not (await self._packs.rules(adder.chat_id)).all_add:
            raise AdminsOnly
        async with self._packs.turn(adder.chat_id):
            for pack in await self._packs.packs(adder.chat_id):
                await self._refuse_twice(draft, pack)
            pack, unique_id = await self._put(draft, webp, adder)
            await self._packs.save_draft(
                replace(draft, pack_id=pack.id, unique_id=unique_id, added_by=adder.person_id)
            )
            return pack

    async def remove(self, unique_id: str, adder: Adder) -> None:
        """Take a sticker out of the chat's packs.

        Raises:
            NotInPack: it is in none of them.
            NotYourSticker: who asks neither added it nor runs the chat.
        """
        async with self._packs.turn(adder.chat_id):
            pack, sticker = await self._holding(adder.chat_id, unique_id)
            drafts = await self._packs.drafts_in(pack)
            draft = next((each for each in drafts if each.unique_id == unique_id), None)
            _check_owned(draft, adder)
            with suppress(SetGone):  # somebody else was quicker, in Telegram itself
                await self._sets.remove(sticker)
            if draft:
                await self._packs.save_draft(draft.out_of_pack())

    async def set_emoji(
        self, draft: StickerDraft, emoji: tuple[str, ...], adder: Adder
    ) -> None:
        """Let a sticker stand for other emoji, in its pack too. Raises as `remove` does."""
        async with self._packs.turn(draft.chat_id):
            if draft.unique_id:
                _, sticker = await self._holding(draft.chat_id, draft.unique_id)
                _check_owned(draft, adder)
                await self._sets.set_emoji(sticker, emoji)
            await self._packs.save_draft(replace(draft, emoji=emoji))

    async def retitle(self, title: str, adder: Adder) -> Pack:
        """Give the chat's packs another title; returns the latest.

        Raises:
            AdminsOnly: who asks does not run the chat.
            EmptyTitle: nothing of it can be seen.
            NoPack: there is none.
        """
        if not adder.is_admin:
            raise AdminsOnly
        if set_title(title) is None:
            raise EmptyTitle
        async with self._packs.turn(adder.chat_id):
            renamed = [
                await self._retitle(pack, title)
                for pack, _ in await self._existing(adder.chat_id)
            ]
        if not renamed:
            raise NoPack
        return renamed[-1]

    async def existing(self, chat_id: int) -> list[tuple[Pack, int]]:
        """A chat's packs that Telegram has, each with the number of its stickers."""
        async with self._packs.turn(chat_id):
            return await self._existing(chat_id)

    async def pack_of(self, draft: StickerDraft) -> Pack | None:
        """The pack that a sticker was added to."""
        packs = await self._packs.packs(draft.chat_id)
        return next((pack for pack in packs if pack.id == draft.pack_id), None)

    async def _existing(self, chat_id: int) -> list[tuple[Pack, int]]:
        found = []
        for pack in await self._packs.packs(chat_id):
            stickers = await self._read(pack)
            if stickers is not None:
                found.append((pack, len(stickers)))
            elif pack.seen:
                await self._packs.forget_pack(pack)
        return found

    async def _retitle(self, pack: Pack, title: str) -> Pack:
        new = replace(pack, title=set_title(title, pack.number) or title)
        await self._sets.retitle(pack.name, new.title)
        return await self._packs.save_pack(new)

    async def _put(self, draft: StickerDraft, webp: bytes, adder: Adder) -> tuple[Pack, str]:
        """The pack that took the sticker, and the sticker's unique id there."""
        pack = await self._latest(adder)
        for _ in range(_TRIES):
            pack, before = await self._with_room(pack, adder)
            tried = await self._offer(pack, before, draft, webp, adder)
            # An answer that got lost says nothing; what is in the set now does.
            if tried.id == pack.id and (new := _new(before, await self._read(tried))):
                return await self._packs.save_pack(replace(tried, seen=True)), new
            pack = tried
        raise PackUnavailable

    async def _with_room(
        self, pack: Pack, adder: Adder
    ) -> tuple[Pack, list[SetSticker] | None]:
        """A pack that takes one more sticker, and what is in it; `None`: it is to be made."""
        while True:
            stickers = await self._read(pack)
            if stickers is None and pack.seen:  # deleted in Telegram meanwhile
                await self._packs.forget_pack(pack)
                pack = await self._latest(adder)
            elif stickers is not None and len(stickers) >= SET_LIMIT:
                pack = await self._next(pack, adder)
            else:
                return pack, stickers

    async def _offer(
        self,
        pack: Pack,
        before: list[SetSticker] | None,
        draft: StickerDraft,
        webp: bytes,
        adder: Adder,
    ) -> Pack:
        """Try to put the sticker into a pack; returns the pack to look at then."""
        if before is None and pack.owner_id != adder.person_id:
            pack = await self._packs.save_pack(replace(pack, owner_id=adder.person_id))
        change = self._sets.create if before is None else self._sets.add
        try:
            await change(pack, webp, draft.emoji)
        except SetNameTaken:
            return await self._packs.save_pack(replace(pack, name=self._new_name(adder)))
        except SetFull:
            return await self._next(pack, adder)
        except SetGone:  # deleted since it was read
            return pack
        except OwnerUnreachable as error:
            if pack.owner_id == adder.person_id:
                raise OwnerMustStart from error
            return await self._next(pack, adder)
        return pack

    async def _latest(self, adder: Adder) -> Pack:
        packs = await self._packs.packs(adder.chat_id)
        return packs[-1] if packs else await self._new_pack(adder, adder.title, 1)

    async def _next(self, pack: Pack, adder: Adder) -> Pack:
        return await self._new_pack(adder, adder.title, pack.number + 1)

    async def _new_pack(self, adder: Adder, title: str, number: int) -> Pack:
        """Written down before Telegram hears of it: so no set is ever forgotten."""
        return await self._packs.save_pack(
            Pack(
                chat_id=adder.chat_id,
                owner_id=adder.person_id,
                name=self._new_name(adder),
                title=set_title(title, number) or title,
                number=number,
            )
        )

    def _new_name(self, adder: Adder) -> str:
        return set_name(adder.title, secrets.token_hex(4), self._bot_username())

    async def _refuse_twice(self, draft: StickerDraft, pack: Pack) -> None:
        same = [
            each
            for each in await self._packs.drafts_in(pack)
            if each.cut_id == draft.cut_id and each.style == draft.style
        ]
        if not same:
            return
        there = {sticker.unique_id for sticker in await self._read(pack) or []}
        for each in same:
            if each.unique_id in there:
                raise AlreadyInPack
            await self._packs.save_draft(each.out_of_pack())

    async def _holding(self, chat_id: int, unique_id: str) -> tuple[Pack, SetSticker]:
        for pack in await self._packs.packs(chat_id):
            for sticker in await self._read(pack) or []:
                if sticker.unique_id == unique_id:
                    return pack, sticker
        raise NotInPack

    async def _read(self, pack: Pack) -> list[SetSticker] | None:
        try:
            return await self._sets.read(pack.name)
        except SetGone:
            return None


def _check_owned(draft: StickerDraft | None, adder: Adder) -> None:
    if not adder.is_admin and (draft is None or draft.added_by != adder.person_id):
        raise NotYourSticker


def _new(before: list[SetSticker] | None, after: list[SetSticker] | None) -> str | None:
    """The unique id of the last sticker that was not there before."""
    known = {sticker.unique_id for sticker in before or []}
    new = [each.unique_id for each in after or [] if each.unique_id not in known]
    return new[-1] if new else None

"""Telegram's sets are the truth, whatever it answers, and when its answers are lost."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from removerbot.editing.packs import PackEditor, Requester, SetSticker
from removerbot.errors import (
    AlreadyInPack,
    NotInPack,
    OwnerMustStart,
    OwnerUnreachable,
    PackUnavailable,
    SetFull,
    SetGone,
    SetNameTaken,
    SetUnchanged,
    StickerSetError,
)
from removerbot.imaging.sticker import Style
from removerbot.storage.database import open_database
from removerbot.storage.packs import Pack, Packs, StickerDraft

CHAT, ADA, BOB = -40, 1, 2
BY_ADA = Requester(CHAT, ADA, is_admin=False, title="Pets")
BY_BOB = replace(BY_ADA, person_id=BOB)
EMOJI = ("😀",)


@dataclass
class Sets:
    """Telegram's sets, in memory.

    Attributes:
        refusals: what it answers the next changes with, one after the other.
        is_same: whether further stickers are the same file as the first: none is added.
        offered: the names of the sets that changes were tried on.
    """

    refusals: list[type[StickerSetError]] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    sets: dict[str, list[SetSticker]] = field(default_factory=dict)
    made: int = 0
    is_same: bool = False

    async def read(self, name: str) -> list[SetSticker]:
        if name not in self.sets:
            raise SetGone
        return list(self.sets[name])

    async def create(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        return await self._change(pack)

    async def add(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        return await self._change(pack)

    async def remove(self, sticker: SetSticker) -> None:
        for stickers in self.sets.values():
            if sticker in stickers:
                stickers.remove(sticker)
                return
        raise SetGone

    async def set_emoji(self, sticker: SetSticker, emoji: tuple[str, ...]) -> None: ...

    async def retitle(self, name: str, title: str) -> None: ...

    async def _change(self, pack: Pack) -> bool:
        self.offered.append(pack.name)
        if self.refusals:
            raise self.refusals.pop(0)
        if self.is_same and self.sets.get(pack.name):
            return True
        new = SetSticker(f"f{self.made}", f"u{self.made}")
        self.sets.setdefault(pack.name, []).append(new)
        self.made += 1
        return True


@pytest.fixture
async def packs(tmp_path: Path) -> AsyncIterator[Packs]:
    async with open_database(f"sqlite:///{tmp_path}/jobs.db") as sessions:
        yield Packs(sessions)


@pytest.fixture
def sets() -> Sets:
    return Sets()


@pytest.fixture
def pack_editor(packs: Packs, sets: Sets) -> PackEditor:
    return PackEditor(packs, sets, lambda: "bot")


async def a_draft(packs: Packs, token: str = "t") -> StickerDraft:
    width = len(token)  # so that no two are the same sticker
    return await packs.save_draft(
        StickerDraft(CHAT, None, None, Style(width=width), token, EMOJI)
    )


async def test_a_taken_name_is_followed_by_another(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    sets.refusals += [SetNameTaken, SetNameTaken]
    pack = await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    assert len(set(sets.offered)) == 3
    assert await packs.packs(CHAT) == [pack]
    assert list(sets.sets) == [pack.name]


async def test_a_set_that_is_full_by_now_is_followed_by_the_next(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    first = await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    sets.refusals += [SetFull]
    second = await pack_editor.add(await a_draft(packs, "tt"), b"", BY_ADA)
    assert (first.number, second.number) == (1, 2)
    assert second.title == "Pets 2"


async def test_a_set_that_is_gone_by_now_is_tried_again(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    sets.refusals += [SetGone]
    pack = await pack_editor.add(await a_draft(packs, "tt"), b"", BY_ADA)
    assert len(sets.sets[pack.name]) == 2


@pytest.mark.parametrize("refusals", [[SetUnchanged], []], ids=["refused", "not added"])
async def test_the_same_file_again_is_in_the_pack(
    packs: Packs, sets: Sets, pack_editor: PackEditor, refusals: list[type[StickerSetError]]
) -> None:
    await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    sets.is_same, sets.refusals = True, refusals
    with pytest.raises(AlreadyInPack):
        await pack_editor.add(await a_draft(packs, "tt"), b"", BY_ADA)
    assert len(sets.offered) == 2


async def test_a_lost_answer_creates_no_second_set(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    """As if the program had been killed after Telegram created the set."""
    reserved = await packs.save_pack(Pack(CHAT, ADA, "pets_1_by_bot", "Pets"))
    await sets.create(reserved, b"", EMOJI)
    pack = await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    assert pack == replace(reserved, seen=True)
    assert list(sets.sets) == [reserved.name]


async def test_a_pack_whose_owner_has_to_start_the_bot_becomes_that_of_the_next_person(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    sets.refusals += [OwnerUnreachable]
    with pytest.raises(OwnerMustStart):
        await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    pack = await pack_editor.add(await a_draft(packs, "tt"), b"", BY_BOB)
    assert (pack.owner_id, pack.number) == (BOB, 1)
    assert await packs.packs(CHAT) == [pack]


async def test_a_pack_whose_owner_blocked_the_bot_is_followed_by_one_of_the_person_who_adds(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    sets.refusals += [OwnerUnreachable]
    pack = await pack_editor.add(await a_draft(packs, "tt"), b"", BY_BOB)
    assert (pack.owner_id, pack.number) == (BOB, 2)


async def test_after_several_refusals_the_pack_is_unavailable(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    sets.refusals += [SetNameTaken] * 100
    with pytest.raises(PackUnavailable):
        await pack_editor.add(await a_draft(packs), b"", BY_ADA)
    assert len(sets.offered) < 20


async def test_the_database_is_corrected_by_what_telegram_has(
    packs: Packs, sets: Sets, pack_editor: PackEditor
) -> None:
    draft = await a_draft(packs)
    pack = await pack_editor.add(draft, b"", BY_ADA)
    sets.sets[pack.name].clear()
    with pytest.raises(NotInPack):
        await pack_editor.remove("u0", BY_ADA)
    assert await pack_editor.add(draft, b"", BY_ADA) == pack
    del sets.sets[pack.name]
    assert await pack_editor.existing(CHAT) == []
    assert await packs.packs(CHAT) == []

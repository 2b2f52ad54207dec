"""Packs, stickers, styles and rules of groups, on every supported database."""

from dataclasses import replace

import pytest

from removerbot.imaging.grid import Grid
from removerbot.imaging.sticker import Style
from removerbot.imaging.types import Size
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.storage.database import Sessions
from removerbot.storage.jobs import Jobs
from removerbot.storage.packs import GroupRules, Pack, Packs, StickerDraft

ADA, BOB = 7_000_000_001, 2
GROUP, SUPERGROUP, OTHER = -40, -1_001_234_567_890, 42
RED = Style((200, 0, 1), 6, shadow=True)


@pytest.fixture
def jobs(sessions: Sessions) -> Jobs:
    return Jobs(sessions)


@pytest.fixture
def packs(sessions: Sessions) -> Packs:
    return Packs(sessions)


async def a_draft(jobs: Jobs, token: str = "t", chat_id: int = GROUP) -> StickerDraft:
    source, grid = Source(chat_id, 10, ADA, "file", "dog"), Grid(Size(64, 48), 8, 6)
    job = (await jobs.save(Revision(Job(source, grid)))).job
    revision = await jobs.save(Revision(job))
    return StickerDraft(chat_id, 17, revision.id, RED, token, ("👨‍👩‍👧", "🇰🇷"))


def a_pack(number: int = 1, chat_id: int = GROUP) -> Pack:
    return Pack(chat_id, ADA, f"p{chat_id}_{number}_by_bot".replace("-", "x"), "Pets", number)


async def test_packs_come_in_order_and_can_be_changed(packs: Packs) -> None:
    second, first = await packs.save_pack(a_pack(2)), await packs.save_pack(a_pack(1))
    await packs.save_pack(a_pack(1, OTHER))
    assert await packs.packs(GROUP) == [first, second]
    seen = await packs.save_pack(replace(first, seen=True, title="Cats"))
    assert await packs.packs(GROUP) == [seen, second]
    assert seen.id == first.id


async def test_a_sticker_is_found_by_number_message_and_token(jobs: Jobs, packs: Packs) -> None:
    draft = await packs.save_draft(await a_draft(jobs))
    assert draft.id
    assert await packs.draft(GROUP, draft.id) == draft
    assert await packs.draft_by_message(GROUP, 17) == draft
    assert await packs.draft_by_token("t") == draft
    assert await packs.draft(OTHER, draft.id) is None
    assert await packs.draft_by_message(OTHER, 17) is None
    assert await packs.draft_by_token("u") is None


async def test_a_sticker_can_be_changed(jobs: Jobs, packs: Packs) -> None:
    draft = await packs.save_draft(await a_draft(jobs))
    changed = await packs.save_draft(replace(draft, emoji=("🐈",)))
    assert await packs.draft_by_message(GROUP, 17) == changed


async def test_stickers_of_a_deleted_pack_are_in_none(jobs: Jobs, packs: Packs) -> None:
    pack = await packs.save_pack(a_pack())
    draft = replace(await a_draft(jobs), pack_id=pack.id, unique_id="u", added_by=BOB)
    kept = await packs.save_draft(draft)
    assert await packs.drafts_in(pack) == [kept]
    await packs.delete_pack(pack)
    assert await packs.packs(GROUP) == []
    assert await packs.draft(GROUP, kept.id or 0) == kept.without_pack()


async def test_a_style_is_a_persons_in_a_chat_or_theirs_anywhere_or_the_chats(
    packs: Packs,
) -> None:
    assert await packs.style(GROUP, ADA) == Style()
    await packs.save_style(GROUP, BOB, Style(width=3))
    assert await packs.style(GROUP, ADA) == Style(width=3)
    await packs.save_style(ADA, ADA, RED)
    assert await packs.style(GROUP, ADA) == RED
    await packs.save_style(GROUP, ADA, Style(None))
    await packs.save_style(GROUP, ADA, Style(None, 7))
    assert await packs.style(GROUP, ADA) == Style(None, 7)
    assert await packs.style(OTHER, OTHER) == Style()


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_has(
    jobs: Jobs, packs: Packs
) -> None:
    pack = await packs.save_pack(a_pack())
    draft = await a_draft(jobs)
    draft = await packs.save_draft(replace(draft, pack_id=pack.id, unique_id="u"))
    await packs.save_style(GROUP, ADA, RED)
    await packs.save_rules(GROUP, GroupRules(all_add=False))
    await packs.move_chat(GROUP, SUPERGROUP)
    assert await packs.packs(SUPERGROUP) == [replace(pack, chat_id=SUPERGROUP)]
    assert await packs.rules(SUPERGROUP) == GroupRules(all_add=False)
    assert await packs.style(SUPERGROUP, ADA) == RED
    moved = await packs.draft(SUPERGROUP, draft.id or 0)
    assert moved
    assert moved.unique_id == "u"
    assert await packs.draft_by_message(SUPERGROUP, 17) is None
    assert await packs.packs(GROUP) == []
    assert await jobs.find(GROUP, 10) is None


async def test_a_deleted_chat_leaves_nothing(jobs: Jobs, packs: Packs) -> None:
    pack = await packs.save_pack(a_pack())
    await packs.save_draft(replace(await a_draft(jobs), pack_id=pack.id))
    await packs.save_rules(GROUP, GroupRules(all_answer=False))
    await packs.save_style(GROUP, ADA, RED)
    other = await packs.save_pack(a_pack(1, OTHER))
    await packs.delete_chat(GROUP)
    assert await packs.packs(GROUP) == []
    assert await packs.rules(GROUP) == GroupRules()
    assert await packs.style(GROUP, BOB) == Style()
    assert await packs.draft_by_token("t") is None
    assert await jobs.find(GROUP, 10) is None
    assert await packs.packs(OTHER) == [other]

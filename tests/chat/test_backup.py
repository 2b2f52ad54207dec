"""A backup that is taken while people wait, and what they get after it is restored."""

import asyncio
from pathlib import Path

import pytest

from removerbot.storage.backup import back_up, restore
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file
from tests.processes import BotProcess, until_none
from tests.soak import Request, answers_to, is_question, replies_to

pytestmark = pytest.mark.alone

Photos = list[Request]


async def send(people: list[Person]) -> Photos:
    """Each sends two photos at once."""
    photo, color = ball_file(), (200, 40, 30)
    return [
        Request(person, person, [await person.send_photo(photo)], "photo", color)
        for person in people
        for _ in range(2)
    ]


async def messages_of(photo: Request) -> list[Json]:
    return await photo.chat.messages()


async def answered(photos: Photos) -> list[int]:
    """How often each was answered."""
    return [len(answers_to(each, await messages_of(each))) for each in photos]


async def asked(photos: Photos) -> list[bool]:
    """Whether the bot asks if the answer has arrived, for each."""
    return [
        any(is_question(reply) for reply in replies_to(each, await messages_of(each)))
        for each in photos
    ]


async def some_are_answered(photos: Photos) -> None:
    async with asyncio.timeout(60):
        while sum(await answered(photos)) < 2:
            await asyncio.sleep(0.02)


async def nothing_waits(bot: BotProcess, people: list[Person]) -> None:
    """Waits until a further message of each is answered and the journal is empty."""
    for person in people:
        await person.say("/help")
        await person.wait_for(lambda messages: "C4 D5" in messages[-1].get("text", ""))
    open_ones = "SELECT 1 FROM journal WHERE state IN ('waiting', 'asking')"
    await until_none(bot.database, open_ones, within=60)


@pytest.mark.parametrize("is_lost", [False, True], ids=["replaced", "lost"])
async def test_a_backup_under_load_is_restored_and_nothing_is_answered_twice(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path, *, is_lost: bool
) -> None:
    folder, backup = tmp_path / "bot", tmp_path / "backup.db"
    folder.mkdir()
    bot = BotProcess(TOKEN, sandbox.url, folder, log_level="WARNING", at_once=2)
    url = f"sqlite:///{folder}/bot.db"
    run = asyncio.get_running_loop().run_in_executor
    people = [await sandbox_client.person(name) for name in ("Ada", "Bob", "Cleo")]
    await bot.start()
    before = await send(people)
    await some_are_answered(before)
    await run(None, back_up, url, backup)
    after = await send(people)
    await some_are_answered(after)
    await bot.end()
    if is_lost:
        for file in folder.glob("bot.db*"):
            file.unlink()
    await run(None, lambda: restore(url, backup, force=not is_lost))
    await bot.start()
    await nothing_waits(bot, people)
    counts = await answered(before + after)
    assert max(counts) == 1
    # What came after the backup and was not answered is lost with the journal.
    promised = before if is_lost else before + after
    questions = await asked(promised)
    assert all(count or question for count, question in zip(counts, questions, strict=False))
    await bot.end()

"""A bot that is killed with `kill -9` or stopped, at any moment, loses and doubles nothing."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file, cut, preview_of
from tests.processes import BotProcess, rows_in, until_none

pytestmark = pytest.mark.alone

NEVER = 60.0
"""Seconds: longer than a bot in these tests lives."""


@pytest.fixture
async def ada(sandbox_client: SandboxClient, bot: BotProcess) -> Person:
    return await sandbox_client.person("Ada")


async def answers(person: Person) -> list[str]:
    """What kind of messages the bot has sent."""
    kinds = ("document", "photo", "text")
    return [
        next(kind for kind in kinds if kind in message)
        for message in await person.messages()
        if message["from"]["is_bot"]
    ]


async def all_is_answered(bot: BotProcess, person: Person) -> None:
    """Wait until a further message is answered and nothing waits in the journal."""
    await person.say("/help")
    await person.wait_for(lambda messages: "C4 D5" in messages[-1].get("text", ""))
    await until_none(bot.database)


async def test_killed_while_downloading(sandbox: Sandbox, bot: BotProcess, ada: Person) -> None:
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("download")
    await bot.end()
    await bot.start()
    assert "photo" in await ada.next_message()
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo", "text"]


@pytest.mark.parametrize("step", ["encode", "decode"])
async def test_killed_while_the_model_works(bot: BotProcess, ada: Person, step: str) -> None:
    bot.hold(step)
    await preview_of(ada, ball_file())
    await until_none(bot.database)
    asked = await ada.say("F6")
    await bot.held(step)
    await bot.end()
    bot.release(step)
    await bot.start()
    assert "document" in await ada.next_message(after=asked)
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo", "document", "text"]


@pytest.mark.parametrize("arrives", [False, True], ids=["lost", "arrived"])
async def test_killed_while_sending_it_asks_and_sends_again_only_when_told_to(
    sandbox: Sandbox, bot: BotProcess, ada: Person, *, arrives: bool
) -> None:
    await preview_of(ada, ball_file())
    sandbox.faults.plan("sendDocument", Fault(is_done=arrives, seconds=NEVER))
    asked = await ada.say("F6")
    assert await sandbox.faults.called("sendDocument")
    if arrives:
        await ada.next_message(after=asked)
    await bot.end()
    await bot.start()
    question = await ada.wait_for(the_question)
    await all_is_answered(bot, ada)
    assert (await answers(ada)).count("document") == arrives
    if not arrives:
        await ada.press(question, "Send it again")
        await ada.wait_for(lambda messages: "document" in messages[-1])
        await ada.wait_for(lambda messages: not the_question(messages))
        await all_is_answered(bot, ada)
        assert (await answers(ada)).count("document") == 1


def the_question(messages: list[Json]) -> Json | None:
    return next((m for m in messages if "whether it arrived" in m.get("text", "")), None)


async def test_killed_with_a_queue_in_memory_that_telegram_thinks_delivered(
    sandbox: Sandbox, bot: BotProcess, sandbox_client: SandboxClient, ada: Person
) -> None:
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    for _ in range(3):
        await ada.send_photo(ball_file())
    polls = len(sandbox.faults.calls["getupdates"])
    assert await sandbox.faults.called("download")
    assert await sandbox.faults.called("getUpdates", polls + 2)
    await bot.end()
    await bot.start()
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo"] * 3 + ["text"]


async def test_a_photo_and_the_words_about_it_stay_in_order_over_a_crash(
    sandbox: Sandbox, bot: BotProcess, ada: Person
) -> None:
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    await ada.send_photo(ball_file())
    await ada.say("F6")
    assert await sandbox.faults.called("download")
    await bot.end()
    await bot.start()
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo", "document", "text"]


async def test_an_edit_corrects_an_answer_that_was_sent_before_a_crash(
    bot: BotProcess, ada: Person
) -> None:
    """Killed when the answer is linked, and before its update is done: it is cut out again."""
    await preview_of(ada, ball_file())
    await until_none(bot.database)
    async with killed_before_done(bot, "F6"):
        words = await ada.say("F6")
        cutout = await ada.next_message(after=words)
    await bot.start()
    await until_none(bot.database)
    await ada.edit(words, "G6")
    await ada.wait_for(lambda messages: "G6" in messages[-1].get("caption", ""))
    assert await documents(ada) == [cutout["message_id"]]


async def test_an_edit_that_a_crash_interrupts_changes_the_one_answer(
    bot: BotProcess, ada: Person
) -> None:
    """Killed when the answer shows the edit, while it is linked to that and to the words."""
    await preview_of(ada, ball_file())
    words = await ada.say("F6")
    cutout = await ada.next_message(after=words)
    await until_none(bot.database)
    unlinked = f"""CREATE TRIGGER unlinked BEFORE UPDATE ON messages
        WHEN OLD.message_id = {words["message_id"]} BEGIN SELECT RAISE(ABORT, 'killed'); END"""
    async with killed_before_done(bot, "G6", unlinked=unlinked):
        await ada.edit(words, "G6")
    await bot.start()
    await until_none(bot.database)
    [shown] = [each for each in await ada.messages() if "document" in each]
    assert shown["message_id"] == cutout["message_id"]
    assert "G6" in shown["caption"]


@asynccontextmanager
async def killed_before_done(
    bot: BotProcess, words: str, **triggers: str
) -> AsyncIterator[None]:
    """Kill the bot when all is done for a message that is sent in the block but marking its
    update as done; further triggers are there meanwhile, by their names."""
    hold = f"""CREATE TRIGGER hold BEFORE UPDATE OF state ON journal
        WHEN OLD.payload LIKE '%"text": "{words}"%'
        BEGIN INSERT INTO held VALUES (1); SELECT RAISE(IGNORE); END"""
    with closing(sqlite3.connect(bot.database)) as database:
        for statement in ("CREATE TABLE held (number INTEGER)", hold, *triggers.values()):
            database.execute(statement)
        yield
        await until_none(bot.database, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM held)")
        await bot.end()
        for name in ("TRIGGER hold", *(f"TRIGGER {name}" for name in triggers), "TABLE held"):
            database.execute(f"DROP {name}")


async def documents(person: Person) -> list[int]:
    """The numbers of the messages with cutouts."""
    return [each["message_id"] for each in await person.messages() if "document" in each]


async def test_what_was_redelivered_after_a_crash_is_answered_once(
    bot: BotProcess, sandbox_client: SandboxClient, ada: Person
) -> None:
    await preview_of(ada, ball_file())
    await cut(ada, "F6")
    await until_none(bot.database)
    await bot.end()
    for update in await sandbox_client.updates():
        await sandbox_client.redeliver(update["update_id"])
    await bot.start()
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo", "document", "text"]


async def test_killed_while_it_leaves_something_out_it_says_so_once(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path
) -> None:
    bot = BotProcess(TOKEN, sandbox.url, tmp_path, line=1)
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    sandbox.faults.plan("sendMessage", Fault(200, is_done=True, seconds=NEVER))
    await bot.start()
    ada = await sandbox_client.person("Ada")
    for _ in range(3):  # one in hand, one in line, one too many
        await ada.send_photo(ball_file())
    await ada.wait_for(lambda messages: "still busy" in messages[-1].get("text", ""))
    assert await sandbox.faults.called("download")
    await bot.end()
    await bot.start()
    await ada.wait_for(lambda messages: sum("photo" in m for m in messages) == 3 + 2)
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["text", "photo", "photo", "text"]
    await bot.end()


async def test_killed_before_it_said_what_it_leaves_out_it_says_so_afterwards(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path
) -> None:
    bot = BotProcess(TOKEN, sandbox.url, tmp_path, line=1)
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    sandbox.faults.plan("sendMessage", Fault(502), Fault(seconds=NEVER))
    await bot.start()
    ada = await sandbox_client.person("Ada")
    for _ in range(5):  # one in hand, one in line, three too many
        await ada.send_photo(ball_file())
    assert await sandbox.faults.called("sendMessage", 2)  # for the first one too many
    await bot.end()
    await bot.start()
    await ada.wait_for(
        lambda messages: any("still busy" in m.get("text", "") for m in messages)
    )
    await ada.wait_for(lambda messages: sum("photo" in m for m in messages) >= 5 + 2)
    await all_is_answered(bot, ada)
    assert (await answers(ada)).count("text") == 2
    await bot.end()


async def test_a_stop_finishes_what_is_in_hand_and_leaves_the_rest_for_the_next_start(
    bot: BotProcess, ada: Person
) -> None:
    await preview_of(ada, ball_file())
    bot.hold("decode")
    asked = await ada.say("F6")
    await ada.say("G6")
    await bot.held("decode")
    stopping = asyncio.create_task(bot.end(signal.SIGTERM))
    await asyncio.sleep(0.2)
    bot.release("decode")
    assert await stopping == 0
    assert "document" in await ada.next_message(after=asked)
    assert await answers(ada) == ["photo", "document"]
    await bot.start()
    await all_is_answered(bot, ada)
    assert await answers(ada) == ["photo", "document", "document", "text"]


async def test_a_stop_does_not_wait_for_what_takes_too_long(
    sandbox: Sandbox, bot: BotProcess, ada: Person
) -> None:
    sandbox.faults.plan("download", Fault(seconds=NEVER))
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("download")
    assert await bot.end(signal.SIGTERM) == 0
    await bot.start()
    assert "photo" in await ada.next_message()
    await all_is_answered(bot, ada)


async def test_nothing_but_the_database_lies_about_afterwards(
    bot: BotProcess, ada: Person
) -> None:
    await preview_of(ada, ball_file())
    await cut(ada, "F6")
    await until_none(bot.database)
    await bot.end()
    await bot.start()
    await all_is_answered(bot, ada)
    assert await bot.end(signal.SIGTERM) == 0
    assert {file.name for file in bot.folder.iterdir()} == {"bot.db", "bot.log"}
    assert rows_in(bot.database, "PRAGMA integrity_check") == [("ok",)]
    assert not rows_in(bot.database, "PRAGMA foreign_key_check")
    assert not rows_in(bot.database, "SELECT 1 FROM journal WHERE payload IS NOT NULL")

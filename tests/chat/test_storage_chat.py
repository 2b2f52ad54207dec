"""The chat that files for other chats go through: it may move, close, and open again."""

import asyncio
from contextlib import nullcontext
from typing import Any

import pytest
from telegram import Bot

from removerbot.chat.retry import Retrier
from removerbot.chat.storage_chat import StorageChat
from telegram_sandbox.client import Json
from telegram_sandbox.client.anywhere import ask_inline
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from telegram_sandbox.types import Member
from tests.chat.conftest import TOKEN, Run, labels
from tests.chat.elsewhere import Elsewhere


async def led(elsewhere: Elsewhere, answer: Json) -> Json:
    """Waits until an answer leads to the private chat."""

    def find(messages: list[Json]) -> Json | None:
        same = next(m for m in messages if m["message_id"] == answer["message_id"])
        said = same.get("caption") or same.get("text") or ""
        return same if "can't send files" in said else None

    return await elsewhere.chat.wait_for(find)


def shut(sandbox: Sandbox, elsewhere: Elsewhere) -> None:
    """Takes the bot's rights away, and nobody tells it."""
    bot = sandbox.state.bot
    sandbox.state.chats[elsewhere.storage.id].members[bot.id] = Member(bot, "kicked")


@pytest.mark.parametrize("words", ["F6", "", "sticker"])
async def test_when_it_closes_the_photo_is_opened_in_the_private_chat(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere, words: str
) -> None:
    async with run(storage_chat=elsewhere.storage.id, daily_limit=1):
        shut(sandbox, elsewhere)
        answer = await led(elsewhere, await elsewhere.call(words))
        [link] = answer["reply_markup"]["inline_keyboard"][0]
        preview = await elsewhere.ada.next_message(after=await elsewhere.ada.open(link["url"]))
        assert preview["photo"]
        # What was not delivered is not counted.
        cutout = await elsewhere.ada.next_message(after=await elsewhere.ada.say("F6"))
        assert cutout["document"]


async def test_when_it_opens_again_files_go_through_it_again(
    run: Run, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        await elsewhere.storage.remove_bot()
        await led(elsewhere, await elsewhere.call("F6"))
        await elsewhere.storage.add_bot()
        assert await elsewhere.file_of(await elsewhere.call("F6"))


async def test_a_press_when_it_has_closed_is_answered(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call("F6"))
        shut(sandbox, elsewhere)
        pressed = await elsewhere.ada.press(cutout, "Points")
        assert pressed
        assert "on my side" not in pressed["text"]


async def test_a_group_that_became_a_supergroup_is_followed(
    run: Run, elsewhere: Elsewhere, caplog: pytest.LogCaptureFixture
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        moved = await elsewhere.storage.migrate()
        cutout = await elsewhere.file_of(await elsewhere.call("F6"))
    async with run(storage_chat=elsewhere.storage.id):  # as the settings still say
        assert f"its id is {moved.id} now" in caplog.text
        assert await elsewhere.file_of(await elsewhere.call("G6"))
    files = [m["document"]["file_id"] for m in await moved.messages() if "document" in m]
    assert cutout["document"]["file_id"] in files


async def test_a_file_that_is_refused_by_itself_changes_nothing_for_others(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        sandbox.faults.plan("sendDocument", Fault(400))
        refused = await elsewhere.call("F6")
        async with asyncio.timeout(30):
            while "on my side" not in (await elsewhere.becomes(refused, "caption"))["caption"]:
                await asyncio.sleep(0.02)
        assert await elsewhere.file_of(await elsewhere.call("F6"))


async def test_a_sticker_goes_through_it_for_the_list(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.features.inline_queries = True
    async with run(storage_chat=elsewhere.storage.id):
        file = await elsewhere.file_of(await elsewhere.call("sticker"))
        assert labels(file) == ["Send it as a sticker"]
        listed: list[Any] = (await ask_inline(elsewhere.ada))["answer"]["results"]
        assert [each["type"] for each in listed] == ["sticker"]


async def test_when_the_bot_was_removed_it_is_checked_until_telegram_answers(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        assert await sandbox.faults.called("sendChatAction", 2)  # the bot was added, too
        sandbox.faults.plan("sendChatAction", Fault(429, retry_after=1))
        await elsewhere.storage.remove_bot()
        assert await sandbox.faults.called("sendChatAction", 4)
        await led(elsewhere, await elsewhere.call("F6"))


async def test_that_it_is_open_again_is_found_out_within_a_minute_of_need(
    sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    now = 0.0
    members = sandbox.state.chats[elsewhere.storage.id].members
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        before = members[bot.id]
        storage = StorageChat(bot, Retrier(nullcontext), elsewhere.storage.id, now=lambda: now)
        shut(sandbox, elsewhere)
        found = list[tuple[bool, int]]()
        for seconds in (0.0, 59.0, 60.0):
            now = seconds
            await storage.recheck()
            found.append((storage.is_usable, len(sandbox.faults.calls["sendchataction"])))
            members[bot.id] = before
        assert found == [(False, 1), (False, 1), (True, 2)]

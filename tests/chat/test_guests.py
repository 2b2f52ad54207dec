"""In a chat that the bot is not in, it answers whoever calls it, once, and nobody else."""

import asyncio
from collections import Counter
from typing import Any

import numpy as np
import pytest
from telegram.constants import ChatID

from removerbot.chat.guests import GuestAnswers
from removerbot.chat.updates import PollingRequest
from removerbot.editing.editor import Editor
from removerbot.web.server import Endpoint, listen
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import ask_inline, call_guest
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import Run, ball_file, image_file, labels, pixels_of, scene
from tests.chat.elsewhere import WAIT, Elsewhere


async def test_a_call_with_a_place_is_answered_at_once_and_then_with_the_cutout(
    run: Run, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("F6")
        assert answer["photo"][-1]["file_id"] == elsewhere.photo["photo"][-1]["file_id"]
        assert answer["caption"] == WAIT
        assert answer["reply_to_message"]["message_id"] == elsewhere.photo["message_id"] + 1
        cutout = await elsewhere.file_of(answer)
        assert cutout["caption"].startswith("F6 –")
        rgba = await pixels_of(elsewhere.ada, cutout)
        assert rgba[240, 320, 3] == 255
        assert rgba[5, 5, 3] == 0
        stored = await elsewhere.storage.next_message()
        assert stored["document"]["file_id"] == cutout["document"]["file_id"]
        assert "Sticker" not in labels(cutout)
        await elsewhere.ada.press(cutout, "Points")
        points = await elsewhere.becomes(cutout, "photo")
        assert points["caption"].startswith("F6 so far")


@pytest.mark.parametrize("words", ["the ball in F6", "cut out the ball at F6 for me pls"])
async def test_a_call_with_a_place_amid_words_is_answered_with_the_cutout(
    run: Run, elsewhere: Elsewhere, words: str
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call(words))
        assert cutout["caption"].startswith("F6 –")


async def test_a_call_without_a_place_gets_the_best_and_buttons_for_the_rest(
    run: Run, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call())
        assert {"✨ Auto", "Tap a cell"} <= set(labels(cutout))
        pressed = await elsewhere.ben.press(cutout, "Tap a cell")
        assert pressed
        assert pressed["text"].startswith("Only the person who called me")
        await elsewhere.ada.press(cutout, "Tap a cell")
        cells = await elsewhere.becomes(cutout, "photo")
        await elsewhere.ada.press(cells, "D3")
        again = await elsewhere.file_of(cutout)
        assert again["caption"].startswith("D3 –")


async def test_a_call_for_proposals_and_one_for_a_sticker(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.features.inline_queries = True
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("auto")
        async with asyncio.timeout(30):
            while "Here is what I see" not in answer["caption"]:
                await asyncio.sleep(0.02)
                answer = await elsewhere.becomes(answer, "photo")
        file = await elsewhere.file_of(await elsewhere.call("sticker"))
        assert file["document"]["file_name"].endswith("-sticker.webp")
        assert labels(file) == ["Send it as a sticker"]
        listed = (await ask_inline(elsewhere.ada))["answer"]["results"]
        assert listed[0]["type"] == "sticker"


async def test_a_place_that_cannot_be_read_and_a_call_without_a_photo_are_explained(
    run: Run, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("Z99")
        async with asyncio.timeout(30):
            while "outside" not in (await elsewhere.becomes(answer, "photo"))["caption"]:
                await asyncio.sleep(0.02)
        bare = await elsewhere.call("F6", reply_to=None)
        assert "Reply to a photo" in bare["text"]


@pytest.mark.parametrize("has_storage", [False, True], ids=["no storage", "may not post"])
async def test_without_a_way_for_files_the_photo_is_opened_in_the_private_chat(
    run: Run, elsewhere: Elsewhere, has_storage: bool, caplog: pytest.LogCaptureFixture
) -> None:
    await elsewhere.storage.remove_bot()
    async with run(storage_chat=elsewhere.storage.id if has_storage else 0):
        assert ("the bot cannot post there" in caplog.text) is has_storage
        answer = await elsewhere.call("F6")
        assert "can't send files here" in answer["text"]
        [link] = answer["reply_markup"]["inline_keyboard"][0]
        started = await elsewhere.ada.open(link["url"])
        preview = await elsewhere.ada.next_message(after=started)
        assert preview["photo"]
        cutout = await elsewhere.ada.next_message(after=await elsewhere.ada.say("F6", preview))
        assert cutout["document"]
        started = await elsewhere.ben.open(link["url"])
        refused = await elsewhere.ben.next_message(after=started)
        assert "text" in refused  # the link is Ada's


async def test_with_a_public_address_alone_a_picture_of_the_cutout_is_shown(
    run: Run, elsewhere: Elsewhere
) -> None:
    listener = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with run(Endpoint(listener, url), public_url=url):
        answer = await elsewhere.call("F6")
        async with asyncio.timeout(30):
            shown = answer
            while shown.get("caption") == WAIT:
                await asyncio.sleep(0.02)
                shown = await elsewhere.becomes(answer, "photo")
        assert labels(shown)[-1] == "Open the photo"
        picture = await pixels_of(elsewhere.ada, shown)
        assert picture.shape[2] == 3
        assert picture[240, 320][0] > picture[240, 320][2] + 50


async def test_a_call_that_comes_again_is_answered_once(
    run: Run, sandbox: Sandbox, sandbox_client: SandboxClient, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call("F6"))
        before = await elsewhere.chat.messages()
        [update] = [u for u in await sandbox_client.updates() if "guest_message" in u]
        await sandbox_client.redeliver(update["update_id"])
        other = await elsewhere.file_of(await elsewhere.call("G6"))
        assert other["message_id"] != cutout["message_id"]
        assert len(await elsewhere.chat.messages()) == len(before) + 2
        assert len(sandbox.faults.calls["answerguestquery"]) == 2


async def test_an_answer_that_may_be_lost_is_not_repeated_and_asked_about_nowhere(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.faults.plan("answerGuestQuery", Fault(is_done=True))
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("F6")
        assert answer["caption"] == WAIT
        assert await elsewhere.file_of(await elsewhere.call("F6"))
        assert len(sandbox.faults.calls["answerguestquery"]) == 2
        assert await elsewhere.ada.messages() == []


async def test_the_id_of_a_guest_chat_opens_nothing_of_the_chat_that_has_it_too(
    run: Run, sandbox: Sandbox, sandbox_client: SandboxClient, elsewhere: Elsewhere
) -> None:
    """Neither its jobs, nor the right to use the bot, and nothing is sent there."""
    ada, ben = elsewhere.ada, elsewhere.ben
    group = await sandbox_client.group("Bystanders", ben)
    async with run(storage_chat=elsewhere.storage.id):
        red = await ben.send_photo(image_file(scene((30, 40, 200))), in_=group)
        await group.next_message(after=await ben.say(f"/cut{elsewhere.at_bot}", reply_to=red))
        before = await group.messages()
        answer = await elsewhere.call("F6", as_chat=group.id)
        rgba = await pixels_of(ada, await elsewhere.file_of(answer))
        red_mean, _, blue = rgba[rgba[..., 3] == 255][:, :3].mean(axis=0)
        assert red_mean > blue
        assert await group.messages() == before
    allowed = frozenset({group.id})
    async with run(storage_chat=elsewhere.storage.id, allowed=allowed):
        text = f"{elsewhere.at_bot} F6"
        called = await call_guest(
            ada,
            text,
            in_=elsewhere.chat,
            reply_to=elsewhere.photo,
            as_chat=group.id,
            within=1,
        )
        assert called["answer"] is None
        assert await group.messages() == before


async def test_the_daily_limit_is_that_of_the_person_who_called(
    run: Run, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id, daily_limit=1):
        assert await elsewhere.file_of(await elsewhere.call("F6"))
        answer = await elsewhere.picture_of(await elsewhere.call("F6"))
        assert "your one cutout for today" in answer["caption"]


async def test_a_covered_photo_is_not_shown_while_one_waits(
    run: Run, elsewhere: Elsewhere
) -> None:
    covered = await elsewhere.ben.send_photo(ball_file(), spoiler=True, in_=elsewhere.chat)
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("F6", reply_to=covered)
        assert answer["text"] == WAIT
        cutout = await elsewhere.file_of(answer)
        assert np.any((await pixels_of(elsewhere.ada, cutout))[..., 3])


async def test_a_call_that_a_stop_interrupts_is_finished_in_the_same_message(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=20))
    async with run(storage_chat=elsewhere.storage.id, stop_seconds=0.1):
        answer = await elsewhere.call("F6")
        assert await sandbox.faults.called("download")
    async with run(storage_chat=elsewhere.storage.id):
        assert await elsewhere.file_of(answer)
        assert len(sandbox.faults.calls["answerguestquery"]) == 1


async def test_whoever_calls_too_often_is_told_so_in_the_answer(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=20))
    async with run(storage_chat=elsewhere.storage.id, line=1, at_once=1, stop_seconds=0.1):
        await elsewhere.call("F6")
        assert await sandbox.faults.called("download")
        await elsewhere.call("F6")
        refused = await elsewhere.picture_of(await elsewhere.call("F6"))
        assert "still busy" in refused["caption"]


async def test_a_call_that_has_to_wait_keeps_no_other_waiting(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    sandbox.faults.plan("answerGuestQuery", Fault(429, retry_after=600))
    async with run(storage_chat=elsewhere.storage.id, stop_seconds=0.1):
        waiting = asyncio.create_task(elsewhere.call("F6"))
        assert await sandbox.faults.called("answerGuestQuery")
        assert (await asyncio.wait_for(elsewhere.call("F6"), 10))["caption"]
        waiting.cancel()


async def test_privacy_says_that_files_stay_in_the_storage_chat(
    run: Run, elsewhere: Elsewhere
) -> None:
    ada = elsewhere.ada
    async with run(storage_chat=elsewhere.storage.id):
        said = await ada.next_message(after=await ada.say("/privacy"))
        assert "go through a chat of whoever runs me" in said["text"]
    async with run():
        said = await ada.next_message(after=await ada.say("/privacy"))
        assert "go through a chat" not in said["text"]


@pytest.mark.parametrize("channel", [False, True], ids=["the group", "a channel"])
async def test_whoever_calls_as_a_chat_is_asked_to_call_as_a_person(
    run: Run, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, channel: bool
) -> None:
    """All who do share a user; and the chat may have the id of another one, with its rights."""
    club = -1_009_999_999_999
    record = PollingRequest._record

    async def disguised(self: PollingRequest, updates: list[Any]) -> bytes:
        for message in (each["guest_message"] for each in updates if "guest_message" in each):
            user = ChatID.FAKE_CHANNEL if channel else ChatID.ANONYMOUS_ADMIN
            message["from"] = {"id": int(user), "is_bot": True, "first_name": "Group"}
            message["sender_chat"] = {"id": club, "type": "supergroup", "title": "Club"}
        return await record(self, updates)

    monkeypatch.setattr(PollingRequest, "_record", disguised)
    async with run(storage_chat=elsewhere.storage.id):
        answer = await elsewhere.call("F6")
        assert "Call me as yourself" in answer["text"]
    async with run(storage_chat=elsewhere.storage.id, allowed=frozenset({club})):
        called = await call_guest(
            elsewhere.ada, f"{elsewhere.at_bot} F6", in_=elsewhere.chat, within=1
        )
        assert called["answer"] is None


async def test_a_blocked_person_is_not_even_told_to_wait(
    run: Run, elsewhere: Elsewhere
) -> None:
    blocked = frozenset({elsewhere.ada.id})
    text = f"{elsewhere.at_bot} F6"
    async with run(storage_chat=elsewhere.storage.id, blocked=blocked, line=0):
        called = await call_guest(
            elsewhere.ada, text, in_=elsewhere.chat, reply_to=elsewhere.photo, within=1
        )
        assert called["answer"] is None


async def test_the_photo_that_a_link_opens_is_the_newest_in_the_private_chat(
    run: Run, elsewhere: Elsewhere
) -> None:
    ada = elsewhere.ada
    async with run():
        nothing = await ada.next_message(after=await ada.say("F6"))
        assert "text" in nothing
        own = await ada.send_photo(image_file(scene((30, 40, 200))))
        await ada.next_message(after=own)
        answer = await elsewhere.call("F6")
        [link] = answer["reply_markup"]["inline_keyboard"][0]
        own_cutout = await ada.next_message(after=await ada.say("F6"))
        assert await _is_red(ada, own_cutout) is False  # a call is no photo of this chat
        await ada.next_message(after=await ada.open(link["url"]))
        cutout = await ada.next_message(after=await ada.say("F6"))
        assert await _is_red(ada, cutout)


async def _is_red(person: Person, cutout: Json) -> bool:
    rgba = await pixels_of(person, cutout)
    red, _, blue = rgba[rgba[..., 3] == 255][:, :3].mean(axis=0)
    return bool(red > blue)


async def test_a_call_whose_failure_cannot_be_told_is_handled_again(
    run: Run, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, say, failures = Editor.take, GuestAnswers.say, Counter[str]()

    async def fails(*arguments: Any) -> Any:
        failures["take"] += 1
        if failures["take"] == 1:
            raise OSError("the database is locked")
        return await take(*arguments)

    async def is_silent(*arguments: Any) -> None:
        failures["say"] += 1
        if failures["say"] == 1:
            raise OSError("the database is locked")
        await say(*arguments)

    monkeypatch.setattr(Editor, "take", fails)
    monkeypatch.setattr(GuestAnswers, "say", is_silent)
    async with run(storage_chat=elsewhere.storage.id):
        assert await elsewhere.file_of(await elsewhere.call("F6"))


async def test_a_query_that_comes_in_two_updates_is_answered_once(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call("F6"))
        before = len(await elsewhere.chat.messages())
        [update] = [
            each for each in sandbox.state.updates.history.values() if "guest_message" in each
        ]
        sandbox.state.updates.put("guest_message", update["guest_message"])
        assert await elsewhere.file_of(await elsewhere.call("G6"))
        assert len(await elsewhere.chat.messages()) == before + 2
        shown = await elsewhere.becomes(cutout, "document")
        assert shown["document"]["file_id"] == cutout["document"]["file_id"]


async def test_a_forged_button_of_a_rule_changes_no_rule(
    run: Run, sandbox: Sandbox, elsewhere: Elsewhere
) -> None:
    async with run(storage_chat=elsewhere.storage.id):
        cutout = await elsewhere.file_of(await elsewhere.call("F6"))
        forged = {"inline_keyboard": [[{"text": "x", "callback_data": "rule:quiet"}]]}
        message = sandbox.state.chats[elsewhere.chat.id].messages[cutout["message_id"]]
        message.keyboard = forged
        pressed = await elsewhere.ada.press(message.as_json(), "x")
        assert pressed
        assert pressed["text"]
        assert message.keyboard == forged

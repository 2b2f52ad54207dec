"""In groups a preview is for who asked, where Telegram can do that; else for all, once."""

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ChatID
from telegram.error import BadRequest, Forbidden, TelegramError, TimedOut

from removerbot.app import running_bot
from removerbot.chat.handlers import mini_app
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.messages import read_update
from removerbot.chat.quiet import Parameters, Quiet
from removerbot.chat.reactions import Reactions
from removerbot.chat.targets import EphemeralRef, MessageRef, ref_of
from removerbot.chat.updates import PollingRequest
from removerbot.editing.tapping import Visitor
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.i18n import load_words
from removerbot.imaging.grid import grid_for
from removerbot.imaging.types import Size
from removerbot.models.base import Segmenter
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.settings import Settings
from removerbot.storage.journal import Journal
from removerbot.storage.packs import GroupRules
from removerbot.storage.revision_json import read_revision, revision_as_json
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import (
    ephemeral_messages,
    next_ephemeral,
    press_ephemeral,
    whisper,
)
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, Start, ball_file, name_of_bot


async def photo_in(group: Group, ada: Person) -> Json:
    return await ada.send_photo(ball_file(), in_=group)


async def by_bot(group: Group) -> list[Json]:
    return [each for each in await group.messages() if each["from"]["id"] == group.bot]


@pytest.fixture
async def quiet(group: Group) -> Group:
    """A group that the bot administers, and so may write to one member in."""
    await group.promote_bot()
    return group


async def test_the_preview_is_for_who_asked_and_the_cutout_for_all(
    ada: Person, bob: Person, quiet: Group, at_bot: str
) -> None:
    photo = await photo_in(quiet, ada)
    await bob.say(f"/cut{at_bot}", reply_to=photo)
    preview = await next_ephemeral(bob, quiet)
    assert preview["photo"]
    assert await ephemeral_messages(ada, quiet) == []
    assert await by_bot(quiet) == []
    await press_ephemeral(bob, preview, "Zoom")
    [zoom] = await ephemeral_messages(bob, quiet)
    assert zoom["caption"] == "Tap the cell to see closer."
    await press_ephemeral(bob, zoom, "← Back")
    [preview] = await ephemeral_messages(bob, quiet)
    await press_ephemeral(bob, preview, "🎯 The main thing")
    cutout = await quiet.next_message(after=photo)
    assert cutout["document"]
    async with asyncio.timeout(30):  # the preview goes after the cutout is there
        while await ephemeral_messages(bob, quiet):
            await asyncio.sleep(0.05)


async def test_a_reply_to_it_cuts_for_all_and_a_wrong_one_is_explained_to_its_author(
    ada: Person, bob: Person, quiet: Group, at_bot: str
) -> None:
    photo = await photo_in(quiet, ada)
    asked = await bob.say(f"/cut{at_bot}", reply_to=photo)
    preview = await next_ephemeral(bob, quiet)
    await whisper(bob, "Z99", quiet, reply_to=preview)
    refused = await next_ephemeral(bob, quiet, after=preview)
    assert "outside the photo" in refused["text"]
    await whisper(bob, "F6", quiet, reply_to=preview)
    cutout = await quiet.next_message(after=photo)
    assert cutout["document"]
    assert cutout["reply_to_message"]["message_id"] == asked["message_id"]
    better = await quiet.next_message(after=await ada.say("-A1", reply_to=cutout))
    assert better["caption"].startswith("F6 -A1 – ")
    await ada.say("Z99", reply_to=cutout)
    assert "outside the photo" in (await next_ephemeral(ada, quiet))["text"]


async def test_where_it_is_refused_everybody_sees_it_and_it_is_not_tried_again(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str
) -> None:
    photo = await photo_in(group, ada)
    first = await group.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    second = await group.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    assert first["photo"]
    assert second["photo"]
    assert len(sandbox.faults.calls["sendphoto"]) == 3
    await group.promote_bot()  # now it may
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    assert (await next_ephemeral(ada, group))["photo"]


async def test_a_server_that_does_not_know_it_shows_everything_to_all(
    sandbox: Sandbox, ada: Person, quiet: Group, at_bot: str
) -> None:
    sandbox.features.unknown |= {"ephemeral", "reactions"}
    photo = await photo_in(quiet, ada)
    preview = await quiet.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    cutout = await quiet.next_message(after=await ada.say("F6", reply_to=preview))
    assert cutout["document"]
    assert len(sandbox.faults.calls["sendphoto"]) == 1
    refused = await quiet.next_message(after=await ada.say("Z99", reply_to=cutout))
    assert "outside" in refused["text"]


async def test_what_got_lost_comes_for_all_when_it_is_asked_for_again(
    sandbox: Sandbox, ada: Person, quiet: Group, at_bot: str
) -> None:
    sandbox.features.loses_ephemeral = True
    photo = await photo_in(quiet, ada)
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    assert await sandbox.faults.called("sendPhoto")
    preview = await quiet.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    assert preview["photo"]


async def test_a_cut_connection_is_followed_by_one_message_for_all(
    sandbox: Sandbox, ada: Person, quiet: Group, at_bot: str
) -> None:
    await ada.say(f"/cut{at_bot}", reply_to=await photo_in(quiet, ada))
    await next_ephemeral(ada, quiet)  # so it is known that the server can do it
    sandbox.faults.plan("sendPhoto", Fault(is_done=True))
    photo = await photo_in(quiet, ada)
    preview = await quiet.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    assert preview["photo"]
    assert (await quiet.next_message(after=await ada.say("F6", reply_to=preview)))["document"]
    assert len(await by_bot(quiet)) == 2


async def test_admins_choose_a_loud_group(
    ada: Person, bob: Person, quiet: Group, at_bot: str
) -> None:
    settings = await quiet.next_message(after=await ada.say(f"/settings{at_bot}", in_=quiet))
    pressed = await bob.press(settings, "🤫 Previews are for who asked")
    assert pressed
    assert "admins" in pressed["text"]
    await ada.press(settings, "🤫 Previews are for who asked")
    photo = await photo_in(quiet, ada)
    preview = await quiet.next_message(after=await bob.say(f"/cut{at_bot}", reply_to=photo))
    assert preview["photo"]


async def test_ephemeral_commands_are_answered_to_their_author_alone(
    ada: Person, bob: Person, group: Group
) -> None:
    menu = (await ada.profile(in_=group))["commands"]
    async with asyncio.timeout(30):
        while not menu or "is_ephemeral" not in menu[-1]:
            await asyncio.sleep(0.05)
            menu = (await ada.profile(in_=group))["commands"]
    ephemeral = {each["command"] for each in menu if each.get("is_ephemeral")}
    assert ephemeral == {"settings", "help", "pack"}
    for command, part in (("/help", "Reply to any photo"), ("/pack", "no pack here yet")):
        asked = await whisper(bob, command, group)
        assert part in (await next_ephemeral(bob, group, after=asked))["text"]
    asked = await whisper(ada, "/settings", group)
    settings = await next_ephemeral(ada, group, after=asked)
    await press_ephemeral(ada, settings, "Everyone may point at photos")
    rows = (await ephemeral_messages(ada, group))[-1]["reply_markup"]["inline_keyboard"]
    assert rows[0][0]["text"] == "Only who asked may point at a photo"
    assert await by_bot(group) == []


async def test_eyes_are_on_the_photo_until_the_answer_is_there(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str
) -> None:
    photo = await photo_in(group, ada)
    await group.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    assert await sandbox.faults.called("setMessageReaction", 2)
    async with asyncio.timeout(30):
        while await group.reactions(photo):
            await asyncio.sleep(0.02)
    events = await ada.events()
    reactions = [each["emoji"] for each in events if each["type"] == "reaction"]
    assert reactions == [["👀"], []]


async def test_reactions_that_are_refused_are_not_tried_again(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str
) -> None:
    sandbox.state.chats[group.id].reactions = frozenset("👍")
    photo = await photo_in(group, ada)
    for _ in range(2):
        await group.next_message(after=await ada.say(f"/cut{at_bot} F6", reply_to=photo))
        assert await sandbox.faults.called("setMessageReaction")
    assert len(sandbox.faults.calls["setmessagereaction"]) == 1


async def test_forgetting_takes_the_previews_of_who_asked_away_and_nothing_of_others(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await photo_in(group, ada)
    mine = await group.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    asked = await bob.say(f"/cut{at_bot}", reply_to=photo)
    theirs = await group.next_message(after=asked)
    cutout = await group.next_message(after=await ada.say("F6", reply_to=mine))
    said = await ada.say(f"/forget{at_bot}", in_=group)
    await group.next_message(after=said)
    left = {each["message_id"] for each in await group.messages()}
    assert mine["message_id"] not in left
    kept = (photo, theirs, asked, cutout, said)
    assert {each["message_id"] for each in kept} <= left
    # Deleting a request deletes nothing either: Telegram does not even say so.
    await bob.delete(asked)
    assert (await group.next_message(after=await bob.say("F6", reply_to=theirs)))["document"]


async def test_forgetting_takes_a_preview_away_that_only_who_asked_sees(
    ada: Person, quiet: Group, at_bot: str
) -> None:
    photo = await photo_in(quiet, ada)
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    await next_ephemeral(ada, quiet)
    await quiet.next_message(after=await ada.say(f"/forget{at_bot}", in_=quiet))
    assert await ephemeral_messages(ada, quiet) == []


def test_what_is_tapped_on_the_page_stays_in_the_topic_of_its_photo() -> None:
    source = Source(-100, 7, 501, "file", "photo", thread_id=3)
    revision = Revision(Job(source, grid_for(Size(640, 480))), id=9)
    payload = mini_app._update(revision, Visitor(501, "Ada"), "document", "key")
    message = read_update(json.dumps(payload), None).message
    assert message
    assert ref_of(message) == MessageRef(-100, 7, 3)


async def test_answers_stay_in_their_topic_after_a_restart_and_without_the_request(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    forum = await sandbox_client.group("Forum", ada, forum=True)
    at_bot, topic = await name_of_bot(sandbox_client), await forum.topic("Cats")
    async with start():
        photo = await ada.send_photo(ball_file(), in_=forum, topic=topic)
        asked = await ada.say(f"/cut{at_bot}", reply_to=photo)
        preview = await forum.next_message(after=asked)
    await ada.delete(asked)
    await ada.delete(photo)
    async with start():
        cutout = await forum.next_message(after=await ada.say("F6", reply_to=preview))
        await ada.delete(cutout)
        await ada.press(preview, "🎯 The main thing")
        shown = [m for m in await forum.messages() if m["message_id"] == preview["message_id"]]
        await ada.press(shown[0], "Sticker")
        sticker = await forum.next_message(after=cutout)
        assert {m["message_thread_id"] for m in (preview, cutout, sticker)} == {topic}
        general = await ada.send_photo(ball_file(), in_=forum)
        answer = await forum.next_message(after=await ada.say(f"/cut{at_bot}", general))
        assert "message_thread_id" not in answer


async def test_a_closed_topic_gets_no_answer_and_nothing_lands_elsewhere(
    client: SandboxClient, ada: Person, at_bot: str, caplog: pytest.LogCaptureFixture
) -> None:
    forum = await client.group("Forum", ada, forum=True)
    topic = await forum.topic("Cats")
    photo = await ada.send_photo(ball_file(), in_=forum, topic=topic)
    await forum.close_topic(topic)
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    other = await ada.send_photo(ball_file(), in_=forum)
    answer = await forum.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=other))
    assert answer["reply_to_message"]["message_id"] == other["message_id"]
    assert len(await by_bot(forum)) == 1
    assert "an update failed" not in caplog.text


async def test_a_group_where_members_may_send_no_media_is_told_so(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str, caplog: pytest.LogCaptureFixture
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await group.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=photo))
    cutout = await group.next_message(after=await ada.say("F6", reply_to=preview))
    sandbox.features.no_media.add(group.id)
    asked = await ada.say(f"/cut{at_bot}", reply_to=photo)
    assert "may not send photos" in (await group.next_message(after=asked))["text"]
    answered = await ada.press(cutout, "Sticker")
    assert answered
    assert "may not send photos" in answered["text"]
    assert "an update failed" not in caplog.text


async def test_in_the_comments_of_a_channel_the_photo_of_the_post_is_answered(
    client: SandboxClient, ada: Person, at_bot: str
) -> None:
    comments = await client.group("Comments", ada, supergroup=True)
    post = await comments.channel_post(ball_file())
    preview = await comments.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=post))
    assert preview["photo"]
    cutout = await comments.next_message(after=await ada.say("F6", reply_to=preview))
    assert cutout["document"]
    assert cutout["message_thread_id"] == post["message_id"]


@pytest.mark.parametrize("language", load_words())
def test_the_help_for_groups_fits_on_one_screen(language: str) -> None:
    text = load_words()[language].say("group-start", bot="removerbot_sandbox_bot")
    width = 24 if language in ("ja", "ko") else 38  # characters in a line on a phone
    lines = sum(max(1, -(-len(line) // width)) for line in text.splitlines())
    assert lines <= 20


async def test_a_refusal_that_concerns_one_person_leaves_the_group_quiet(
    sandbox: Sandbox, ada: Person, bob: Person, quiet: Group, at_bot: str
) -> None:
    """Such as one who comments on a channel, and is no member of its group."""
    photo = await photo_in(quiet, ada)
    sandbox.features.unreachable.add(bob.id)
    for _ in range(2):
        asked = await bob.say(f"/cut{at_bot}", reply_to=photo)
        assert (await quiet.next_message(after=asked))["photo"]
    assert len(sandbox.faults.calls["sendphoto"]) == 3  # it was tried once
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    assert (await next_ephemeral(ada, quiet))["photo"]


async def test_a_refusal_with_another_status_is_followed_by_one_message_for_all(
    sandbox: Sandbox, ada: Person, quiet: Group, at_bot: str
) -> None:
    sandbox.faults.plan("sendPhoto", Fault(403))
    asked = await ada.say(f"/cut{at_bot}", reply_to=await photo_in(quiet, ada))
    assert (await quiet.next_message(after=asked))["photo"]
    assert len(await by_bot(quiet)) == 1


@pytest.mark.parametrize("status", [400, 403, 404])
async def test_a_preview_that_cannot_be_changed_any_more_comes_for_all(
    sandbox: Sandbox, ada: Person, quiet: Group, at_bot: str, status: int
) -> None:
    photo = await photo_in(quiet, ada)
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    preview = await next_ephemeral(ada, quiet)
    sandbox.faults.plan("editEphemeralMessageMedia", Fault(status))
    await press_ephemeral(ada, preview, "Zoom")
    shown = await quiet.next_message(after=photo)
    assert shown["caption"] == "Tap the cell to see closer."
    await ada.press(shown, "← Back")
    assert (await quiet.next_message(after=await ada.say("F6", reply_to=shown)))["document"]
    assert len(await by_bot(quiet)) == 2


async def test_forgetting_takes_all_previews_away_that_only_who_asked_sees(
    ada: Person, bob: Person, quiet: Group, at_bot: str
) -> None:
    number = 0
    for _ in range(2):
        await ada.say(f"/cut{at_bot}", reply_to=await photo_in(quiet, ada))
        preview = await next_ephemeral(ada, quiet, after={"ephemeral_message_id": number})
        number = preview["ephemeral_message_id"]
    await press_ephemeral(ada, preview, "Zoom")
    await bob.say(f"/cut{at_bot}", reply_to=await photo_in(quiet, ada))
    await next_ephemeral(bob, quiet)
    await quiet.next_message(after=await ada.say(f"/forget{at_bot}", in_=quiet))
    assert await ephemeral_messages(ada, quiet) == []
    assert len(await ephemeral_messages(bob, quiet)) == 1


async def test_forgetting_takes_previews_away_that_were_sent_before_a_restart(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Cats", ada)
    await group.promote_bot()
    at_bot, number = await name_of_bot(sandbox_client), 0
    async with start():
        for command in (f"/cut{at_bot}", f"/auto{at_bot}"):
            await ada.say(command, reply_to=await photo_in(group, ada))
            shown = await next_ephemeral(ada, group, after={"ephemeral_message_id": number})
            number = shown["ephemeral_message_id"]
    async with start():
        await group.next_message(after=await ada.say(f"/forget{at_bot}", in_=group))
        assert await ephemeral_messages(ada, group) == []


async def test_a_photo_that_was_deleted_is_no_refusal_of_reactions(
    sandbox: Sandbox, start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Cats", ada)
    command = f"/cut{await name_of_bot(sandbox_client)}"
    photo, other = await photo_in(group, ada), await photo_in(group, ada)
    asked = await ada.say(command, reply_to=photo)
    await ada.delete(photo)
    async with start():
        await group.next_message(after=asked)
        await group.next_message(after=await ada.say(command, reply_to=other))
        assert await sandbox.faults.called("setMessageReaction", 3)


@pytest.mark.parametrize("words", ["", " F6", " Z99"])
async def test_the_eyes_are_taken_off_when_the_bot_stops_right_after_its_answer(
    sandbox: Sandbox, start: Start, sandbox_client: SandboxClient, words: str
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Cats", ada)
    at_bot = await name_of_bot(sandbox_client)
    async with start():
        photo = await photo_in(group, ada)
        sandbox.faults.plan("setMessageReaction", Fault(200, is_done=True, seconds=0.5))
        await group.next_message(after=await ada.say(f"/cut{at_bot}{words}", reply_to=photo))
    assert await group.reactions(photo) == []


async def test_the_eyes_of_a_call_that_a_stop_interrupts_are_taken_off(
    sandbox: Sandbox,
    settings: Settings,
    sandbox_client: SandboxClient,
    remembering_mobile: Segmenter,
    decoders: DecoderPool,
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Cats", ada)
    hasty = settings.model_copy(update={"stop_seconds": 0.1})
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=20))
    async with running_bot(hasty, remembering_mobile, decoders=decoders):
        photo = await photo_in(group, ada)
        await ada.say(f"/cut{await name_of_bot(sandbox_client)}", reply_to=photo)
        assert await sandbox.faults.called("download")
        assert await sandbox.faults.called("setMessageReaction")
    assert await group.reactions(photo) == []


async def test_a_topic_that_was_deleted_gets_no_answer_and_no_error(
    sandbox: Sandbox,
    client: SandboxClient,
    ada: Person,
    at_bot: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    forum = await client.group("Forum", ada, forum=True)
    topic = await forum.topic("Cats")
    photo = await ada.send_photo(ball_file(), in_=forum, topic=topic)
    del sandbox.state.chats[forum.id].topics[topic]
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    other = await ada.send_photo(ball_file(), in_=forum)
    await forum.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=other))
    assert len(await by_bot(forum)) == 1
    assert "an update failed" not in caplog.text


async def test_in_direct_messages_of_a_channel_answers_stay_with_who_asked(
    start: Start, sandbox: Sandbox, sandbox_client: SandboxClient
) -> None:
    """Previews, cutouts, errors, stickers; after a restart, and for messages that are gone."""
    ada, bob = await sandbox_client.person("Ada"), await sandbox_client.person("Bob")
    direct = await sandbox_client.group("News", ada, bob, direct=True)
    await direct.promote_bot()
    at_bot = await name_of_bot(sandbox_client)
    async with start():
        photo = await photo_in(direct, bob)
        asked = await bob.say(f"/cut{at_bot}", reply_to=photo)
        preview = await direct.next_message(after=asked)
    await bob.delete(asked)
    await bob.delete(photo)
    async with start():
        cutout = await direct.next_message(after=await bob.say("F6", reply_to=preview))
        refused = await direct.next_message(after=await bob.say("Z99", reply_to=preview))
        sandbox.features.forgets_messages = True  # presses come without their message
        await bob.press(cutout, "Sticker")
        sticker = await direct.next_message(after=refused)
        assert sticker["sticker"]
    theirs = [each["direct_messages_topic"]["topic_id"] for each in await by_bot(direct)]
    assert theirs == [bob.id] * len(theirs)
    assert len(theirs) >= 4


async def test_anonymous_admins_ask_about_the_photo_of_a_post_for_all_to_see(
    client: SandboxClient, ada: Person, at_bot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    comments = await client.group("Comments", ada, supergroup=True)
    await comments.promote_bot()
    record = PollingRequest._record

    async def disguised(self: PollingRequest, updates: list[Any]) -> bytes:
        for message in (each["message"] for each in updates if "message" in each):
            if message["from"]["id"] == ada.id:
                message["sender_chat"] = message["chat"]
                user = int(ChatID.ANONYMOUS_ADMIN)
                message["from"] = {"id": user, "is_bot": True, "first_name": "Group"}
        return await record(self, updates)

    monkeypatch.setattr(PollingRequest, "_record", disguised)
    post = await comments.channel_post(ball_file())
    preview = await comments.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=post))
    assert preview["photo"]  # nobody knows whom to show it alone
    assert preview["message_thread_id"] == post["message_id"]
    cutout = await comments.next_message(after=await ada.say("F6", reply_to=preview))
    assert cutout["document"]


def test_what_is_tapped_on_the_page_stays_in_the_direct_messages_of_its_photo() -> None:
    source = Source(-100, 7, 501, "file", "photo", direct_topic_id=501)
    job = Job(source, grid_for(Size(640, 480)))
    stored = read_revision(
        Job(replace(source, direct_topic_id=None), job.grid), revision_as_json(Revision(job)), 9
    )
    payload = mini_app._update(stored, Visitor(501, "Ada"), "document", "key")
    message = read_update(json.dumps(payload), None).message
    assert message
    assert ref_of(message) == MessageRef(-100, 7, None, 501)
    assert message.chat.is_direct_messages


async def test_the_eyes_stay_while_the_photo_is_looked_at_for_somebody_else(
    sandbox: Sandbox, ada: Person, group: Group
) -> None:
    photo = await photo_in(group, ada)
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        reactions = Reactions(bot)
        async with reactions.looking(group.id, photo["message_id"]):
            async with reactions.looking(group.id, photo["message_id"]):
                assert await sandbox.faults.called("setMessageReaction", 2)
            while len(reactions._tasks) > 1:
                await asyncio.sleep(0.01)
            assert await group.reactions(photo) == ["👀"]
        await reactions.stop()
    assert await group.reactions(photo) == []


async def test_the_eyes_are_taken_off_by_who_looks_last_though_theirs_were_refused(
    sandbox: Sandbox, ada: Person, group: Group
) -> None:
    photo = await photo_in(group, ada)
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        reactions = Reactions(bot)
        async with AsyncExitStack() as last:
            async with reactions.looking(group.id, photo["message_id"]):
                assert await sandbox.faults.called("setMessageReaction")
                sandbox.faults.plan("setMessageReaction", Fault(400))
                looking = reactions.looking(group.id, photo["message_id"])
                await last.enter_async_context(looking)
                assert await sandbox.faults.called("setMessageReaction", 2)
            while len(reactions._tasks) > 1:
                await asyncio.sleep(0.01)
        await reactions.stop()
        assert not reactions._lookers
    assert await group.reactions(photo) == []


async def test_people_who_chat_are_not_told_that_the_bot_is_busy(
    sandbox: Sandbox,
    settings: Settings,
    sandbox_client: SandboxClient,
    remembering_mobile: Segmenter,
    decoders: DecoderPool,
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Cats", ada)
    await group.promote_bot()  # so it gets all messages
    sandbox.features.unknown.add("ephemeral")
    # As many may wait as there are updates until then: the group, the promotion, the request.
    full = settings.model_copy(update={"line": 3, "at_once": 1})
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=1))
    async with running_bot(full, remembering_mobile, decoders=decoders):
        photo = await photo_in(group, ada)
        asked = await ada.say(f"/cut{await name_of_bot(sandbox_client)}", reply_to=photo)
        assert await sandbox.faults.called("download")
        for number in range(8):
            await ada.say(f"hello {number}", in_=group)
        assert (await group.next_message(after=asked))["photo"]
        assert len(await by_bot(group)) == 1


async def test_a_stop_right_after_an_answer_lets_it_be_marked_as_done(
    start: Start, sandbox_client: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark_done, marked, began = Journal.mark_done, list[int](), asyncio.Event()

    async def slowly(self: Journal, *update_ids: int) -> None:
        began.set()
        await asyncio.sleep(0.2)
        await mark_done(self, *update_ids)
        marked.extend(update_ids)

    monkeypatch.setattr(Journal, "mark_done", slowly)
    ada = await sandbox_client.person("Ada")
    async with start():
        await ada.say("/start")
        await began.wait()
    assert len(marked) == 1


@pytest.mark.parametrize("error", [BadRequest("no"), Forbidden("no"), TimedOut()])
async def test_a_photo_that_only_one_person_has_seen_is_never_shown_to_all(
    error: TelegramError,
) -> None:
    author = {"id": 5, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": 0, "date": 1, "chat": {"id": -9, "type": "group"}, "from": author}
    to = Message.de_json({**message, "ephemeral_message_id": 7})
    sent = list[Parameters]()

    async def refused(given: Parameters) -> Message:
        sent.append(given)
        raise error

    async def rules(_: int) -> GroupRules:
        return GroupRules()

    with pytest.raises(TelegramError):
        await Quiet(rules).send(to, 5, refused, about=0)
    assert [bool(each) for each in sent] == [True]


@pytest.mark.parametrize("reason", ["user is no member", "not enough rights"])
async def test_what_was_refused_is_tried_again_when_the_rights_of_the_bot_have_changed(
    reason: str,
) -> None:
    chat = {"id": -9, "type": "group"}
    to = Message.de_json({"message_id": 3, "date": 1, "chat": chat})
    sent = list[bool]()

    async def send(given: Parameters) -> Message:
        sent.append(bool(given))
        if given:
            raise Forbidden(reason)
        return to

    async def rules(_: int) -> GroupRules:
        return GroupRules()

    quiet = Quiet(rules)
    for _ in range(2):
        await quiet.send(to, 5, send)
    assert sent == [True, False, False]
    quiet.ask_again(-9)
    await quiet.send(to, 5, send)
    assert sent[3:] == [True, False]


async def test_a_preview_of_what_only_one_person_has_seen_is_never_sent_to_all() -> None:
    sent = list[object]()

    async def refuse(*_: object) -> None:
        raise BadRequest("message can't be edited")

    async def send(*given: object, **_: object) -> None:
        sent.append(given)

    sender: Any = SimpleNamespace(edit=refuse, send_photo=send)
    unused: Any = None
    results = ResultMessages(unused, sender, unused, unused, unused, unused)
    source = Source(-9, -7, 5, "file", "photo")
    revision = Revision(Job(source, grid_for(Size(640, 480))))
    output: Any = SimpleNamespace(revision=revision, jpeg=b"")
    buttons = InlineKeyboardMarkup([])
    with pytest.raises(BadRequest):
        await results.edit(EphemeralRef(-9, 5, 1), unused, output, buttons, caption="Look")
    assert sent == []

"""In groups a preview is for who asked, where Telegram can do that; else for all, once."""

import asyncio
import json

import pytest

from removerbot.chat.handlers import mini_app
from removerbot.chat.messages import read_update
from removerbot.chat.targets import MessageRef, ref_of
from removerbot.editing.tapping import Visitor
from removerbot.i18n import load_words
from removerbot.imaging.grid import grid_for
from removerbot.imaging.types import Size
from removerbot.segmentation.revisions import Job, Revision, Source
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import (
    ephemeral_messages,
    next_ephemeral,
    press_ephemeral,
    whisper,
)
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import Start, image_file, name_of_bot, scene


async def photo_in(group: Group, ada: Person) -> Json:
    return await ada.send_photo(image_file(scene()), in_=group)


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
    assert await ephemeral_messages(bob, quiet) == []


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
        photo = await ada.send_photo(image_file(scene()), in_=forum, topic=topic)
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
        general = await ada.send_photo(image_file(scene()), in_=forum)
        answer = await forum.next_message(after=await ada.say(f"/cut{at_bot}", general))
        assert "message_thread_id" not in answer


async def test_a_closed_topic_gets_no_answer_and_nothing_lands_elsewhere(
    client: SandboxClient, ada: Person, at_bot: str, caplog: pytest.LogCaptureFixture
) -> None:
    forum = await client.group("Forum", ada, forum=True)
    topic = await forum.topic("Cats")
    photo = await ada.send_photo(image_file(scene()), in_=forum, topic=topic)
    await forum.close_topic(topic)
    await ada.say(f"/cut{at_bot}", reply_to=photo)
    other = await ada.send_photo(image_file(scene()), in_=forum)
    answer = await forum.next_message(after=await ada.say(f"/cut{at_bot}", reply_to=other))
    assert answer["reply_to_message"]["message_id"] == other["message_id"]
    assert len(await by_bot(forum)) == 1
    assert "an update failed" not in caplog.text


async def test_in_the_comments_of_a_channel_the_photo_of_the_post_is_answered(
    client: SandboxClient, ada: Person, at_bot: str
) -> None:
    comments = await client.group("Comments", ada, supergroup=True)
    post = await comments.channel_post(image_file(scene()))
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

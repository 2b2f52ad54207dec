"""Photos that one member of a group sees alone: nothing of them is shown to the others."""

from typing import Any

import pytest
from telegram import Bot

from removerbot.chat.updates import PollingRequest
from telegram_sandbox.client import Group, Json, Person
from telegram_sandbox.client.anywhere import (
    ephemeral_messages,
    next_ephemeral,
    press_ephemeral,
    whisper,
)
from telegram_sandbox.server import Sandbox
from telegram_sandbox.types import Member
from tests.chat.conftest import TOKEN, image_file, scene

PRIVATE = "ephemeral_message_parameters"


@pytest.fixture
async def private(
    sandbox: Sandbox, ada: Person, group: Group, monkeypatch: pytest.MonkeyPatch
) -> Json:
    """A photo in the group that Ada alone sees; all her commands there are about it."""
    await group.promote_bot()
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        await bot.send_photo(
            group.id, image_file(scene()), api_kwargs={PRIVATE: {"receiver_user_id": ada.id}}
        )
    [photo] = await ephemeral_messages(ada, group)
    record = PollingRequest._record

    async def about_it(self: PollingRequest, updates: list[Any]) -> bytes:
        for message in (each["message"] for each in updates if "message" in each):
            if message.get("text", "").startswith("/"):
                message["reply_to_message"] = photo
        return await record(self, updates)

    monkeypatch.setattr(PollingRequest, "_record", about_it)
    return photo


@pytest.fixture
def people(ada: Person, bob: Person) -> tuple[Person, Person]:
    """Who sees the photo, and another member of the group."""
    return ada, bob


async def seen_by_all(group: Group) -> list[Json]:
    """What the bot has shown to the whole group, but for texts."""
    messages = [each for each in await group.messages() if each["from"]["id"] == group.bot]
    return [each for each in messages if "text" not in each]


@pytest.mark.parametrize(
    ("command", "kind"),
    [("/cut", "photo"), ("/cut F6", "document"), ("/auto", "photo"), ("/sticker", "photo")],
)
@pytest.mark.parametrize("is_ephemeral", [False, True], ids=["ordinary", "ephemeral"])
async def test_a_command_about_it_is_answered_to_who_sees_it(
    people: tuple[Person, Person],
    group: Group,
    at_bot: str,
    private: Json,
    *,
    command: str,
    kind: str,
    is_ephemeral: bool,
) -> None:
    ada, bob = people
    name, _, words = command.partition(" ")
    text = f"{name}{at_bot} {words}".strip()
    after = private
    if is_ephemeral:
        after = await whisper(ada, text, group, reply_to=private)
    else:
        await ada.say(text, in_=group)
    answer = await next_ephemeral(ada, group, after=after)
    assert kind in answer
    assert await seen_by_all(group) == []
    assert await ephemeral_messages(bob, group) == []


async def test_what_its_buttons_show_is_for_who_sees_it_too(
    ada: Person, group: Group, at_bot: str, private: Json
) -> None:
    await ada.say(f"/cut{at_bot}", in_=group)
    preview = await next_ephemeral(ada, group, after=private)
    await press_ephemeral(ada, preview, "🎯 The main thing")
    cutout = await next_ephemeral(ada, group, after=preview)
    assert "document" in cutout
    await press_ephemeral(ada, cutout, "Sticker")
    sticker = await next_ephemeral(ada, group, after=cutout)
    assert "sticker" in sticker
    assert "reply_markup" not in sticker  # a pack of the group would show it to all
    closer = await whisper(ada, "zoom F6", group, reply_to=cutout)
    view = await next_ephemeral(ada, group, after=closer)
    assert "photo" in view
    further = await whisper(ada, "F6", group, reply_to=view)
    assert "document" in await next_ephemeral(ada, group, after=further)
    assert await seen_by_all(group) == []


@pytest.mark.parametrize(("command", "kind"), [("/cut F6", "document"), ("/auto", "photo")])
async def test_a_bot_that_is_no_admin_may_answer_an_ephemeral_command_about_it(
    sandbox: Sandbox, ada: Person, group: Group, private: Json, *, command: str, kind: str
) -> None:
    bot = sandbox.state.bot
    sandbox.state.chats[group.id].members[bot.id] = Member(bot, "member")
    asked = await whisper(ada, command, group, reply_to=private)
    assert kind in await next_ephemeral(ada, group, after=asked)
    assert await seen_by_all(group) == []


async def test_where_telegram_refuses_to_show_it_to_one_person_nobody_sees_it(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str, private: Json
) -> None:
    sandbox.features.refuses_ephemeral = True
    for command in ("/cut", "/cut F6", "/auto", "/sticker"):
        name, _, words = command.partition(" ")
        asked = await ada.say(f"{name}{at_bot} {words}".strip(), in_=group)
        assert "text" in await group.next_message(after=asked)
    assert await seen_by_all(group) == []
    assert len(await ephemeral_messages(ada, group)) == 1


async def test_a_forged_button_that_others_see_shows_nothing_of_it(
    sandbox: Sandbox, people: tuple[Person, Person], group: Group, at_bot: str, private: Json
) -> None:
    ada, bob = people
    await ada.say(f"/cut{at_bot} F6", in_=group)
    cutout = await next_ephemeral(ada, group, after=private)
    await press_ephemeral(ada, cutout, "Sticker")
    await next_ephemeral(ada, group, after=cutout)  # its number is 1
    revision = cutout["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    seen = await ephemeral_messages(ada, group)
    verbs = ("undo", "points", "cutout", "sticker", "auto:1", "files:1", "pack:1", "wear:1")
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        for verb, _, argument in (each.partition(":") for each in verbs):
            data = ":".join(filter(None, (verb, revision, argument)))
            keyboard = {"inline_keyboard": [[{"text": "b", "callback_data": data}]]}
            sent = await bot.send_message(group.id, "x", api_kwargs={"reply_markup": keyboard})
            [shown] = [m for m in await group.messages() if m["message_id"] == sent.message_id]
            for person in (ada, bob):
                answer = await person.press(shown, "b")
                assert answer
                assert answer["text"]
    assert await seen_by_all(group) == []
    assert await ephemeral_messages(ada, group) == seen

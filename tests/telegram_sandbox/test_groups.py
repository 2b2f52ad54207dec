"""Groups: members, the updates about them, topics, migration, blocking."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from telegram_sandbox.client import Group, Json, Person, SandboxClient, SandboxError
from telegram_sandbox.types import SERVICE_FIELDS

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo")]])


async def heard_in(people: SandboxClient, group: Group) -> list[str]:
    """The updates of a group, in short."""
    told = (list(update.items())[1] for update in await people.updates())
    return [_short(kind, about) for kind, about in told if about["chat"]["id"] == group.id]


def _short(kind: str, about: Json) -> str:
    if kind.endswith("chat_member"):
        old, new = about["old_chat_member"]["status"], about["new_chat_member"]["status"]
        return f"{kind} {old}-{new}"
    return " ".join(SERVICE_FIELDS & about.keys()) or str(about.get("text"))


async def test_a_new_group_has_a_negative_id_and_tells_the_bot_that_it_is_in(
    bot: Bot, people: SandboxClient, group: Group, ann: Person
) -> None:
    chat = await bot.get_chat(group.id)

    assert group.id < 0
    assert (chat.type, chat.title) == ("group", "Picnic")
    assert await heard_in(people, group) == [
        "my_chat_member left-member",
        "group_chat_created",
    ]
    assert await bot.get_chat_member_count(group.id) == 3
    assert [chat["chat"].get("title") for chat in await ann.chats()] == [None, "Picnic"]


async def test_members_come_rise_fall_and_go(
    bot: Bot, people: SandboxClient, group: Group, ben: Person
) -> None:
    async def status() -> str:
        return (await bot.get_chat_member(group.id, carl.id)).status

    carl = await people.person("Carl")
    assert await status() == "left"
    await group.add(carl)
    assert await status() == "member"
    await group.promote(carl)
    assert await status() == "administrator"
    admins = await bot.get_chat_administrators(group.id)
    assert [(who.user.first_name, who.status) for who in admins] == [
        ("Ann", "creator"),
        ("Carl", "administrator"),
    ]
    await group.demote(carl)
    assert await status() == "member"
    await group.remove(carl)
    assert await status() == "left"
    await ben.leave(group)

    assert await heard_in(people, group) == [
        "my_chat_member left-member",
        "group_chat_created",
        "new_chat_members",
        "left_chat_member",
        "left_chat_member",
    ]
    with pytest.raises(SandboxError, match="not in the chat"):
        await carl.say("hello?", in_=group)


async def test_changes_of_others_come_only_to_an_administrator_that_asks_for_them(
    bot: Bot, people: SandboxClient, group: Group, ben: Person
) -> None:
    await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member"])
    await group.promote(ben)
    await group.promote_bot()
    await group.demote(ben)

    assert (await heard_in(people, group))[2:] == [
        "my_chat_member member-administrator",
        "chat_member administrator-member",
    ]
    me = await bot.get_chat_member(group.id, bot.id)
    assert me.to_dict()["can_delete_messages"] is True


@pytest.mark.parametrize(
    ("supergroup", "told"),
    [
        (False, ["left_chat_member", "my_chat_member member-kicked"]),
        (True, ["my_chat_member member-kicked"]),
    ],
)
async def test_a_bot_that_was_taken_out_hears_of_it_and_can_write_no_more(
    bot: Bot, people: SandboxClient, ann: Person, supergroup: bool, told: list[str]
) -> None:
    group = await people.group("Picnic", ann, supergroup=supergroup)
    await group.remove_bot()
    await ann.say("/cut@sandbox_bot", in_=group)

    assert (await heard_in(people, group))[2:] == told
    with pytest.raises(Forbidden, match="bot was kicked from the"):
        await bot.send_message(group.id, "hello?")
    await group.add_bot()
    assert (await bot.send_message(group.id, "back")).chat.id == group.id


async def test_a_bot_can_leave(bot: Bot, people: SandboxClient, group: Group) -> None:
    await bot.leave_chat(group.id)

    assert (await heard_in(people, group))[-1] == "my_chat_member member-left"
    with pytest.raises(Forbidden, match="not a member of the group chat"):
        await bot.get_chat(group.id)


async def test_a_group_without_the_bot_does_not_exist_for_it(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    group = await people.group("Secret", ann, with_bot=False)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(group.id, "hello?")
    assert await heard_in(people, group) == []


async def test_a_new_title_and_a_pinned_message_are_told(
    bot: Bot, people: SandboxClient, group: Group, ann: Person
) -> None:
    await group.rename("Barbecue")
    await group.pin(await ann.say("bring salt", in_=group))

    updates = [update for update in await people.updates() if "message" in update]
    assert updates[-2]["message"]["new_chat_title"] == "Barbecue"
    assert updates[-1]["message"]["pinned_message"]["text"] == "bring salt"
    assert (await bot.get_chat(group.id)).title == "Barbecue"


async def test_a_group_that_becomes_a_supergroup_begins_anew_under_another_id(
    bot: Bot, people: SandboxClient, group: Group, ann: Person, ben: Person
) -> None:
    old = await bot.send_message(group.id, "before")
    new = await group.migrate()

    assert (await heard_in(people, group))[2:] == ["migrate_to_chat_id"]
    assert await heard_in(people, new) == [
        "my_chat_member left-member",
        "migrate_from_chat_id",
    ]
    with pytest.raises(ChatMigrated) as refusal:
        await bot.edit_message_text("after", group.id, old.message_id)
    assert refusal.value.new_chat_id == new.id
    sent = await ben.say("/start@sandbox_bot", in_=new)
    assert sent["message_id"] == 2
    assert (await bot.get_chat_member(new.id, ann.id)).status == "creator"
    assert [chat["chat"]["id"] for chat in await ann.chats()] == [ann.id, new.id]
    with pytest.raises(SandboxError, match="became a supergroup"):
        await ben.say("hello?", in_=group)


async def test_a_reply_goes_to_the_topic_of_what_it_replies_to(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    forum = await people.group("Forum", ann, forum=True)
    topic = await forum.topic("Photos")
    question = await ann.say("/cut@sandbox_bot", in_=forum, topic=topic)
    reply = ReplyParameters(question["message_id"])
    answered = await bot.send_message(forum.id, "here", reply_parameters=reply)
    placed = await bot.send_message(forum.id, "here", message_thread_id=topic)
    general = await bot.send_message(forum.id, "there")

    assert (await bot.get_chat(forum.id)).is_forum
    threads = [(m.message_thread_id, m.is_topic_message) for m in (answered, placed, general)]
    assert threads == [(topic, True), (topic, True), (None, None)]
    # A message in a topic that replies to no other one replies to the topic's first message.
    assert question["reply_to_message"]["forum_topic_created"]["name"] == "Photos"
    for wrong in (1, 99):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.id, "nowhere", message_thread_id=wrong)


async def test_replies_in_a_supergroup_have_a_thread_that_is_no_topic(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    group = await people.group("Large", ann, supergroup=True)
    photo = await ann.say("look", in_=group)
    first = await ann.say("/cut@sandbox_bot", reply_to=photo)
    second = await bot.send_message(
        group.id, "done", reply_parameters=ReplyParameters(first["message_id"])
    )

    assert first["message_thread_id"] == second.message_thread_id == photo["message_id"]
    assert not second.is_topic_message


async def test_any_member_can_press_a_button_and_nobody_else(
    bot: Bot, people: SandboxClient, group: Group, ben: Person
) -> None:
    await bot.send_message(group.id, "Choose", reply_markup=KEYS)
    message = await group.next_message()
    press = asyncio.create_task(ben.press(message, "Undo"))
    updates = await bot.get_updates(timeout=20, allowed_updates=["callback_query"])
    while not updates[-1].callback_query:
        updates = await bot.get_updates(updates[-1].update_id + 1, timeout=20)
    query = updates[-1].callback_query
    assert query
    assert query.message
    assert (query.from_user.id, query.message.chat.id) == (ben.id, group.id)
    await query.answer("Done")

    assert await press == {"text": "Done"}
    carl = await people.person("Carl")
    with pytest.raises(SandboxError, match="not in the chat"):
        await carl.press(message, "Undo")


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(
    bot: Bot, group: Group, ann: Person
) -> None:
    theirs = (await ann.say("/x", in_=group))["message_id"]
    own = await bot.send_message(group.id, "mine")
    await bot.delete_message(group.id, own.message_id)
    for attempt in (
        bot.delete_message(group.id, theirs),
        bot.delete_messages(group.id, [theirs]),
    ):
        with pytest.raises(BadRequest, match="can't be deleted"):
            await attempt
    await group.promote_bot()
    assert await bot.delete_message(group.id, theirs)


async def test_a_chat_action_shows_in_the_group_alone(
    bot: Bot, group: Group, ann: Person
) -> None:
    await bot.send_chat_action(group.id, "choose_sticker")

    assert await group.action() == "choose_sticker"
    assert await ann.action() is None


async def test_commands_in_a_group_are_chosen_by_the_narrowest_scope(
    bot: Bot, group: Group, ann: Person, ben: Person
) -> None:
    async def commands(person: Person) -> list[str]:
        return [item["command"] for item in (await person.profile(in_=group))["commands"]]

    for command, scope in (
        ("start", {"type": "default"}),
        ("cut", {"type": "all_group_chats"}),
        ("pack", {"type": "all_chat_administrators"}),
        ("mine", {"type": "chat_member", "chat_id": group.id, "user_id": ben.id}),
    ):
        await bot.set_my_commands([(command, "x")], api_kwargs={"scope": scope})

    assert await commands(ann) == ["pack"]
    assert await commands(ben) == ["mine"]
    carl_sees = [item["command"] for item in (await ben.profile())["commands"]]
    assert carl_sees == ["start"]


async def test_a_blocked_bot_hears_of_it_and_cannot_write_until_a_link_is_followed(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    await ann.block_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "hello?")
    with pytest.raises(SandboxError, match="has blocked the bot"):
        await ann.say("hello?")
    started = await ann.open("https://t.me/sandbox_bot?start=pack-17")

    assert started["text"] == "/start pack-17"
    kinds = [list(update)[1] for update in await people.updates()]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]
    await ann.block_bot()
    await ann.unblock_bot()
    assert (await bot.send_message(ann.id, "hello")).text == "hello"


async def test_a_link_button_brings_somebody_new_to_the_bot(
    bot: Bot, group: Group, ben: Person
) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(ben.id, "hello?")
    url = "https://t.me/sandbox_bot?start=add_5"
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Start me", url=url)]])
    await bot.send_message(group.id, "First start me", reply_markup=keys)
    await ben.follow(await group.next_message(), "Start me")

    assert (await bot.send_message(ben.id, "hello")).chat.id == ben.id


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://t.me/other_bot?start=x", "no link that starts the bot"),
        ("https://t.me/sandbox_bot", "no link that starts the bot"),
        ("https://t.me/sandbox_bot?start=a%20b", "START_PARAM_INVALID"),
        ("https://t.me/sandbox_bot?start=" + "x" * 65, "START_PARAM_INVALID"),
    ],
)
async def test_links_that_start_nothing_are_refused(ann: Person, url: str, why: str) -> None:
    with pytest.raises(SandboxError, match=why):
        await ann.open(url)

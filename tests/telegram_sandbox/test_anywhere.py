"""Inline and guest queries, ephemeral messages, reactions, topics and comments: as Telegram
describes them, strict about what it does not know, and each can be switched off."""

from collections.abc import Callable

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputMediaDocument,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
    Update,
    WebAppInfo,
)
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Group, Person, SandboxClient
from telegram_sandbox.client.anywhere import (
    ask_inline,
    call_guest,
    choose,
    ephemeral_messages,
    next_ephemeral,
    press_ephemeral,
    whisper,
)
from telegram_sandbox.client.connection import SandboxError
from telegram_sandbox.features import Feature
from tests.telegram_sandbox.conftest import TOKEN
from tests.telegram_sandbox.pictures import picture

TEXT = InputTextMessageContent("hello")
KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("More", callback_data="more"))


async def update_of(bot: Bot, kind: str) -> Update:
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES, timeout=5)
    return next(each for each in reversed(updates) if getattr(each, kind))


async def uploaded(bot: Bot, ann: Person) -> Message:
    return await bot.send_document(ann.id, b"a file", filename="cut.png")


async def test_an_inline_query_is_answered_once_and_a_result_is_sent_and_edited(
    sandbox: Sandbox, bot: Bot, ann: Person, group: Group
) -> None:
    sandbox.features.inline_queries = sandbox.features.inline_feedback = True
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    document = (await uploaded(bot, ann)).document
    assert document
    asked = await ask_inline(ann, "cat", offset="10", within=0)
    query = (await update_of(bot, "inline_query")).inline_query
    assert query
    assert (query.query, query.offset, query.from_user.id) == ("cat", "10", ann.id)
    result = InlineQueryResultCachedDocument(
        "1", "A cat", document.file_id, caption="C4", reply_markup=KEYBOARD
    )
    button = InlineQueryResultsButton("Start", start_parameter="inline")
    await query.answer(
        [result], cache_time=0, is_personal=True, next_offset="20", button=button
    )
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer([])
    answered = sandbox.state.inline_queries[asked["id"]].answer
    assert answered
    assert answered["next_offset"] == "20"
    sent = await choose(ann, asked, "1", group)
    assert sent["document"]["file_id"] == document.file_id
    assert sent["via_bot"]["id"] == bot.id
    chosen = (await update_of(bot, "chosen_inline_result")).chosen_inline_result
    assert chosen
    assert chosen.inline_message_id
    await bot.edit_message_caption(inline_message_id=chosen.inline_message_id, caption="D5")
    [shown] = [m for m in await group.messages() if m["message_id"] == sent["message_id"]]
    assert shown["caption"] == "D5"
    assert shown["via_bot"]["id"] == bot.id


async def test_a_guest_query_is_answered_once_and_its_message_takes_no_uploads(
    sandbox: Sandbox, bot: Bot, people: SandboxClient, ann: Person, ben: Person
) -> None:
    sandbox.features.guest_queries = True
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    sent = await uploaded(bot, ann)
    assert sent.document
    elsewhere = await people.group("Elsewhere", ann, ben, with_bot=False)
    photo = await ben.send_photo(picture(), in_=elsewhere)
    called = await call_guest(
        ann, "@sandbox_bot C4", in_=elsewhere, reply_to=photo, as_chat=-77, within=0
    )
    message = (await update_of(bot, "guest_message")).guest_message
    assert message
    assert message.reply_to_message
    assert message.chat.id == message.reply_to_message.chat.id == -77
    assert message.guest_query_id == called["query"]
    waiting = InlineQueryResultCachedPhoto(
        "1", message.reply_to_message.photo[-1].file_id, caption="wait", reply_markup=KEYBOARD
    )
    answer = await bot.answer_guest_query(called["query"], waiting)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_guest_query(called["query"], waiting)
    inline_id = answer.inline_message_id
    with pytest.raises(BadRequest, match=r"(?i)uploaded"):
        await bot.edit_message_media(InputMediaDocument(b"new"), inline_message_id=inline_id)
    media = InputMediaDocument(sent.document.file_id, caption="done")
    assert (
        await bot.edit_message_media(media, inline_message_id=inline_id, reply_markup=KEYBOARD)
        is True
    )
    shown = (await elsewhere.messages())[-1]
    assert shown["document"]["file_id"] == sent.document.file_id
    assert shown["guest_bot_caller_user"]["id"] == ann.id
    await ann.press(shown, "More", within=0)
    query = (await update_of(bot, "callback_query")).callback_query
    assert query
    assert query.message is None
    assert query.inline_message_id == inline_id


async def test_a_photo_by_url_is_fetched_and_a_document_by_url_is_not(
    sandbox: Sandbox, bot: Bot, ann: Person, group: Group
) -> None:
    sandbox.features.inline_queries = True
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    asked = await ask_inline(ann, within=0)
    article = InlineQueryResultArticle("1", "Text", TEXT, reply_markup=KEYBOARD)
    await bot.answer_inline_query(asked["id"], [article])
    sent = await choose(ann, asked, "1", group)
    assert sent["text"] == "hello"
    inline_id = next(iter(sandbox.state.inline_messages))
    url = f"{sandbox.url}/static/sample.jpg"
    await bot.edit_message_media(InputMediaPhoto(url), inline_message_id=inline_id)
    assert (await group.messages())[-1]["photo"]
    with pytest.raises(BadRequest, match=r"(?i)HTTP URL"):
        await bot.edit_message_media(InputMediaDocument(url), inline_message_id=inline_id)


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([{"type": "article", "id": "1", "title": "A"}], "input_message_content"),
        ([{"type": "document", "id": "1", "title": "A", "document_file_id": "x"}], "wrong"),
        ([{"type": "voice", "id": "1"}], "known type"),
        ([{"type": "photo", "id": "1", "picture_id": "x", "width": 1}], "unknown"),
    ],
)
async def test_results_are_read_strictly(
    sandbox: Sandbox, http: httpx.AsyncClient, ann: Person, results: list[object], reason: str
) -> None:
    sandbox.features.inline_queries = True
    asked = await ask_inline(ann, within=0)
    body = {"inline_query_id": asked["id"], "results": results}
    answer = await http.post(f"/bot{TOKEN}/answerInlineQuery", json=body)
    assert answer.status_code == 400
    assert reason in answer.json()["description"]


async def test_a_web_app_button_is_no_button_of_an_inline_message(
    sandbox: Sandbox, bot: Bot, ann: Person
) -> None:
    sandbox.features.inline_queries = True
    asked = await ask_inline(ann, within=0)
    page = InlineKeyboardButton("Page", web_app=WebAppInfo("https://example.org"))
    article = InlineQueryResultArticle(
        "1", "A", TEXT, reply_markup=InlineKeyboardMarkup.from_button(page)
    )
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_TYPE_INVALID"):
        await bot.answer_inline_query(asked["id"], [article])


def to_one(person: Person, query_id: str | None = None) -> dict[str, object]:
    parameters: dict[str, object] = {"receiver_user_id": person.id}
    parameters |= {"callback_query_id": query_id} if query_id else {}
    return {"ephemeral_message_parameters": parameters}


async def test_an_ephemeral_message_is_seen_by_one_person_and_can_be_edited(
    bot: Bot, ann: Person, ben: Person, group: Group
) -> None:
    await group.promote_bot()
    before = await group.messages()
    sent = await bot.send_photo(
        group.id, picture(), "psst", reply_markup=KEYBOARD, api_kwargs=to_one(ben)
    )
    number = sent.api_kwargs["ephemeral_message_id"]
    seen = await next_ephemeral(ben, group)
    assert (seen["caption"], seen["ephemeral_message_id"]) == ("psst", number)
    assert await ephemeral_messages(ann, group) == []
    assert await group.messages() == before
    target = {"chat_id": group.id, "receiver_user_id": ben.id, "ephemeral_message_id": number}
    await bot.do_api_request("editEphemeralMessageCaption", target | {"caption": "new"})
    assert (await ephemeral_messages(ben, group))[0]["caption"] == "new"
    await bot.do_api_request("deleteEphemeralMessage", target)
    assert await ephemeral_messages(ben, group) == []


async def test_a_bot_that_is_no_admin_may_answer_a_button_or_an_ephemeral_command(
    bot: Bot, ann: Person, ben: Person, group: Group
) -> None:
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    with pytest.raises(BadRequest, match=r"(?i)BOT_NOT_ADMIN"):
        await bot.send_message(group.id, "psst", api_kwargs=to_one(ben))
    shown = await bot.send_message(group.id, "press", reply_markup=KEYBOARD)
    await ben.press(shown.to_dict(), "More", within=0)
    query = (await update_of(bot, "callback_query")).callback_query
    assert query
    with pytest.raises(BadRequest, match=r"(?i)BOT_NOT_ADMIN"):
        await bot.send_message(group.id, "psst", api_kwargs=to_one(ann, query.id))
    await bot.send_message(
        group.id, "one", reply_markup=KEYBOARD, api_kwargs=to_one(ben, query.id)
    )
    one = await next_ephemeral(ben, group)
    await press_ephemeral(ben, one, "More", within=0)
    pressed = (await update_of(bot, "callback_query")).callback_query
    assert pressed
    assert isinstance(pressed.message, Message)
    assert pressed.message.api_kwargs["ephemeral_message_id"] == one["ephemeral_message_id"]

    await whisper(ben, "/help", group, reply_to=one)
    asked = (await update_of(bot, "message")).message
    assert asked
    assert asked.reply_to_message
    number = asked.api_kwargs["ephemeral_message_id"]
    reply = {"reply_parameters": {"ephemeral_message_id": number}}
    await bot.send_message(group.id, "two", api_kwargs=to_one(ben) | reply)
    assert (await next_ephemeral(ben, group, after=one))["text"] == "two"


async def test_an_ephemeral_message_can_get_lost(
    sandbox: Sandbox, bot: Bot, ben: Person, group: Group
) -> None:
    await group.promote_bot()
    sandbox.features.loses_ephemeral = True
    sent = await bot.send_message(group.id, "psst", api_kwargs=to_one(ben))
    assert sent.api_kwargs["ephemeral_message_id"]
    assert await ephemeral_messages(ben, group) == []


async def test_a_server_that_is_too_old_sends_it_to_all_and_has_no_such_commands(
    sandbox: Sandbox, bot: Bot, ann: Person, ben: Person, group: Group
) -> None:
    menu = [BotCommand("help", "Help", api_kwargs={"is_ephemeral": True})]
    scope = BotCommandScopeAllGroupChats()
    await bot.set_my_commands(menu, scope)
    assert (await ann.profile(in_=group))["commands"][0]["is_ephemeral"]
    sandbox.features.unknown.add("ephemeral")
    sent = await bot.send_message(group.id, "psst", api_kwargs=to_one(ben))
    assert not sent.api_kwargs
    assert (await group.messages())[-1]["text"] == "psst"
    await bot.set_my_commands(menu, scope)
    assert "is_ephemeral" not in (await ann.profile(in_=group))["commands"][0]


CALLS: dict[Feature, Callable[[Bot], object]] = {
    "inline": lambda bot: bot.answer_inline_query("1", []),
    "guest": lambda bot: bot.answer_guest_query("1", InlineQueryResultArticle("1", "A", TEXT)),
    "reactions": lambda bot: bot.set_message_reaction(1, 1, "👀"),
    "ephemeral": lambda bot: bot.do_api_request(
        "deleteEphemeralMessage",
        {"chat_id": 1, "receiver_user_id": 1, "ephemeral_message_id": 1},
    ),
}


@pytest.mark.parametrize("feature", CALLS)
async def test_methods_that_a_server_does_not_know(
    sandbox: Sandbox, bot: Bot, feature: Feature
) -> None:
    sandbox.features.guest_queries = True
    sandbox.features.unknown.add(feature)
    with pytest.raises((InvalidToken, EndPointNotFound), match="not found"):
        await CALLS[feature](bot)  # type: ignore[misc]
    assert (await bot.get_me()).supports_guest_queries is (None if feature == "guest" else True)


async def test_a_reaction_is_put_on_a_message_and_taken_away_where_it_is_allowed(
    sandbox: Sandbox, bot: Bot, ann: Person, group: Group
) -> None:
    photo = await ann.send_photo(picture(), in_=group)
    await bot.set_message_reaction(group.id, photo["message_id"], "👀")
    assert await group.reactions(photo) == ["👀"]
    await bot.set_message_reaction(group.id, photo["message_id"], [])
    assert await group.reactions(photo) == []
    sandbox.state.chats[group.id].reactions = frozenset("👍")
    with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
        await bot.set_message_reaction(group.id, photo["message_id"], "👀")


async def test_only_admins_write_in_a_closed_topic(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    forum = await people.group("Forum", ann, forum=True)
    topic = await forum.topic("Cats")
    await forum.close_topic(topic)
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_CLOSED"):
        await bot.send_message(forum.id, "hello", message_thread_id=topic)
    await bot.send_message(forum.id, "hello")
    await forum.close_topic(1)
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_CLOSED"):
        await bot.send_message(forum.id, "hello")
    await forum.promote_bot()
    await bot.send_message(forum.id, "hello", message_thread_id=topic)
    await forum.demote_bot()
    await forum.close_topic(topic, closed=False)
    await bot.send_message(forum.id, "hello", message_thread_id=topic)


async def test_the_post_of_a_channel_is_forwarded_and_comments_reply_to_it(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    group = await people.group("Comments", ann, supergroup=True)
    post = await group.channel_post(picture(), channel="News")
    await ann.say("/cut@sandbox_bot", reply_to=post)
    comment = (await update_of(bot, "message")).message
    assert comment
    assert comment.message_thread_id == post["message_id"]
    assert not comment.is_topic_message
    assert comment.reply_to_message
    assert comment.reply_to_message.is_automatic_forward
    assert comment.reply_to_message.sender_chat
    assert comment.reply_to_message.sender_chat.title == "News"
    assert comment.reply_to_message.photo


async def test_in_the_direct_messages_of_a_channel_everybody_has_a_topic(
    bot: Bot, people: SandboxClient, ann: Person, ben: Person
) -> None:
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    direct = await people.group("News", ann, ben, direct=True)
    await direct.promote_bot()
    await ben.say("hello", in_=direct)
    said = (await update_of(bot, "message")).message
    assert said
    assert said.chat.is_direct_messages
    assert said.direct_messages_topic
    assert said.direct_messages_topic.user
    assert said.direct_messages_topic.user.id == ben.id
    with pytest.raises(BadRequest, match=r"(?i)topic not found"):
        await bot.send_message(direct.id, "where?")
    topic = said.direct_messages_topic.topic_id
    await bot.send_message(direct.id, "here", direct_messages_topic_id=topic)
    assert (await direct.messages())[-1]["direct_messages_topic"]["topic_id"] == ben.id


async def test_what_the_server_can_do_is_switched_over_http(
    sandbox: Sandbox, people: SandboxClient, bot: Bot, ben: Person, group: Group
) -> None:
    await group.promote_bot()
    on = {"inline": False, "guest": False, "reactions": True, "ephemeral": "on"}
    assert (await people.bot())["switches"] == on
    changed = await people.switch(inline=True, guest=True, reactions=False)
    assert changed["switches"] == on | {"inline": True, "guest": True, "reactions": False}
    assert (await bot.get_me()).supports_guest_queries
    assert "reactions" in sandbox.features.unknown
    for each in ("unknown", "refused", "lost", "on"):
        assert (await people.switch(ephemeral=each))["switches"]["ephemeral"] == each
    await people.switch(ephemeral="refused")
    with pytest.raises(BadRequest, match=r"(?i)BOT_NOT_ADMIN"):
        await bot.send_message(group.id, "psst", api_kwargs=to_one(ben))
    with pytest.raises(SandboxError, match="none of on"):
        await people.switch(ephemeral="x")

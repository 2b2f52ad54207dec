"""The methods of the bot, called with python-telegram-bot and seen by a person."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyParameters,
)
from telegram.error import BadRequest

from telegram_sandbox.client import Person, SandboxClient
from tests.telegram_sandbox.pictures import disc_png, opened, picture

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo")]])


async def test_a_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.first_name) == (123456, True, "Your bot")
    assert me.can_read_all_group_messages is False


async def test_html_arrives_as_text_with_entities(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "<b>Fat</b> &lt;3 /help", parse_mode="HTML")

    assert sent.text == "Fat <3 /help"
    assert [entity.type for entity in sent.entities] == ["bold", "bot_command"]
    assert (await ann.next_message())["text"] == sent.text


async def test_a_photo_of_the_bot_is_recompressed(bot: Bot, ann: Person) -> None:
    await bot.send_photo(ann.id, picture(3000, 1500, kind="PNG"), caption="grid")

    seen = await ann.next_message()

    assert seen["caption"] == "grid"
    image = opened(await ann.download(seen))
    assert (image.format, image.size) == ("JPEG", (1280, 640))


async def test_transparent_parts_of_a_photo_become_white(bot: Bot, ann: Person) -> None:
    await bot.send_photo(ann.id, disc_png())

    image = opened(await ann.download(await ann.next_message()))

    red, green, blue = image.getpixel((3, 3))  # type: ignore[misc] # an RGB image
    assert min(red, green, blue) > 250


async def test_a_document_of_the_bot_arrives_byte_for_byte(bot: Bot, ann: Person) -> None:
    data = disc_png()
    question = await ann.say("C4")
    await bot.send_document(
        ann.id,
        data,
        filename="cup.png",
        caption="<i>C4</i>",
        parse_mode="HTML",
        reply_parameters=ReplyParameters(question["message_id"]),
        reply_markup=KEYS,
    )

    seen = await ann.next_message(after=question)

    assert await ann.download(seen) == data
    assert seen["document"]["file_name"] == "cup.png"
    assert seen["document"]["mime_type"] == "image/png"
    assert seen["caption_entities"] == [{"type": "italic", "offset": 0, "length": 2}]
    assert seen["reply_to_message"]["text"] == "C4"
    assert seen["reply_markup"] == KEYS.to_dict()


async def test_albums_share_an_id(bot: Bot, ann: Person) -> None:
    media = [InputMediaPhoto(picture()), InputMediaPhoto(picture(), caption="second")]
    first, second = await bot.send_media_group(ann.id, media)

    assert first.media_group_id == second.media_group_id is not None
    assert second.caption == "second"


async def test_an_edit_without_a_keyboard_takes_it_away(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one", reply_markup=KEYS)
    await bot.edit_message_text("two", ann.id, sent.message_id)

    seen = await ann.next_message()

    assert seen["text"] == "two"
    assert "reply_markup" not in seen
    assert "edit_date" in seen


async def test_the_same_edit_twice_is_refused_the_second_time(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "one")
    await bot.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=KEYS)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ann.id, sent.message_id, reply_markup=KEYS)


async def test_a_caption_is_edited_and_taken_away(bot: Bot, ann: Person) -> None:
    sent = await bot.send_photo(ann.id, picture(), caption="one")
    edited = await bot.edit_message_caption(ann.id, sent.message_id, caption="two")
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.photo) == ("two", sent.photo)

    await bot.edit_message_caption(ann.id, sent.message_id)

    assert "caption" not in await ann.next_message()


async def test_a_photo_is_replaced_by_a_document(bot: Bot, ann: Person) -> None:
    data = disc_png()
    sent = await bot.send_photo(ann.id, picture())
    media = InputMediaDocument(data, filename="new.png", caption="better")
    await bot.edit_message_media(media, ann.id, sent.message_id)

    seen = await ann.next_message()

    assert "photo" not in seen
    assert seen["caption"] == "better"
    assert await ann.download(seen) == data


async def test_deleted_messages_are_gone_and_replies_to_them_stand_alone(
    bot: Bot, ann: Person
) -> None:
    question = await ann.say("C4")
    await ann.say("again", reply_to=question)
    sent = await bot.send_message(ann.id, "x")
    await bot.delete_message(ann.id, sent.message_id)
    await bot.delete_messages(ann.id, [question["message_id"], 99])

    messages = await ann.messages()

    assert [message["text"] for message in messages] == ["/start", "again"]
    assert "reply_to_message" not in messages[1]


async def test_a_chat_action_shows_until_the_bot_writes(bot: Bot, ann: Person) -> None:
    await bot.send_chat_action(ann.id, "upload_document")
    assert await ann.action() == "upload_document"
    await bot.send_message(ann.id, "done")
    assert await ann.action() is None
    assert [event["type"] for event in await ann.events()] == ["message", "action", "message"]


async def test_commands_are_chosen_by_scope_then_by_language(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    jun = await people.person("Jun", "ko")
    everywhere = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("start", "Begin")])
    await bot.set_my_commands([("start", "시작")], language_code="ko")
    assert [(await who.profile())["commands"][0]["description"] for who in (ann, jun)] == [
        "Begin",
        "시작",
    ]

    await bot.set_my_commands([("cut", "Cut")], scope=everywhere)
    await bot.set_my_commands([("mine", "Mine")], scope=BotCommandScopeChat(ann.id))
    assert [(await who.profile())["commands"][0]["command"] for who in (ann, jun)] == [
        "mine",
        "cut",
    ]
    assert await bot.get_my_commands(scope=everywhere) == (BotCommand("cut", "Cut"),)

    await bot.delete_my_commands(scope=everywhere)
    assert (await jun.profile())["commands"][0]["description"] == "시작"


async def test_names_and_descriptions_are_told_in_the_language_of_the_person(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    jun = await people.person("Jun", "ko")
    await bot.set_my_name("Cutter")
    await bot.set_my_description("Cuts things out")
    await bot.set_my_description("오려 냅니다", language_code="ko")
    await bot.set_my_short_description("Cuts")

    assert (await ann.profile())["description"] == "Cuts things out"
    assert (await jun.profile())["description"] == "오려 냅니다"
    assert (await jun.profile())["name"] == "Cutter"
    assert (await bot.get_my_name()).name == "Cutter"
    assert (await bot.get_my_short_description("ko")).short_description == "Cuts"
    await bot.set_my_description("", language_code="ko")
    assert (await bot.get_my_description("ko")).description == "Cuts things out"


async def test_a_document_has_the_thumbnail_that_came_along(bot: Bot, ann: Person) -> None:
    small = picture(320, 200)
    sent = await bot.send_document(ann.id, disc_png(), filename="a.png", thumbnail=small)
    assert sent.document
    assert sent.document.thumbnail
    assert (sent.document.thumbnail.width, sent.document.thumbnail.height) == (320, 200)
    file = await sent.document.thumbnail.get_file()
    assert bytes(await file.download_as_bytearray()) == small

    other = InputMediaDocument(disc_png(), filename="b.png", thumbnail=picture(20, 300))
    edited = await bot.edit_message_media(other, ann.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.document
    assert edited.document.thumbnail
    assert edited.document.thumbnail.height == 300


@pytest.mark.parametrize("wrong", [picture(321, 20), disc_png(), b"\xff\xd8\xff" + bytes(9)])
async def test_a_thumbnail_that_breaks_the_rules_is_refused(
    bot: Bot, ann: Person, wrong: bytes
) -> None:
    with pytest.raises(BadRequest):
        await bot.send_document(ann.id, disc_png(), filename="a.png", thumbnail=wrong)

"""Updates by `getUpdates`, read with python-telegram-bot."""

import asyncio

import httpx
import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Person, SandboxClient
from tests.telegram_sandbox.conftest import TOKEN
from tests.telegram_sandbox.pictures import disc_png, opened, picture


async def test_an_application_that_polls_answers_a_command_and_a_photo(
    sandbox: Sandbox, people: SandboxClient
) -> None:
    async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text("hello")

    async def photo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        file = await update.message.photo[-1].get_file()
        data = bytes(await file.download_as_bytearray())
        await update.message.reply_document(data, filename="same.jpg", do_quote=True)

    base, files = f"{sandbox.url}/bot", f"{sandbox.url}/file/bot"
    builder = Application.builder().token(TOKEN).base_url(base).base_file_url(files)
    app = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(MessageHandler(filters.PHOTO, photo))
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling()
        ann = await people.person()
        command = await ann.say("/start")
        greeting = await ann.next_message(after=command)
        sent = await ann.send_photo(picture())
        answer = await ann.next_message(after=sent)
        await app.updater.stop()
        await app.stop()

    assert greeting["text"] == "hello"
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
    assert await ann.download(answer) == await ann.download(sent)


async def test_a_message_tells_who_wrote_what_where_in_which_language(
    bot: Bot, people: SandboxClient
) -> None:
    jun = await people.person("준", "ko")
    await jun.say("  /start 안녕 /help@some_bot  ")

    [update] = await bot.get_updates()

    message = update.message
    assert message
    assert message.from_user
    assert (message.from_user.first_name, message.from_user.language_code) == ("준", "ko")
    assert message.chat.type == "private"
    assert message.text == "/start 안녕 /help@some_bot"
    assert [message.parse_entity(entity) for entity in message.entities] == [
        "/start",
        "/help@some_bot",
    ]


async def test_update_ids_grow_over_all_chats_and_message_ids_in_each(
    bot: Bot, people: SandboxClient
) -> None:
    ann, ben = await people.person("Ann"), await people.person("Ben")
    for person in (ann, ben, ann):
        await person.say("hi")

    updates = await bot.get_updates()

    ids = [update.update_id for update in updates]
    assert ids == sorted(set(ids))
    messages = [update.effective_message for update in updates]
    assert [(m.chat_id, m.message_id) for m in messages if m] == [
        (ann.id, 1),
        (ben.id, 1),
        (ann.id, 2),
    ]


async def test_updates_are_given_again_until_an_offset_confirms_them(
    bot: Bot, ann: Person
) -> None:
    await ann.say("second")

    both = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=both[1].update_id)

    assert [u.update_id for u in again] == [u.update_id for u in both]
    assert [u.update_id for u in rest] == [both[1].update_id]
    assert len(await bot.get_updates()) == 1


async def test_a_limit_gives_the_oldest_and_a_negative_offset_keeps_the_newest(
    bot: Bot, ann: Person
) -> None:
    await ann.say("second")
    await ann.say("third")

    [oldest] = await bot.get_updates(limit=1)
    [newest] = await bot.get_updates(offset=-1)

    assert oldest.message
    assert newest.message
    assert (oldest.message.text, newest.message.text) == ("/start", "third")
    assert len(await bot.get_updates()) == 1


async def test_a_long_poll_ends_with_the_message_it_waited_for(
    bot: Bot, people: SandboxClient
) -> None:
    ann = await people.person()
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await asyncio.sleep(0)
    await ann.say("now")

    [update] = await poll

    assert update.message
    assert update.message.text == "now"


async def test_a_second_poller_ends_the_first_with_a_conflict(
    http: httpx.AsyncClient, bot: Bot, ann: Person
) -> None:
    await bot.get_updates(offset=2)
    first = asyncio.create_task(bot.get_updates(offset=2, timeout=50))
    while not first.done():
        await http.get(f"/bot{TOKEN}/getUpdates?offset=2&timeout=0")

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_only_allowed_kinds_are_queued_from_then_on(bot: Bot, ann: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    hidden = await ann.say("not for the bot")
    await ann.edit(hidden, "for the bot")

    updates = await bot.get_updates()

    assert [bool(update.message) for update in updates] == [True, False]
    assert updates[1].edited_message
    assert updates[1].edited_message.text == "for the bot"
    assert updates[1].edited_message.edit_date


async def test_an_update_can_be_delivered_twice(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    [first] = await bot.get_updates()
    assert not await bot.get_updates(offset=first.update_id + 1)

    await people.redeliver(first.update_id)
    [again] = await bot.get_updates(offset=first.update_id + 1)

    assert again.to_dict() == first.to_dict()
    assert not await bot.get_updates(offset=first.update_id + 1)


async def test_waiting_updates_are_counted_and_dropped_on_demand(bot: Bot, ann: Person) -> None:
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert not await bot.get_updates()


async def test_a_photo_of_a_person_comes_upright_without_exif_in_several_sizes(
    bot: Bot, ann: Person
) -> None:
    await ann.send_photo(picture(2000, 1000, orientation=6), caption="/cut this")

    message = (await bot.get_updates())[-1].message
    assert message
    assert [max(size.width, size.height) for size in message.photo] == [90, 320, 800, 1280]
    assert (message.photo[-1].width, message.photo[-1].height) == (640, 1280)
    assert message.caption == "/cut this"
    assert message.parse_caption_entities() == {message.caption_entities[0]: "/cut"}
    file = await message.photo[-1].get_file()
    image = opened(bytes(await file.download_as_bytearray()))
    assert image.format == "JPEG"
    assert image.size == (640, 1280)
    assert not image.getexif()


async def test_a_small_photo_is_not_made_larger(bot: Bot, ann: Person) -> None:
    sent = await ann.send_photo(picture(200, 60, kind="PNG"))

    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(90, 27), (200, 60)]


async def test_a_file_of_a_person_comes_byte_for_byte(bot: Bot, ann: Person) -> None:
    data = disc_png()
    await ann.send_photo(data, as_file=True, name="컵.png")

    message = (await bot.get_updates())[-1].message
    assert message
    assert message.document
    assert (message.document.file_name, message.document.mime_type) == ("컵.png", "image/png")
    assert message.document.file_size == len(data)
    for _ in range(2):
        file = await bot.get_file(message.document.file_id)
        assert bytes(await file.download_as_bytearray()) == data


async def test_an_album_comes_as_messages_with_the_same_media_group_id(
    bot: Bot, ann: Person
) -> None:
    await ann.send_album([picture(), picture()], caption="two")

    first, second = [u.message for u in (await bot.get_updates())[-2:]]
    assert first
    assert second
    assert first.media_group_id == second.media_group_id is not None
    assert (first.caption, second.caption) == ("two", None)


async def test_a_reply_holds_the_message_but_never_the_reply_in_it(
    bot: Bot, ann: Person
) -> None:
    first = await ann.say("first")
    second = await ann.say("second", reply_to=first)
    await ann.say("third", reply_to=second)

    message = (await bot.get_updates())[-1].message

    assert message
    assert message.reply_to_message
    assert message.reply_to_message.text == "second"
    assert message.reply_to_message.reply_to_message is None


async def test_a_pressed_button_gives_a_query_and_its_answer_comes_back(
    bot: Bot, ann: Person
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Undo", "callback_data": "undo:1"}]]}
    await bot.send_message(ann.id, "done", api_kwargs={"reply_markup": keyboard})
    message = await ann.next_message()
    press = asyncio.create_task(ann.press(message, "Undo"))
    [update] = await bot.get_updates(offset=2, timeout=20)

    query = update.callback_query
    assert query
    assert (query.data, query.from_user.id) == ("undo:1", ann.id)
    assert query.message
    assert query.message.message_id == message["message_id"]
    await query.answer("Taken back", show_alert=True)
    assert await press == {"text": "Taken back", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer("again")


async def test_a_press_that_the_bot_leaves_unanswered_gives_nothing(
    bot: Bot, ann: Person
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Undo", "callback_data": "x"}]]}
    await bot.send_message(ann.id, "done", api_kwargs={"reply_markup": keyboard})

    assert await ann.press(await ann.next_message(), "Undo", within=0) is None

"""Replies to messages of other chats, quotes, and files that move."""

from io import BytesIO

import httpx
import pytest
from PIL import Image
from telegram import Bot, Message

from telegram_sandbox.client import Group, Json, Person, SandboxClient, SandboxError
from tests.telegram_sandbox.pictures import disc_png

GIF = BytesIO()
_frames = [Image.new("L", (60, 40), gray) for gray in (0, 99)]
_frames[0].save(GIF, "GIF", save_all=True, append_images=_frames[1:])


async def newest(bot: Bot) -> Message:
    """The newest message that the bot has got."""
    message = (await bot.get_updates())[-1].message
    assert message
    return message


async def test_a_reply_to_another_chats_photo_brings_the_photo_along(
    bot: Bot, ann: Person, ben: Person, people: SandboxClient
) -> None:
    club = await people.group("Club", ann, ben, supergroup=True)
    photo = await ben.send_photo(disc_png(), spoiler=True, in_=club)
    said = await ann.say("look", reply_to=photo, in_=ann)

    message = await newest(bot)
    about = message.external_reply
    assert about
    assert message.chat_id == said["chat"]["id"] == ann.id
    assert message.reply_to_message is None
    assert about.origin.type == "user"
    assert about.origin.to_dict()["sender_user"]["id"] == ben.id
    assert about.chat
    assert (about.chat.id, about.message_id) == (club.id, photo["message_id"])
    assert about.has_media_spoiler
    assert about.photo
    assert bytes(await (await about.photo[-1].get_file()).download_as_bytearray())


async def test_where_a_message_of_a_small_group_or_of_a_private_chat_was_is_not_told(
    bot: Bot, ann: Person, group: Group
) -> None:
    document = await ann.send_photo(disc_png(), as_file=True)
    await ann.say("/look", reply_to=document, in_=group)
    await group.promote_bot()
    await ann.say("/look", reply_to=document, in_=group)

    about = (await newest(bot)).external_reply
    assert about
    assert about.document
    assert about.chat is None
    assert about.message_id is None


async def test_a_part_of_a_message_is_quoted(bot: Bot, ann: Person) -> None:
    said = await ann.say("a 😀 and a cat")
    await ann.say("which?", reply_to=said, quote="cat")

    message = await newest(bot)
    assert message.quote
    assert (message.quote.text, message.quote.position) == ("cat", 11)
    assert message.quote.is_manual
    assert message.reply_to_message
    with pytest.raises(SandboxError, match="QUOTE_TEXT_INVALID"):
        await ann.say("which?", reply_to=said, quote="dog")


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"reply_in": 502}, 403, "not in the chat"),
        ({"reply_in": 7}, 400, "message to be replied not found"),
        ({"reply_in": 501, "reply_to": 99}, 400, "message to be replied not found"),
        ({"quote": "a"}, 400, "message to be replied not found"),
        ({"reply_at": 1}, 400, "unknown parameter"),
    ],
)
async def test_what_is_no_reply_is_refused(
    http: httpx.AsyncClient, people: SandboxClient, more: Json, status: int, says: str
) -> None:
    ann, _ben = await people.person("Ann"), await people.person("Ben")
    body = {"person": ann.id, "text": "a", **more}
    answer = await http.post(f"/sandbox/chats/{ann.id}/messages", json=body)

    assert (answer.status_code, says in answer.text) == (status, True), answer.text


async def test_files_that_move_come_as_what_they_were_sent_as(bot: Bot, ann: Person) -> None:
    await ann.send_animation(GIF.getvalue(), "wave.gif", caption="hi")
    gif = await newest(bot)
    assert gif.animation
    assert gif.document
    assert gif.document.mime_type == gif.animation.mime_type == "image/gif"
    assert (gif.animation.width, gif.animation.height, gif.caption) == (60, 40, "hi")
    await ann.send_animation(b"\0" * 100)
    film = await newest(bot)
    assert film.animation
    assert film.animation.mime_type == "video/mp4"
    await ann.send_video(b"\0" * 100)
    assert (await newest(bot)).video
    await ann.send_video_note(b"\0" * 100)
    assert (await newest(bot)).video_note

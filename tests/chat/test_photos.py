"""A photo in, a point back, a cutout out."""

import asyncio

import numpy as np
import pytest
from PIL import Image

from removerbot.chat.sender import Sender
from telegram_sandbox.client import Json, Person, SandboxClient
from tests.chat.conftest import (
    Start,
    ball_file,
    cut,
    image_file,
    in_ball,
    pixels_of,
    preview_of,
    scene,
)


async def test_a_photo_is_answered_with_a_preview_and_a_cell_with_the_cutout(
    ada: Person,
) -> None:
    rgb = scene()
    photo = await ada.send_photo(image_file(rgb))
    preview = await ada.next_message(after=photo)
    assert preview["reply_to_message"]["message_id"] == photo["message_id"]
    assert "G5" in preview["caption"]
    assert "346,239" in preview["caption"]
    assert "\n" not in preview["caption"]

    asked = await ada.say("G6", reply_to=preview)
    cutout = await ada.next_message(after=asked)
    assert cutout["reply_to_message"]["message_id"] == asked["message_id"]
    assert cutout["document"]["mime_type"] == "image/png"
    assert cutout["document"]["file_name"] == f"photo-{photo['message_id']}-cutout.png"
    assert cutout["caption"].startswith("G6 – here it is.")

    rgba = await pixels_of(ada, cutout)
    sent = await pixels_of(ada, photo)
    assert rgba.shape == (480, 640, 4)
    inside = rgba[..., 3] == 255
    assert (inside & in_ball(rgb)).sum() / (inside | in_ball(rgb)).sum() > 0.95
    assert np.array_equal(rgba[inside][:, :3], sent[inside])
    assert not rgba[rgba[..., 3] == 0].any()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "TIFF", "BMP"])
async def test_an_image_sent_as_a_file_keeps_its_size_and_gives_its_name(
    ada: Person, kind: str
) -> None:
    rgb = scene(width=1600, height=1000)
    data = image_file(rgb, kind)
    await preview_of(ada, data, as_file=True, name=f"my ball.{kind.lower()}")
    cutout = await cut(ada, "50%,50%")
    assert cutout["document"]["file_name"] == "my ball-cutout.png"
    rgba = await pixels_of(ada, cutout)
    inside = rgba[..., 3] == 255
    assert rgba.shape == (1000, 1600, 4)
    assert (inside & in_ball(rgb)).sum() / (inside | in_ball(rgb)).sum() > 0.95


async def test_a_photo_lying_on_its_side_is_shown_and_cut_upright(ada: Person) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a phone held upright
    data = image_file(scene(width=900, height=600), "JPEG", exif=exif)
    await preview_of(ada, data, as_file=True)
    assert (await pixels_of(ada, await cut(ada, "300,450"))).shape == (900, 600, 4)


async def test_all_points_of_a_message_count(ada: Person) -> None:
    await preview_of(ada, ball_file())
    assert (await cut(ada, "F6 G6"))["caption"].startswith("F6 G6")


async def test_a_reply_to_an_older_preview_cuts_the_older_photo(ada: Person) -> None:
    red = await preview_of(ada, image_file(scene((200, 40, 30))))
    await preview_of(ada, image_file(scene((30, 40, 200))))
    assert await colour_of(ada, await cut(ada, "F6", reply_to=red)) == "red"
    assert await colour_of(ada, await cut(ada, "F6")) == "blue"


async def test_a_reply_to_ones_own_photo_or_to_a_result_means_that_photo(ada: Person) -> None:
    photo = await ada.send_photo(image_file(scene((200, 40, 30))))
    await ada.next_message(after=photo)
    await preview_of(ada, image_file(scene((30, 40, 200))))
    red = await cut(ada, "F6", reply_to=photo)
    assert await colour_of(ada, red) == "red"
    assert await colour_of(ada, await cut(ada, "G7", reply_to=red)) == "red"


async def colour_of(person: Person, cutout: Json) -> str:
    rgba = await pixels_of(person, cutout)
    red, _, blue = rgba[rgba[..., 3] == 255][:, :3].mean(axis=0)
    return "red" if red > blue else "blue"


async def test_ten_people_at_once_each_get_their_own_cutout(client: SandboxClient) -> None:
    async def visit(number: int) -> None:
        person = await client.person(f"Person {number}")
        size = (400 + 20 * number, 300 + 10 * number)
        await preview_of(person, image_file(scene(width=size[0], height=size[1])))
        rgba = await pixels_of(person, await cut(person, "50% 50%"))
        assert rgba.shape[:2] == size[::-1]

    await asyncio.gather(*(visit(number) for number in range(10)))


async def test_nobody_reaches_the_photo_of_another_chat(client: SandboxClient) -> None:
    ada, bob = await client.person("Ada"), await client.person("Bob")
    preview = await preview_of(ada, ball_file())
    await bob.say("hello")
    await bob.next_message()
    for number in range(1, preview["message_id"] + 3):
        messages = {message["message_id"] for message in await bob.messages()}
        if number in messages:
            asked = await bob.say("F6", reply_to={"message_id": number})
            assert "document" not in await bob.next_message(after=asked)


async def test_an_update_delivered_twice_is_answered_once(
    client: SandboxClient, ada: Person
) -> None:
    await preview_of(ada, ball_file())
    await cut(ada, "F6")
    for update in await client.updates():
        await client.redeliver(update["update_id"])
    await ada.next_message(after=await ada.say("/help"))
    answers = [message for message in await ada.messages() if message["from"]["is_bot"]]
    assert len(answers) == 3  # the preview, the cutout, the help


async def test_an_edited_message_is_not_answered_again(ada: Person) -> None:
    await preview_of(ada, ball_file())
    asked = await ada.say("F6")
    await ada.next_message(after=asked)
    await ada.edit(asked, "G6")
    await ada.next_message(after=await ada.say("/help"))
    assert len([message for message in await ada.messages() if "document" in message]) == 1


async def test_after_a_restart_the_reply_finds_its_photo(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        preview = await preview_of(ada, ball_file())
    async with start():
        assert await colour_of(ada, await cut(ada, "F6", reply_to=preview)) == "red"


async def test_what_was_asked_while_the_bot_was_down_is_answered_when_it_is_back(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        preview = await preview_of(ada, ball_file())
    asked = await ada.say("F6", reply_to=preview)
    async with start():
        assert "document" in await ada.next_message(after=asked)


@pytest.mark.parametrize(
    ("after", "shown"), [(0, {"upload_photo", "upload_document"}), (60, set[str]())]
)
async def test_a_chat_action_shows_where_the_answer_takes_long(
    ada: Person, monkeypatch: pytest.MonkeyPatch, after: float, shown: set[str]
) -> None:
    monkeypatch.setattr(Sender, "action_after", after)
    await preview_of(ada, ball_file())
    await cut(ada, "F6")
    actions = {event["action"] for event in await ada.events() if event["type"] == "action"}
    assert actions == shown


async def test_cancel_puts_the_photos_away(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    await preview_of(ada, ball_file())
    gone = await ada.next_message(after=await ada.say("/cancel"))
    assert "2 photos" in gone["text"]
    for reply_to in (None, preview):
        answer = await ada.next_message(after=await ada.say("F6", reply_to=reply_to))
        assert "which photo" in answer["text"]

"""Photos of other chats, and messages that move."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import ball_file, cut, pixels_of, scene

BALL = ball_file()
FILM = b"\0\0\0\x18ftypmp42" + bytes(1000)


def moving(kind: str = "GIF") -> bytes:
    """A red ball, then a blue one."""
    frames = [Image.fromarray(scene(color)) for color in ((200, 40, 30), (30, 40, 200))]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


async def answer_to(person: Person, asked: Json, text: str, **where: object) -> Json:
    """What the bot answers to a reply."""
    said = await person.say(text, reply_to=asked, **where)  # type: ignore[arg-type]
    return await person.next_message(after=said)


@pytest.mark.parametrize("as_file", [False, True])
async def test_a_photo_of_another_chat_is_cut_in_this_one(
    ada: Person, bob: Person, client: SandboxClient, as_file: bool
) -> None:
    club = await client.group("Club", ada, bob)
    photo = await bob.send_photo(BALL, as_file=as_file, in_=club)

    cutout = await answer_to(ada, photo, "F6", in_=ada)

    assert "document" in cutout, cutout
    assert cutout["reply_to_message"]["chat"]["id"] == ada.id
    assert "document" in await cut(ada, "-A1", reply_to=cutout)
    preview = await answer_to(ada, photo, "/cut", in_=ada)
    assert "photo" in preview, preview


async def test_a_live_photo_of_another_chat_is_cut_in_this_one(
    sandbox: Sandbox, ada: Person, bob: Person
) -> None:
    photo = await bob.send_photo(BALL)
    hello = await ada.next_message(after=await ada.say("hello"))
    updates = sandbox.state.updates
    sent = [each["message"] for each in updates.history.values()]
    said = next(each for each in sent if "text" in each)
    origin = {"type": "hidden_user", "date": said["date"], "sender_user_name": "Bob"}
    film = {"file_id": "F", "file_unique_id": "U", "width": 640, "height": 480, "duration": 3}
    reply = {"origin": origin, "live_photo": film | {"photo": photo["photo"]}}
    updates.put("message", said | {"text": "F6", "external_reply": reply})
    assert "document" in await ada.next_message(after=hello)


async def test_in_a_group_another_chats_photo_needs_a_command(
    ada: Person, bob: Person, group: Group, at_bot: str, client: SandboxClient
) -> None:
    club = await client.group("Club", ada, bob)
    photo = await bob.send_photo(BALL, spoiler=True, in_=club)

    asked = await ada.say(f"/cut{at_bot} F6", reply_to=photo, in_=group)

    answer = await group.next_message(after=asked)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert "document" in answer, answer
    asked = await ada.say(f"/cut{at_bot}", reply_to=photo, in_=group)
    assert (await group.next_message(after=asked))["has_media_spoiler"]


async def test_another_chats_message_without_a_photo_says_what_to_do(
    ada: Person, bob: Person, client: SandboxClient
) -> None:
    club = await client.group("Club", ada, bob)
    said = await bob.say("look at this", in_=club)

    for words in ("C4", "/cut"):
        assert "Forward it to me" in (await answer_to(ada, said, words, in_=ada))["text"]


async def test_a_quote_of_a_caption_changes_nothing(ada: Person) -> None:
    photo = await ada.send_photo(BALL, caption="my red ball")
    preview = await ada.next_message(after=photo)

    cutout = await answer_to(ada, preview, "F6", quote="What shall I")

    assert "document" in cutout, cutout


async def test_a_video_says_what_to_send_instead(ada: Person) -> None:
    films = [
        await ada.send_video(FILM),
        await ada.send_video_note(FILM),
        await ada.send_animation(FILM),
    ]
    for film in films:
        assert "screenshot" in (await ada.next_message(after=film))["text"]
        answer = await answer_to(ada, film, "/cut")
        assert "screenshot" in answer["text"]
        assert "/cut" not in answer["text"]


async def test_the_first_picture_of_a_gif_is_taken_only_when_asked_for_and_says_so(
    ada: Person,
) -> None:
    gif = await ada.send_animation(moving(), "wave.gif")
    told = await ada.next_message(after=gif)
    assert "/cut" in told["text"]
    assert "screenshot" in told["text"]

    preview = await answer_to(ada, gif, "/cut")
    cutout = await cut(ada, "F6", reply_to=preview)

    assert "first picture" in preview["caption"]
    assert "first picture" in cutout["caption"]
    rgba = await pixels_of(ada, cutout)
    assert np.allclose(rgba[240, 320], (200, 40, 30, 255), atol=40)
    sent = await ada.send_animation(moving(), "wave.gif", caption="/cut F6")
    assert "first picture" in (await ada.next_message(after=sent))["caption"]


async def test_a_moving_image_sent_as_a_file_says_so_too(ada: Person) -> None:
    for kind in ("WEBP", "PNG"):
        sent = await ada.send_photo(moving(kind), as_file=True, name=f"wave.{kind.lower()}")
        assert "first picture" in (await ada.next_message(after=sent))["caption"]

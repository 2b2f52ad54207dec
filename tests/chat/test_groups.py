"""In groups the bot answers when it is asked, and only then."""

import asyncio

import numpy as np
import pytest

from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import Start, ball_file, image_file, pixels_of, scene, sticker_file

RED, BLUE = (200, 40, 30), (30, 40, 200)


async def answer(group: Group, asked: Json) -> Json:
    return await group.next_message(after=asked)


async def by_bot(group: Group) -> list[Json]:
    return [
        message
        for message in await group.messages()
        if message["from"]["is_bot"] and message["from"]["id"] == group.bot
    ]


def first_cutout(messages: list[Json]) -> Json | None:
    return next((message for message in messages if "document" in message), None)


async def is_red(person: Person, cutout: Json) -> bool:
    rgba = await pixels_of(person, cutout)
    red, _, blue = rgba[rgba[..., 3] == 255][:, :3].mean(axis=0)
    return bool(red > blue)


async def test_a_reply_to_somebodys_photo_shows_it_under_a_grid_and_a_cell_cuts(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answer(group, await bob.say(f"/cut{at_bot}", reply_to=photo))
    assert "photo" in preview
    assert preview["reply_to_message"]["message_id"] == photo["message_id"]
    cutout = await answer(group, await ada.say("F6", reply_to=preview))
    assert cutout["document"]["file_name"] == f"photo-{photo['message_id']}-cutout.png"
    better = await answer(group, await bob.say("-A1", reply_to=cutout))
    assert better["caption"].startswith("F6 -A1 – ")


async def test_undo_takes_a_step_back_in_reply_to_a_cutout_and_is_talk_elsewhere(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answer(group, await bob.say(f"/cut{at_bot}", reply_to=photo))
    cutout = await answer(group, await ada.say("F6", reply_to=preview))
    better = await answer(group, await ada.say("-A1 + B2", reply_to=cutout))
    for said in (preview, photo, None):
        await bob.say("Undo", reply_to=said)
    undone = await answer(group, await bob.say("Undo!", reply_to=better))
    assert undone["caption"].startswith("F6 – ")
    assert len(await by_bot(group)) == 4
    first = await answer(group, await bob.say("되돌려 주세요", reply_to=undone))
    assert "photo" in first


@pytest.mark.parametrize("words", ["F6", "320,240", "50% 50%"])
async def test_a_place_in_the_command_cuts_at_once(
    ada: Person, bob: Person, group: Group, at_bot: str, words: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    cutout = await answer(group, await bob.say(f"/cut{at_bot} {words}", reply_to=photo))
    assert await is_red(ada, cutout)


async def test_a_wrong_place_is_explained_and_a_reply_to_that_cuts(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    refused = await answer(group, await ada.say(f"/cut{at_bot} Z99", reply_to=photo))
    assert "outside the photo" in refused["text"]
    assert "document" in await answer(group, await ada.say("F6", reply_to=refused))


@pytest.mark.parametrize("words", ["the ball", "please", "thanks!", "가운데 공"])
async def test_words_behind_the_command_that_name_no_place_are_answered_with_the_grid(
    ada: Person, bob: Person, group: Group, at_bot: str, words: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    asked = await bob.say(f"/cut{at_bot} {words}", reply_to=photo)
    preview = await answer(group, asked)
    assert preview["caption"].startswith("What shall I cut out? Reply with its cell")
    await bob.edit(asked, f"/cut{at_bot} F6")
    assert await is_red(ada, await answer(group, preview))


async def test_thanks_and_calls_for_help_by_name_are_answered(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    cutout = await answer(group, await bob.say(f"/cut{at_bot} F6", reply_to=photo))
    thanked = await answer(group, await bob.say(f"{at_bot} thanks m8!", reply_to=cutout))
    assert "welcome" in thanked["text"]
    for asked in (f"/cut{at_bot} help", f"{at_bot} how does this work?"):
        helped = await answer(group, await bob.say(asked, reply_to=cutout))
        assert "Reply to any photo here" in helped["text"]


async def test_a_command_in_a_caption_is_about_its_photo(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), caption=f"/cut{at_bot} F6", in_=group)
    assert "document" in await answer(group, photo)


async def test_an_image_file_an_album_photo_and_a_sticker_can_be_cut(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    file = await ada.send_photo(image_file(scene(width=900)), as_file=True, in_=group)
    album = await ada.send_album([image_file(scene(BLUE)), ball_file()], in_=group)
    sticker = await ada.send_sticker(sticker_file(), in_=group)
    asked = f"/cut{at_bot} 50%,50%"
    cutout = await answer(group, await bob.say(asked, reply_to=file))
    assert (await pixels_of(ada, cutout)).shape[1] == 900
    assert await is_red(ada, await answer(group, await bob.say(asked, reply_to=album[1])))
    assert "document" in await answer(group, await bob.say(asked, reply_to=sticker))


@pytest.mark.parametrize("sees_all", [False, True], ids=["privacy on", "admin"])
async def test_nothing_that_is_not_asked_of_the_bot_is_answered(
    sandbox: Sandbox,
    ada: Person,
    bob: Person,
    group: Group,
    at_bot: str,
    *,
    sees_all: bool,
) -> None:
    sandbox.features.unknown.add("ephemeral")  # so that all can see what is answered
    if sees_all:
        await group.promote_bot()
    photo = await ada.send_photo(ball_file(), in_=group)
    await bob.say("C4", reply_to=photo)
    await bob.say("hello 42", in_=group)
    await bob.say("😀", reply_to=photo)
    await ada.send_photo(ball_file(), caption="C4 look!", in_=group)
    await bob.say("/cut@another_bot", reply_to=photo)
    await bob.say("/unknown", in_=group)
    preview = await answer(group, await ada.say(f"/cut{at_bot}", reply_to=photo))
    await bob.say("how nice!", reply_to=preview)
    await bob.say("😀", reply_to=preview)
    last = await answer(group, await ada.say(f"/help{at_bot}", in_=group))
    assert "Reply to any photo" in last["text"]
    await bob.say("thanks, 10 of 10", reply_to=last)
    await answer(group, await ada.say(f"/privacy{at_bot}", in_=group))
    assert len(await by_bot(group)) == 3


async def test_each_who_asks_gets_a_preview_of_their_own(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    first = await answer(group, await ada.say(f"/cut{at_bot}", reply_to=photo))
    second = await answer(group, await bob.say(f"/cut{at_bot}", reply_to=photo))
    one = await answer(group, await ada.say("F6", reply_to=first))
    other = await answer(group, await bob.say("G6", reply_to=second))
    # Points on one preview do not mix either.
    third = await answer(group, await bob.say("F5", reply_to=first))
    captions = [cutout["caption"].split(" –")[0] for cutout in (one, other, third)]
    assert captions == ["F6", "G6", "F5"]


@pytest.mark.parametrize(
    ("said", "part"),
    [(None, "Reply to a photo"), ("just words", "photos, images sent as files, and stickers")],
)
async def test_what_cannot_be_cut_is_answered_with_what_can(
    ada: Person, group: Group, at_bot: str, said: str | None, part: str
) -> None:
    meant = await ada.say(said, in_=group) if said else None
    asked = await ada.say(f"/cut{at_bot}", reply_to=meant, in_=group)
    assert part in (await answer(group, asked))["text"]


@pytest.mark.parametrize(
    ("file", "part"),
    [
        (("film.mp4", b"\0" * 1000), "no videos"),
        (("notes.pdf", b"%PDF-1.7"), "no videos"),
        (("photo.jpg", b"not a picture"), "can't read that"),
        (("large.png", bytes(int(20.1 * 2**20))), "20.1 MB; I can take up to 20 MB"),
    ],
)
async def test_files_that_cannot_be_cut_are_explained(
    ada: Person, group: Group, at_bot: str, file: tuple[str, bytes], part: str
) -> None:
    name, data = file
    sent = await ada.send_photo(data, as_file=True, name=name, in_=group)
    asked = await ada.say(f"/cut{at_bot}", reply_to=sent)
    assert part in (await answer(group, asked))["text"]


async def test_a_deleted_photo_can_still_be_pointed_at(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answer(group, await ada.say(f"/cut{at_bot}", reply_to=photo))
    await ada.delete(photo)
    assert "document" in await answer(group, await ada.say("F6", reply_to=preview))


async def test_admins_can_leave_pointing_to_who_asked(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    refused = await answer(group, await bob.say(f"/settings{at_bot}", in_=group))
    assert "admins" in refused["text"]
    settings = await answer(group, await ada.say(f"/settings{at_bot}", in_=group))
    pressed = await bob.press(settings, "Everyone may point at photos")
    assert pressed
    assert "admins" in pressed["text"]
    await ada.press(settings, "Everyone may point at photos")

    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answer(group, await bob.say(f"/cut{at_bot}", reply_to=photo))
    refused = await answer(group, await ada.say("F6", reply_to=preview))
    assert "only the person who asked" in refused["text"]
    cutout = await answer(group, await bob.say("F6", reply_to=preview))
    pressed = await ada.press(cutout, "↩ Undo")
    assert pressed
    assert "only the person who asked" in pressed["text"]


async def test_a_topic_is_answered_in_that_topic(
    client: SandboxClient, ada: Person, at_bot: str
) -> None:
    forum = await client.group("Forum", ada, forum=True)
    topic = await forum.topic("Cats")
    photo = await ada.send_photo(ball_file(), in_=forum, topic=topic)
    preview = await answer(forum, await ada.say(f"/cut{at_bot}", reply_to=photo))
    cutout = await answer(forum, await ada.say("F6", reply_to=preview))
    await ada.press(cutout, "Sticker")
    sticker = await answer(forum, cutout)
    bare = await answer(forum, await ada.say(f"/cut{at_bot}", in_=forum, topic=topic))
    assert "Reply to a photo" in bare["text"]
    for message in (preview, cutout, sticker, bare):
        assert message["message_thread_id"] == topic


async def test_commands_are_announced_for_groups(ada: Person, group: Group) -> None:
    commands = (await ada.profile(in_=group))["commands"]
    assert commands[0] == {
        "command": "cut",
        "description": "Cut something out of the photo you reply to",
    }


async def test_a_group_that_the_bot_left_is_forgotten(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answer(group, await ada.say(f"/cut{at_bot}", reply_to=photo))
    settings = await answer(group, await ada.say(f"/settings{at_bot}", in_=group))
    await ada.press(settings, "Everyone may point at photos")
    await group.remove_bot()
    await group.add_bot()
    settings = await answer(group, await ada.say(f"/settings{at_bot}", in_=group))
    labels = [row[0]["text"] for row in settings["reply_markup"]["inline_keyboard"]]
    assert labels[0] == "Everyone may point at photos"
    await ada.say("F6", reply_to=preview)
    said = await answer(group, await ada.say(f"/help{at_bot}", in_=group))
    assert said["message_id"] == (await by_bot(group))[-1]["message_id"]
    assert not [message for message in await by_bot(group) if "document" in message]


async def test_several_groups_at_once_do_not_mix(
    client: SandboxClient, ada: Person, at_bot: str
) -> None:
    async def visit(number: int) -> None:
        group = await client.group(f"Group {number}", ada)
        rgb = scene(width=400 + 20 * number)
        photo = await ada.send_photo(image_file(rgb), in_=group)
        await ada.say(f"/cut{at_bot} 50%,50%", reply_to=photo)
        rgba = await pixels_of(ada, await group.wait_for(first_cutout))  # after a notice
        assert rgba.shape[1] == 400 + 20 * number

    await asyncio.gather(*(visit(number) for number in range(4)))


async def test_a_reply_to_a_preview_finds_its_photo_after_a_restart(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    group = await sandbox_client.group("Picnic", ada)
    at_bot = f"@{(await sandbox_client.bot())['username']}"
    async with start():
        photo = await ada.send_photo(ball_file(), in_=group)
        preview = await answer(group, await ada.say(f"/cut{at_bot}", reply_to=photo))
    async with start():
        cutout = await answer(group, await ada.say("F6", reply_to=preview))
        assert np.any((await pixels_of(ada, cutout))[..., 3])

"""Photos sent together are shown together, numbered, and each can be pointed at."""

import asyncio

import numpy as np
import pytest

from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import cut, image_file, pixels_of, preview_of, scene
from tests.processes import BotProcess, until_none

RED, BLUE, GREY = (200, 40, 30), (30, 40, 200), (240, 240, 240)
ALBUM = [image_file(scene(color)) for color in (RED, BLUE, GREY)]


async def answers(person: Person, count: int) -> list[Json]:
    """The bot's messages, as soon as there are so many."""

    def enough(messages: list[Json]) -> list[Json] | None:
        found = [message for message in messages if message["from"]["is_bot"]]
        return found if len(found) >= count else None

    return await person.wait_for(enough)


async def colour_of(person: Person, words: str, reply_to: Json | None = None) -> list[int]:
    """The colour in the middle of what comes back."""
    asked = await person.say(words, reply_to=reply_to)
    answer = await person.next_message(after=asked)
    assert "document" in answer, answer
    middle: list[int] = (await pixels_of(person, answer))[240, 320, :3].tolist()
    return middle


def is_like(color: list[int], other: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.subtract(color, other)).max() < 25)


async def test_an_album_is_answered_with_one_album(ada: Person) -> None:
    sent = await ada.send_album(ALBUM)
    previews = await answers(ada, 3)
    assert len({preview["media_group_id"] for preview in previews}) == 1
    assert all("photo" in preview for preview in previews)
    assert all(preview["reply_to_message"] for preview in previews)
    assert previews[0]["reply_to_message"]["message_id"] == sent[0]["message_id"]
    assert "such as 2: G5" in previews[0]["caption"]
    assert not any("caption" in preview for preview in previews[1:])
    await ada.say("/help")
    assert len(await answers(ada, 4)) == 4


async def test_each_picture_bears_its_number(ada: Person) -> None:
    await ada.send_album([ALBUM[0]] * 2)
    one, two = [await pixels_of(ada, preview) for preview in await answers(ada, 2)]
    difference = np.abs(one.astype(int) - two).max(axis=2) > 60
    assert difference[:60, :72].any()
    assert not difference[70:, 80:].any()
    alone = await pixels_of(ada, await preview_of(ada, ALBUM[0]))
    assert np.abs(alone.astype(int) - one).max(axis=2)[:60, :72].max() > 60


@pytest.mark.parametrize("words", ["2: F5", "2 F5", "#2 f5", "2) 320,240", "2번 F5"])
async def test_a_number_in_front_names_the_photo(ada: Person, words: str) -> None:
    await ada.send_album(ALBUM)
    await answers(ada, 3)
    assert is_like(await colour_of(ada, words), BLUE)


async def test_a_reply_to_a_picture_needs_no_number_and_a_number_there_counts_more(
    ada: Person,
) -> None:
    await ada.send_album(ALBUM)
    previews = await answers(ada, 3)
    assert is_like(await colour_of(ada, "F5", reply_to=previews[0]), RED)
    assert is_like(await colour_of(ada, "F5", reply_to=previews[2]), GREY)
    assert is_like(await colour_of(ada, "2: F5", reply_to=previews[0]), BLUE)


async def test_a_reply_to_ones_own_photo_means_that_photo(ada: Person) -> None:
    sent = await ada.send_album(ALBUM)
    await answers(ada, 3)
    assert is_like(await colour_of(ada, "F5", reply_to=sent[1]), BLUE)


async def test_words_that_do_not_say_which_photo_are_asked_back(ada: Person) -> None:
    await ada.send_album(ALBUM)
    await answers(ada, 3)
    asked = await ada.say("F5")
    refused = await ada.next_message(after=asked)
    assert "Which photo? Write its number in front, such as 2: G5" in refused["text"]
    assert is_like(await colour_of(ada, "2: F5", reply_to=refused), BLUE)


async def test_what_is_asked_of_a_photo_by_its_number_is_not_done_to_another_one(
    ada: Person,
) -> None:
    await ada.send_album(ALBUM)
    await answers(ada, 3)
    assert is_like(await colour_of(ada, "2: F5"), BLUE)
    refused = await ada.next_message(after=await ada.say("1: white"))
    assert "I don't see a place" in refused["text"]
    white = await ada.next_message(after=await ada.say("2: white"))
    assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]


async def test_a_number_that_the_album_does_not_have_is_refused(ada: Person) -> None:
    await ada.send_album(ALBUM)
    await answers(ada, 3)
    asked = await ada.say("4: F5")
    refused = await ada.next_message(after=asked)
    assert "no photo 4" in refused["text"]


@pytest.mark.parametrize("words", ["2: F5", "1. F5", "#1 F5", "2번 F5"])
async def test_the_number_of_a_photo_that_came_alone_means_nothing(
    ada: Person, words: str
) -> None:
    await preview_of(ada, ALBUM[0])
    assert (await cut(ada, words))["caption"].startswith("F5 –")


async def test_a_broken_file_among_good_ones_is_named_by_its_number(ada: Person) -> None:
    await ada.send_album([ALBUM[0], b"not a photo", ALBUM[1]], as_files=True)
    previews = await answers(ada, 2)
    assert "\n\n2: I can't read that." in previews[0]["caption"]
    assert is_like(await colour_of(ada, "3: F5"), BLUE)
    asked = await ada.say("2: F5")
    assert "no photo 2" in (await ada.next_message(after=asked))["text"]


async def test_one_good_photo_among_broken_ones_is_shown_as_if_alone(ada: Person) -> None:
    await ada.send_album([b"no", ALBUM[1], b"not either"], as_files=True)
    preview, refusal = await answers(ada, 2)
    assert "reply_markup" in preview
    assert refusal["text"].startswith("1, 3: I can't read that.")
    assert is_like(await colour_of(ada, "F5"), BLUE)


async def test_an_album_of_nothing_readable_gets_one_answer(ada: Person) -> None:
    await ada.send_album([b"no", b"not either"], as_files=True)
    [refusal] = await answers(ada, 1)
    assert refusal["text"].startswith("1, 2: I can't read that.")


async def test_ten_photos_are_ten_previews(ada: Person) -> None:
    await ada.send_album(ALBUM * 3 + ALBUM[:1])
    assert len({each["media_group_id"] for each in await answers(ada, 10)}) == 1
    assert is_like(await colour_of(ada, "10: F5"), RED)


async def test_two_people_s_albums_are_kept_apart(client: SandboxClient, ada: Person) -> None:
    ben = await client.person("Ben")
    await asyncio.gather(ada.send_album(ALBUM), ben.send_album(ALBUM[1:]))
    assert len(await answers(ada, 3)) == 3
    assert len(await answers(ben, 2)) == 2
    assert is_like(await colour_of(ben, "1: F5"), BLUE)


@pytest.mark.parametrize("method", ["download", "getUpdates"])
async def test_killed_while_an_album_is_worked_on_it_is_answered_once(
    sandbox: Sandbox, sandbox_client: SandboxClient, bot: BotProcess, method: str
) -> None:
    ada = await sandbox_client.person("Ada")
    if method == "download":
        sandbox.faults.plan("download", Fault(seconds=60.0))
    await ada.send_album(ALBUM)
    if method == "download":
        assert await sandbox.faults.called("download")
    else:  # while it is still collected
        polls = len(sandbox.faults.calls["getupdates"])
        assert await sandbox.faults.called("getUpdates", polls + 1)
    await bot.end()
    await bot.start()
    await answers(ada, 3)
    await until_none(bot.database)
    await ada.say("/help")
    assert len(await answers(ada, 4)) == 4


async def test_killed_while_sending_an_album_it_is_sent_again_when_told_to(
    sandbox: Sandbox, sandbox_client: SandboxClient, bot: BotProcess
) -> None:
    ada = await sandbox_client.person("Ada")
    sandbox.faults.plan("sendMediaGroup", Fault(is_done=False, seconds=60.0))
    await ada.send_album(ALBUM)
    assert await sandbox.faults.called("sendMediaGroup")
    await bot.end()
    await bot.start()
    [question] = await answers(ada, 1)
    await until_none(bot.database)
    await ada.press(question, "Send it again")
    previews = [each for each in await answers(ada, 3) if "photo" in each]
    assert len(previews) == 3
    await until_none(bot.database)


async def test_killed_after_sending_an_album_it_is_not_sent_again(
    sandbox: Sandbox, sandbox_client: SandboxClient, bot: BotProcess
) -> None:
    ada = await sandbox_client.person("Ada")
    await ada.send_album(ALBUM)
    await answers(ada, 3)
    await until_none(bot.database)
    await bot.end()
    for update in await sandbox_client.updates():
        await sandbox_client.redeliver(update["update_id"])
    await bot.start()
    await ada.say("/help")
    assert len(await answers(ada, 4)) == 4

"""Nobody reaches another chat's photo, whatever they craft.

What people can do with their app is tried elsewhere; here somebody writes their own app,
and presses buttons that are not there and replies to messages that they cannot see.
"""

import random
from collections.abc import Iterable
from functools import partial
from itertools import product

import numpy as np
import pytest

from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from telegram_sandbox.types import CallbackQuery, Destination, Message
from tests.chat.conftest import cut, image_file, pixels_of, preview_of, scene

RED, BLUE = (210, 40, 30), (30, 40, 210)

VERBS = (
    "undo", "restart", "smaller", "bigger", "points", "cutout", "finer", "tap", "cell", "zoom",
    "closer", "back", "auto", "pick", "add", "sticker", "style", "wear", "undress", "files",
    "pack", "takeout", "more", "less", "photo", "edge", "grow", "crop", "ground", "format",
    "nonsense",
)  # fmt: skip
ARGUMENTS = ("", ":F6", ":B2", ":0", ":1", ":-1", ":fine", ":square", ":white", ":webp")
ODD = (
    "",
    ":",
    "undo",
    "undo:",
    "undo:1:F6:F6",
    "undo:1e3",
    "undo:٣",
    "again:1 OR 1=1",
    "a" * 64,
)

PICTURES = {"photo", "document", "sticker"}

IDS = range(1, 13)
"""Of cuts, updates and messages; there are fewer of each."""


@pytest.fixture
async def mallory(client: SandboxClient) -> Person:
    return await client.person("Mallory")


async def at_work(person: Person, color: tuple[int, int, int]) -> Json:
    """Two photos of a ball of a colour and a cut of each; gives the last one."""
    for _ in range(2):
        await preview_of(person, image_file(scene(color)))
        result = await cut(person, "F6")
    return result


def batched(items: list[str], size: int) -> list[list[str]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def all_answered(presses: Iterable[CallbackQuery]) -> bool:
    return all(press.answer is not None for press in presses)


async def shows(person: Person, color: tuple[int, int, int]) -> int:
    """How many pictures of the bot there are in a chat; each has a ball of this colour and
    no other."""
    count = 0
    for message in await person.messages():
        if message["from"]["is_bot"] and PICTURES & message.keys():
            pixels = (await pixels_of(person, message)).astype(int)
            opaque = pixels[pixels[..., 3] > 128] if pixels.shape[2] == 4 else pixels
            red, blue = opaque[..., 0] - opaque[..., 2], opaque[..., 2] - opaque[..., 0]
            ours, theirs = (red, blue) if color == RED else (blue, red)
            assert np.any(ours > 100)
            assert not np.any(theirs > 100)
            count += 1
    return count


async def test_crafted_buttons_of_one_chat_show_nothing_of_another(
    sandbox: Sandbox, client: SandboxClient, ada: Person, mallory: Person
) -> None:
    await at_work(ada, RED)
    before = await ada.messages()
    result = await at_work(mallory, BLUE)
    world, chance = sandbox.state, random.Random(4)
    chat, villain = world.chats[mallory.id], world.people[mallory.id]
    crafted = [
        f"{verb}:{number}{chance.choice(ARGUMENTS)}" for verb, number in product(VERBS, IDS)
    ]
    crafted += [f"again:{number}" for number in range(1, 40)]
    chance.shuffle(crafted)  # so that no press can always hide behind an earlier one
    shown = chat.messages[result["message_id"]]
    # Under a message that shows a cut, and under one that stands for nothing.
    under = [shown, world.post(chat, world.bot, dict(shown.content))]
    for message, wave in product(
        under, batched([*ODD, *crafted], 15)
    ):  # more at once would not be worked on
        presses = {data: world.press_button(villain, message, data) for data in wave}
        await world.notifier.wait_for(partial(all_answered, presses.values()), 30)
        assert not [data for data, press in presses.items() if press.answer is None]
    assert await ada.messages() == before
    assert await shows(mallory, BLUE)
    assert await shows(ada, RED)


async def test_replies_to_numbers_of_another_chats_messages_mean_nothing_of_it(
    sandbox: Sandbox, client: SandboxClient, ada: Person, mallory: Person
) -> None:
    await at_work(ada, RED)
    before = await ada.messages()
    world = sandbox.state
    chat, villain = world.chats[mallory.id], world.people[mallory.id]
    chat.last_message_id = 1000
    for number, words in product(IDS, ("F6", "C4 D5")):
        unseen = chat.messages[number] = Message(number, chat, world.bot, 0, {"text": "Here"})
        said = world.post(chat, villain, {"text": words}, Destination(reply_to=unseen))
        answer = await mallory.next_message(after={"message_id": said.id})
        assert "which photo" in answer["text"]
    assert await ada.messages() == before
    assert await shows(mallory, BLUE) == 0  # they have sent no photo

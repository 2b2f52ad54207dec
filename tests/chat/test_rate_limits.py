"""Where Telegram says to wait (429), everything still arrives, once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from telegram_sandbox.client import Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN, rate_limits=True) as running:
        yield running


async def test_cutouts_and_stickers_asked_for_at_once_all_arrive(
    client: SandboxClient, ada: Person
) -> None:
    group = await client.group("Hurry", ada)
    at_bot = f"@{(await client.bot())['username']}"
    photo = await ada.send_photo(ball_file(), in_=group)
    await asyncio.gather(
        *(ada.say(f"/cut{at_bot} {place}", reply_to=photo) for place in ("F6", "G6"))
    )
    cutouts = [await group.next_message(after=photo)]
    cutouts.append(await group.next_message(after=cutouts[0]))
    assert all("document" in cutout for cutout in cutouts)
    await asyncio.gather(*(ada.press(cutout, "Sticker", within=30) for cutout in cutouts))
    stickers = [message for message in await group.messages() if "sticker" in message]
    assert len(stickers) == 2

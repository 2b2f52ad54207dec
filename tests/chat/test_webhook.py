"""Telegram brings updates: each is taken once it is written down, and two bots on one
PostgreSQL answer it once."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from telegram import Bot

from removerbot.storage.database import open_database
from removerbot.web.routes import PATH
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.balancer import Balancer, balancing
from tests.chat.conftest import (
    TOKEN,
    ball_file,
    cut,
    image_file,
    name_of_bot,
    preview_of,
    scene,
)
from tests.chat.test_stickers import cutout_in, owning, sets_of, sticker_of
from tests.loopback import free_port
from tests.processes import BotProcess


@dataclass
class Pair:
    """Two bots behind one address, on one database."""

    bots: tuple[BotProcess, BotProcess]
    ports: tuple[int, int]
    balancer: Balancer
    database_url: str

    def one_that_took(self, update_id: int) -> BotProcess:
        return self.bots[self.ports.index(self.balancer.taken[update_id])]

    async def query(self, query: str) -> list[Any]:
        async with open_database(self.database_url) as sessions, sessions() as session:
            return list(await session.execute(text(query)))

    async def all_is_answered(self) -> None:
        async with asyncio.timeout(60):
            while await self.query("SELECT 1 FROM journal WHERE state = 'waiting'"):
                await asyncio.sleep(0.1)


@pytest.fixture
async def pair(
    sandbox: Sandbox, tmp_path: Path, new_postgresql_database: Callable[[], str]
) -> AsyncIterator[Pair]:
    ports, url = (free_port(), free_port()), new_postgresql_database()
    async with AsyncExitStack() as stack:
        balancer = await stack.enter_async_context(balancing(ports))
        bots = []
        for port in ports:
            folder = tmp_path / str(port)
            folder.mkdir()
            bot = BotProcess(
                TOKEN,
                sandbox.url,
                folder,
                database_url=url,
                public_url=balancer.url,
                webhook=True,
                web_port=port,
                stop_seconds=3,
            )
            await bot.start()
            stack.push_async_callback(bot.end)
            bots.append(bot)
        for bot in bots:
            await runs(bot)
        yield Pair((bots[0], bots[1]), ports, balancer, url)


async def runs(bot: BotProcess) -> None:
    async with asyncio.timeout(60):
        while b"the bot is running" not in bot.log.read_bytes():
            await asyncio.sleep(0.1)


@pytest.fixture
async def bob(pair: Pair, sandbox_client: SandboxClient) -> Person:
    return await sandbox_client.person("Bob")


async def answers(person: Person) -> list[Json]:
    return [message for message in await person.messages() if message["from"]["is_bot"]]


async def test_updates_are_spread_and_each_is_answered_once(
    pair: Pair, bob: Person, sandbox_client: SandboxClient
) -> None:
    for _ in range(6):
        await bob.next_message(after=await bob.say("/help"))
    for update in await sandbox_client.updates():
        await sandbox_client.redeliver(update["update_id"])
    await bob.next_message(after=await bob.say("/help"))
    await pair.all_is_answered()
    assert len(await answers(bob)) == 7
    assert set(pair.balancer.taken.values()) == set(pair.ports)


async def test_a_photo_taken_by_one_is_cut_by_the_other(pair: Pair, bob: Person) -> None:
    preview = await preview_of(bob, ball_file())
    first = await cut(bob, "F6")
    await cut(bob, "G6", reply_to=preview)
    await cut(bob, "-A1", reply_to=first)
    takers = [pair.balancer.taken[number] for number in sorted(pair.balancer.taken)]
    assert takers[0] != takers[1]
    assert len(set(takers)) == 2


async def test_words_wait_for_the_photo_that_the_other_bot_still_fetches(
    sandbox: Sandbox, pair: Pair, bob: Person
) -> None:
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=1.5))
    await bob.send_photo(ball_file())
    words = await bob.say("F6")
    await bob.wait_for(lambda messages: messages[-1]["message_id"] > words["message_id"] + 1)
    await pair.all_is_answered()
    assert ["photo" in each for each in await answers(bob)] == [True, False]
    assert len(set(pair.balancer.taken.values())) == 2


async def test_an_album_that_comes_to_both_is_answered_as_one(pair: Pair, bob: Person) -> None:
    colors = ((200, 40, 30), (40, 200, 30), (30, 40, 200), (200, 200, 30))
    await bob.send_album([image_file(scene(color)) for color in colors])
    await bob.wait_for(lambda messages: len(messages) > 2 * len(colors))
    await pair.all_is_answered()
    *previews, pages = await answers(bob)
    assert "tap the thing itself" in pages["text"]
    assert len(previews) == len(colors)
    assert len({each["media_group_id"] for each in previews}) == 1
    assert len(set(pair.balancer.taken.values())) == 2


async def test_what_a_killed_bot_leaves_the_other_answers(pair: Pair, bob: Person) -> None:
    await preview_of(bob, ball_file())
    for bot in pair.bots:
        bot.hold("decode")
    asked = await bob.say("F6")
    async with asyncio.timeout(30):
        while len(pair.balancer.taken) < 2:
            await asyncio.sleep(0.05)
    dying = pair.one_that_took(max(pair.balancer.taken))
    await dying.held("decode")
    await dying.end(signal.SIGKILL)
    for bot in pair.bots:
        bot.release("decode")
    assert "document" in await bob.next_message(after=asked, within=60)
    await pair.all_is_answered()
    assert len(await answers(bob)) == 2


async def test_stickers_of_one_pack_added_through_both_do_not_collide(
    pair: Pair, bob: Person, sandbox_client: SandboxClient
) -> None:
    people = [bob, *[await sandbox_client.person(name) for name in ("Ann", "Cleo", "Dora")]]
    group = await sandbox_client.group("Cats", *people)
    at_bot = await name_of_bot(sandbox_client)
    stickers = []
    for person, place in zip(people, ("F6", "G6", "F7", "G7"), strict=True):
        await owning(sandbox_client, person)
        cutout = await cutout_in(group, person, at_bot, place)
        stickers.append(await sticker_of(person, cutout, group))
    pressing = zip(people, stickers, strict=True)
    await asyncio.gather(
        *(person.press(each, "➕ Add to pack", within=30) for person, each in pressing)
    )
    await pair.all_is_answered()
    [made] = await sets_of(sandbox_client)
    assert len(made["stickers"]) == len(stickers)
    ids = await pair.query("SELECT unique_id FROM stickers WHERE pack_id IS NOT NULL")
    assert len(set(ids)) == len(stickers)


async def test_a_bot_that_stops_leaves_the_webhook_to_the_other(
    pair: Pair, bob: Person
) -> None:
    assert await pair.bots[0].end(signal.SIGTERM) == 0
    for _ in range(3):
        await bob.next_message(after=await bob.say("/help"))
    assert set(pair.balancer.taken.values()) == {pair.ports[1]}


async def test_a_bot_that_asks_for_updates_takes_the_webhook_away(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    ada = await sandbox_client.person("Ada")
    bot = BotProcess(
        TOKEN, sandbox.url, tmp_path, webhook=True, public_url=address, web_port=port
    )
    await bot.start()
    await ada.next_message(after=await ada.say("/help"))
    assert await webhook_at(sandbox) == address + PATH
    assert await bot.end(signal.SIGTERM) == 0
    asked = await ada.say("/help")

    polling = BotProcess(TOKEN, sandbox.url, tmp_path)
    await polling.start()
    try:
        await ada.next_message(after=asked)
        assert await webhook_at(sandbox) == ""
    finally:
        await polling.end()


async def webhook_at(sandbox: Sandbox) -> str:
    async with Bot(TOKEN, base_url=f"{sandbox.url}/bot") as bot:
        return (await bot.get_webhook_info()).url

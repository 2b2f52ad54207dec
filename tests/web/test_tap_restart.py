"""Done is kept: a bot that is killed after it has said so sends it after its next start."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file, preview_of
from tests.loopback import free_port
from tests.processes import BotProcess
from tests.web.conftest import BALL, open_page, tap


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def bot(sandbox: Sandbox, port: int, tmp_path: Path) -> AsyncIterator[BotProcess]:
    bot = BotProcess(
        TOKEN,
        sandbox.url,
        tmp_path,
        stop_seconds=3,
        public_url="https://bot.example.org",
        web_port=port,
    )
    await bot.start()
    yield bot
    await bot.end()


@pytest.fixture
async def http(port: int) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
        yield http


async def test_a_page_lives_through_the_bots_death_and_done_is_sent_once(
    bot: BotProcess, sandbox_client: SandboxClient, http: httpx.AsyncClient
) -> None:
    ada = await sandbox_client.person("Ada")
    shown = await preview_of(ada, ball_file())
    page = await open_page(ada, shown, http)
    assert page.url.startswith("https://bot.example.org/tap/?pass=")
    assert (await page.outlines(tap(BALL))).status_code == 200

    bot.hold("decode")
    assert (await page.done(tap(BALL, [300, 200]))).status_code == 202
    await bot.held("decode")
    await bot.end()
    bot.release("decode")
    await bot.start()
    assert "document" in await ada.next_message(after=shown)

    assert (await page.outlines(tap(BALL))).status_code == 200
    assert (await page.done(tap(BALL, [300, 200]))).status_code == 202  # the answer got lost
    await ada.next_message(after=await ada.say("/help"))
    kinds = ["document" in message for message in await ada.messages()]
    assert sum(kinds) == 1

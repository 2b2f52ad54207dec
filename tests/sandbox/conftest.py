"""A sandbox, the bot's own client for it, and people in it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from removerbot.sandbox import Sandbox
from removerbot.sandbox.client import Person, SandboxClient

TOKEN = "123456:a-token-for-tests"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN) as sandbox:
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    base, files = f"{sandbox.url}/bot", f"{sandbox.url}/file/bot"
    async with Bot(TOKEN, base_url=base, base_file_url=files) as bot:
        yield bot


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(sandbox.url) as client:
        yield client


@pytest.fixture
async def ann(people: SandboxClient) -> Person:
    """Somebody who has written to the bot already."""
    ann = await people.person("Ann")
    await ann.say("/start")
    return ann


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Plain HTTP, to send what no client would."""
    async with httpx.AsyncClient(base_url=sandbox.url) as client:
        yield client

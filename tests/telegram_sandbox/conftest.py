"""Fixtures: a sandbox, a python-telegram-bot client for it, people, and the page."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect
from telegram import Bot

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Group, Person, SandboxClient
from tests.browser import DESKTOP, opened

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
    """A person who has written /start to the bot."""
    ann = await people.person("Ann")
    await ann.say("/start")
    return ann


@pytest.fixture
async def ben(people: SandboxClient) -> Person:
    return await people.person("Ben")


@pytest.fixture
async def group(people: SandboxClient, ann: Person, ben: Person) -> Group:
    return await people.group("Picnic", ann, ben)


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Plain HTTP, for requests that no client library sends."""
    async with httpx.AsyncClient(base_url=sandbox.url) as client:
        yield client


@pytest.fixture
async def page(browser: Browser, sandbox: Sandbox, ann: Person) -> AsyncIterator[Page]:
    """The page in a browser, with Ann as the current person."""
    async with opened(browser, sandbox.url, **DESKTOP) as page:
        await expect(page.locator("#status")).to_have_text("bot")
        yield page


def message(page: Page, number: int) -> Locator:
    return page.locator(f"#message-{number}")


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")

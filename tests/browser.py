"""A real browser for the tests of pages."""

import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium, such as Debian's package `chromium`"
)

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1200, "height": 800}}

_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


_AWAKE = (
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
"""What Playwright gives a browser that it starts itself: no page is slowed down."""

_UNBOXED = ("--no-sandbox",) if os.geteuid() == 0 else ()

_START_SECONDS = 60


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A headless Chromium that talks to nobody by itself."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*_QUIET, *_UNBOXED]
        )
        yield browser
        await browser.close()


@contextmanager
def shared_chromium(folder: Path) -> Iterator[str]:
    """The same for many event loops; yields the address for `connected`. The profile is in an
    empty folder."""
    assert CHROMIUM
    options = ("--headless", f"--user-data-dir={folder}", "--remote-debugging-port=0")
    command = [CHROMIUM, *options, *_QUIET, *_AWAKE, *_UNBOXED]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield f"http://127.0.0.1:{_port(folder / 'DevToolsActivePort')}"
        finally:
            process.terminate()


def _port(file: Path) -> int:
    """The port that Chromium writes into a file once it listens there."""
    deadline = time.monotonic() + _START_SECONDS
    while not (file.exists() and (lines := file.read_text().splitlines())):
        assert time.monotonic() < deadline, "Chromium does not start"
        time.sleep(0.02)
    return int(lines[0])


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Browser]:
    """The Chromium there. Its windows have nothing in common, see `opened`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(address)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(
    browser: Browser, url: str, *, expected: str | None = None, **window: Any
) -> AsyncIterator[Page]:
    """A page in a window of its own, such as `**PHONE`. Nothing may go wrong unnoticed:
    errors in scripts, in the console, and blocked resources fail the test in the end,
    other than those that hold the `expected` words.
    """
    context = await browser.new_context(**window)
    context.set_default_timeout(15_000)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    await page.goto(url)
    yield page
    await context.close()
    assert [error for error in wrong if expected is None or expected not in error] == []

"""A newcomer's walk on a phone: nothing is known but what the bot says and shows.

`WALK_PICTURES=folder pytest tests/web/test_walk.py` leaves pictures of each step there.
"""

import os
import re
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import Browser, FrameLocator, Locator, Page, expect

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.browser import PHONE, needs_chromium, opened

pytestmark = needs_chromium


class Newcomer:
    """Reads the newest message of the bot, and does what it says."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.theirs = page.locator("#list .message.theirs")
        self._steps = 0

    async def sees(self, text: str | re.Pattern[str]) -> Locator:
        """Waits until the newest message says this; returns it."""
        newest = self.theirs.last
        await expect(newest).to_contain_text(text)
        return self.page.locator(f"#{await newest.get_attribute('id')}")

    async def picture(self, name: str) -> None:
        """Keeps what is on the screen, if somebody wants to see it."""
        self._steps += 1
        if folder := os.environ.get("WALK_PICTURES"):
            await self.page.wait_for_timeout(400)  # until what moves stands still
            await self.page.screenshot(path=Path(folder) / f"{self._steps:02}-{name}.png")

    async def press(self, message: Locator, wish: str) -> str:
        """Presses the one button under a message whose label has what is wished for."""
        buttons = message.locator(".keyboard").get_by_role("button")
        labels = [label.strip() for label in await buttons.all_inner_texts()]
        [wanted] = [label for label in labels if wish.lower() in label.lower()]
        await buttons.nth(labels.index(wanted)).tap()
        return wanted

    async def reply(self, message: Locator, text: str) -> None:
        await message.get_by_role("button", name="Reply").click()
        await self.page.get_by_label("Message", exact=True).fill(text)
        await self.page.get_by_role("button", name="Send", exact=True).click()

    async def tap(self, x: float, y: float) -> FrameLocator:
        """Taps a place of the photo on the page, in shares of its sides."""
        inside = self.page.frame_locator("iframe")
        await expect(inside.locator("#stage")).to_have_attribute("aria-busy", "false")
        coach = inside.get_by_role("region").get_by_role("button")
        if await coach.is_visible():
            await self.picture("coach")
            await coach.tap()
        where = await inside.locator("#photo").bounding_box()
        assert where
        at = where["x"] + where["width"] * x, where["y"] + where["height"] * y
        await self.page.touchscreen.tap(*at)
        return inside

    async def finish(self) -> None:
        """Presses the one large button that the page has put up."""
        main = self.page.locator("#mini-app-main")
        await expect(main).to_be_enabled()
        await main.tap()
        await expect(self.page.locator("#mini-app")).to_be_hidden()

    async def document(self, message: Locator) -> NDArray[np.uint8]:
        async with self.page.expect_download() as downloading:
            await message.get_by_role("link", name="Download").click()
        file = await (await downloading.value).path()
        return np.asarray(Image.open(BytesIO(file.read_bytes())))


async def cuts_out(newcomer: Newcomer) -> Locator:
    """From `/start` to a first cutout."""
    page = newcomer.page
    await newcomer.picture("before")
    await page.get_by_role("button", name="Start").tap()
    told = await newcomer.sees("Send me a photo")
    await newcomer.picture("start")
    [named] = re.findall(r"press “(.+?)”", await told.inner_text())
    await page.get_by_role("button", name="Try the sample photo").last.tap()
    preview = await newcomer.sees("What shall I cut out?")
    await newcomer.picture("preview")
    await newcomer.press(preview, named)
    inside = await newcomer.tap(0.5, 0.55)
    await expect(inside.locator("#status")).to_contain_text("selected")
    await newcomer.picture("tapped")
    await newcomer.finish()
    cutout = await newcomer.sees("here it is")
    await newcomer.picture("cutout")
    return cutout


async def corrects(newcomer: Newcomer, cutout: Locator) -> Locator:
    """With the button that the caption names."""
    [named] = re.findall(r"Press “(.+?)”", await cutout.inner_text())
    await newcomer.press(cutout, named)
    inside = newcomer.page.frame_locator("iframe")
    await expect(inside.locator("#dots .dot")).to_have_count(1)
    await inside.get_by_role("button", name="Remove").tap()
    await newcomer.tap(0.1, 0.1)
    await expect(inside.locator("#dots .dot.drop")).to_have_count(1)
    await newcomer.picture("correcting")
    await newcomer.finish()
    corrected = await newcomer.sees(re.compile("-.* here it is"))
    await newcomer.picture("corrected")
    return corrected


async def adds_a_sticker(newcomer: Newcomer, cutout: Locator) -> None:
    """The pack opens with the first one."""
    await newcomer.press(cutout, "sticker")
    sticker = newcomer.theirs.last
    await expect(sticker.locator(".sticker")).to_be_visible()
    await newcomer.picture("sticker")
    await newcomer.press(sticker, "pack")
    await expect(sticker).to_contain_text("Take out")
    await newcomer.picture("in a pack")


async def colors_the_background(newcomer: Newcomer, cutout: Locator) -> Locator:
    """With the color that the bot takes for an example."""
    await newcomer.press(cutout, "more")
    advice = newcomer.page.locator("#toast")  # Telegram shows it for some seconds, too
    await expect(advice).to_contain_text("to put it behind")
    [color] = re.findall(r"a colour such as (\w+)", await advice.inner_text())
    await newcomer.picture("more")
    await newcomer.reply(cutout, color)
    await expect(newcomer.theirs.last.locator(".file")).to_be_visible()
    behind = await newcomer.sees("here it is")
    await newcomer.picture("background")
    return behind


async def test_from_start_to_a_corrected_cutout_a_sticker_in_a_pack_and_another_background(
    browser: Browser, sandbox: Sandbox, client: SandboxClient
) -> None:
    async with opened(browser, sandbox.url, **PHONE, device_scale_factor=2) as page:
        newcomer = Newcomer(page)
        cutout = await cuts_out(newcomer)
        corrected = await corrects(newcomer, cutout)
        await adds_a_sticker(newcomer, corrected)
        behind = await colors_the_background(newcomer, corrected)

        rgba = await newcomer.document(corrected)
        assert rgba[0, 0, 3] == 0
        assert 0.02 < (rgba[..., 3] > 127).mean() < 0.9
        colored = await newcomer.document(behind)
        assert (colored[..., 3] == 255).all()
        assert tuple(colored[0, 0, :3]) == (255, 165, 0)
    bot = await client.bot()
    packs = [each["name"] for each in await client.sticker_sets()]
    [mine] = [name for name in packs if name.endswith(f"_by_{bot['username']}")]
    assert len((await client.sticker_set(mine))["stickers"]) == 1

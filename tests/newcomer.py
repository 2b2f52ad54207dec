"""A newcomer's walk on a phone: nothing is known but what the bot says and shows."""

import re
from collections.abc import Awaitable, Callable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.async_api import FrameLocator, Locator, Page, expect


class Newcomer:
    """Reads the newest message of the bot, and does what it says.

    Args:
        page: the sandbox's.
        show: is called with the name of each step, when it can be seen on the page.
    """

    def __init__(
        self, page: Page, show: Callable[[str], Awaitable[None]] | None = None
    ) -> None:
        self.page = page
        self.theirs = page.locator("#list .message.theirs")
        self._show = show

    async def sees(self, text: str | re.Pattern[str]) -> Locator:
        """Waits until the newest message says this; returns it."""
        newest = self.theirs.last
        await expect(newest).to_contain_text(text)
        return self.page.locator(f"#{await newest.get_attribute('id')}")

    async def shows(self, step: str) -> None:
        """Lets somebody else see what is on the page."""
        if self._show:
            await self._show(step)

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
            await self.shows("coach")
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
    await newcomer.shows("before")
    await page.get_by_role("button", name="Start").tap()
    told = await newcomer.sees("Send me a photo")
    await newcomer.shows("start")
    [named] = re.findall(r"press “(.+?)”", await told.inner_text())
    await page.get_by_role("button", name="Try the sample photo").last.tap()
    preview = await newcomer.sees("What shall I cut out?")
    await newcomer.shows("preview")
    await newcomer.press(preview, named)
    inside = await newcomer.tap(0.5, 0.55)
    await expect(inside.locator("#status")).to_contain_text("selected")
    await newcomer.shows("tapped")
    await newcomer.finish()
    cutout = await newcomer.sees("here it is")
    await newcomer.shows("cutout")
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
    await newcomer.shows("correcting")
    await newcomer.finish()
    corrected = await newcomer.sees(re.compile("-.* here it is"))
    await newcomer.shows("corrected")
    return corrected


async def adds_a_sticker(newcomer: Newcomer, cutout: Locator) -> None:
    """The pack opens with the first one."""
    await newcomer.press(cutout, "sticker")
    sticker = newcomer.theirs.last
    await expect(sticker.locator(".sticker")).to_be_visible()
    await newcomer.shows("sticker")
    await newcomer.press(sticker, "pack")
    await expect(sticker).to_contain_text("Take out")
    await newcomer.shows("in a pack")


async def colors_the_background(newcomer: Newcomer, cutout: Locator) -> Locator:
    """With the color that the bot takes for an example."""
    await newcomer.press(cutout, "more")
    advice = newcomer.page.locator("#toast")  # Telegram shows it for some seconds, too
    await expect(advice).to_contain_text("to put it behind")
    [color] = re.findall(r"a colour such as (\w+)", await advice.inner_text())
    await newcomer.shows("more")
    await newcomer.reply(cutout, color)
    await expect(newcomer.theirs.last.locator(".file")).to_be_visible()
    behind = await newcomer.sees("here it is")
    await newcomer.shows("background")
    return behind


async def whole_walk(newcomer: Newcomer) -> tuple[Locator, Locator]:
    """Returns the messages with the corrected cutout, and with one on another background."""
    corrected = await corrects(newcomer, await cuts_out(newcomer))
    await adds_a_sticker(newcomer, corrected)
    return corrected, await colors_the_background(newcomer, corrected)

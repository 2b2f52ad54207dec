"""A newcomer, with nothing but a browser: the page, the very bot, the real model."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.async_api import Browser, expect

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.browser import PHONE, needs_chromium, opened


@needs_chromium
async def test_from_the_sample_photo_to_the_png_in_the_browser(
    sandbox: Sandbox, client: SandboxClient, browser: Browser, tmp_path: Path
) -> None:
    async with opened(browser, sandbox.url, **PHONE) as page:
        await page.get_by_role("button", name="Start").click()
        await expect(page.locator("#list")).to_contain_text("Send me a photo")
        await page.get_by_role("button", name="Try the sample photo").last.click()
        await expect(page.locator("#list")).to_contain_text("What shall I cut out?")

        await page.get_by_label("Message", exact=True).fill("F5")
        await page.get_by_role("button", name="Send", exact=True).click()
        download_link = page.get_by_role("link", name="Download")
        await expect(page.locator("#list")).to_contain_text("here it is")
        async with page.expect_download() as downloading:
            await download_link.last.click()
        await (await downloading.value).save_as(tmp_path / "cutout.png")

    rgba = np.asarray(Image.open(BytesIO((tmp_path / "cutout.png").read_bytes())))
    assert rgba.shape == (400, 600, 4)
    assert 0.1 < (rgba[..., 3] == 255).mean() < 0.9

"""Makes the README's picture, docs/chat.jpg, from a real run: the bot, the page, the sample.

Run it from the repository's root with the packages of requirements-dev.txt:

    .venv-test/bin/python -m docs.picture
"""

import asyncio
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, expect

from removerbot.app import running_bot, sandboxed
from removerbot.models import registry
from removerbot.settings import settings_here
from tests.browser import launched, opened

PICTURE = Path(__file__).parent / "chat.jpg"
WINDOW = {"width": 400, "height": 860}


async def main() -> None:
    """Chat with the bot, and put pictures of the preview, the page and the cutout together."""
    settings = settings_here(model="mobile", sandbox_port="0")
    mobile = registry.load("mobile", device="cpu", model_dir=settings.model_dir)
    async with (
        sandboxed(settings) as (inside, door),
        running_bot(inside, mobile, door),
        launched() as browser,
        opened(
            browser,
            inside.telegram_api_base_url,
            viewport=WINDOW,
            device_scale_factor=1.5,
            color_scheme="light",
        ) as page,
    ):
        await page.get_by_role("button", name="Try the sample photo").first.click()
        await expect(page.locator("#list")).to_contain_text("What shall I cut out?")
        preview = await _shot(page)
        await page.get_by_role("button", name="Tap the thing itself").click()
        await _tap(page)
        tapped = await _shot(page)
        await page.get_by_role("button", name="Done").click()
        await expect(page.locator("#list")).to_contain_text("here it is")
        cutout = await _shot(page)
    _side_by_side([preview, tapped, cutout]).save(
        PICTURE, quality=75, optimize=True, progressive=True
    )


async def _tap(page: Page) -> None:
    """Tap the cup."""
    inside = page.frame_locator("iframe")
    await expect(inside.locator("#stage")).to_have_attribute("aria-busy", "false")
    await inside.locator("#understood").click()
    photo = await inside.locator("#photo").bounding_box()
    assert photo
    await page.mouse.click(photo["x"] + photo["width"] / 2, photo["y"] + photo["height"] / 2)
    await expect(inside.locator("#status")).to_contain_text("Object selected")


async def _shot(page: Page) -> Image.Image:
    await page.wait_for_timeout(1500)  # pictures arrive, and the chat scrolls down to them
    return Image.open(BytesIO(await page.screenshot())).convert("RGB")


def _side_by_side(pictures: list[Image.Image], gap: int = 24) -> Image.Image:
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    together = Image.new("RGB", (width, pictures[0].height), "white")
    left = 0
    for picture in pictures:
        together.paste(picture, (left, 0))
        left += picture.width + gap
    return together


if __name__ == "__main__":
    asyncio.run(main())

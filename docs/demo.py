"""Records a newcomer's walk with the very bot, in a light and in a dark theme: `make demo`.

Leaves a GIF, and a picture of each step, in build/demo/, and draws the README's pictures from
them, docs/chat.jpg and docs/chat-dark.jpg.
"""

import asyncio
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from PIL.Image import Resampling
from playwright.async_api import Browser, Page

from removerbot.app import running_bot, sandboxed
from removerbot.errors import SetupError
from removerbot.models import registry, subject
from removerbot.models.base import Segmenter
from removerbot.settings import settings_here
from tests.browser import PHONE, launched, opened
from tests.newcomer import Newcomer, whole_walk

HERE = Path(__file__).parent
DEMO = HERE.parent / "build/demo"
PICTURES = {"light": HERE / "chat.jpg", "dark": HERE / "chat-dark.jpg"}
IN_PICTURE = ("preview", "tapped", "cutout")
"""The steps that the README shows."""

SCALE = 1.5
STILL_SECONDS = 1.5
"""Pictures arrive, the chat scrolls down to them, and what moves stands still."""

FRAME_MS, GAP = 1800, 24
PAGE = {"light": "#ffffff", "dark": "#0d1117"}
"""GitHub's, which shows in the gaps."""


async def main() -> None:
    """Walk once for each theme."""
    model_dir = settings_here().model_dir
    mobile = registry.load(registry.Target("mobile", "cpu", model_dir))
    with suppress(SetupError):
        subject.load(model_dir)  # so that the first photo does not wait for its weights
    async with launched() as browser:
        for theme in ("light", "dark"):
            steps = await _walk(browser, mobile, theme)
            _save(steps, theme)


async def _walk(
    browser: Browser, mobile: Segmenter, theme: Literal["light", "dark"]
) -> dict[str, Image.Image]:
    """Returns what the page shows at each step, by the step's name."""
    steps: dict[str, Image.Image] = {}
    async with (
        sandboxed(settings_here(model="mobile", sandbox_port="0")) as (settings, door),
        running_bot(settings, mobile, door),
        opened(
            browser,
            settings.telegram_api_base_url,
            **PHONE,
            device_scale_factor=SCALE,
            color_scheme=theme,
        ) as page,
    ):

        async def show(step: str) -> None:
            steps[step] = await _shot(page)

        await whole_walk(Newcomer(page, show))
    return steps


async def _shot(page: Page) -> Image.Image:
    await page.wait_for_timeout(1000 * STILL_SECONDS)
    return Image.open(BytesIO(await page.screenshot())).convert("RGB")


def _save(steps: dict[str, Image.Image], theme: str) -> None:
    folder = DEMO / theme
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, picture) in enumerate(steps.items(), 1):
        picture.save(folder / f"{number:02}-{name.replace(' ', '-')}.png")
    size = PHONE["viewport"]["width"], PHONE["viewport"]["height"]
    first, *others = (picture.resize(size, Resampling.LANCZOS) for picture in steps.values())
    first.save(
        folder.with_suffix(".gif"), save_all=True, append_images=others,
        duration=FRAME_MS, loop=0,
    )  # fmt: skip
    _side_by_side([steps[name] for name in IN_PICTURE], PAGE[theme]).save(
        PICTURES[theme], quality=75, optimize=True, progressive=True
    )


def _side_by_side(pictures: list[Image.Image], gap_color: str) -> Image.Image:
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    together = Image.new("RGB", (width, pictures[0].height), gap_color)
    left = 0
    for picture in pictures:
        together.paste(picture, (left, 0))
        left += picture.width + GAP
    return together


if __name__ == "__main__":
    asyncio.run(main())

"""How long the page takes from a tap to the object that lights up, in a real browser.

    python benchmarks/tap.py [--short] [--json FILE]

Every tap adds a point. Ours keeps the encoded photo; `anew` is the same page on a bot that
encodes the photo for every tap, as a page does whose server is asked with a photo and points.
The browser takes the time itself, from the tap to the frame that shows the object. Beside
it, how much an answer weighs.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median, quantiles
from urllib.parse import urlencode

from common import Row, draw_photo, load_mobile, options, report
from playwright.async_api import Browser, Page, expect

from removerbot.app import running_bot, sandboxed
from removerbot.imaging.types import Size
from removerbot.models.base import Segmenter
from removerbot.settings import settings_here
from telegram_sandbox.client import SandboxClient
from tests.browser import PHONE, launched, opened

SIZES = (Size(1280, 853), Size(4000, 3000))
TAPS, TAPS_ANEW = 30, 8

_BUTTON = "👆 Tap the thing itself"


def main() -> None:
    """Measure both ways at every size."""
    arguments = options(__doc__).parse_args()
    rows = asyncio.run(measured(load_mobile(), 2 if arguments.short else None))
    report(rows, arguments.json)


async def measured(segmenter: Segmenter, taps: int | None) -> list[Row]:
    """A row for each size and way; `taps` clicks each, if given."""
    rows: list[Row] = []
    async with launched() as browser:
        for size in SIZES:
            ours = await tapped(browser, segmenter, size, taps or TAPS, cache_mb=256)
            anew = await tapped(browser, segmenter, size, taps or TAPS_ANEW, cache_mb=0)
            quick = median(took for took, _ in ours)
            for what, clicks in (("ours", ours), ("anew", anew)):
                times = [took for took, _ in clicks]
                rows.append(
                    {
                        "what": f"{what} {size.width}×{size.height}",
                        "ms": median(times),
                        "p95 ms": quantiles(times, n=20)[-1],
                        "times ours": median(times) / quick,
                        "answer KB": median(weight for _, weight in clicks) / 1000,
                    }
                )
    return rows


async def tapped(
    browser: Browser, segmenter: Segmenter, size: Size, taps: int, cache_mb: int
) -> list[tuple[float, float]]:
    """Milliseconds until lit, and bytes of the answer, of every tap; each adds a point."""
    async with page_with(browser, segmenter, draw_photo(size), cache_mb) as page:
        await page.locator("#understood").click()
        where = await page.locator("#photo").bounding_box()
        assert where
        for number in range(taps + 1):
            x = where["x"] + where["width"] * (0.42 + 0.03 * (number % 6))
            y = where["y"] + where["height"] * (0.42 + 0.03 * (number // 6))
            await page.touchscreen.tap(x, y)
            await page.wait_for_function(
                "count => performance.getEntriesByName('lit').length > count", arg=number
            )
        lit, weights = await page.evaluate(_FIGURES)
    return list(zip(lit, weights[-len(lit) :], strict=True))[1:]  # the first one may wait


_FIGURES = """[
  performance.getEntriesByName("lit").map((entry) => entry.duration),
  performance.getEntriesByType("resource")
    .filter((entry) => entry.name.endsWith("outlines"))
    .map((entry) => entry.encodedBodySize),
]"""


@asynccontextmanager
async def page_with(
    browser: Browser, segmenter: Segmenter, photo: bytes, cache_mb: int
) -> AsyncIterator[Page]:
    """The page on a phone, as the sandbox opens it, once it shows the photo."""
    settings = settings_here(sandbox_port="0", cache_mb=str(cache_mb))
    async with (
        sandboxed(settings) as (inside, door),
        running_bot(inside, segmenter, door),
        SandboxClient(inside.telegram_api_base_url) as people,
    ):
        ada = await people.person("Ada")
        sent = await ada.send_photo(photo, as_file=True)
        preview = await ada.next_message(after=sent)
        known = await ada.open_page(preview, _BUTTON)
        url = f"{known['url']}#{urlencode({'tgWebAppData': known['init_data']})}"
        async with opened(browser, url, **PHONE) as page:
            await expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")
            yield page


if __name__ == "__main__":
    main()

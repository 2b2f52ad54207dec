"""A newcomer gets from the first message to a sticker by what the bot says; see `make demo`."""

from playwright.async_api import Browser

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.browser import PHONE, needs_chromium, opened
from tests.newcomer import Newcomer, whole_walk

pytestmark = needs_chromium


async def test_from_start_to_a_corrected_cutout_a_sticker_in_a_pack_and_another_background(
    browser: Browser, sandbox: Sandbox, client: SandboxClient
) -> None:
    async with opened(browser, sandbox.url, **PHONE, device_scale_factor=2) as page:
        newcomer = Newcomer(page)
        corrected, behind = await whole_walk(newcomer)

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

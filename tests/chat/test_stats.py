"""What owners see of the bot's use."""

from io import BytesIO

import numpy as np
from PIL import Image

from removerbot.app import running_bot
from removerbot.imaging.bar_chart import BLUE, GREEN, ORANGE, RED
from removerbot.models.base import Segmenter
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person, SandboxClient
from tests.chat.conftest import ball_file, cut, preview_of


async def stats(person: Person) -> Json:
    return await person.next_message(after=await person.say("/stats"))


async def colors_of(person: Person, message: Json) -> set[tuple[int, int, int]]:
    """Which rows of the chart have bars."""
    image = np.asarray(Image.open(BytesIO(await person.download(message))).convert("RGB"))
    distance = {
        color: np.abs(image.astype(int) - color).max(axis=2)
        for color in (BLUE, GREEN, ORANGE, RED)
    }
    return {color for color, away in distance.items() if (away < 24).sum() > 50}


async def test_an_owner_sees_people_cutouts_waits_and_refusals_by_day(
    settings: Settings, remembering_mobile: Segmenter, sandbox_client: SandboxClient
) -> None:
    ada, bob = await sandbox_client.person("Ada"), await sandbox_client.person("Bob")
    hosted = settings.model_copy(update={"owners": frozenset({ada.id})})
    async with running_bot(hosted, remembering_mobile):
        quiet = await stats(ada)
        assert "0 people, 0 photos" in quiet["caption"]
        assert not await colors_of(ada, quiet) & {BLUE, GREEN, RED}
        await preview_of(bob, ball_file())
        await bob.next_message(after=await bob.say("my words"))
        await cut(bob, "F6")  # when this is answered, what came before it has been counted
        busy = await stats(ada)
        assert "1 people, 1 photos" in busy["caption"]
        assert "The last 30 days" in busy["caption"]
        assert await colors_of(ada, busy) == {BLUE, GREEN, ORANGE, RED}
    async with running_bot(hosted, remembering_mobile):  # it is not forgotten
        assert await colors_of(ada, await stats(ada)) == {BLUE, GREEN, ORANGE, RED}

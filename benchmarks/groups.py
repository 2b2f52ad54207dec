"""Whether a quiet group waits longer than a loud one.

    python benchmarks/groups.py [--rounds 30] [--short] [--json FILE]

One bot is in two groups. In the quiet one previews are ephemeral and photos get a reaction; in
the loud one everybody sees previews and reactions are refused. The same is asked in both, in
turns, and each begins as often as the other, so that what else the machine does hits both:

    preview   `/cut` in reply to a photo → the message with its grid
    reply     `640,426` in reply to that, a second later → the document
    at once   `/cut 640,426` in reply to a photo → the document

Given are medians, and by how much the quiet group's is longer. "±" is half the range in which
that lies with 95 % certainty, from resampled rounds: a difference below it is noise, and more
rounds make it smaller.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from common import Row, draw_photo, load_mobile, options, pixel, report
from numpy.typing import NDArray

from removerbot.app import running_bot, sandboxed
from removerbot.imaging.types import Size
from removerbot.models.base import Segmenter
from removerbot.settings import settings_here
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import next_ephemeral, whisper

SIZE = Size(1280, 853)
RESAMPLES = 2_000

Took = defaultdict[str, list[float]]


@dataclass
class Visited:
    """A group, and a person who asks in it."""

    ada: Person
    group: Group
    command: str
    is_quiet: bool
    number: int = 0

    async def visit(self, photo: bytes, took: Took) -> None:
        """Send a photo, ask about it, and reply with a pixel."""
        sent = await self.ada.send_photo(photo, in_=self.group)
        start = perf_counter()
        asked = await self.ada.say(self.command, reply_to=sent)
        preview = await self._preview(asked)
        took["preview"].append(perf_counter() - start)
        await asyncio.sleep(1)  # so that the photo is encoded
        start = perf_counter()
        if self.is_quiet:
            await whisper(self.ada, pixel(SIZE), self.group, reply_to=preview)
        else:
            asked = await self.ada.say(pixel(SIZE), reply_to=preview)
        cutout = await self.group.wait_for(lambda messages: _document(messages, asked))
        took["reply"].append(perf_counter() - start)
        assert cutout["document"]

    async def cut_at_once(self, photo: bytes, took: Took) -> None:
        """Send a photo, and ask for what is at a pixel of it."""
        sent = await self.ada.send_photo(photo, in_=self.group)
        start = perf_counter()
        asked = await self.ada.say(f"{self.command} {pixel(SIZE)}", reply_to=sent)
        await self.group.wait_for(lambda messages: _document(messages, asked))
        took["at once"].append(perf_counter() - start)

    async def _preview(self, asked: Json) -> Json:
        if not self.is_quiet:
            return await self.group.next_message(after=asked)
        after = {"ephemeral_message_id": self.number}
        preview = await next_ephemeral(self.ada, self.group, after=after)
        self.number = preview["ephemeral_message_id"] + 1  # the reply to it has a number, too
        return preview


def _document(messages: list[Json], after: Json) -> Json | None:
    later = (each for each in messages if each["message_id"] > after["message_id"])
    return next((each for each in later if "document" in each), None)


def main() -> None:
    """Measure both groups."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    rounds = 2 if arguments.short else arguments.rounds
    report(asyncio.run(measured(load_mobile(), rounds)), arguments.json)


async def measured(segmenter: Segmenter, rounds: int) -> list[Row]:
    """A row for each wait."""
    loud_took, quiet_took = Took(list), Took(list)
    async with two_groups(segmenter) as (loud, quiet):
        for number in range(rounds):
            turns = [(loud, loud_took), (quiet, quiet_took)]
            for which, (group, took) in enumerate(turns if number % 2 else turns[::-1]):
                photo = draw_photo(SIZE, seed=2 * number + which + 2)
                await group.visit(photo, took)
                await group.cut_at_once(photo, took)
    return [
        row(what, np.array(loud_took[what]), np.array(quiet_took[what])) for what in loud_took
    ]


def row(what: str, loud: NDArray[np.float64], quiet: NDArray[np.float64]) -> Row:
    """The medians of seconds, compared."""
    rounds = np.random.default_rng(1).integers(len(loud), size=(RESAMPLES, len(loud)))
    ratios = np.median(quiet[rounds], axis=1) / np.median(loud[rounds], axis=1)
    low, high = np.percentile(ratios, (2.5, 97.5))
    longer = 100 * (np.median(quiet) / np.median(loud) - 1)
    return {
        "what": what,
        "loud ms": float(np.median(loud)) * 1000,
        "quiet ms": float(np.median(quiet)) * 1000,
        "longer": f"{longer:+.1f} %",
        "±": f"{50 * (high - low):.1f} %",
    }


@asynccontextmanager
async def two_groups(segmenter: Segmenter) -> AsyncIterator[tuple[Visited, Visited]]:
    """A loud and a quiet group; everything that is only done once has been done in them."""
    async with (
        sandboxed(settings_here(sandbox_port="0")) as (inside, door),
        running_bot(inside, segmenter, door),
        SandboxClient(inside.telegram_api_base_url) as people,
    ):
        ada, at_bot = await people.person("Ada"), f"@{(await people.bot())['username']}"
        groups = [await people.group(title, ada) for title in ("Loud", "Quiet")]
        for group in groups:
            await group.promote_bot()
        loud, quiet = (
            Visited(ada, group, f"/cut{at_bot}", is_quiet)
            for group, is_quiet in zip(groups, (False, True), strict=True)
        )
        said = await ada.say(f"/settings{at_bot}", in_=loud.group)
        settings = await loud.group.next_message(after=said)
        await ada.press(settings, settings["reply_markup"]["inline_keyboard"][-1][0]["text"])
        await people.switch(reactions=False)  # which is remembered for the group
        await loud.visit(draw_photo(SIZE, seed=0), Took(list))
        await people.switch(reactions=True)
        await quiet.visit(draw_photo(SIZE, seed=1), Took(list))
        yield loud, quiet


if __name__ == "__main__":
    main()

"""One hostile person of `tests.hostility`, in a process of their own.

    python -m tests.hostile_person ACT SANDBOX BOT KEY [--unseen]

Prints a line once everything is prepared, and repeats the act until it is ended. It has a low
priority: what it takes to send a flood is no part of what others wait for.
"""

import argparse
import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from telegram_sandbox.client import Group, Json, Person, SandboxClient
from tests.hostile import heavy_profile, large_jpeg, many_scans, picture, real_tiff

BUTTON = "👆 Tap the thing itself"
PATIENCE = 120.0
"""Seconds for an answer."""
GROUPS = 104

Act = Callable[["Hostile", list[bytes]], Awaitable[None]]


@dataclass
class Hostile:
    """A hostile person, their groups, the API key, and the page's headers."""

    person: Person
    groups: list[Group]
    http: httpx.AsyncClient
    key: str
    page: dict[str, str] = field(default_factory=dict)

    async def open_page(self) -> None:
        """Opens the page of a photo."""
        await self.person.send_photo(picture((5, 90, 90)))
        preview = await self.person.wait_for(
            lambda messages: next((each for each in messages if "reply_markup" in each), None),
            within=PATIENCE,
        )
        known = await self.person.open_page(preview, BUTTON)
        token = httpx.URL(known["url"]).params.get("pass", "")
        self.page = {"Authorization": f"tma {known['init_data']}", "X-Pass": token}

    async def send(self, files: list[bytes], group: Group | None = None) -> None:
        for data in files:
            if group is None:
                await self.person.send_photo(data, as_file=True, name="photo")
            else:
                photo = await self.person.send_photo(data, as_file=True, name="p", in_=group)
                await self.person.say("/cut@removerbot_sandbox_bot", reply_to=photo)

    async def scans(self, files: list[bytes]) -> None:
        """Progressive JPEG files with hundreds of scans, in private and in a group."""
        await asyncio.gather(self.send(files[::2]), self.send(files[1::2], self.groups[0]))

    async def in_groups(self, files: list[bytes]) -> None:
        """Three files of 12 megapixels in each of a hundred groups."""
        for group in self.groups:
            await self.send(files, group)

    async def outlines(self, _files: list[bytes]) -> None:
        """250 requests of the page at once, of 50 taps each."""
        taps = [{"keep": [[20 * n % 1200 + 5, 7 * n + 5]]} for n in range(50)]
        for number in range(250):
            taps[0] = {"keep": [[number + 3, 9]]}
            asyncio.create_task(self._outlines(taps[:]))  # noqa: RUF006 - they end by themselves
        await asyncio.sleep(5)

    async def _outlines(self, taps: list[Json]) -> None:
        with suppress(httpx.HTTPError):
            await self.http.post("/tap/outlines", json={"taps": taps}, headers=self.page)

    async def prompts(self, _files: list[bytes]) -> None:
        """Uploads with prompts of as many objects as fit, all at once."""
        cells = " + ".join(f"{20 * n + 10},{11 * n + 10}" for n in range(45))
        few = " + ".join(f"{90 * n + 10},{60 * n + 10}" for n in range(12))
        photo = picture((10, 90, 90))
        await asyncio.gather(*(self._upload(photo, (cells, few)[n % 2]) for n in range(20)))

    async def uploads(self, _files: list[bytes]) -> None:
        """Sixty uploads of 38 MB at once."""
        await asyncio.gather(*(self._upload(bytes(38 << 20), "C4") for _ in range(60)))

    async def _upload(self, photo: bytes, prompt: str) -> None:
        with suppress(httpx.HTTPError):
            await self.http.post(
                "/api/cut",
                data={"prompt": prompt},
                files={"photo": photo},
                headers={"X-Api-Key": self.key},
            )


ACTS: dict[str, tuple[Act, Callable[[], list[bytes]]]] = {
    "scans": (Hostile.scans, lambda: [many_scans(7000, 500, n) for n in range(20)]),
    "few scans": (Hostile.scans, lambda: [many_scans(7000, 100, n) for n in range(20)]),
    "48 MP": (Hostile.send, lambda: [large_jpeg(8000, 6000, n) for n in range(6)]),
    "profiles": (Hostile.send, lambda: [heavy_profile(60, n) for n in range(20)]),
    "float TIFF": (Hostile.send, lambda: [real_tiff(10_000, 5000, n) for n in range(6)]),
    "groups": (Hostile.in_groups, lambda: [large_jpeg(4000, 3000, n) for n in range(3)]),
    "outlines": (Hostile.outlines, list),
    "prompts": (Hostile.prompts, list),
    "uploads": (Hostile.uploads, list),
}
"""What a hostile person does again and again, and with which files."""


async def repeat(name: str, sandbox: str, bot: str, key: str, *, with_bot: bool) -> None:
    """Repeats an act until it is cancelled; with or without the bot in the groups."""
    act, files = ACTS[name][0], ACTS[name][1]()
    async with (
        SandboxClient(sandbox) as client,
        httpx.AsyncClient(base_url=bot, timeout=PATIENCE, limits=httpx.Limits()) as http,
    ):
        hostile = Hostile(await client.person(f"Hostile {name}"), [], http, key)
        await hostile.open_page()
        for number in range(GROUPS if act is Hostile.in_groups else 1):
            hostile.groups.append(
                await client.group(f"{name} {number}", hostile.person, with_bot=with_bot)
            )
        print("ready", flush=True)  # noqa: T201
        while True:
            await act(hostile, files)
            await asyncio.sleep(1)


def main() -> None:
    """Repeat the act that the command line names."""
    parser = argparse.ArgumentParser()
    for name in ("act", "sandbox", "bot", "key"):
        parser.add_argument(name)
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    os.nice(19)
    with suppress(KeyboardInterrupt):
        asyncio.run(
            repeat(
                options.act,
                options.sandbox,
                options.bot,
                options.key,
                with_bot=not options.unseen,
            )
        )


if __name__ == "__main__":
    main()

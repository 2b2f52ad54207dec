"""How long others wait while one person is hostile, beside how long they wait alone.

    python -m tests.hostility [--rounds 6] [ACT …]

Runs a whole bot in a process of its own, with a stand-in for the model, against the sandbox;
`make soak` runs it after its storm. Each act goes on until the others have had their rounds: a
photo, its preview, a reply, its cutout. Exits with status 1 if somebody got no answer; the
ratios are to be read, as they depend on what else the machine does. The line "unseen" is the
same flood in groups where the bot is not: that wait is for the sandbox, which plays Telegram on
the same processors.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from statistics import median

import httpx
import numpy as np
from PIL import Image, ImageDraw

from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.hostile import heavy_profile, large_jpeg, many_scans, real_tiff
from tests.loopback import free_port
from tests.processes import BotProcess

TOKEN = "78:the-token-of-the-hostile"
KEY = "the-api-key-of-the-hostile"
BUTTON = "👆 Tap the thing itself"
PEOPLE = 2
"""Others; each has a photo of an own colour."""
PATIENCE = 120.0
"""Seconds for an answer."""
GROUPS = 104


UPLOADS = """
import http.client, os, sys, threading
os.nice(19)
host, key = sys.argv[1:]
edge = b"--x\\r\\nContent-Disposition: form-data; name="
body = edge + b'"prompt"\\r\\n\\r\\nC4\\r\\n' + edge + b'"photo"; filename="p"\\r\\n\\r\\n'
body += bytes(38 << 20) + b"\\r\\n--x--\\r\\n"
headers = {"X-Api-Key": key, "Content-Type": "multipart/form-data; boundary=x"}

def upload():
    connection = http.client.HTTPConnection(host)
    try:
        connection.request("POST", "/api/cut", body, headers)
        connection.getresponse().read()
    except OSError:
        pass

threads = [threading.Thread(target=upload, daemon=True) for _ in range(60)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@dataclass
class Waits:
    """Seconds that others waited for previews and for cutouts."""

    preview: list[float] = field(default_factory=list)
    cutout: list[float] = field(default_factory=list)
    missing: int = 0

    def beside(self, alone: "Waits") -> str:
        """These, as multiples of what they waited alone."""
        parts = [f"{self.missing} without an answer"] if self.missing else []
        for name in ("preview", "cutout"):
            those, base = getattr(self, name), getattr(alone, name)
            if those and base:
                parts.append(
                    f"{name} {median(those) / median(base):4.1f} × "
                    f"(worst {max(those) / max(base):4.1f} ×, {max(those):.2f} s)"
                )
        return ", ".join(parts)


@dataclass
class Hostile:
    """A hostile person, their groups, and what they have open."""

    person: Person
    groups: list[Group]
    url: str
    http: httpx.AsyncClient
    page: dict[str, str] = field(default_factory=dict)

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
        """Sixty uploads of 38 MB, from another process: this one is also Telegram."""
        host = f"{self.http.base_url.host}:{self.http.base_url.port}"
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", UPLOADS, host, KEY)
        try:
            await process.wait()
        finally:
            if process.returncode is None:
                process.kill()

    async def _upload(self, photo: bytes, prompt: str) -> None:
        with suppress(httpx.HTTPError):
            await self.http.post(
                "/api/cut",
                data={"prompt": prompt},
                files={"photo": photo},
                headers={"X-Api-Key": KEY},
            )


def acts() -> dict[str, tuple[Callable[[Hostile, list[bytes]], Awaitable[None]], list[bytes]]]:
    """What a hostile person does, and with which files."""
    return {
        "scans": (Hostile.scans, [many_scans(7000, 500, n) for n in range(20)]),
        "few scans": (Hostile.scans, [many_scans(7000, 100, n) for n in range(20)]),
        "48 MP": (Hostile.send, [large_jpeg(8000, 6000, n) for n in range(6)]),
        "profiles": (Hostile.send, [heavy_profile(60, n) for n in range(20)]),
        "float TIFF": (Hostile.send, [real_tiff(10_000, 5000, n) for n in range(6)]),
        "groups": (Hostile.in_groups, [large_jpeg(4000, 3000, n) for n in range(3)]),
        "outlines": (Hostile.outlines, []),
        "prompts": (Hostile.prompts, []),
        "uploads": (Hostile.uploads, []),
    }


def picture(color: tuple[int, int, int]) -> bytes:
    """A photo of a disc in its middle on noise around a color, 1280×853."""
    noise = np.random.default_rng(color[0]).integers(0, 30, (853, 1280, 3), np.uint8)
    image, file = Image.fromarray(noise + np.array(color, np.uint8)), BytesIO()
    ImageDraw.Draw(image).ellipse((440, 226, 840, 626), fill=(240, 230, color[0]))
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _replied_to(message: Json) -> int | None:
    """The message that it replies to; under a cutout come pictures of what else is meant."""
    number: int | None = message.get("reply_to_message", {}).get("message_id")
    return number


async def rounds(people: list[Person], count: int) -> Waits:
    """What people wait who send a photo each, wait for its preview, and point at it."""
    waits = Waits()

    async def timed(person: Person, asked: Json, kind: str, seconds: list[float]) -> bool:
        def answer_in(messages: list[Json]) -> Json | None:
            about = (each for each in messages if _replied_to(each) == asked["message_id"])
            return next(about, None)

        begun = time.monotonic()
        try:
            answer = await person.wait_for(answer_in, within=PATIENCE)
        except (TimeoutError, AssertionError):
            answer = {}
        waits.missing += kind not in answer
        seconds.append(time.monotonic() - begun)
        return kind in answer

    async def visit(number: int, person: Person) -> None:
        for turn in range(count):
            photo = await person.send_photo(picture((10 + 20 * number + turn, 90, 90)))
            if await timed(person, photo, "photo", waits.preview):
                await asyncio.sleep(1)
                words = await person.say("640,426")
                await timed(person, words, "document", waits.cutout)

    await asyncio.gather(*(visit(number, person) for number, person in enumerate(people)))
    return waits


async def measure(folder: Path, names: list[str], count: int) -> bool:
    """Prints the table; returns whether everybody got an answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    is_good = True
    async with (
        Sandbox(TOKEN, username="removerbot_sandbox_bot") as sandbox,
        SandboxClient(sandbox.url) as client,
        httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=httpx.Limits()) as http,
    ):
        sandbox.mini_apps.main = f"{url}/tap/"
        for name, (act, files) in acts().items():
            if names and name not in names:
                continue
            place = folder / name.replace(" ", "-")
            place.mkdir()
            bot = BotProcess(
                TOKEN, sandbox.url, place, log_level="ERROR", public_url=url, web_port=port,
                api_key=KEY,
            )  # fmt: skip
            await bot.start()
            people = [await client.person(f"{name} {n}") for n in range(PEOPLE)]
            person = await client.person(f"Hostile {name}")
            many = GROUPS if act is Hostile.in_groups else 1
            groups = [await client.group(f"{name} {n}", person) for n in range(many)]
            await rounds(people, 1)
            alone = await rounds(people, count)
            hostile = await prepared(Hostile(person, groups, url, http))
            beside = await during(again_and_again(hostile, act, files), people, count)
            print(f"{name:<11} {beside.beside(alone)}, {peak_mb(bot.pid):.0f} MB", flush=True)  # noqa: T201
            if act is Hostile.in_groups:
                others = [
                    await client.group(f"{name} {n}", person, with_bot=False)
                    for n in range(GROUPS)
                ]
                hostile = replace(hostile, groups=others)
                unseen = await during(again_and_again(hostile, act, files), people, count)
                print(f"  unseen    {unseen.beside(alone)}", flush=True)  # noqa: T201
            await bot.end()
            is_good &= not beside.missing
    return is_good


async def during(
    deed: Coroutine[object, object, None], people: list[Person], count: int
) -> Waits:
    """What people wait while a deed goes on, which is cancelled then."""
    task = asyncio.create_task(deed)
    await asyncio.sleep(1)
    waits = await rounds(people, count)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    return waits


async def prepared(hostile: Hostile) -> Hostile:
    """Opens the page."""
    photo = await hostile.person.send_photo(picture((5, 90, 90)))
    preview = await hostile.person.next_message(after=photo, within=PATIENCE)
    known = await hostile.person.open_page(preview, BUTTON)
    token = httpx.URL(known["url"]).params.get("pass", "")
    hostile.page = {"Authorization": f"tma {known['init_data']}", "X-Pass": token}
    return hostile


async def again_and_again(
    hostile: Hostile,
    act: Callable[[Hostile, list[bytes]], Awaitable[None]],
    files: list[bytes],
) -> None:
    """Repeats an act until it is cancelled."""
    while True:
        await act(hostile, files)
        await asyncio.sleep(1)


def peak_mb(pid: int) -> float:
    """The most memory that a process had; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    [line] = [row for row in status.read_text().splitlines() if row.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main() -> int:
    """Measure it, all acts or those that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("acts", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return int(not asyncio.run(measure(Path(folder), options.acts, options.rounds)))


if __name__ == "__main__":
    sys.exit(main())

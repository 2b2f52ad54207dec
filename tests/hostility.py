"""How long others wait while one person is hostile, beside how long they wait alone.

    python -m tests.hostility [--turns 3] [--rounds 4] [ACT …]

Runs a whole bot in a process of its own, with a stand-in for the model, against the sandbox;
`make soak` runs it after its storm. Each act goes on until the others have had their rounds: a
photo, its preview, a reply, its cutout. Alone and beside they take turns, so that a machine
that becomes slower meanwhile slows both. The hostile person is a process of their own, see
`tests.hostile_person`. Exits with status 1 if somebody got no answer; the ratios are to be
read, as they depend on what else the machine does. The line "unseen" is the same flood in
groups where the bot is not: that wait is for the sandbox, which plays Telegram on the same
processors.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.hostile import picture
from tests.hostile_person import ACTS, PATIENCE
from tests.loopback import free_port
from tests.processes import ROOT, BotProcess

TOKEN = "78:the-token-of-the-hostile"
KEY = "the-api-key-of-the-hostile"
PEOPLE = 2
"""Others; each has a photo of an own colour."""


@dataclass
class Waits:
    """Seconds that others waited for previews and for cutouts."""

    preview: list[float] = field(default_factory=list)
    cutout: list[float] = field(default_factory=list)
    missing: int = 0

    def add(self, more: "Waits") -> None:
        self.preview += more.preview
        self.cutout += more.cutout
        self.missing += more.missing

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


async def measure(folder: Path, names: list[str], turns: int, count: int) -> bool:
    """Prints the table; returns whether everybody got an answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    is_good = True
    async with (
        Sandbox(TOKEN, username="removerbot_sandbox_bot") as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        sandbox.mini_apps.main = f"{url}/tap/"
        for name in names or ACTS:
            place = folder / name.replace(" ", "-")
            place.mkdir()
            bot = BotProcess(
                TOKEN, sandbox.url, place, log_level="ERROR", public_url=url, web_port=port,
                api_key=KEY,
            )  # fmt: skip
            await bot.start()
            try:
                people = [await client.person(f"{name} {n}") for n in range(PEOPLE)]
                await rounds(people, 1)
                alone, beside, unseen = Waits(), Waits(), Waits()
                for _ in range(turns):
                    alone.add(await rounds(people, count))
                    async with hostile_person(name, sandbox.url, url, KEY):
                        beside.add(await rounds(people, count))
                    if name == "groups":
                        async with hostile_person(name, sandbox.url, url, KEY, "--unseen"):
                            unseen.add(await rounds(people, count))
                peak = peak_mb(bot.pid)
                print(f"{name:<11} {beside.beside(alone)}, {peak:.0f} MB", flush=True)  # noqa: T201
                if name == "groups":
                    print(f"  unseen    {unseen.beside(alone)}", flush=True)  # noqa: T201
            finally:
                await bot.end()
            is_good &= not beside.missing
    return is_good


@asynccontextmanager
async def hostile_person(*arguments: str) -> AsyncIterator[None]:
    """Someone who repeats an act meanwhile, see `tests.hostile_person`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.hostile_person", *arguments, cwd=ROOT, stdout=PIPE
    )
    assert process.stdout
    try:
        assert await process.stdout.readline(), "the hostile person ended"
        await asyncio.sleep(1)
        yield
        assert process.returncode is None, "the hostile person ended"
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


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
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("acts", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        coroutine = measure(Path(folder), options.acts, options.turns, options.rounds)
        return int(not asyncio.run(coroutine))


if __name__ == "__main__":
    sys.exit(main())

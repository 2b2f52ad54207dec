"""Stress and faults: many people, a network that fails, a bot that is killed all the time.

    python -m tests.soak [--people 200] [--seconds 120] [--kill-every 8]

Runs a whole bot in a process of its own, with a stand-in for the model, against the sandbox.
Every photo has a colour of its own, which must come back in its cutout and in no other. In
the end each message has exactly one answer, or one honest refusal; else the exit status is 1.
"""

import argparse
import asyncio
import io
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.chat import Chat
from telegram_sandbox.client.person import Where
from telegram_sandbox.faults import random_faults
from telegram_sandbox.server import Sandbox
from tests.answers import is_queued
from tests.processes import BotProcess

TOKEN = "77:the-token-of-the-soak"
FAULTY = 0.1
"""The share of calls that go wrong."""
IN_GROUPS = 0.4
"""The share of photos that are sent to a group."""
FLOOD = 30
"""Photos that a person who floods sends at once; more than may wait in line."""
PER_GROUP = 4
CALM_DOWN = 300.0
"""Seconds after the storm in which everything is to be answered."""

Kind = Literal["photo", "document"]


@dataclass(slots=True, eq=False)
class Request:
    """What a person asked for, and how it ended.

    Attributes:
        chat: where.
        messages: what they wrote; the answer replies to one of these.
        kind: what it is to be answered with.
        colour: of the photo that it is about.
        is_edited: whether they corrected what they wrote.
        is_unsure: whether the bot asked if an answer has arrived; the question is deleted when
            its button is pressed.
        answers: the messages in answer to it, but for questions and news of the line.
    """

    chat: Chat
    person: Person
    messages: list[Json]
    kind: Kind
    color: tuple[int, int, int]
    is_edited: bool = False
    is_unsure: bool = False
    answers: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What happened."""

    sent: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    redelivered: int = 0
    answered: int = 0
    refused: int = 0
    asked_again: int = 0
    lost: int = 0
    doubled: int = 0
    mixed_up: int = 0
    memory_mb: tuple[float, float] = (0, 0)
    wrong: list[str] = field(default_factory=list)
    transcripts: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.mixed_up or self.wrong)

    def table(self) -> str:
        """For people."""
        before, after = self.memory_mb
        faults = ", ".join(f"{name}: {count}" for name, count in sorted(self.faults.items()))
        rows = {
            "messages sent": self.sent,
            "delivered twice": self.redelivered,
            "calls that went wrong": f"{self.faults.total()} ({faults})",
            "bots killed": self.kills,
            "answered": self.answered,
            "refused with a word": self.refused,
            "asked for again": self.asked_again,
            "lost": self.lost,
            "doubled": self.doubled,
            "mixed up": self.mixed_up,
            "memory before and after": f"{before:.0f} MB, {after:.0f} MB",
            "wrong afterwards": "; ".join(self.wrong) or "nothing",
        }
        table = "\n".join(f"{name:<24} {value}" for name, value in rows.items())
        return "\n\n".join([table, *self.transcripts])


class Soak:
    """A storm with people in it."""

    def __init__(self, sandbox: Sandbox, people: SandboxClient, seed: int) -> None:
        self.sandbox = sandbox
        self.people = people
        self.requests: list[Request] = []
        self.report = Report()
        self._dice = random.Random(seed)
        self._pressed: set[tuple[int, int]] = set()

    async def visit(self, person: Person, group: Group, until: float) -> None:
        """Send a photo, in private or in a group, and point at it, again and again."""
        while time.monotonic() < until:
            place = group if self._dice.random() < IN_GROUPS else None
            photo = await self._photo(person, place)
            preview = await self._answer(photo)
            if "photo" in preview:
                original = preview if place or self._dice.random() < 0.5 else None
                words = await person.say("B2", reply_to=original)
                cut = self._note(photo.chat, person, [words], "document", photo.color)
                if self._dice.random() < 0.2:
                    await person.edit(words, "C2")
                    cut.is_edited = True
                await self._answer(cut)
            await asyncio.sleep(self._dice.random())

    async def flood(self, person: Person) -> None:
        """Send far more than anybody can get at once."""
        photos = [await self._photo(person) for _ in range(FLOOD)]
        for photo in photos:
            await self._answer(photo)

    async def redeliver(self, until: float) -> None:
        """Let updates come twice now and then."""
        while time.monotonic() < until:
            await asyncio.sleep(0.5)
            if updates := await self.people.updates():
                await self.people.redeliver(self._dice.choice(updates)["update_id"])
                self.report.redelivered += 1

    async def kill(self, bot: BotProcess, every: float, until: float) -> None:
        """Kill the bot and start another one, until nobody does any more."""
        while time.monotonic() + every < until:
            await asyncio.sleep(every)
            await bot.end(signal.SIGKILL)
            await bot.start()
            self.report.kills += 1

    async def judge(self) -> None:
        """Look at everything that was said, and count."""
        for request in self.requests:
            messages = await request.chat.messages()
            told = request.answers = answers_to(request, messages)
            right = [answer for answer in told if request.kind in answer]
            # An answer that Telegram did not confirm cannot be edited: the bot asks about it,
            # and what was corrected meanwhile has an answer of its own.
            request.is_unsure |= any(map(is_question, replies_to(request, messages)))
            most = 2 if request.is_edited and request.is_unsure else 1
            self.report.sent += 1
            self.report.answered += 0 < len(right) <= most
            self.report.doubled += len(told) > most
            self.report.refused += len(told) == 1 and not right
            is_lost = False
            if not told:
                left_out = any(map(is_left_out, messages))
                self.report.refused += left_out
                is_lost = not left_out
            self.report.lost += is_lost
            if is_lost or len(told) > most:
                self.report.transcripts.append(await transcript(request))
            for answer in right:
                self.report.mixed_up += not await self._is_of(request, answer)

    async def _photo(self, person: Person, group: Group | None = None) -> Request:
        number = len(self.requests)
        color = (number & 255, number >> 8 & 255, 90)
        file = io.BytesIO()
        Image.new("RGB", (160, 120), color).save(file, "PNG")
        place: Where = {"in_": group} if group else {}
        photo = await person.send_photo(file.getvalue(), as_file=True, name="mark.png", **place)
        if group is None:
            return self._note(person, person, [photo], "photo", color)
        asked = await person.say("/cut@removerbot_sandbox_bot", reply_to=photo)
        return self._note(group, person, [photo, asked], "photo", color)

    def _note(
        self,
        chat: Chat,
        person: Person,
        messages: list[Json],
        kind: Kind,
        color: tuple[int, int, int],
    ) -> Request:
        self.requests.append(Request(chat, person, messages, kind, color))
        return self.requests[-1]

    async def _answer(self, request: Request) -> Json:
        """Wait for an answer as people do: where the bot asks whether it has arrived, and
        it has not, press the button."""
        while True:
            found = await request.chat.wait_for(
                lambda messages: self._news(request, messages), CALM_DOWN * 10
            )
            if not is_question(found):
                return found
            request.is_unsure = True
            self._pressed.add((request.chat.id, found["message_id"]))
            self.report.asked_again += 1
            await request.person.press(found, "Send it again", within=0)

    def _news(self, request: Request, messages: list[Json]) -> Json | None:
        """An answer, a question that was not seen before, or a word that all is left out."""
        if answers := answers_to(request, messages):
            return answers[0]
        for message in replies_to(request, messages):
            place = (request.chat.id, message["message_id"])
            if is_question(message) and place not in self._pressed:
                return message
        return next((m for m in messages if is_left_out(m)), None)

    async def _is_of(self, request: Request, answer: Json) -> bool:
        """Whether a cutout, or the photo under its grid, shows the right colour."""
        data = await request.person.download(answer)
        pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))
        if request.kind == "photo":
            middle = np.median(pixels[..., :3].reshape(-1, 3), axis=0)
            return bool(np.abs(middle - request.color).max() < 60)
        kept = pixels[pixels[..., 3] == 255][:, :3]
        return len(kept) > 0 and bool((kept == request.color).all())


def replies_to(request: Request, messages: list[Json]) -> list[Json]:
    """The bot's messages in reply to those of a request."""
    asked = [message["message_id"] for message in request.messages]
    return [
        reply
        for reply in messages
        if reply["from"]["is_bot"]
        and reply.get("reply_to_message", {}).get("message_id") in asked
    ]


def answers_to(request: Request, messages: list[Json]) -> list[Json]:
    """What answers a request: its answer, or a refusal. One that leaves something out is said
    until Telegram confirms it, and counts once."""
    replies = [
        reply
        for reply in replies_to(request, messages)
        if not is_question(reply) and not is_queued(reply)
    ]
    left_out = list(filter(is_left_out, replies))
    return [reply for reply in replies if reply not in left_out[1:]]


async def transcript(request: Request) -> str:
    """What was said in a chat from a request on, for whoever looks for the reason."""
    first = request.messages[0]["message_id"]
    lines = [f"chat {request.chat.id}, message {first}, which waits for a {request.kind}:"]
    for message in await request.chat.messages():
        if message["message_id"] >= first:
            to = message.get("reply_to_message", {}).get("message_id", "")
            said = message.get("text") or message.get("caption") or ""
            what = (
                "photo" if "photo" in message else "document" if "document" in message else ""
            )
            name = message["from"]["first_name"]
            lines.append(f"{message['message_id']:>6} {name} → {to} {what} {said[:70]!r}")
    return "\n".join(lines)


def is_question(message: Json) -> bool:
    """Whether the bot asks if an answer has arrived."""
    return "whether it arrived" in message.get("text", "")


def is_left_out(message: Json) -> bool:
    """Whether the bot says that it leaves out what comes too thick."""
    return "still busy with what you sent" in message.get("text", "")


async def soak(
    folder: Path, *, people: int, seconds: float, kill_every: float, seed: int = 1
) -> Report:
    """Let the storm blow for so long, then see what is left.

    Args:
        folder: an empty one, for the bot's database and log.
        people: how many; one in ten floods.
        seconds: how long the storm lasts.
        kill_every: seconds that a bot lives in it.
        seed: of everything that happens by chance.
    """
    async with (
        Sandbox(TOKEN, username="removerbot_sandbox_bot") as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        storm = Soak(sandbox, client, seed)
        # Without the subject model, which takes 60 MB or more from any moment on: what the bot
        # takes shows whether memory leaks.
        bot = BotProcess(
            TOKEN, sandbox.url, folder, log_level="WARNING", queue=people, subject="off"
        )
        everybody = [await client.person(f"Person {n}") for n in range(people)]
        groups = [
            await client.group(f"Group {n}", *everybody[n : n + PER_GROUP])
            for n in range(0, people, PER_GROUP)
        ]
        sandbox.faults.default = random_faults(FAULTY, seed)
        until = time.monotonic() + seconds
        await bot.start()
        visits = [
            asyncio.create_task(
                storm.flood(person)
                if number % 10 == 9
                else storm.visit(person, groups[number // PER_GROUP], until)
            )
            for number, person in enumerate(everybody)
        ]
        await asyncio.gather(storm.kill(bot, kill_every, until), storm.redeliver(until))
        sandbox.faults.default = lambda _: None
        storm.report.faults = sandbox.faults.counts
        _, late = await asyncio.wait(visits, timeout=CALM_DOWN)
        for visit in late:
            visit.cancel()
        await measure_memory(storm, bot, everybody, groups)
        await storm.judge()
        status = await bot.end(signal.SIGTERM)
        storm.report.wrong += leftovers(folder, status)
        return storm.report


async def measure_memory(
    storm: Soak, bot: BotProcess, everybody: list[Person], groups: list[Group]
) -> None:
    """How much the bot takes after a first round of everybody, and after two more."""
    rounds = []
    for _ in range(3):
        soon = time.monotonic() + 0.01
        await asyncio.gather(
            *(
                storm.visit(person, groups[number // PER_GROUP], soon)
                for number, person in enumerate(everybody)
            )
        )
        rounds.append(resident_mb(bot.pid))
    storm.report.memory_mb = (rounds[0], rounds[-1])


def resident_mb(pid: int) -> float:
    """What a process has in memory; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    [line] = [row for row in status.read_text().splitlines() if row.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def leftovers(folder: Path, status: int) -> list[str]:
    """What is not as it should be once the bot has stopped."""
    wrong = [f"exit status {status}"] if status else []
    wrong += [f"file {f.name}" for f in folder.iterdir() if f.name not in {"bot.db", "bot.log"}]
    connection = sqlite3.connect(folder / "bot.db")
    for query, name in (
        ("PRAGMA foreign_key_check", "foreign keys"),
        ("SELECT 1 FROM journal WHERE state = 'waiting'", "updates that wait"),
        ("SELECT 1 FROM journal WHERE state = 'done' AND payload IS NOT NULL", "payloads"),
        ("SELECT * FROM pragma_integrity_check WHERE integrity_check != 'ok'", "integrity"),
    ):
        wrong += [name] if connection.execute(query).fetchall() else []
    connection.close()
    return wrong


def main() -> int:
    """Run it and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--kill-every", type=float, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="an empty one, for the bot's log and rows"
    )
    options = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as temporary:
        report = asyncio.run(soak(options.pop("keep") or Path(temporary), **options))
    sys.stdout.write(report.table() + "\n")
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())

"""Records what a bot of today leaves: `python -m tests.golden.record_old`.

It writes `old_database.sql` and `old_chat.json` anew. They stand for what bots in the field
have, so this is done when a version has been given out, and not because a test fails.
"""

import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.golden import drivers
from tests.golden.pictures import machine
from tests.golden.scenes import photo
from tests.golden.upgrade import (
    ADA,
    BOB,
    CHAT,
    CLEO,
    GROUP,
    HUGO,
    SETTINGS,
    SQL,
    run,
    source_of,
)
from tests.remembering import Remembering

_NEVER = 60.0
"""Seconds: longer than a bot lives here."""

BUTTONS: Sequence[tuple[str, str, Sequence[str]]] = (
    ("smaller", "265,248", ()),
    ("bigger", "265,248", ("smaller",)),
    ("undo", "E5", ()),
    ("points", "E5", ()),
    ("add", "E5", ()),
    ("sticker", "E5", ()),
    ("more", "E5", ()),
    ("less", "E5", ("more",)),
    ("photo", "E5", ("more",)),
    ("restart", "E5, -A1", ("more",)),
    ("edge fine", "E5", ("more",)),
    ("grow :1", "E5", ("more",)),
    ("crop trim", "E5", ("more",)),
    ("ground blur", "E5", ("more",)),
    ("outline #ffffff", "E5", ("more",)),
    ("shadow on", "E5", ("more",)),
    ("format webp", "E5", ("more",)),
    ("cutout", "E5", ("points",)),
    ("finer", "E5", ("points",)),
    ("tap", "E5", ("points",)),
    ("zoom", "E5", ("points",)),
    ("auto", "E5", ("points",)),
    ("back", "zoom E5", ()),
    ("cell F6", "E5", ("points", "tap")),
    ("closer C5", "E5", ("points", "zoom")),
    ("pick", "E5", ("add", "auto")),
    ("style", "E5", ("sticker",)),
    ("files", "E5", ("sticker",)),
    ("pack", "E5", ("sticker",)),
    ("takeout", "E5", ("sticker", "pack")),
    ("wear e53935-10-0", "E5", ("sticker", "style")),
    ("undress", "E5", ("sticker", "style")),
)
"""The verb of a button and perhaps how its data end, and the words and the buttons that lead
to a message which has it."""


class Life:
    """What happens in the old chats, and what is worth remembering of it.

    Attributes:
        marks: numbers of messages that something is replied to later.
        buttons: person, group, message and data of buttons that are pressed later.
        passes: of pages that are open.
        asked: numbers of messages that a later bot answers.
    """

    def __init__(self, telegram: drivers.Telegram) -> None:
        self.telegram = telegram
        self.marks: dict[str, int] = {}
        self.buttons: dict[str, tuple[int, int | None, int, str]] = {}
        self.passes: dict[str, str] = {}
        self.asked: dict[str, int] = {}

    def mark(self, name: str, chat: drivers.Chat) -> int:
        """Remember the newest answer; its number."""
        assert chat.newest
        self.marks[name] = int(chat.newest["message_id"])
        return self.marks[name]

    def keep(
        self, button: str, chat: drivers.Chat, group: int | None = None, name: str = ""
    ) -> None:
        """Remember a button under the newest answer, as `BUTTONS` name it."""
        assert chat.newest
        verb, _, ending = button.partition(" ")
        rows = chat.newest["reply_markup"]["inline_keyboard"]
        found = [
            data
            for data in (each.get("callback_data", "") for row in rows for each in row)
            if data.startswith((f"{verb}:", f"{verb}/")) and data.endswith(ending)
        ]
        message = chat.newest["message_id"]
        self.buttons[name or button] = (chat.person.id, group, message, found[0])

    def keep_pass(self, name: str, chat: drivers.Chat) -> None:
        """Remember the pass in the button that opens the page."""
        assert chat.newest
        rows = chat.newest["reply_markup"]["inline_keyboard"]
        [url] = [each["web_app"]["url"] for row in rows for each in row if "web_app" in each]
        self.passes[name] = url.partition("pass=")[2]


async def first_days(life: Life, bot: drivers.Bot) -> None:
    """All that happens before anything goes wrong."""
    names = ("Ada", "Bob", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hugo", "Ian", "Jo")
    people = [await bot.people.person(name) for name in names]
    await bot.people.group("Cat Lovers", *people[:2])
    ada, bob, cleo, dan, eve, fay, gus, hugo, ian, jo = [
        await life.telegram.chat(person.id) for person in people
    ]
    await ada.say("/start", reply=False)
    await _photos_and_cutouts(life, bot, ada)
    await jo.send([photo("shirt")], as_file=True)
    preview = life.mark("preview of buttons", jo)
    for button, words, presses in BUTTONS:
        await _cut(jo, preview, words, *presses)
        life.keep(button, jo)
    await _likes(life, bob)
    await _in_group(life)
    for chat in (cleo, hugo, ian):
        await chat.send([photo("shirt")], as_file=True)
    await ian.say("E5", reply=True)
    life.keep("undo", ian, name="undo of a photo put away")
    await ian.say("/cancel", reply=False)
    await dan.send([photo("tiny")], as_file=True)
    for _ in range(SETTINGS["daily_limit"]):
        await dan.say("F5", reply=False)
    await gus.say("hello", reply=False)
    await ada.say(f"/block {eve.person.id}", reply=False)
    await ada.say(f"/allow {fay.person.id}", reply=False)
    await fay.send([photo("tiny")], as_file=True)
    await eve.person.say("hello")


async def _photos_and_cutouts(life: Life, bot: drivers.Bot, ada: drivers.Chat) -> None:
    """Messages of every kind that something can be replied to."""
    await ada.send([photo("shirt")], as_file=True)
    preview = life.mark("preview", ada)
    life.marks["photo"] = preview - 1
    life.keep_pass("preview", ada)
    for name, words, *buttons in (
        ("cutout", "E5"),
        ("points", "E5, -A1", "points"),
        ("adding", "E5", "add"),
        ("zoomed", "zoom E5"),
        ("finer", "zoom E5", "finer"),
        ("undone", "E5", "undo"),
        ("smaller", "265,248", "smaller"),
        ("dressed", "E5", "more", "square", "outline-white", "shadow", "ground-blur", "JPEG"),
        ("refused", "Z99"),
    ):
        await _cut(ada, preview, words, *buttons)
        life.mark(name, ada)
    await ada.look_at(life.marks["points"])
    life.keep_pass("points", ada)
    page = await bot.open_page(ada)
    await page.done([{"drop": [[20, 20]]}], "document")
    life.mark("from the page", ada)
    await _cut(ada, preview, "E5")
    await ada.put_behind(photo("sea"))
    life.mark("sea behind", ada)
    await ada.send([photo("several")], as_file=True)
    await ada.say("C3 + F3", reply=True)
    life.mark("two things", ada)
    await ada.send([photo("portrait")], as_file=False)
    await ada.say("C9", reply=True)
    life.mark("beside the thing", ada)
    await ada.send([photo(name) for name in ("ball", "mug", "p3")], as_file=False)
    life.mark("album", ada)
    await ada.say("1: G5", reply=True)


async def _cut(chat: drivers.Chat, message: int, words: str, *buttons: str) -> None:
    """Reply to a message, and to the answer, and press buttons then."""
    await chat.look_at(message)
    for part in words.split(", "):
        await chat.say(part, reply=True)
    for button in buttons:
        await chat.press(button)


async def _likes(life: Life, bob: drivers.Chat) -> None:
    await bob.say("/settings", reply=False)
    for button in ("hard", "shadow"):
        await bob.press(button)
    for button in ("like edge:soft", "like crop:square"):
        life.keep(button, bob)
    await bob.send([photo("ball")], as_file=True)
    await bob.say("G5", reply=True)
    for button in ("sticker", "style", "⚫"):
        await bob.press(button)


async def _in_group(life: Life) -> None:
    ada, bob = [await life.telegram.chat(number, GROUP) for number in (ADA, BOB)]
    await bob.send([photo("shirt")], as_file=True)
    await bob.say("/cut", reply=True)
    life.mark("in group", bob)
    await ada.say("/settings", reply=False)
    await ada.press("rule-all-answer")
    life.keep("rule all_add", ada, GROUP)


async def _interrupted(
    life: Life, model: drivers.Model, folder: Path, *people: tuple[int, str]
) -> None:
    """A bot that is stopped while these people wait for a `cell` or a `photo`."""
    settings = {**SETTINGS, "stop_seconds": 0}
    async with life.telegram.bot(model, folder, **settings):
        if HUGO not in [person for person, _ in people]:
            hugo = await life.telegram.chat(HUGO)
            await hugo.arrives(life.asked["first cell"])
            life.keep("again", hugo)
        for person, what in people:
            chat = await life.telegram.chat(person)
            method = "download" if what == "photo" else "sendDocument"
            life.telegram.let_fail(method, _NEVER)
            calls = life.telegram.calls(method)
            if what == "photo":
                asked = await chat.person.send_photo(photo("mug"), as_file=True)
            else:
                asked = await chat.person.say("E5")
            life.asked[what] = asked["message_id"]
            assert await life.telegram.called(method, calls + 1)


async def record(model: drivers.Model) -> None:
    """Live, write it down, and see what a bot of today makes of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with drivers.Telegram() as telegram:
            life = Life(telegram)
            async with telegram.bot(model, folder, **SETTINGS) as bot:
                await first_days(life, bot)
                await asyncio.sleep(1)  # until all of it is struck off the journal
            await _interrupted(life, model, folder, (HUGO, "first cell"))
            await _interrupted(life, model, folder, (CLEO, "cell"), (BOB, "photo"))
            with closing(sqlite3.connect(folder / "bot.db")) as connection:
                SQL.write_text("\n".join(connection.iterdump()) + "\n", "utf-8")
            old = {
                "recorded": int(time.time()),
                "machine": machine(),
                "marks": life.marks,
                "buttons": life.buttons,
                "passes": life.passes,
                "asked": life.asked,
                "telegram": telegram.as_json(source_of),
            }
    with tempfile.TemporaryDirectory() as name:
        old["then"] = await run(model, Path(name), old)
    CHAT.write_text(_in_lines(old), "utf-8")


def _in_lines(old: object, depth: int = 3) -> str:
    """JSON with a line for each thing that is worth one."""
    if depth and isinstance(old, dict) and old:
        fields = (
            f"{json.dumps(name, ensure_ascii=False)}: {_in_lines(value, depth - 1)}"
            for name, value in old.items()
        )
        return "{\n" + ",\n".join(fields) + "\n}"
    if depth and isinstance(old, list) and old and not isinstance(old[0], int):
        return "[\n" + ",\n".join(_in_lines(each, depth - 1) for each in old) + "\n]"
    return json.dumps(old, ensure_ascii=False)


def main() -> int:
    """Record; returns the exit status."""
    asyncio.run(record(Remembering(drivers.load_model())))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A database and a chat that an earlier bot left, and what is done in that chat afterwards.

`old_database.sql` is what the bot of then had written; `old_chat.json` is what Telegram
remembers of that time, and what the bot of then itself made of the rest of this module.
"""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.golden import drivers
from tests.golden.pictures import Json, of_outlines, record
from tests.golden.runs import Results
from tests.golden.scenes import SCENES, photo

SQL = Path(__file__).with_name("old_database.sql")
CHAT = Path(__file__).with_name("old_chat.json")

ADA, BOB, CLEO, DAN, EVE, FAY, GUS, HUGO, IAN, JO = range(501, 511)
"""The ids that the sandbox gave them: an owner of the bot, one with likes of his own, one
whose answer got lost, one who had all of a day's cutouts, one who is blocked, one who is let
in, a stranger, another whose answer got lost, one who put his photo away, and an owner with
all the buttons."""

GROUP = -4_000_000_001
"""That of Ada and Bob."""

SETTINGS: Mapping[str, Any] = {
    "owners": frozenset({ADA, JO}),
    "allowed": frozenset({ADA, BOB, CLEO, DAN, HUGO, IAN, GROUP}),
    "daily_limit": 6,
}

_MOMENT = re.compile(r"'(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6})'")
_DAY = re.compile(r"'(\d{4}-\d\d-\d\d)'")


@cache
def old_chat() -> Json:
    """See `record_old`."""
    return dict(json.loads(CHAT.read_text("utf-8")))


def write_database(file: Path, old: Json) -> None:
    """The old database as if it had been left just now: rows of another time are purged."""
    was = datetime.fromtimestamp(old["recorded"], UTC)
    now = datetime.now(UTC)

    def moved(match: re.Match[str]) -> str:
        moment = datetime.fromisoformat(match[1]) + (now - was)
        return f"'{moment.isoformat(' ', 'microseconds')}'"

    def moved_day(match: re.Match[str]) -> str:
        day = datetime.fromisoformat(match[1]).date() + (now.date() - was.date())
        return f"'{day.isoformat()}'"

    text = _DAY.sub(moved_day, _MOMENT.sub(moved, SQL.read_text("utf-8")))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(text)


def rows_of(file: Path, query: str) -> list[Json]:
    """What a query gives, by the names of the columns; what is JSON is read."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(query)]
    for row in rows:
        row.update({k: json.loads(row[k]) for k in ("asked", "finish") if k in row})
    return rows


def source_of(kind: str, data: bytes) -> str | None:
    """Where the data of a file come from: one of the drawn photos, as it is or as Telegram
    shrinks it. Nobody looks into stickers of before, and other files are not asked for."""
    return "nothing" if kind == "sticker" else _sources().get(data)


@cache
def _sources() -> Mapping[bytes, str]:
    found = {photo(name): f"scene {name}" for name in SCENES}
    for name in SCENES:
        for side, data in drivers.as_photos(photo(name)).items():
            found[data] = f"photo {name} {side}"
    return found


def data_of(source: str) -> bytes:
    """The reverse of `source_of`."""
    kind, *words = source.split()
    if kind == "nothing":
        return b""
    if kind == "scene":
        return photo(words[0])
    return drivers.as_photos(photo(words[0]))[int(words[1])]


REPLIES: Mapping[str, tuple[int, str]] = {
    "preview": (ADA, "G7 -A1"),
    "photo": (ADA, "E5"),
    "cutout": (ADA, "-A1 F4"),
    "points": (ADA, "F4"),
    "adding": (ADA, "D3"),
    "zoomed": (ADA, "G6"),
    "finer": (ADA, "J9"),
    "two things": (ADA, "-20,20"),
    "undone": (ADA, "G7"),
    "smaller": (ADA, "-20,20"),
    "sea behind": (ADA, "F4"),
    "dressed": (ADA, "F4"),
    "beside the thing": (ADA, "E9"),
    "album": (ADA, "2: F5"),
    "from the page": (ADA, "F4"),
    "refused": (ADA, "E5"),
}
"""What is written in reply to which old messages."""


async def run(model: drivers.Model, folder: Path, old: Json) -> Results:
    """Start a bot on the old database, in the old chat, and do all of this."""
    write_database(folder / "bot.db", old)
    async with drivers.Telegram() as telegram:
        telegram.restore(old["telegram"], data_of)
        async with telegram.bot(model, folder, **SETTINGS) as bot:
            parts = await asyncio.gather(
                _of_ada(telegram, old, bot),
                _of_jo(telegram, old),
                _of_others(telegram, old),
            )
    return {name: about for part in parts for name, about in part.items()}


async def _of_ada(telegram: drivers.Telegram, old: Json, bot: drivers.Bot) -> Results:
    return {**await _replied(telegram, old), **await _tapped(telegram, old, bot)}


async def _of_jo(telegram: drivers.Telegram, old: Json) -> Results:
    results = await _pressed(telegram, old, lambda person: person == JO)
    chat = await telegram.chat(JO)
    await chat.say("/pack", reply=False)
    assert chat.newest
    [made] = old["telegram"]["sets"]
    return {**results, "pack": {"kind": "text", "is named": made[0] in chat.newest["text"]}}


async def _of_others(telegram: drivers.Telegram, old: Json) -> Results:
    """One after the other, as what they press changes what they like."""
    return {
        **await _unanswered(telegram, old),
        **await _liked(telegram),
        **await _in_group(telegram, old),
        **await _pressed(telegram, old, lambda person: person != JO),
        **await _let_in(telegram),
    }


async def _unanswered(telegram: drivers.Telegram, old: Json) -> Results:
    """What came just before the bot of then stopped is answered by itself."""
    results = {}
    for name, person in (("photo", BOB), ("cell", CLEO)):
        chat = await telegram.chat(person)
        files = await chat.arrives(old["asked"][name])
        results[f"unanswered/{name}"] = _seen(chat, files)
        if name == "cell":  # it may have arrived: they are asked
            last = await chat.last_id()
            await chat.press("again")
            results["unanswered/cell again"] = _seen(chat, await chat.arrives(last))
    return results


async def _replied(telegram: drivers.Telegram, old: Json) -> Results:
    results = {}
    for name, (person, words) in REPLIES.items():
        chat = await telegram.chat(person)
        await chat.look_at(old["marks"][name])
        files = await chat.say(words, reply=True)
        results[f"reply/{name} {words}"] = _seen(chat, files)
    return results


async def _pressed(
    telegram: drivers.Telegram, old: Json, whose: Callable[[int], bool]
) -> Results:
    results = {}
    for name, (person, group, message, data) in old["buttons"].items():
        if not whose(person):
            continue
        chat = await telegram.chat(person, group)
        await chat.look_at(message)
        before, last = chat.newest, await chat.last_id()
        files, answer = await chat.press_data(data)
        assert answer is not None, name
        if name == "again":
            files = await chat.arrives(last)
        seen = {"alert": "show_alert" in answer, "changed": chat.newest != before}
        results[f"button/{name}"] = {**_seen(chat, files), **seen}
    return results


async def _tapped(telegram: drivers.Telegram, old: Json, bot: drivers.Bot) -> Results:
    """The page goes on from an old preview and from old points."""
    results = {}
    for name, word in old["passes"].items():
        chat_id, cut_id = drivers.read_pass(word, old["recorded"] + 60)
        chat = await telegram.chat(chat_id)
        fresh = drivers.new_pass(chat_id, cut_id)
        page = await telegram.old_page(chat, bot.http, fresh)
        taps: list[Json] = [{"keep": [[400, 350]]}]
        found = await page.outlines(taps)
        results[f"page/{name} outlines"] = of_outlines(found, (640, 480))
        results[f"page/{name} done"] = record(await page.done(taps, "document"))
    return results


async def _liked(telegram: drivers.Telegram) -> Results:
    """Bob's cutouts and stickers come out as he liked them."""
    chat = await telegram.chat(BOB)
    await chat.send([photo("grey")], as_file=True)
    results = {"likes/cutout": _seen(chat, await chat.say("F7", reply=True))}
    return {**results, "likes/sticker": _seen(chat, await chat.press("sticker"))}


async def _in_group(telegram: drivers.Telegram, old: Json) -> Results:
    """Only who asked may answer there."""
    results = {}
    for name, person in (("other", ADA), ("who asked", BOB)):
        chat = await telegram.chat(person, GROUP)
        await chat.look_at(old["marks"]["in group"])
        results[f"group/{name}"] = _seen(chat, await chat.say("E5", reply=True))
    return results


async def _let_in(telegram: drivers.Telegram) -> Results:
    """Who was let in is answered, who was not is not; a day's cutouts stay counted."""
    results = {}
    for name, person in (("blocked", EVE), ("stranger", GUS)):
        chat = await telegram.chat(person)
        before = await chat.answers()
        await chat.person.say("/help")
        results[f"access/{name}"] = {"kind": "silence", "before": before}
    for name, person in (("let in", FAY), ("allowed", DAN)):
        chat = await telegram.chat(person)
        results[f"access/{name}"] = _seen(chat, await chat.say("/help", reply=False))
    for name, person in (("blocked", EVE), ("stranger", GUS)):
        chat = await telegram.chat(person)
        results[f"access/{name}"]["after"] = await chat.answers()
    chat = await telegram.chat(DAN)
    files = await chat.send([photo("tiny")], as_file=True)
    return {**results, "access/had enough": _seen(chat, files)}


def _seen(chat: drivers.Chat, files: list[bytes]) -> Json:
    """What an answer is: its kind, and its picture if there is a new one."""
    assert chat.newest
    kinds = ("document", "photo", "sticker", "text")
    kind = next(each for each in kinds if each in chat.newest)
    return {"kind": kind, "pictures": len(files), **(record(files[0]) if files else {})}

"""The four ways into the program: all that the golden set knows of its modules.

The rest of `tests.golden` talks to these drivers and imports nothing of the product.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import httpx
import platformdirs
from pydantic import SecretStr

from removerbot.api import Cutout, Cutter, read_options
from removerbot.app import running_bot
from removerbot.editing.signed_links import LinkTarget, SignedLinks
from removerbot.imaging.encode import Format
from removerbot.imaging.types import Prompt
from removerbot.models import onnx, registry, weights
from removerbot.models.base import Segmenter
from removerbot.settings import read_settings
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.jobs import Jobs
from removerbot.storage.journal import Journal
from removerbot.storage.packs import Packs
from removerbot.storage.people import AccessList, DailyCounts, PreferenceStore
from removerbot.storage.revision_json import options_as_json, revision_as_json
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.chat import Chat as ClientChat
from telegram_sandbox.faults import Fault
from telegram_sandbox.files import FileStore
from telegram_sandbox.photos import recompress
from telegram_sandbox.server import Sandbox
from telegram_sandbox.state import State
from telegram_sandbox.types import Chat as SandboxChat
from telegram_sandbox.types import Member, Message, User
from tests.answers import is_answer
from tests.loopback import local_door

Model = Segmenter
LibraryCutout = Cutout

TOKEN = "4242:the-token-of-the-golden-set"
KEY = "the-api-key-of-the-golden-set"

BUTTONS = {
    "smaller": "− Smaller",
    "bigger": "+ Bigger",
    "points": "Points",
    "cutout": "Show cutout",
    "page": "👆 Tap the thing itself",
    "auto": "✨ Auto",
    "tap": "Tap a cell",
    "zoom": "Zoom",
    "finer": "Finer grid",
    "back": "← Back",
    "add": "+ Object",
    "undo": "↩ Undo",
    "restart": "Start over",
    "more": "More…",
    "less": "← Less",
    "hard": "Hard edge",
    "soft": "Soft edge",
    "fine": "Fine edge",
    "shrink": "− Shrink",
    "grow": "+ Grow",
    "whole": "Whole",
    "trim": "Trimmed",
    "square": "Square",
    "outline-white": "White line",
    "outline-black": "Black line",
    "shadow": "Shadow",
    "ground-none": "Clear",
    "ground-white": "White",
    "ground-black": "Black",
    "ground-blur": "Blur",
    "photo": "As photo",
    "sticker": "Sticker",
    "pack": "➕ Add to pack",
    "takeout": "↩ Take out",
    "style": "🎨 Outline",
    "undress": "← Back",
    "files": "As file",
    "no-outline": "No outline",
    "thin": "Thin",
    "medium": "Medium",
    "thick": "Thick",
    "shadow-on": "Add shadow",
    "shadow-off": "No shadow",
    "rule-all-answer": "Everyone may point at photos",
    "again": "Send it again",
}
"""The names of buttons here → what stands on them."""

_PICTURES = ("document", "photo", "sticker")

_PATIENCE = 240.0
"""Seconds; on a machine with much else to do everything is slow, but nothing is wrong."""


def load_model() -> Model:
    """The real `mobile` on onnxruntime with one thread, so that its results are the same each
    time."""
    files = weights.ensure(
        registry.MODELS["mobile"].files, platformdirs.user_cache_path("removerbot")
    )
    return onnx.load("mobile", files, threads=1)


# The library.


class Library:
    """`removerbot.cut`, with a model that is loaded already."""

    def __init__(self, model: Model) -> None:
        self._cutter = Cutter(model, 256 << 20)

    def cut(
        self,
        photo: bytes,
        prompt: str | Mapping[str, Any],
        options: Mapping[str, Any],
        previous: LibraryCutout | None = None,
    ) -> LibraryCutout:
        """Cut.

        Args:
            photo: an image file.
            prompt: in words, or the fields `keep`, `drop` and `box`.
            options: those of `removerbot.cut`.
            previous: the cutout to go on from.
        """
        meant = prompt if isinstance(prompt, str) else Prompt(**prompt)
        return self._cutter.cut(photo, meant, *read_options(**options), previous)


def file_of(cutout: LibraryCutout, kind: str) -> bytes:
    """A library's cutout as a `png`, `webp` or `jpg` file."""
    return cutout.file(Format(kind))


# The bot in its sandbox.


@dataclass(frozen=True)
class Bot:
    """A bot that runs, and who talks to it.

    Attributes:
        people: the sandbox, as people see it.
        http: the bot's own web server.
    """

    people: SandboxClient
    http: httpx.AsyncClient

    async def chat(self, name: str, *, in_group: bool = False) -> "Chat":
        """Somebody new, in their own chat with the bot or in a group with it."""
        person = await self.people.person(name)
        group = await self.people.group(f"Group of {name}", person) if in_group else None
        return await chat_of(self.people, person, group)

    async def cut(
        self, photo: bytes, prompt: str, fields: Mapping[str, str], behind: bytes | None
    ) -> tuple[bytes, float]:
        """Ask the API: the file that comes back and its score."""
        files = {
            "photo": ("photo", photo),
            **({"behind": ("behind", behind)} if behind else {}),
        }

        async def ask() -> httpx.Response:
            return await self.http.post(
                "/api/cut",
                headers={"X-API-Key": KEY},
                files=files,
                data={"prompt": prompt, **fields},
            )

        response = await _patient(ask)
        response.raise_for_status()
        return response.content, float(response.headers["x-score"])

    async def open_page(self, chat: "Chat") -> "Page":
        """The page that the button under a chat's newest answer opens."""
        assert chat.newest
        known = await chat.person.open_page(chat.newest, BUTTONS["page"])
        return Page(self.http, chat, known["url"], known["init_data"])


class Telegram:
    """A sandbox, in which bots run one after the other; an async context manager.

    Attributes:
        people: the sandbox, as people see it.
    """

    def __init__(self) -> None:
        self.sandbox = Sandbox(TOKEN, name="removerbot", username="removerbot_sandbox_bot")

    async def __aenter__(self) -> Self:
        await self.sandbox.__aenter__()
        self.people = SandboxClient(self.sandbox.url)
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.people.__aexit__()
        await self.sandbox.__aexit__()

    @asynccontextmanager
    async def bot(self, model: Model, folder: Path, **more: object) -> AsyncIterator[Bot]:
        """The whole bot with its web server, its database in a folder, and with these
        settings besides."""
        door = local_door(self.sandbox.origins)
        self.sandbox.mini_apps.main = f"{door.public_url}/tap/"
        database = f"sqlite:///{folder}/bot.db"
        defaults = read_settings(
            {"REMOVERBOT_DATABASE_URL": database, "REMOVERBOT_SUBJECT": "off"}
        )
        settings = defaults.model_copy(
            update={
                "telegram_bot_token": SecretStr(TOKEN),
                "telegram_api_base_url": self.sandbox.url,
                "api_key": SecretStr(KEY),
                **more,
            }
        )
        async with (
            running_bot(settings, model, door),
            httpx.AsyncClient(base_url=door.public_url, timeout=_PATIENCE) as http,
        ):
            yield Bot(self.people, http)

    async def chat(self, person_id: int, group_id: int | None = None) -> "Chat":
        """That of a person whom the sandbox knows, or a group that they are in."""
        connection = self.people.connection
        bot = (await self.people.bot())["id"]
        group = Group(connection, group_id, person_id, bot) if group_id else None
        return await chat_of(self.people, Person(connection, person_id), group)

    async def old_page(self, chat: "Chat", http: httpx.AsyncClient, word: str) -> "Page":
        """The page that a button of before opens, with a pass that has not run out."""
        person = self._world.people[chat.person.id]
        init_data = self.sandbox.mini_apps.init_data(person, {"query_id": "of-before"})
        return Page(http, chat, f"/tap/?pass={word}", init_data)

    @property
    def _world(self) -> State:
        return self.sandbox.state

    def as_json(self, source: Callable[[str, bytes], str | None]) -> Json:
        """All that Telegram remembers.

        Args:
            source: says in words where the data of a file of this kind come from; files of
                which it says nothing are left out.
        """
        world = self._world
        stored = world.files._by_id.values()
        sources = {file.id: source(file.kind, file.data) for file in stored}
        return {
            "updates": len(world.updates.history),
            "people": [person.as_json() for person in world.people.values()],
            "files": [
                [f.id, f.unique_id, f.kind, f.name, f.mime_type, sources[f.id]]
                for f in stored
                if sources[f.id]
            ],
            "sets": [
                [made.name, made.title, made.owner.id, made.stickers] for made in world.sets
            ],
            "chats": [
                {
                    "id": chat.id,
                    "type": chat.type,
                    "title": chat.title,
                    "begun": chat.is_started,
                    "last": chat.last_message_id,
                    "members": [[each.user.id, each.status] for each in chat.members.values()],
                    "messages": [
                        {
                            "id": message.id,
                            "from": message.sender.id,
                            "date": message.date,
                            "content": message.content,
                            "reply_to": message.reply_to and message.reply_to.id,
                            "keyboard": message.keyboard,
                        }
                        for message in chat.messages.values()
                    ],
                }
                for chat in world.chats.values()
            ],
        }

    def restore(self, known: Json, data_of: Callable[[str], bytes]) -> None:
        """Let Telegram remember what `as_json` told, before anything else happens.

        Args:
            known: from `as_json`.
            data_of: the reverse of its `source`.
        """
        world = self._world
        world.updates.history.update({n + 1: {} for n in range(known["updates"])})
        users = {world.bot.id: world.bot}
        for each in known["people"]:
            person = User(id=each["id"], first_name=each["first_name"])
            person.language_code = each["language_code"]
            users[person.id] = world.people[person.id] = person
        for *about, source in known["files"]:
            _restore_file(world.files, about, data_of(source))
        for name, title, owner, stickers in known["sets"]:
            world.sets.create(name, title, users[owner], world.bot).stickers.extend(stickers)
            world.files.media.update((each["file_id"], {"sticker": each}) for each in stickers)
        for about in known["chats"]:
            world.chats[about["id"]] = _restored_chat(about, users)

    def let_fail(self, method: str, seconds: float) -> None:
        """Let the next call of a method, or `download`, wait so long and then fail."""
        self.sandbox.faults.plan(method, Fault(seconds=seconds))

    async def called(self, method: str, times: int = 1) -> bool:
        """Whether a method has been called so often; waits for it."""
        return await self.sandbox.faults.called(method, times)

    def calls(self, method: str) -> int:
        """How often a method has been called."""
        return len(self.sandbox.faults.calls[method.lower()])


@asynccontextmanager
async def running(model: Model, folder: Path) -> AsyncIterator[Bot]:
    """The whole bot with its web server, in a sandbox of its own."""
    async with Telegram() as telegram, telegram.bot(model, folder) as bot:
        yield bot


def _restore_file(files: FileStore, about: Sequence[str], data: bytes) -> None:
    number, unique_id, kind, name, mime_type = about
    added = files.add(kind, data, name, mime_type)  # type: ignore[arg-type] # one of its kinds
    del files._by_id[added.id]
    known = replace(added, id=number, unique_id=unique_id)
    files._by_id[number] = files._by_path[known.path] = known


def _restored_chat(about: Json, users: Mapping[int, User]) -> SandboxChat:
    members = {number: Member(users[number], status) for number, status in about["members"]}
    chat = SandboxChat(about["id"], about["type"], members, about["title"])
    chat.is_started, chat.last_message_id = about["begun"], about["last"]
    for each in about["messages"]:
        number, original = each["id"], chat.messages.get(each["reply_to"])
        sender, date, content = users[each["from"]], each["date"], each["content"]
        chat.messages[number] = Message(
            number, chat, sender, date, content, original, each["keyboard"]
        )
    return chat


def as_photos(file: bytes) -> Mapping[int, bytes]:
    """What Telegram makes of an image that is sent as a photo, by its longer side."""
    return {max(each.width, each.height): each.jpeg for each in recompress(file)}


async def chat_of(people: SandboxClient, person: Person, group: Group | None) -> "Chat":
    """What a person does in their own chat or in a group."""
    return Chat(people, person, group, (await people.bot())["username"])


class Chat:
    """What one person does in one chat. Each step gives the pictures that it brought.

    Attributes:
        person: who writes.
        newest: the answer that buttons and replies are meant for.
    """

    def __init__(
        self, people: SandboxClient, person: Person, group: Group | None, username: str
    ) -> None:
        self.person = person
        self.newest: Json | None = None
        self._people = people
        self._group = group
        self._username = username

    async def send(
        self, photos: Sequence[bytes], *, as_file: bool, caption: str = ""
    ) -> list[bytes]:
        """Photos, alone or as an album; in a group nothing answers them."""
        if len(photos) > 1:
            sent = await self.person.send_album(
                list(photos), as_files=as_file, caption=caption, **self._where
            )
        else:
            sent = [
                await self.person.send_photo(
                    photos[0], as_file=as_file, caption=caption, **self._where
                )
            ]
        if self._group and not caption:
            self.newest = sent[-1]
            return []
        has_pages = len(photos) > 1  # the buttons of an album have a message of their own
        return await self._answers(sent[-1], len(photos) + has_pages)

    async def say(self, words: str, *, reply: bool) -> list[bytes]:
        """Words; commands in a group name the bot."""
        if self._group and words.startswith("/"):
            command, *rest = words.split(" ")
            words = " ".join([f"{command}@{self._username}", *rest])
        original = self.newest if reply else None
        return await self._answers(await self.person.say(words, original, **self._where))

    async def put_behind(self, photo: bytes) -> list[bytes]:
        """A photo in reply to the newest answer."""
        sent = await self.person.send_photo(photo, as_file=True, reply_to=self.newest)
        return await self._answers(sent)

    async def press(self, button: str) -> list[bytes]:
        """A button under the newest answer; an answer that changed in place counts, too."""
        assert self.newest
        label = BUTTONS.get(button, button)
        rows = self.newest["reply_markup"]["inline_keyboard"]
        data = {each["text"]: each.get("callback_data") for row in rows for each in row}
        files, answer = await self.press_data(data.get(label) or data[f"✓ {label}"])
        assert answer is not None
        return files

    async def press_data(self, data: str) -> tuple[list[bytes], Json | None]:
        """The button with these data, and what the bot said to who pressed it, if anything."""
        assert self.newest
        before, path = self.newest, f"{self._chat.path}/messages/{self.newest['message_id']}"
        last = await self.last_id()
        body = {"person": self.person.id, "data": data, "timeout": 45}
        pressed = await self._people.request("POST", f"{path}/press", json=body)
        messages = await self._chat.messages()
        fresh = [m for m in messages if m["message_id"] > last and is_answer(m)]
        if not fresh:
            fresh = [m for m in messages if m["message_id"] == before["message_id"]] or [before]
        self.newest = fresh[0]
        known = _file_id(before)
        files = [await self._file(m) for m in fresh if _file_id(m) not in {None, known}]
        return files, pressed["answer"]

    async def look_at(self, message_id: int) -> None:
        """From now on, this message is what buttons and replies are meant for."""
        messages = await self._chat.messages()
        self.newest = next(each for each in messages if each["message_id"] == message_id)

    async def answers(self) -> int:
        """How many messages of the bot there are."""
        return sum(each["from"]["is_bot"] for each in await self._chat.messages())

    async def arrives(self, after: int) -> list[bytes]:
        """The bot's first message after the one of this number."""
        return await self._answers({"message_id": after})

    async def last_id(self) -> int:
        """The number of the last message in the chat."""
        return int((await self._chat.messages())[-1]["message_id"])

    @property
    def _where(self) -> Any:
        return {"in_": self._group} if self._group else {}

    @property
    def _chat(self) -> ClientChat:
        return self._group or self.person

    async def _answers(self, asked: Json, number: int = 1) -> list[bytes]:
        def enough(messages: list[Json]) -> list[Json] | None:
            later = [each for each in messages if each["message_id"] > asked["message_id"]]
            found = [m for m in later if is_answer(m)]
            return found if len(found) >= number else None

        answers = await self._chat.wait_for(enough, _PATIENCE)
        self.newest = answers[0]
        return [await self._file(each) for each in answers if _file_id(each)]

    async def _file(self, message: Json) -> bytes:
        return await self.person.download(message)


class Page:
    """The page on which one person taps, over its HTTP routes."""

    def __init__(self, http: httpx.AsyncClient, chat: Chat, url: str, init_data: str) -> None:
        self._http = http
        self._chat = chat
        word = httpx.URL(url).params.get("pass", "")
        self._headers = {"Authorization": f"tma {init_data}", "X-Pass": word}

    async def screen(self) -> bytes:
        """The photo as the page shows it, a JPEG file."""
        response = await _patient(lambda: self._http.get("/tap/photo", headers=self._headers))
        return response.raise_for_status().content

    async def outlines(self, taps: Sequence[Json]) -> Json:
        """`{outlines: [{token, path, score}], shown}` for `{keep, drop, box, token}`s."""
        return (await self._post("/tap/outlines", {"taps": list(taps)})).json()  # type: ignore[no-any-return]

    async def done(self, taps: Sequence[Json], form: str) -> bytes:
        """What then comes into the chat."""
        before = await self._chat.last_id()
        body = {"taps": list(taps), "form": form, "key": secrets.token_hex(16)}
        await self._post("/tap/done", body)
        [file] = await self._chat.arrives(before)
        return file

    async def _post(self, path: str, body: Json) -> httpx.Response:
        response = await _patient(
            lambda: self._http.post(path, json=body, headers=self._headers)
        )
        return response.raise_for_status()


async def _patient(ask: Any) -> httpx.Response:
    """An answer; whoever asks too often waits and asks again."""
    while True:
        response: httpx.Response = await ask()
        if response.status_code != 429:
            return response
        await asyncio.sleep(0.2)


def _file_id(message: Json) -> str | None:
    """Names the picture of a message; `None` if it has none."""
    for kind in _PICTURES:
        if kind in message:
            file = message[kind][-1] if kind == "photo" else message[kind]
            return str(file["file_id"])
    return None


# Passes and databases of before.


def new_pass(chat_id: int, cut_id: int) -> str:
    """A pass that opens the page of a cut from now on."""
    return SignedLinks(TOKEN).sign(LinkTarget(chat_id, cut_id))


def read_pass(word: str, at: float) -> tuple[int, int]:
    """The chat and the cut that a pass opens at a time, in seconds since 1970."""
    opens = SignedLinks(TOKEN, now=lambda: at).verify(word)
    return opens.chat_id, opens.revision_id


@asynccontextmanager
async def reading(folder: Path) -> AsyncIterator["Database"]:
    """A database of before, brought up to date, as the program reads it."""
    async with open_database(f"sqlite:///{folder}/bot.db") as sessions:
        yield Database(sessions)


class Database:
    """Says what the program makes of a row, in the columns that the row had."""

    def __init__(self, sessions: Sessions) -> None:
        self._jobs = Jobs(sessions)
        self._likes = PreferenceStore(sessions)
        self._packs = Packs(sessions)
        self._access = AccessList(sessions)
        self._counts = DailyCounts(sessions)
        self._journal = Journal(sessions)

    async def jobs(self, row: Json) -> Json:
        cut = await self._jobs.find(row["chat_id"], row["message_id"])
        assert cut
        source, grid = cut.job.source, cut.job.grid
        album = await self._jobs.album(row["chat_id"], row["album"] or "")
        assert bool(row["album"]) == (cut.job.id in [job.id for job in album])
        return {
            "id": cut.job.id,
            "person_id": source.person_id,
            "file_id": source.file_id,
            "name": source.name,
            "width": grid.size.width,
            "height": grid.size.height,
            "columns": grid.columns,
            "rows": grid.rows,
            "album": source.place and source.place.album,
            "number": source.place and source.place.number,
        }

    async def cuts(self, row: Json) -> Json:
        cut = await self._jobs.revision(row["chat_id"], row["id"])
        assert cut
        return {"asked": json.loads(json.dumps(revision_as_json(cut))), "job_id": cut.job.id}

    async def messages(self, row: Json) -> Json:
        cut = await self._jobs.find(row["chat_id"], row["message_id"])
        assert cut
        return {"cut_id": cut.id, "job_id": cut.job.id}

    async def finishes(self, row: Json) -> Json:
        return {"finish": options_as_json(await self._likes.options(row["person_id"]))}

    async def styles(self, row: Json) -> Json:
        return {"style": (await self._packs.style(row["chat_id"], row["person_id"])).code}

    async def rules(self, row: Json) -> Json:
        rules = await self._packs.rules(row["chat_id"])
        return {"all_answer": rules.all_answer, "all_add": rules.all_add}

    async def packs(self, row: Json) -> Json:
        packs = await self._packs.packs(row["chat_id"])
        return asdict(next(pack for pack in packs if pack.id == row["id"]))

    async def stickers(self, row: Json) -> Json:
        draft = await self._packs.draft(row["chat_id"], row["id"])
        assert draft
        assert draft == await self._packs.draft_by_token(row["token"])
        row_of_draft = {
            **asdict(draft),
            "style": draft.style.code,
            "emoji": " ".join(draft.emoji),
        }
        row_of_draft["cut_id"] = row_of_draft.pop("revision_id")
        return row_of_draft

    async def guests(self, row: Json) -> Json:
        rulings = await self._access.rulings([row["id"]])
        is_new = await self._access.mark_told(row["id"])
        return {"ruling": rulings.get(row["id"]), "told": not is_new}

    async def tallies(self, row: Json) -> Json:
        day = date.fromisoformat(row["day"])
        return {"cuts": await self._counts.count(row["person_id"], day)}

    async def unanswered(self) -> list[str]:
        """Updates that are to be answered, as Telegram sent them."""
        return await self._journal.take_over()

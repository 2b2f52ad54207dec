"""The four ways into the program: all that the golden set knows of its modules.

The rest of `tests.golden` talks to these drivers and imports nothing of the product.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import platformdirs
from pydantic import SecretStr

from bot import running_bot
from removerbot.api import Cutout, Cutter, read_finish
from removerbot.imaging.options import Format
from removerbot.imaging.types import RGB, Candidate, Prompt, Size
from removerbot.models import onnx, weights
from removerbot.models.base import Embedding, OneByOne, Segmenter
from removerbot.settings import Settings, read_settings
from removerbot.web.server import local_door
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox

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
}
"""The names of buttons here → what stands on them."""

_PICTURES = ("document", "photo", "sticker")

_USUAL: Mapping[str, Any] = {
    "edge": "soft",
    "grow": 0,
    "crop": "none",
    "margin": 5,
    "background": "none",
    "outline": "none",
    "shadow": False,
}
"""What `removerbot.cut` does unless told otherwise."""


def load_model() -> Model:
    """The real `mobile` on onnxruntime with one thread, so that its results are the same each
    time."""
    files = weights.ensure("mobile", platformdirs.user_cache_path("removerbot"))
    return onnx.load("mobile", files, threads=1)


class Remembering(OneByOne):
    """A model that encodes the same pixels once, however many ways they come in by."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self._model = model
        self._known: dict[str, Embedding] = {}

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """See `Segmenter.encode`."""
        digest = hashlib.sha256(f"{rgb.shape} {size}".encode())
        digest.update(rgb.tobytes())
        key = digest.hexdigest()
        if key not in self._known:
            self._known[key] = self._model.encode(rgb, size)
        return self._known[key]

    def decode(
        self, embedding: Embedding, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """See `Segmenter.decode`."""
        return self._model.decode(embedding, prompt, previous)

    def rest(self) -> None:
        """See `Segmenter.rest`."""
        self._model.rest()


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
        finish, behind = read_finish(**{**_USUAL, **options})
        meant = prompt if isinstance(prompt, str) else Prompt(**prompt)
        return self._cutter.cut(photo, meant, finish, behind, previous)


def file_of(cutout: LibraryCutout, kind: str) -> bytes:
    """A library's cutout as a `png`, `webp` or `jpg` file."""
    return cutout.file(Format(kind))


# The bot in its sandbox.


def settings_for(folder: Path, sandbox: Sandbox) -> Settings:
    """Settings of a bot that keeps its database in a folder."""
    defaults = read_settings({"REMOVERBOT_DATABASE_URL": f"sqlite:///{folder}/bot.db"})
    changed = {
        "telegram_bot_token": SecretStr(TOKEN),
        "telegram_api_base_url": sandbox.url,
        "api_key": SecretStr(KEY),
    }
    return defaults.model_copy(update=changed)


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
        username = (await self.people.bot())["username"]
        return Chat(self.people, person, group, username)

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


@asynccontextmanager
async def running(model: Model, folder: Path) -> AsyncIterator[Bot]:
    """The whole bot with its web server, in a sandbox of its own."""
    async with Sandbox(TOKEN) as sandbox, SandboxClient(sandbox.url) as people:
        door = local_door(sandbox.origins)
        sandbox.mini_apps.main = f"{door.public_url}/tap/"
        async with (
            running_bot(settings_for(folder, sandbox), model, door),
            httpx.AsyncClient(base_url=door.public_url, timeout=60) as http,
        ):
            yield Bot(people, http)


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
        return await self._answers(sent[-1], len(photos))

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
        before = self.newest
        last = (await self._messages())[-1]["message_id"]
        await self.person.press(before, self._label(button))
        messages = await self._messages()
        fresh = [each for each in messages if each["message_id"] > last]
        if not fresh:
            fresh = [m for m in messages if m["message_id"] == before["message_id"]]
        self.newest = fresh[0]
        known = _file_id(before)
        return [await self._file(each) for each in fresh if _file_id(each) not in {None, known}]

    async def arrives(self, after: int) -> bytes:
        """The picture of the first message of the bot after the one of this number."""
        chat = self._group or self.person
        self.newest = await chat.next_message(after={"message_id": after})
        return await self._file(self.newest)

    async def last_id(self) -> int:
        """The number of the last message in the chat."""
        return int((await self._messages())[-1]["message_id"])

    @property
    def _where(self) -> Any:
        return {"in_": self._group} if self._group else {}

    def _label(self, button: str) -> str:
        assert self.newest
        label = BUTTONS.get(button, button)
        rows = self.newest["reply_markup"]["inline_keyboard"]
        shown = {each["text"] for row in rows for each in row}
        return next((text for text in (label, f"✓ {label}") if text in shown), label)

    async def _messages(self) -> list[Json]:
        return await (self._group or self.person).messages()

    async def _answers(self, asked: Json, number: int = 1) -> list[bytes]:
        def enough(messages: list[Json]) -> list[Json] | None:
            later = [each for each in messages if each["message_id"] > asked["message_id"]]
            found = [each for each in later if each["from"]["is_bot"]]
            return found if len(found) >= number else None

        answers = await (self._group or self.person).wait_for(enough)
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
        self._keys = (f"key-of-the-golden-set-{number}" for number in count())

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
        body = {"taps": list(taps), "form": form, "key": next(self._keys)}
        await self._post("/tap/done", body)
        return await self._chat.arrives(before)

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

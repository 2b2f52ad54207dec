"""The very bot, in a sandbox, over real HTTP, with the real `mobile` model."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydantic import SecretStr

from removerbot.app import running_bot
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.imaging.types import RGB
from removerbot.models.base import Segmenter
from removerbot.settings import Settings, read_settings
from removerbot.web.server import Endpoint
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import SAMPLE_PHOTO, Sandbox
from tests.answers import is_answer
from tests.chat.elsewhere import Elsewhere
from tests.processes import BotProcess

TOKEN = "4242:the-token-of-the-tests"

Start = Callable[[], AbstractAsyncContextManager[None]]
Run = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(
        TOKEN,
        name="removerbot",
        username="removerbot_sandbox_bot",
        sample_photo=SAMPLE_PHOTO,
    ) as running:
        yield running


@pytest.fixture
def settings(sandbox: Sandbox, bot_database: Path) -> Settings:
    database = f"sqlite:///{bot_database}"
    defaults = read_settings({"REMOVERBOT_DATABASE_URL": database, "REMOVERBOT_SUBJECT": "off"})
    return defaults.model_copy(
        update={"telegram_bot_token": SecretStr(TOKEN), "telegram_api_base_url": sandbox.url}
    )


@pytest.fixture
def start(settings: Settings, remembering_mobile: Segmenter, decoders: DecoderPool) -> Start:
    """Starts the bot, for as long as the block runs."""
    return lambda: running_bot(settings, remembering_mobile, decoders=decoders)


@pytest.fixture
async def sandbox_client(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    """The people's side, whether or not the bot runs."""
    async with SandboxClient(sandbox.url) as people:
        yield people


@pytest.fixture
async def client(sandbox_client: SandboxClient, start: Start) -> AsyncIterator[SandboxClient]:
    """The people's side, with the bot running."""
    async with start():
        yield sandbox_client


@pytest.fixture
async def ada(client: SandboxClient) -> Person:
    return await client.person("Ada")


@pytest.fixture
async def bob(client: SandboxClient) -> Person:
    return await client.person("Bob")


@pytest.fixture
async def group(client: SandboxClient, ada: Person, bob: Person) -> Group:
    return await client.group("Cat Lovers", ada, bob)


@pytest.fixture
async def at_bot(client: SandboxClient) -> str:
    return await name_of_bot(client)


@pytest.fixture
async def result(ada: Person) -> Json:
    """A cutout in Ada's chat with the bot."""
    return await cut_ball(ada)


@pytest.fixture
async def elsewhere(sandbox: Sandbox, sandbox_client: SandboxClient) -> Elsewhere:
    sandbox.features.guest_queries = True
    ada, ben = await sandbox_client.person("Ada"), await sandbox_client.person("Ben")
    chat = await sandbox_client.group("Elsewhere", ada, ben, with_bot=False)
    storage = await sandbox_client.group("Storage", ben)
    photo = await ben.send_photo(ball_file(), in_=chat)
    at_bot = f"@{(await sandbox_client.bot())['username']}"
    return Elsewhere(ada, ben, chat, storage, photo, at_bot)


@pytest.fixture
def run(
    sandbox: Sandbox, settings: Settings, remembering_mobile: Segmenter, decoders: DecoderPool
) -> Run:
    """Starts the bot with further settings, and waits until it has said what it wants."""

    @asynccontextmanager
    async def bot(endpoint: Endpoint | None = None, **changed: object) -> AsyncIterator[None]:
        now = settings.model_copy(update=changed)
        async with running_bot(now, remembering_mobile, endpoint, decoders=decoders):
            assert await sandbox.faults.called("getUpdates")
            yield

    return bot


@pytest.fixture
async def bot(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot in a process of its own, to be held and killed."""
    bot = BotProcess(TOKEN, sandbox.url, tmp_path, stop_seconds=3)
    await bot.start()
    yield bot
    await bot.end()


async def name_of_bot(client: SandboxClient) -> str:
    """As it is mentioned."""
    return f"@{(await client.bot())['username']}"


def scene(
    color: tuple[int, int, int] = (200, 40, 30), width: int = 640, height: int = 480
) -> RGB:
    """A ball of one colour on a lawn of noise; its middle is the photo's."""
    lawn = np.random.default_rng(3).integers(70, 110, (height, width, 3), np.uint8)
    lawn[..., 1] += 60
    y, x = np.mgrid[:height, :width]
    ball = np.hypot(x - width / 2, y - height / 2) < min(width, height) / 4
    lawn[ball] = color
    return lawn


@cache
def ball_file() -> bytes:
    """The scene as a file, which takes 30 ms to make; most tests want no other."""
    return image_file(scene())


def in_ball(rgb: RGB) -> NDArray[np.bool_]:
    height, width = rgb.shape[:2]
    y, x = np.mgrid[:height, :width]
    return np.asarray(np.hypot(x - width / 2, y - height / 2) < min(width, height) / 4)


def image_file(rgb: RGB, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    Image.fromarray(rgb).save(file, kind, **options)
    return file.getvalue()


def sticker_file() -> bytes:
    """A red disc on a transparent ground, as Telegram wants stickers."""
    rgba = np.zeros((512, 512, 4), np.uint8)
    y, x = np.mgrid[:512, :512]
    rgba[np.hypot(x - 256, y - 256) < 200] = (200, 40, 30, 255)
    file = BytesIO()
    Image.fromarray(rgba).save(file, "WEBP")
    return file.getvalue()


async def pixels_of(person: Person, message: Json) -> NDArray[np.uint8]:
    """The picture that a message brings, as the person gets it."""
    return np.asarray(Image.open(BytesIO(await person.download(message))))


async def preview_of(person: Person, data: bytes, **options: object) -> Json:
    photo = await person.send_photo(data, **options)  # type: ignore[arg-type]
    preview = await _first_answer(person, photo)
    assert "photo" in preview, preview
    return preview


async def cut(person: Person, words: str, reply_to: Json | None = None) -> Json:
    answer = await _first_answer(person, await person.say(words, reply_to=reply_to))
    assert "document" in answer, answer
    return answer


async def _first_answer(person: Person, message: Json) -> Json:
    """A message if the bot answers with it, or else the first such message after it."""
    while not is_answer(message):
        message = await person.next_message(after=message)
    return message


async def cut_ball(person: Person) -> Json:
    """The cutout of a ball in a new photo."""
    await preview_of(person, ball_file())
    return await cut(person, "F6")


async def shown_in(person: Person, message: Json) -> Json:
    """A message as it is now."""
    messages = await person.messages()
    return next(each for each in messages if each["message_id"] == message["message_id"])


async def pressed(person: Person, message: Json, *buttons: str) -> Json:
    """A message after its buttons were pressed one after the other."""
    for button in buttons:
        await person.press(message, button)
        message = await shown_in(person, message)
    return message


def labels(message: Json) -> list[str]:
    """What stands on the buttons under a message."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [button["text"] for row in rows for button in row]

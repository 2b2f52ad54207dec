"""What Telegram refuses is final, unless it is busy or down; files are made to fit."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from removerbot.app import running_bot
from removerbot.chat import retry
from removerbot.chat.retry import TelegramRequest, is_outage, may_have_arrived
from removerbot.editing.files import File, encoded
from removerbot.errors import BadSetting, CutoutTooLarge, SetupError
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.encode import Fit, Format
from removerbot.imaging.types import Candidate, DecodeRequest
from removerbot.models.base import Embedding
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import SAMPLE_PHOTO, Sandbox
from tests.chat.conftest import Start, image_file, preview_of, shown_in
from tests.fakes import FakeSegmenter


@pytest.mark.parametrize(
    ("status", "is_passing"),
    [
        *(
            (status, False)
            for status in (302, 400, 401, 402, 403, 404, 405, 409, 413, 414, 418)
        ),
        *((status, True) for status in (429, 500, 502, 503, 504, 520)),
    ],
)
async def test_only_429_and_5xx_are_passing(
    status: int, monkeypatch: pytest.MonkeyPatch, *, is_passing: bool
) -> None:
    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return status, b"<html>something else</html>"

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    with pytest.raises(TelegramError) as caught:
        await TelegramRequest().post("http://127.0.0.1/")
    error = caught.value
    assert (isinstance(error, RetryAfter) or is_outage(error)) == is_passing
    assert is_passing or not may_have_arrived(error)


@pytest.mark.parametrize(
    "page", [b"", b"<html>Log in to our network</html>", b"5", b"[]", b"{}", b"[" * 100_000]
)
async def test_what_is_no_answer_of_telegrams_is_passing_and_may_have_arrived(
    page: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return 200, page

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    with pytest.raises(NetworkError) as caught:
        await TelegramRequest().post("http://127.0.0.1/")
    assert may_have_arrived(caught.value)


@pytest.mark.parametrize("status", [400, 403, 407])
async def test_a_proxy_that_lets_nobody_through_is_one_line_at_the_start(
    status: int, sandbox: Sandbox, start: Start
) -> None:
    sandbox.faults.plan("getMe", Fault(status))
    with pytest.raises(BadSetting, match="TELEGRAM_API_BASE_URL: "):
        async with start():
            pass


async def test_a_broken_connection_is_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> tuple[int, bytes]:
        raise NetworkError("broken") from httpx.ReadError("broken")

    monkeypatch.setattr(HTTPXRequest, "do_request", fail)
    with pytest.raises(NetworkError) as caught:
        await TelegramRequest().post("http://127.0.0.1/")
    assert may_have_arrived(caught.value)


async def test_telegrams_own_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return 413, b'{"ok": false, "description": "Request Entity Too Large"}'

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    with pytest.raises(BadRequest, match="Request Entity Too Large"):
        await TelegramRequest().post("http://127.0.0.1/")


class FindsMuch(FakeSegmenter):
    """Finds a disc of 400 pixels."""

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        found = super()._decode(embedding, request)
        return [replace(each, logits=np.float32(0.05) * each.logits + 9.5) for each in found]


@pytest.fixture
def limits() -> dict[str, int]:
    return {}


@pytest.fixture
def start(settings: Settings, limits: dict[str, int]) -> Start:
    model = FindsMuch() if limits else FakeSegmenter()
    return lambda: running_bot(settings.model_copy(update=limits), model)


async def cut(person: Person) -> Json:
    await preview_of(person, image_file(noise(64, 64)))
    return await person.next_message(after=await person.say("B2"))


async def test_a_document_that_is_refused_for_good_is_offered_once(
    sandbox: Sandbox, ada: Person
) -> None:
    sandbox.faults.plan("sendDocument", *[Fault(413)] * 3)
    answer = await cut(ada)
    assert "on my side" in answer["text"]
    await ada.next_message(after=await ada.say("/help"))
    assert len(sandbox.faults.calls["senddocument"]) == 1
    assert "whether it arrived" not in str(await ada.messages())


async def test_an_edit_that_is_refused_for_good_is_uploaded_once(
    sandbox: Sandbox, ada: Person
) -> None:
    result = await cut(ada)
    sandbox.faults.plan("editMessageMedia", *[Fault(413)] * 3)
    answer = await ada.press(result, "Points")
    assert answer
    assert "on my side" in answer["text"]
    await ada.next_message(after=await ada.say("/help"))
    assert len(sandbox.faults.calls["editmessagemedia"]) == 1


def noise(width: int, height: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


def cutout(border: int) -> Cutout:
    """A photo with a transparent border."""
    rgb = np.asarray(Image.open(SAMPLE_PHOTO).convert("RGB"))
    alpha = np.zeros(rgb.shape[:2], np.uint8)
    alpha[border:-border, border:-border] = 255
    alpha[100:110, 100:110] = 0
    return Cutout(rgb, alpha, 0.9)


def fitted(picture: Cutout, limit: int, kind: Format = Format.PNG) -> File:
    return encoded(picture, kind, limit)


def opened(file: File) -> Image.Image:
    return Image.open(BytesIO(file.data))


def test_a_file_is_made_to_fit_by_as_little_as_does_it() -> None:
    picture = cutout(60)
    whole = len(picture.file(Format.PNG))
    same = fitted(picture, whole)
    assert (same.fit, len(same.data)) == (None, whole)
    tight = fitted(picture, whole - 1)
    assert (tight.fit, tight.kind) == (Fit.DEFLATED, Format.PNG)
    assert np.array_equal(np.asarray(opened(tight)), picture.rgba)
    trimmed = fitted(picture, len(tight.data) - 1)
    assert (trimmed.fit, opened(trimmed).size) == (Fit.TRIMMED, (480, 280))
    webp = fitted(picture, len(trimmed.data) - 1)
    assert (webp.fit, webp.kind) == (Fit.WEBP, Format.WEBP_LOSSLESS)
    assert opened(webp).size == (480, 280)
    assert opened(webp).format == "WEBP"
    small = fitted(picture, len(webp.data) - 1)
    assert (small.kind, opened(small).mode) == (Format.WEBP, "RGBA")
    with pytest.raises(CutoutTooLarge):
        fitted(picture, 100)


@pytest.mark.parametrize("kind", [Format.WEBP_LOSSLESS, Format.JPEG])
def test_other_formats_fit_as_a_small_webp(kind: Format) -> None:
    picture = cutout(60)
    size = len(picture.file(kind))
    assert fitted(picture, size, kind).fit is None
    assert fitted(picture, size * 2 // 3, kind).fit is Fit.WEBP


@pytest.mark.parametrize("limits", [{"upload_mb": 1}])
async def test_the_caption_says_what_was_done(ada: Person) -> None:
    await preview_of(ada, image_file(noise(1200, 900)), as_file=True)
    answer = await ada.next_message(after=await ada.say("F6"))
    assert answer["document"]["file_size"] < 10**6
    assert answer["document"]["file_name"].endswith(".webp")
    assert "too big for Telegram" in answer["caption"]


async def test_the_right_limit_is_that_of_the_bot_api(settings: Settings) -> None:
    assert settings.upload_mb == 50


async def test_a_question_that_was_answered_is_answered_once_though_it_comes_up_again(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    """The button of an earlier attempt sends nothing: its press may be handled again after a
    crash, or there may be two questions about one attempt."""
    await preview_of(ada, image_file(noise(64, 64)))
    sandbox.faults.plan("sendDocument", Fault(), Fault(500, is_done=True))
    await ada.say("B2")
    first = await ada.wait_for(question)
    await ada.press(first, "Send it again")
    second = await ada.wait_for(
        lambda messages: question(
            [m for m in messages if m["message_id"] != first["message_id"]]
        )
    )
    assert documents(await ada.messages()) == 1
    for update in await client.updates():  # the press comes again
        await client.redeliver(update["update_id"])
    assert data_of(first) != data_of(second)
    await ada.next_message(after=await ada.say("/help"))
    assert documents(await ada.messages()) == 1
    await ada.press(await shown_in(ada, second), "Send it again")
    await ada.wait_for(lambda messages: documents(messages) == 2)


def data_of(message: Json) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [[{}]])
    return str(rows[0][0].get("callback_data"))


def question(messages: list[Json]) -> Json | None:
    return next((m for m in messages if "whether it arrived" in m.get("text", "")), None)


def documents(messages: list[Json]) -> int:
    return sum("document" in message for message in messages)


@pytest.mark.parametrize(
    ("proxy", "says"),
    [
        ("socks5://me:my-secret@127.0.0.1:9", "pip install"),
        ("ftp://me:my-secret@127.0.0.1:9", "proxy URL"),
        ("http://me:my-secret#@127.0.0.1:9", "no address"),
    ],
)
def test_a_proxy_that_cannot_be_used_ends_the_start_with_a_line(
    proxy: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(SetupError, match=says) as raised:
        TelegramRequest()
    assert "my-secret" not in str(raised.value)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_certificates_that_cannot_be_read_end_the_start_with_a_line(
    content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "certificates.pem"
    if content:
        file.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    retry._trusted.cache_clear()
    with pytest.raises(SetupError, match="SSL_CERT_FILE"):
        TelegramRequest()

"""Errors of the server, in Telegram's words. All cases share one server and one chat."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from telegram_sandbox import Sandbox
from telegram_sandbox.client import SandboxClient
from tests.telegram_sandbox.conftest import TOKEN
from tests.telegram_sandbox.pictures import disc_png, picture, png_header

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANN = 501
"""Has started the bot. Message 1 is hers, 2 the bot's text, 3 its document."""

SILENT = 502
"""Has not."""


@dataclass
class Telegram:
    http: httpx.AsyncClient
    document_id: str
    photo_id: str

    async def call(self, method: str, **params: Any) -> tuple[int, str]:
        """The status of an answer, and its description or `ok`."""
        response = await self.http.post(f"/bot{TOKEN}/{method}", **params)
        body = response.json()
        assert body["ok"] is response.is_success
        if not body["ok"]:
            assert body["error_code"] == response.status_code
        return response.status_code, body.get("description", "ok")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telegram() -> AsyncIterator[Telegram]:
    async with (
        Sandbox(TOKEN) as sandbox,
        SandboxClient(sandbox.url) as people,
        httpx.AsyncClient(base_url=sandbox.url) as http,
    ):
        ann = await people.person("Ann")
        await people.person("Silent")
        await ann.say("hi")
        api = Telegram(http, "", "")
        await api.call("sendMessage", json={"chat_id": ANN, "text": "hello"})
        files = {"document": ("cut.png", disc_png(), "image/png")}
        await api.call("sendDocument", data={"chat_id": ANN}, files=files)
        photo = await ann.send_photo(picture())
        api.document_id = (await ann.messages())[2]["document"]["file_id"]
        api.photo_id = photo["photo"][0]["file_id"]
        yield api


def markup(*rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(data: str = "x", text: str = "press") -> dict[str, str]:
    return {"text": text, "callback_data": data}


TEXTS: list[tuple[dict[str, Any], str]] = [
    ({"chat_id": ANN}, 'parameter "text" is required'),
    ({"text": "x"}, 'parameter "chat_id" is required'),
    ({"chat_id": ANN, "text": "x", "txet": "x"}, 'unknown parameter "txet"'),
    ({"chat_id": "me", "text": "x"}, 'can\'t parse parameter "chat_id"'),
    ({"chat_id": 1.5, "text": "x"}, 'can\'t parse parameter "chat_id"'),
    ({"chat_id": 999, "text": "x"}, "chat not found"),
    ({"chat_id": ANN, "text": " \n"}, "message text is empty"),
    ({"chat_id": ANN, "text": "x" * 4097}, "message is too long"),
    ({"chat_id": ANN, "text": 5}, 'can\'t parse parameter "text"'),
    ({"chat_id": ANN, "text": "x", "parse_mode": "Markdown"}, "can't parse parameter"),
    ({"chat_id": ANN, "text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
    ({"chat_id": ANN, "text": "x", "protect_content": "maybe"}, "a boolean was expected"),
    (
        {"chat_id": ANN, "text": "x", "reply_parameters": {"message_id": 77}},
        "message to be replied not found",
    ),
    (
        {"chat_id": ANN, "text": "x", "reply_parameters": {"message": 1}},
        'unknown parameter "message"',
    ),
    (
        {"chat_id": ANN, "text": "x", "reply_parameters": {"message_id": 1, "chat_id": SILENT}},
        "message to be replied not found",
    ),
]

KEYBOARDS: list[tuple[Any, str]] = [
    (markup([button("")]), "BUTTON_DATA_INVALID"),
    (markup([button("가" * 22)]), "BUTTON_DATA_INVALID"),
    (markup([{"text": "x"}]), "text buttons are unallowed in the inline keyboard"),
    (markup([button() | {"url": "https://x.org"}]), "text buttons are unallowed"),
    (markup([{"text": "x", "url": "javascript:1"}]), "button URL is invalid"),
    (markup([button(text="")]), "1 to 256 characters were expected"),
    (markup([button()] * 9), "reply markup is too long"),
    (markup(*[[button()] * 8] * 13), "reply markup is too long"),
    ({"keyboard": [["x"]]}, 'unknown parameter "keyboard"'),
    ([], "an object was expected"),
    ("{", 'can\'t parse parameter "reply_markup"'),
]


@pytest.mark.parametrize(("params", "why"), TEXTS)
async def test_texts_are_refused_with_a_reason(
    telegram: Telegram, params: dict[str, Any], why: str
) -> None:
    code, description = await telegram.call("sendMessage", json=params)

    assert code == 400
    assert description.startswith("Bad Request: ")
    assert why in description


@pytest.mark.parametrize(("keyboard", "why"), KEYBOARDS)
async def test_keyboards_are_refused_with_a_reason(
    telegram: Telegram, keyboard: Any, why: str
) -> None:
    params = {"chat_id": ANN, "text": "x", "reply_markup": keyboard}
    code, description = await telegram.call("sendMessage", json=params)

    assert code == 400
    assert why in description


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "x", "reply_markup": markup(*[[button("d" * 64)] * 8] * 12)},
        {"text": "x", "reply_markup": json.dumps(markup([button()], []))},
        {"text": "x", "reply_markup": markup()},
        {
            "text": "x",
            "reply_parameters": {"message_id": 77, "allow_sending_without_reply": True},
        },
        {"text": "x", "link_preview_options": {"is_disabled": True}},
    ],
    ids=lambda params: str(params)[:40],
)
async def test_texts_at_the_limits_are_sent(telegram: Telegram, params: Any) -> None:
    assert await telegram.call("sendMessage", json={"chat_id": ANN} | params) == (200, "ok")


@pytest.mark.parametrize("way", ["params", "data", "json"])
async def test_parameters_come_by_query_by_form_and_as_json(
    telegram: Telegram, way: str
) -> None:
    params = {way: {"chat_id": str(ANN), "text": "hi"}}
    assert await telegram.call("SENDmessage", **params) == (200, "ok")


PHOTOS: list[tuple[bytes, str]] = [
    (b"", "file must be non-empty"),
    (b"no picture", "IMAGE_PROCESS_FAILED"),
    (picture()[:3000], "IMAGE_PROCESS_FAILED"),
    (picture(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
    (picture(211, 10), "PHOTO_INVALID_DIMENSIONS"),
    (png_header(5000, 5000), "IMAGE_PROCESS_FAILED"),
    (png_header(12_000, 9000), "PHOTO_INVALID_DIMENSIONS"),
    (png_header(30_000, 30_000), "PHOTO_INVALID_DIMENSIONS"),
    (b"\xff" * (10 * 1024 * 1024 + 1), "is too big for a photo"),
]


@pytest.mark.parametrize(("data", "why"), PHOTOS, ids=range(len(PHOTOS)))
async def test_photos_are_refused_with_a_reason(
    telegram: Telegram, data: bytes, why: str
) -> None:
    files = {"photo": ("photo.jpg", data, "image/jpeg")}
    code, description = await telegram.call("sendPhoto", data={"chat_id": ANN}, files=files)

    assert code == 400
    assert why in description


async def test_a_caption_over_1024_characters_is_refused(telegram: Telegram) -> None:
    files = {"document": ("cut.png", disc_png(), "image/png")}
    for length, code in ((1024, 200), (1025, 400)):
        form = {"chat_id": ANN, "caption": "x" * length}
        assert (await telegram.call("sendDocument", data=form, files=files))[0] == code


async def test_a_document_over_50_mb_is_refused(telegram: Telegram) -> None:
    files = {"document": ("zeros", bytes(50 * 1024 * 1024 + 1))}
    answer = await telegram.call("sendDocument", data={"chat_id": ANN}, files=files)
    assert answer == (413, "Request Entity Too Large")


async def test_attached_files_and_their_names_must_match(telegram: Telegram) -> None:
    form = {"chat_id": ANN, "document": "attach://one"}
    for name, why in (("one", "ok"), ("two", 'no parameter names the attached file "two"')):
        files = {name: ("cut.png", disc_png(), "image/png")}
        assert why in (await telegram.call("sendDocument", data=form, files=files))[1]
    _, description = await telegram.call("sendDocument", data=form)
    assert description == 'Bad Request: the request has no file "one"'


async def test_a_file_id_is_sent_again_only_as_what_it_was(telegram: Telegram) -> None:
    document, photo = telegram.document_id, telegram.photo_id
    for method, params, why in (
        ("sendDocument", {"document": document}, "ok"),
        ("sendPhoto", {"photo": photo}, "ok"),
        ("sendPhoto", {"photo": document}, "can't use file of type Document as Photo"),
        ("sendDocument", {"document": photo}, "can't use file of type Photo as Document"),
        ("sendDocument", {"document": "AgAD"}, "wrong file_id or the file is temporarily"),
    ):
        assert why in (await telegram.call(method, json={"chat_id": ANN} | params))[1]


OTHERS: list[tuple[str, dict[str, Any], int, str]] = [
    ("sendSmoke", {}, 404, "Not Found"),
    ("sendMessage", {"chat_id": SILENT, "text": "x"}, 403, "can't initiate conversation"),
    ("sendChatAction", {"chat_id": ANN, "action": "juggling"}, 400, "juggling"),
    ("getFile", {"file_id": "AgAD"}, 400, "wrong file_id or the file is temporarily unav"),
    ("getUpdates", {"limit": 101}, 400, "is not from 1 to 100"),
    ("getUpdates", {"offset": True}, 400, "an integer was expected"),
    ("editMessageText", {"message_id": 77, "text": "x"}, 400, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "x"}, 400, "message can't be edited"),
    ("editMessageText", {"message_id": 2, "text": "hello"}, 400, "message is not modified"),
    ("editMessageText", {"message_id": 3, "text": "x"}, 400, "there is no text in the mess"),
    ("editMessageCaption", {"message_id": 2, "caption": "x"}, 400, "there is no caption in"),
    ("editMessageCaption", {"message_id": 3}, 400, "message is not modified"),
    ("editMessageReplyMarkup", {"message_id": 2}, 400, "message is not modified"),
    ("editMessageMedia", {"message_id": 3, "media": {"type": "song"}}, 400, "song"),
    ("deleteMessage", {"message_id": 77}, 400, "message to delete not found"),
    ("deleteMessages", {"message_ids": []}, 400, "1 to 100 message identifiers"),
    ("sendMediaGroup", {"media": [{"type": "photo", "media": "x"}]}, 400, "group of 2 to 10"),
    (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]},
        400,
        "document can't be mixed",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1"}, 400, "query is too old"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, 400, "200"),
    ("setMyDescription", {"description": "x" * 513}, 400, "0 to 512"),
    ("setMyShortDescription", {"short_description": "x" * 121}, 400, "0 to 120"),
    ("setMyName", {"name": "x", "language_code": "eng"}, 400, "invalid language code"),
]
_IN_CHAT = ("edit", "delete", "sendMedia")


@pytest.mark.parametrize(("method", "params", "code", "why"), OTHERS)
async def test_other_mistakes_are_refused_with_a_reason(
    telegram: Telegram, method: str, params: dict[str, Any], code: int, why: str
) -> None:
    if method.startswith(_IN_CHAT):
        params = {"chat_id": ANN} | params
    answered, description = await telegram.call(method, json=params)

    assert (answered, why in description) == (code, True), description


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "/start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "start", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "a", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "TOO_MUCH"),
        ([{"command": "start"}], 'parameter "description" is required'),
        ("start", "can't parse parameter"),
    ],
)
async def test_commands_are_refused_with_a_reason(
    telegram: Telegram, commands: Any, why: str
) -> None:
    code, description = await telegram.call("setMyCommands", json={"commands": commands})

    assert code == 400
    assert why in description


async def test_a_wrong_token_gets_401_for_methods_and_files(telegram: Telegram) -> None:
    file = (await telegram.http.get(f"/bot{TOKEN}/getFile?file_id={telegram.photo_id}")).json()
    path = file["result"]["file_path"]

    for address in ("/bot1:x/getMe", f"/file/bot1:x/{path}"):
        response = await telegram.http.get(address)
        assert response.status_code == 401
        assert response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    assert (await telegram.http.get(f"/file/bot{TOKEN}/photos/none.jpg")).status_code == 404


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_broken_json_body_is_refused(telegram: Telegram, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    code, description = await telegram.call("getMe", content=body, headers=headers)
    assert (code, "JSON body" in description) == (400, True)


async def test_a_broken_form_is_refused(telegram: Telegram) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    assert (await telegram.call("getMe", content=b"x", headers=headers))[0] == 400


async def test_a_file_over_20_mb_cannot_be_downloaded(telegram: Telegram) -> None:
    form = {"person": str(ANN), "send_as": "file"}
    for size, code in ((20 * 1024 * 1024, 200), (20 * 1024 * 1024 + 1, 400)):
        files = {"file": ("large.bin", bytes(size))}
        sent = await telegram.http.post(
            f"/sandbox/chats/{ANN}/messages", data=form, files=files
        )
        file_id = sent.json()[0]["document"]["file_id"]
        answer = await telegram.call("getFile", json={"file_id": file_id})
        assert answer == (code, "ok" if code == 200 else "Bad Request: file is too big")

"""Mini Apps: buttons, links, and the signed init data."""

import hmac
import json
import time
from urllib.parse import parse_qsl

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo
from telegram.error import BadRequest

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.client.connection import SandboxError
from tests.telegram_sandbox.conftest import TOKEN

PAGE = "https://bot.example.org/tap/?pass=AAAA"
LINK = "https://t.me/sandbox_bot?startapp=AAAA-_9"


def page_button(url: str = PAGE) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton("Open", web_app=WebAppInfo(url))
    return InlineKeyboardMarkup.from_button(button)


def link_button(url: str = LINK) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton("Open", url=url))


def read(init_data: str) -> Json:
    """The fields of init data, after a check of its signature as Telegram documents it."""
    fields = dict(parse_qsl(init_data, strict_parsing=True, keep_blank_values=True))
    given = fields.pop("hash")
    check = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.digest(b"WebAppData", TOKEN.encode(), "sha256")
    assert given == hmac.digest(secret, check.encode(), "sha256").hex()
    assert abs(time.time() - int(fields["auth_date"])) < 60
    return fields | {"user": json.loads(fields["user"])}


async def test_a_button_opens_its_page_and_says_who_pressed_it(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "Look", reply_markup=page_button())
    known = await ann.open_page(await ann.next_message(), "Open")
    fields = read(known["init_data"])
    assert known["url"] == PAGE
    assert (fields["user"]["id"], fields["user"]["first_name"]) == (ann.id, "Ann")
    assert fields["query_id"]
    assert "start_param" not in fields


async def test_in_groups_a_link_opens_the_bots_main_page_with_its_parameter(
    sandbox: Sandbox, people: SandboxClient, bot: Bot, ann: Person
) -> None:
    group = await people.group("Picnic", ann)
    await bot.send_message(group.id, "Look", reply_markup=link_button())
    shown = await group.next_message()
    with pytest.raises(SandboxError, match="no main Mini App"):
        await ann.open_page(shown, "Open")
    sandbox.mini_apps.main = "https://bot.example.org/tap/"
    known = await ann.open_page(shown, "Open")
    fields = read(known["init_data"])
    assert known["url"] == "https://bot.example.org/tap/"
    assert (fields["start_param"], fields["chat_type"]) == ("AAAA-_9", "group")


async def test_groups_take_no_such_buttons_and_pages_must_be_safe(
    people: SandboxClient, bot: Bot, ann: Person
) -> None:
    group = await people.group("Picnic", ann)
    with pytest.raises(BadRequest, match=r"(?i)button_type_invalid"):
        await bot.send_message(group.id, "Look", reply_markup=page_button())
    for url in ("http://bot.example.org/", "ftp://bot.example.org/", "tap"):
        with pytest.raises(BadRequest, match=r"(?i)only https links are allowed"):
            await bot.send_message(ann.id, "Look", reply_markup=page_button(url))
    local = page_button("http://127.0.0.1:8090/tap/")
    assert (await bot.send_message(ann.id, "Look", reply_markup=local)).reply_markup


async def test_what_is_no_button_or_link_of_the_bot_opens_nothing(
    sandbox: Sandbox, people: SandboxClient, bot: Bot, ann: Person
) -> None:
    sandbox.mini_apps.main = "https://bot.example.org/tap/"
    await bot.send_message(ann.id, "Look", reply_markup=page_button())
    shown = await ann.next_message()
    ben = await people.person("Ben")
    path = f"/people/{ann.id}/miniapp"
    for wish, why in (
        (
            {"chat": ann.id, "message": shown["message_id"], "url": "https://evil.example"},
            "no such button",
        ),
        ({"chat": ann.id, "message": 999, "url": PAGE}, "no such button"),
        ({"chat": ann.id, "url": "https://t.me/another_bot?startapp=A"}, "no link"),
        (
            {"chat": ann.id, "url": "https://t.me/sandbox_bot?startapp=a b"},
            "no link",
        ),
        ({"chat": ben.id, "url": LINK}, "not in the chat"),
    ):
        with pytest.raises(SandboxError, match=why):
            await people.request("POST", path, json=wish)

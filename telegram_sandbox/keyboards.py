"""Inline keyboards and their limits."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.params import (
    json_array,
    json_object,
    limited_string,
    optional,
    required,
    string,
)
from telegram_sandbox.types import Chat

BUTTON_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64

KINDS = (
    *("callback_data", "url", "web_app"),
    *("switch_inline_query", "switch_inline_query_current_chat"),
)
"""The kinds of buttons that are supported; a button has exactly one of these fields."""

_keyboard = json_object(inline_keyboard=required(json_array))
_button = json_object(
    text=required(limited_string(256, least=1)),
    callback_data=optional(string),
    url=optional(string),
    web_app=optional(json_object(url=required(string))),
    switch_inline_query=optional(string),
    switch_inline_query_current_chat=optional(string),
)


def inline_keyboard(value: Any) -> dict[str, Any] | None:
    """Reads a `reply_markup`; returns `None` for a keyboard without buttons.

    Raises:
        ApiError: it breaks one of the limits.
        ValueError: it is no inline keyboard.
    """
    rows = [
        [_checked(button) for button in json_array(row)]
        for row in _keyboard(value)["inline_keyboard"]
    ]
    if sum(map(len, rows)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _checked(value: Any) -> dict[str, Any]:
    button: dict[str, Any] = _button(value)
    if sum(kind in button for kind in KINDS) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if not button.get("url", "http://").startswith(("http://", "https://", "tg://")):
        raise bad_request("inline keyboard button URL is invalid")
    page = button.get("web_app", {"url": "https://"})["url"]
    # Unlike Telegram, the sandbox also opens pages of this machine.
    if not page.startswith(("https://", "http://127.0.0.1:")):
        reason = "is invalid: Only HTTPS links are allowed"
        raise bad_request(f"inline keyboard button Web App URL '{page}' {reason}")
    return button


def check_chat_type(keyboard: dict[str, Any] | None, chat: Chat) -> None:
    """Checks that a chat may have a keyboard: `web_app` buttons work in private chats only.

    Raises:
        ApiError: it is a group and the keyboard has such a button.
    """
    rows = keyboard["inline_keyboard"] if keyboard else []
    if not chat.is_private and any("web_app" in button for row in rows for button in row):
        raise bad_request("BUTTON_TYPE_INVALID")

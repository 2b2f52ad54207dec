"""Inline keyboards and the limits that Telegram sets them."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.params import array, maybe, needed, short, string, structure
from telegram_sandbox.types import Chat

BUTTON_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64

KINDS = ("callback_data", "url", "web_app")
"""What a button can do here; it does exactly one."""

_keyboard = structure(inline_keyboard=needed(array))
_button = structure(
    text=needed(short(256, least=1)),
    callback_data=maybe(string),
    url=maybe(string),
    web_app=maybe(structure(url=needed(string))),
)


def inline_keyboard(value: Any) -> dict[str, Any] | None:
    """Read a `reply_markup`; a keyboard without buttons is `None`.

    Raises:
        ApiError: a button or the whole breaks one of the limits.
        ValueError: it is no inline keyboard.
    """
    rows = [
        [_checked(button) for button in array(row)]
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
    # Pages of this very machine, too, are fit to be opened here, and only here.
    if not page.startswith(("https://", "http://127.0.0.1:")):
        why = "is invalid: Only HTTPS links are allowed"
        raise bad_request(f"inline keyboard button Web App URL '{page}' {why}")
    return button


def check_fits(keyboard: dict[str, Any] | None, chat: Chat) -> None:
    """Refuse buttons that only a private chat can have.

    Raises:
        ApiError: there is one, and it is a group.
    """
    rows = keyboard["inline_keyboard"] if keyboard else []
    if not chat.is_private and any("web_app" in button for row in rows for button in row):
        raise bad_request("BUTTON_TYPE_INVALID")

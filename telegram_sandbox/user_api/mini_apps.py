"""Mini Apps, opened as Telegram's apps open them.

    POST /sandbox/people/ID/miniapp   {chat, message, url} of a `web_app` button, or {chat, url}
                                      of a link `t.me/bot?startapp=…`; returns
                                      {url, init_data}

`init_data` is signed with the bot's token:
https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hashlib
import hmac
import json
import re
import secrets
import time
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import integer, optional, read_params, required, string
from telegram_sandbox.request_body import read_json
from telegram_sandbox.state import State
from telegram_sandbox.types import PRESENT, Chat, Json, User

_fields = {"chat": required(integer()), "message": optional(integer()), "url": required(string)}
_LINK = re.compile(r"https://t\.me/(\w+)\?startapp=([A-Za-z0-9_-]{0,512})", re.ASCII)


class MiniApps:
    """Opens pages of the bot with signed `init_data`.

    Attributes:
        main: the page that `t.me/bot?startapp=…` opens, as set in BotFather.
    """

    def __init__(self, state: State, token: str) -> None:
        self.main: str | None = None
        self._state = state
        self._token = token

    @property
    def routes(self) -> list[Route]:
        """The path above."""
        return [Route("/sandbox/people/{person:int}/miniapp", self.open, methods=["POST"])]

    async def open(self, request: Request) -> Response:
        """Returns what an app passes to the page that it opens."""
        person = self._state.people.get(request.path_params["person"])
        values = read_params(_fields, await read_json(request))
        chat = self._state.chats.get(values["chat"])
        if person is None or chat is None or chat.status(person) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        if values["message"] is None:
            url, about = self._by_link(values["url"], chat)
        else:
            url, about = _by_button(values["url"], values["message"], chat)
        return JSONResponse({"url": url, "init_data": self.init_data(person, about)})

    def init_data(self, person: User, about: Json) -> str:
        """Returns the signed query string; `about` has its further fields."""
        user = {
            "id": person.id,
            "first_name": person.first_name,
            "last_name": "",
            "language_code": person.language_code,
            "allows_write_to_pm": True,
        }
        fields = {
            **about,
            "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")),
            "auth_date": str(int(time.time())),
        }
        check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        secret = hmac.new(b"WebAppData", self._token.encode(), hashlib.sha256).digest()
        digest = hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
        return urlencode({**fields, "hash": digest})

    def _by_link(self, link: str, chat: Chat) -> tuple[str, Json]:
        match = _LINK.fullmatch(link)
        if match is None or match[1].lower() != (self._state.bot.username or "").lower():
            raise bad_request("this is no link to the bot's page")
        if self.main is None:
            raise bad_request("the bot has no main Mini App")
        about = {
            "chat_instance": str(chat.id),
            "chat_type": "sender" if chat.is_private else chat.type,
            "start_param": match[2],
        }
        return self.main, about


def _by_button(url: str, number: int, chat: Chat) -> tuple[str, Json]:
    message = chat.messages.get(number)
    rows = (message.keyboard if message else None) or {"inline_keyboard": []}
    if {"url": url} not in [
        button.get("web_app") for row in rows["inline_keyboard"] for button in row
    ]:
        raise bad_request("there is no such button")
    return url, {"query_id": secrets.token_urlsafe(18)}

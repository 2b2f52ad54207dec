"""A Bot API method: its parameters, a call of it, and the bot's access to a chat."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import Param
from telegram_sandbox.request_body import Upload
from telegram_sandbox.state import State
from telegram_sandbox.types import PRESENT, Chat, Message, User


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose parameters have been read: `call["text"]`, `None` where left out.

    Attributes:
        attached: the files of the request that parameters name with `attach://`.
    """

    state: State
    values: Mapping[str, Any]
    attached: Mapping[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def chat(self) -> Chat:
        """The chat of `chat_id`.

        Raises:
            ApiError: it is unknown, or the bot has no access to it.
        """
        chat = self.state.chats.get(self["chat_id"])
        if chat is None:
            raise bad_request("chat not found")
        check_access(chat, self.state.bot)
        return chat

    @property
    def user(self) -> User:
        """The user of `user_id`: a person, another bot, or the bot itself."""
        users = self.state.users
        if self["user_id"] not in users:
            raise bad_request("user not found")
        return users[self["user_id"]]

    def message(self, purpose: str) -> Message:
        """Returns the message of `message_id`; `purpose` is a verb for the error text."""
        message = self.chat.messages.get(self["message_id"])
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message


@dataclass(frozen=True, slots=True)
class Method:
    """The implementation of a method and its declared parameters."""

    run: Callable[[Call], Awaitable[Any]]
    params: Mapping[str, Param]


def method(run: Callable[[Call], Awaitable[Any]], **params: Param) -> Method:
    """Returns an entry of the table of methods."""
    return Method(run, params)


def check_access(chat: Chat, bot: User) -> None:
    """Checks that the bot may act in a chat.

    Raises:
        ApiError: 400 with `migrate_to_chat_id` if the chat became a supergroup; 400 or 403
            if the bot is not in it or was blocked.
    """
    if chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.is_private:
        _check_private(chat, bot)
    elif bot.id not in chat.members:
        raise bad_request("chat not found")
    elif (status := chat.status(bot)) not in PRESENT:
        reason = "was kicked from" if status == "kicked" else "is not a member of"
        raise ApiError(403, f"Forbidden: bot {reason} the {chat.type} chat")


def _check_private(chat: Chat, bot: User) -> None:
    if not chat.is_started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if chat.status(bot) == "kicked":
        raise ApiError(403, "Forbidden: bot was blocked by the user")

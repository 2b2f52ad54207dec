"""A Bot API method: its parameters, and a call of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.access import check_access
from telegram_sandbox.errors import bad_request
from telegram_sandbox.media import Upload
from telegram_sandbox.params import Param
from telegram_sandbox.state import World
from telegram_sandbox.types import Chat, Message, User


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose parameters have been read: `call["text"]`, `None` where left out.

    Attributes:
        attached: the files of the request that parameters name with `attach://`.
    """

    world: World
    values: Mapping[str, Any]
    attached: Mapping[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def chat(self) -> Chat:
        """The chat of `chat_id`, in which the bot must be allowed to act."""
        chat = self.world.chats.get(self["chat_id"])
        if chat is None:
            raise bad_request("chat not found")
        check_access(chat, self.world.bot)
        return chat

    @property
    def user(self) -> User:
        """The person of `user_id`, or the bot itself."""
        known = self.world.people | {self.world.bot.id: self.world.bot}
        if self["user_id"] not in known:
            raise bad_request("user not found")
        return known[self["user_id"]]

    def message(self, purpose: str) -> Message:
        """The message of `message_id`; `purpose` says in the refusal what it is wanted for."""
        message = self.chat.messages.get(self["message_id"])
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message


@dataclass(frozen=True, slots=True)
class Method:
    """What a method does and which parameters it declares."""

    run: Callable[[Call], Awaitable[Any]]
    params: Mapping[str, Param]


def method(run: Callable[[Call], Awaitable[Any]], **params: Param) -> Method:
    """An entry of the table of methods."""
    return Method(run, params)

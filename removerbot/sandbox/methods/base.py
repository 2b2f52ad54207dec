"""A Bot API method: its parameters, and a call of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from removerbot.sandbox.errors import ApiError, bad_request
from removerbot.sandbox.media import Upload
from removerbot.sandbox.params import Param
from removerbot.sandbox.state import Chat, Message, World


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
        """The chat of `chat_id`, which the bot must have been spoken to in."""
        chat = self.world.chats.get(self["chat_id"])
        if chat is None:
            raise bad_request("chat not found")
        if not chat.begun:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

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

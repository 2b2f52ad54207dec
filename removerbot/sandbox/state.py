"""The state of the make-believe Telegram: people, chats, messages.

Whatever happens here is told to the bot (`updates`) and to people (`events`).
"""

import asyncio
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from removerbot.sandbox.bell import Bell
from removerbot.sandbox.events import EventLog
from removerbot.sandbox.files import FileStore
from removerbot.sandbox.profile import Profile
from removerbot.sandbox.updates import UpdateQueue

Json = dict[str, Any]

ACTION_SECONDS = 5
FIRST_PERSON = 501


@dataclass(slots=True, eq=False)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None

    def as_json(self) -> Json:
        """The Bot API's `User`."""
        return _without_none(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(slots=True, eq=False)
class Chat:
    """A conversation of the bot with its members.

    Attributes:
        begun: whether a person has written yet; before that, the bot may not.
        action: what the bot says it is doing, until `action_ends` (of the loop's clock).
    """

    id: int
    type: str
    members: dict[int, User]
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_message_id: int = 0
    begun: bool = False
    action: str | None = None
    action_ends: float = 0

    def as_json(self) -> Json:
        """The Bot API's `Chat`."""
        [person] = self.members.values()
        return _without_none(
            id=self.id, type=self.type, first_name=person.first_name, username=person.username
        )

    def current_action(self) -> str | None:
        """The chat action that shows at this moment."""
        return self.action if asyncio.get_running_loop().time() < self.action_ends else None


@dataclass(slots=True, eq=False)
class Message:
    """A message. `content` holds the fields of its kind: text, photo, document, caption …"""

    id: int
    chat: Chat
    sender: User
    date: int
    content: Json
    reply_to: "Message | None" = None
    keyboard: Json | None = None
    edit_date: int | None = None

    def as_json(self) -> Json:
        """The Bot API's `Message`. The message it replies to comes without its own reply."""
        original = self.reply_to
        if original and original.id in self.chat.messages:
            return self.without_reply() | {"reply_to_message": original.without_reply()}
        return self.without_reply()

    def without_reply(self) -> Json:
        """The message as it stands inside another one that replies to it."""
        return self.content | _without_none(
            message_id=self.id,
            **{"from": self.sender.as_json()},
            chat=self.chat.as_json(),
            date=self.date,
            edit_date=self.edit_date,
            reply_markup=self.keyboard,
        )


@dataclass(slots=True, eq=False)
class Press:
    """A press of an inline button, and the bot's answer once there is one."""

    id: str
    answer: Json | None = None


class World:
    """Everything that the server knows."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.bell = Bell()
        self.files = FileStore()
        self.updates = UpdateQueue(self.bell)
        self.events = EventLog(self.bell)
        self.profile = Profile(bot.first_name)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}

    def add_person(self, first_name: str, language_code: str) -> User:
        """A new person, with a private chat of the same id."""
        number = FIRST_PERSON + len(self.people)
        person = User(number, first_name, language_code=language_code)
        self.people[number] = person
        self.chats[number] = Chat(number, "private", {number: person})
        return person

    def chats_of(self, person: User) -> set[int]:
        """The ids of the chats that a person is in."""
        return {chat.id for chat in self.chats.values() if person.id in chat.members}

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        *,
        reply_to: Message | None = None,
        keyboard: Json | None = None,
    ) -> Message:
        """Write a message into a chat. The bot hears of it if a person wrote it."""
        chat.last_message_id += 1
        message = Message(
            chat.last_message_id, chat, sender, _now(), content, reply_to, keyboard
        )
        chat.messages[message.id] = message
        if sender.is_bot:
            chat.action = None
        else:
            chat.begun = True
            self.updates.put("message", message.as_json())
        self.events.add("message", chat.id, message=message.as_json())
        return message

    def edit(self, message: Message, content: Json, keyboard: Json | None) -> None:
        """Change a message in place. The bot hears of it if a person did."""
        message.content = content
        message.keyboard = keyboard
        message.edit_date = _now()
        if not message.sender.is_bot:
            self.updates.put("edited_message", message.as_json())
        self.events.add("edited", message.chat.id, message=message.as_json())

    def delete(self, messages: Iterable[Message]) -> None:
        """Take messages out of their chat. Bots are not told."""
        for message in messages:
            del message.chat.messages[message.id]
            self.events.add("deleted", message.chat.id, message_id=message.id)

    def new_album(self) -> Json:
        """The field that messages share that belong together."""
        return {"media_group_id": str(secrets.randbits(53))}

    def act(self, chat: Chat, action: str) -> None:
        """Show what the bot is doing, for five seconds or until it writes."""
        chat.action = action
        chat.action_ends = asyncio.get_running_loop().time() + ACTION_SECONDS
        self.events.add("action", chat.id, action=action)

    def press(self, person: User, message: Message, data: str) -> Press:
        """Tell the bot that a person pressed a button."""
        press = Press(str(secrets.randbits(62)))
        self.presses[press.id] = press
        query = {
            "id": press.id,
            "from": person.as_json(),
            "message": message.as_json(),
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        self.updates.put("callback_query", query)
        return press

    def answer(self, press: Press, answer: Json) -> None:
        """Give the bot's answer to the person who waits for it."""
        press.answer = answer
        self.bell.ring()


def _without_none(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}


def _now() -> int:
    return int(time.time())

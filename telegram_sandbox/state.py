"""The state of the make-believe Telegram: people, chats, messages.

Whatever happens here is told to the bot (`updates`) and to people (`events`).
"""

import asyncio
import secrets
import time
from collections.abc import Iterable

from telegram_sandbox.bell import Bell
from telegram_sandbox.courier import Courier
from telegram_sandbox.events import EventLog
from telegram_sandbox.files import FileStore
from telegram_sandbox.keyboards import check_fits
from telegram_sandbox.limits import Limits
from telegram_sandbox.privacy import reaches_bot
from telegram_sandbox.profile import Profile
from telegram_sandbox.sets import StickerSets
from telegram_sandbox.types import (
    NOWHERE_SPECIAL,
    PRESENT,
    Chat,
    Json,
    Member,
    Message,
    Place,
    Press,
    Status,
    User,
)
from telegram_sandbox.updates import UpdateQueue

ACTION_SECONDS = 5
FIRST_PERSON = 501


class World:
    """Everything that the server knows.

    Attributes:
        privacy: whether groups hide from the bot what does not concern it.
        limits: how often the bot may write; `None` lets it write at will.
    """

    def __init__(self, bot: User, limits: Limits | None = None) -> None:
        self.bot = bot
        self.limits = limits
        self.privacy = True
        self.bell = Bell()
        self.files = FileStore()
        self.sets = StickerSets(self.files)
        self.updates = UpdateQueue(self.bell)
        self.courier = Courier(self.updates, self.bell)
        self.events = EventLog(self.bell)
        self.profile = Profile(bot.first_name)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}

    def add_person(self, first_name: str, language_code: str, *, is_bot: bool = False) -> User:
        """A new person with a private chat of the same id, or a bot beside ours."""
        number = FIRST_PERSON + len(self.people)
        username = f"other_{number}_bot" if is_bot else None
        person = User(number, first_name, is_bot, username, language_code)
        self.people[number] = person
        pair = (Member(person, "member"), Member(self.bot, "member"))
        members = {member.user.id: member for member in pair}
        self.chats[number] = Chat(number, "private", members)
        return person

    def chats_of(self, person: User) -> set[int]:
        """The ids of the chats that a person is in."""
        return {chat.id for chat in self.chats.values() if chat.status(person) in PRESENT}

    def set_status(self, chat: Chat, user: User, status: Status, by: User) -> None:
        """Make somebody something in a chat. The bot hears of it if it is about itself; of
        others only as an administrator that asked for it.
        """
        old = chat.members.get(user.id, Member(user, "left"))
        new = chat.members[user.id] = Member(user, status)
        change = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": _now(),
            "old_chat_member": old.as_json(),
            "new_chat_member": new.as_json(),
        }
        if user is self.bot:
            self.updates.put("my_chat_member", change)
        elif chat.status(self.bot) == "administrator":
            self.updates.put("chat_member", change)
        self.show_chats({member.user.id for member in chat.present} | {user.id})

    def show_chats(self, people: Iterable[int]) -> None:
        """Tell people that their list of chats has changed."""
        for number in people:
            self.events.add("chats", number)

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        place: Place = NOWHERE_SPECIAL,
        keyboard: Json | None = None,
    ) -> Message:
        """Write a message into a chat. The bot hears of it if it concerns it."""
        check_fits(keyboard, chat)
        chat.last_message_id += 1
        message = Message(
            chat.last_message_id,
            chat,
            sender,
            _now(),
            content,
            place.reply_to,
            keyboard,
            chat.thread_at(place),
        )
        chat.messages[message.id] = message
        if sender is self.bot:
            chat.action = None
        if sender.is_bot:
            chat.last_bot = sender
        else:
            chat.begun = True
        self._tell_bot("message", message)
        self.events.add("message", chat.id, message=message.as_json())
        return message

    def edit(self, message: Message, content: Json, keyboard: Json | None) -> None:
        """Change a message in place. The bot hears of it if it concerns it."""
        check_fits(keyboard, message.chat)
        message.content = content
        message.keyboard = keyboard
        message.edit_date = _now()
        self._tell_bot("edited_message", message)
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

    def _tell_bot(self, kind: str, message: Message) -> None:
        if reaches_bot(message, self.bot, privacy=self.privacy):
            self.updates.put(kind, message.as_json())


def _now() -> int:
    return int(time.time())

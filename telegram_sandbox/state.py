"""The state of the simulated Telegram: people, chats, messages, files, sticker sets.

Each change queues an update for the bot (`updates`) and an event for users (`events`).
"""

import asyncio
import secrets
import time
from collections.abc import Iterable

from telegram_sandbox.bot_profile import BotProfile
from telegram_sandbox.events import EventLog
from telegram_sandbox.features import Features
from telegram_sandbox.files import FileStore
from telegram_sandbox.inline import GuestQuery, InlineQuery
from telegram_sandbox.keyboards import check_chat_type
from telegram_sandbox.notifier import Notifier
from telegram_sandbox.privacy import reaches_bot
from telegram_sandbox.rate_limits import RateLimits
from telegram_sandbox.sticker_sets import StickerSets
from telegram_sandbox.types import (
    NO_REPLY,
    PRESENT,
    CallbackQuery,
    Chat,
    Destination,
    Json,
    Member,
    Message,
    Status,
    User,
)
from telegram_sandbox.updates import UpdateQueue
from telegram_sandbox.webhook import WebhookSender

ACTION_SECONDS = 5
DIRECT_TOPIC = "direct_messages_topic"
FIRST_PERSON = 501
"""The id of the first person."""


class State:
    """All data of a running server.

    Attributes:
        privacy: whether privacy mode is on (see `privacy.py`).
        rate_limits: `None` turns them off.
        features: what the server knows and the bot may do.
        inline_messages: messages that were sent through the bot, by their inline ids.
        people: users other than the bot under test, by id.
    """

    def __init__(
        self, bot: User, description: str = "", rate_limits: RateLimits | None = None
    ) -> None:
        self.bot = bot
        self.run = secrets.token_hex(8)
        self.rate_limits = rate_limits
        self.privacy = True
        self.notifier = Notifier()
        self.files = FileStore()
        self.sets = StickerSets(self.files)
        self.updates = UpdateQueue(self.notifier)
        self.webhook = WebhookSender(self.updates, self.notifier)
        self.events = EventLog(self.notifier)
        self.profile = BotProfile(bot.first_name, description)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.callback_queries: dict[str, CallbackQuery] = {}
        self.features = Features()
        self.inline_queries: dict[str, InlineQuery] = {}
        self.guest_queries: dict[str, GuestQuery] = {}
        self.inline_messages: dict[str, Message] = {}

    @property
    def users(self) -> dict[int, User]:
        """All people and the bot under test, by id."""
        return self.people | {self.bot.id: self.bot}

    def add_person(self, first_name: str, language_code: str, *, is_bot: bool = False) -> User:
        """Adds a person with a private chat of the same id, or another bot."""
        number = FIRST_PERSON + len(self.people)
        username = f"other_{number}_bot" if is_bot else None
        person = User(number, first_name, is_bot, username, language_code)
        self.people[number] = person
        pair = (Member(person, "member"), Member(self.bot, "member"))
        members = {member.user.id: member for member in pair}
        self.chats[number] = Chat(number, "private", members)
        return person

    def chats_of(self, person: User) -> set[int]:
        """Returns the ids of the chats that a person is in."""
        return {chat.id for chat in self.chats.values() if chat.status(person) in PRESENT}

    def set_status(self, chat: Chat, user: User, status: Status, by: User) -> None:
        """Changes a user's status in a chat.

        The bot gets `my_chat_member` for itself, and `chat_member` for others if it is an
        administrator and asked for it in `allowed_updates`.
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
        self.notify_chat_lists({member.user.id for member in chat.present} | {user.id})

    def notify_chat_lists(self, people: Iterable[int]) -> None:
        """Logs an event for each person whose list of chats has changed."""
        for number in people:
            self.events.add("chats", number)

    def post(  # noqa: PLR0913 - what a message has
        self,
        chat: Chat,
        sender: User,
        content: Json,
        destination: Destination = NO_REPLY,
        keyboard: Json | None = None,
        *,
        marks: Json | None = None,
    ) -> Message:
        """Adds a message to a chat and returns it."""
        check_chat_type(keyboard, chat)
        chat.last_message_id += 1
        message = Message(
            chat.last_message_id,
            chat,
            sender,
            _now(),
            content,
            destination.reply_to,
            keyboard,
            chat.thread_of(destination),
            external_reply=destination.external_reply,
            quote=destination.quote,
            marks=(marks or {}) | direct_topic(chat, sender, destination),
        )
        chat.messages[message.id] = message
        self._note_sender(chat, sender)
        self._send_update("message", message)
        self.events.add("message", chat.id, message=message.as_json())
        return message

    def _note_sender(self, chat: Chat, sender: User) -> None:
        if sender is self.bot:
            chat.action = None
        if sender.is_bot:
            chat.last_bot = sender
        else:
            chat.is_started = True

    def edit(self, message: Message, content: Json, keyboard: Json | None) -> None:
        """Replaces the content and keyboard of a message."""
        check_chat_type(keyboard, message.chat)
        message.content = content
        message.keyboard = keyboard
        message.edit_date = _now()
        self._send_update("edited_message", message)
        self.events.add("edited", message.chat.id, message=message.as_json())

    def delete(self, messages: Iterable[Message]) -> None:
        """Removes messages from their chats; bots get no update."""
        for message in messages:
            del message.chat.messages[message.id]
            self.events.add("deleted", message.chat.id, message_id=message.id)

    def new_album(self) -> Json:
        """Returns the field that the messages of a new album share."""
        return {"media_group_id": str(secrets.randbits(53))}

    def set_action(self, chat: Chat, action: str) -> None:
        """Shows a chat action for five seconds, or until the bot writes."""
        chat.action = action
        chat.action_ends = asyncio.get_running_loop().time() + ACTION_SECONDS
        self.events.add("action", chat.id, action=action)

    def press_button(self, person: User, message: Message, data: str) -> CallbackQuery:
        """Sends a callback query to the bot and returns it."""
        query = CallbackQuery(str(secrets.randbits(62)))
        self.callback_queries[query.id] = query
        payload = {
            "id": query.id,
            "from": person.as_json(),
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        if message.inline_id:
            payload["inline_message_id"] = message.inline_id
        else:
            payload["message"] = (
                {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
                if self.features.forgets_messages
                else message.as_json()
            )
        query.person, query.message = person, message
        query.asked_at = time.time()
        self.updates.put("callback_query", payload)
        return query

    def answer_query(self, query: CallbackQuery, answer: Json) -> None:
        """Stores the bot's answer and wakes those who wait for it."""
        query.answer = answer
        self.notifier.notify()

    def _send_update(self, kind: str, message: Message) -> None:
        if reaches_bot(message, self.bot, privacy=self.privacy):
            self.updates.put(kind, message.as_json())


def direct_topic(chat: Chat, sender: User, destination: Destination) -> Json:
    """Returns the mark of a new message in the direct messages of a channel: its topic, which
    has the id of the person whose it is. It is that of the message replied to, or a new one."""
    if not chat.is_direct:
        return {}
    if destination.reply_to and destination.direct is None:
        return {DIRECT_TOPIC: destination.reply_to.marks[DIRECT_TOPIC]}
    person = destination.direct or sender
    return {DIRECT_TOPIC: {"topic_id": person.id, "user": person.as_json()}}


def _now() -> int:
    return int(time.time())

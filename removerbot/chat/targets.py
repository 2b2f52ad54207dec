"""Names messages: those of a chat, ephemeral ones, and those sent in chats without the bot."""

from typing import Any, NamedTuple

from telegram import CallbackQuery, Message, ReplyParameters

from removerbot.errors import StaleButton
from removerbot.segmentation.revisions import Source

_NUMBER = "ephemeral_message_id"
"""A field of messages that python-telegram-bot does not know yet."""


class MessageRef(NamedTuple):
    """A message of a chat.

    Attributes:
        thread_id: its topic, `None` for none.
        direct_topic_id: the same in the direct messages of a channel.
    """

    chat_id: int
    message_id: int
    thread_id: int | None = None
    direct_topic_id: int | None = None

    @property
    def ids(self) -> dict[str, Any]:
        """What names the message to a method that edits or deletes it."""
        return {"chat_id": self.chat_id, "message_id": self.message_id}

    @property
    def place(self) -> dict[str, Any]:
        """What a method needs to reply to the message, in its topic; without the message, if it
        was deleted meanwhile, or is in a chat without the bot."""
        place: dict[str, Any] = {
            "chat_id": self.chat_id,
            "message_thread_id": self.thread_id,
            "direct_messages_topic_id": self.direct_topic_id,
        }
        if self.message_id > 0:
            reply = ReplyParameters(self.message_id, allow_sending_without_reply=True)
            place["reply_parameters"] = reply
        return place


class EphemeralRef(NamedTuple):
    """An ephemeral message, which one person sees. It has no number among those of the chat."""

    chat_id: int
    person_id: int
    number: int
    thread_id: int | None = None
    message_id: int = 0

    @property
    def ids(self) -> dict[str, Any]:
        """See `MessageRef.ids`."""
        return {
            "chat_id": self.chat_id,
            "receiver_user_id": self.person_id,
            _NUMBER: self.number,
        }

    @property
    def place(self) -> dict[str, Any]:
        """What a method needs to send the person alone a message in the same topic."""
        return {
            "chat_id": self.chat_id,
            "message_thread_id": self.thread_id,
            "api_kwargs": only_for(self.person_id, self.number),
        }


class InlineRef(NamedTuple):
    """A message in a chat that the bot need not be in.

    Attributes:
        chat_id: of the jobs that such messages show: the private chat of the person. Nothing
            is known of the chat that the message is in.
        has_media: whether it shows a file, and no text.
    """

    inline_message_id: str
    chat_id: int
    has_media: bool = True
    message_id: int = 0

    @property
    def ids(self) -> dict[str, Any]:
        """See `MessageRef.ids`."""
        return {"inline_message_id": self.inline_message_id}

    @property
    def place(self) -> dict[str, Any]:
        """There is none: the bot cannot send anything there.

        Raises:
            StaleButton: always.
        """
        raise StaleButton


Shown = MessageRef | EphemeralRef | InlineRef
"""A message that shows a revision."""


def number_of(message: Message) -> int | None:
    """Returns the number of an ephemeral message, `None` for other messages."""
    number = message.api_kwargs.get(_NUMBER)
    return number if isinstance(number, int) else None


def shown_number(message: Message) -> int:
    """Returns the number of a message in its chat; 0 for an ephemeral one, which has none."""
    return message.message_id if number_of(message) is None else 0


def ref_of(message: Message) -> MessageRef:
    """Returns the name of a message that everybody in its chat sees."""
    topic = message.direct_messages_topic
    direct_topic_id = topic.topic_id if topic else None
    thread_id = _thread_of(message)
    return MessageRef(message.chat_id, shown_number(message), thread_id, direct_topic_id)


def place_for(source: Source, to: Shown, request: Message | None = None) -> Shown:
    """Returns where to show something of a photo, which would be sent in answer to a message:
    a photo that one member of a group sees alone is shown to nobody else. An ephemeral
    `request` allows that to bots that are no admins."""
    if not source.is_private:
        return to
    number = number_of(request) if request else None
    return EphemeralRef(source.chat_id, source.person_id, number or 0, source.thread_id)


def only_for(person_id: int, reply_to: int | None = None) -> dict[str, Any]:
    """Returns what makes a message ephemeral, perhaps in reply to another, by its number."""
    given: dict[str, Any] = {"ephemeral_message_parameters": {"receiver_user_id": person_id}}
    return given | ({"reply_parameters": {_NUMBER: reply_to}} if reply_to else {})


def ref_of_photo(source: Source) -> MessageRef:
    """Returns the name of the message that a photo came in."""
    place = source.thread_id, source.direct_topic_id
    return MessageRef(source.chat_id, source.message_id, *place)


def _thread_of(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def shown_as(message: Message, person_id: int) -> MessageRef | EphemeralRef:
    """Returns the name of a message that a person sees, perhaps alone."""
    number = number_of(message)
    if number is None:
        return ref_of(message)
    return EphemeralRef(message.chat_id, person_id, number, _thread_of(message))


def pressed(query: CallbackQuery) -> Shown:
    """Returns the message whose button was pressed.

    Raises:
        StaleButton: Telegram does not say which it is.
    """
    message = query.message
    if query.inline_message_id:
        return InlineRef(query.inline_message_id, query.from_user.id)
    if isinstance(message, Message):
        return shown_as(message, query.from_user.id)
    if message is None:
        raise StaleButton
    return MessageRef(message.chat.id, message.message_id)


def pressed_in_private(query: CallbackQuery) -> MessageRef:
    """Returns the message in a person's private chat whose button they pressed.

    Raises:
        StaleButton: the message is elsewhere.
    """
    shown = pressed(query)
    if not isinstance(shown, MessageRef) or shown.chat_id != query.from_user.id:
        raise StaleButton
    return shown


def place_of(to: Message | Shown) -> dict[str, Any]:
    """Returns what a method needs to reply to a message."""
    return (ref_of(to) if isinstance(to, Message) else to).place

"""Ephemeral messages: one person in a group sees them, and the bot.

Telegram does not document everything. Where it is silent:

- An ephemeral message has the `message_id` 0. Its own number is `ephemeral_message_id`.
- A bot without the right to send one gets `BOT_NOT_ADMIN`.
"""

import time

from telegram_sandbox.errors import bad_request
from telegram_sandbox.keyboards import check_chat_type
from telegram_sandbox.params import boolean, integer, json_object, optional, required, string
from telegram_sandbox.state import State
from telegram_sandbox.types import ADMINS, PRESENT, Chat, Json, Message, User

ANSWER_SECONDS = 15
"""How long a bot that is no administrator may answer a button or an ephemeral message."""

parameters = json_object(
    receiver_user_id=required(integer()),
    callback_query_id=optional(string),
    replace_callback_query_message=optional(boolean),
)
"""Reads the `ephemeral_message_parameters` of a send."""


def send(  # noqa: PLR0913 - what a message has
    state: State,
    chat: Chat,
    given: Json,
    content: Json,
    *,
    reply_to: Message | None,
    keyboard: Json | None,
    thread: int | None,
) -> Message:
    """Sends a message of the bot that one person sees.

    Raises:
        ApiError: the bot may not, or the person is not in the group.
    """
    receiver = state.people.get(given["receiver_user_id"])
    _check(state, chat, receiver, given.get("callback_query_id"), reply_to)
    check_chat_type(keyboard, chat)
    assert receiver
    message = _message(chat, state.bot, receiver, content)
    message.keyboard, message.reply_to, message.thread = keyboard, reply_to, thread
    message.is_lost = state.features.loses_ephemeral
    state.events.add("ephemeral", receiver.id)
    return message


def write(
    state: State, chat: Chat, person: User, content: Json, reply_to: Message | None
) -> Message:
    """Sends an ephemeral command of a person, or their reply to an ephemeral message."""
    message = _message(chat, person, person, content)
    message.marks["receiver_user"] = state.bot.as_json()
    message.reply_to = reply_to
    message.thread = reply_to.thread if reply_to else None
    state.events.add("ephemeral", person.id)
    state.updates.put("message", as_json(message))
    return message


def find(chat: Chat, person_id: int, number: int) -> Message:
    """Returns an ephemeral message that a person was sent.

    Raises:
        ApiError: there is none.
    """
    message = chat.ephemeral.get((person_id, number))
    if message is None:
        raise bad_request("message to edit not found")
    return message


def as_json(message: Message) -> Json:
    """Returns the Bot API's `Message`; the one it replies to may be ephemeral, too."""
    reply = message.reply_to
    return message.without_reply() | (
        {"reply_to_message": reply.without_reply()} if reply else {}
    )


def _message(chat: Chat, sender: User, receiver: User, content: Json) -> Message:
    number = 1 + max((each for _, each in chat.ephemeral), default=0)
    marks = {"ephemeral_message_id": number, "receiver_user": receiver.as_json()}
    message = Message(0, chat, sender, int(time.time()), content, marks=marks)
    chat.ephemeral[receiver.id, number] = message
    return message


def _check(
    state: State, chat: Chat, receiver: User | None, query_id: str | None, reply: Message | None
) -> None:
    is_there = receiver and not receiver.is_bot and chat.status(receiver) in PRESENT
    if receiver is None or not is_there or receiver.id in state.features.unreachable:
        raise bad_request("USER_NOT_PARTICIPANT")
    if state.features.refuses_ephemeral:
        raise bad_request("BOT_NOT_ADMIN")
    if not chat.is_private and chat.status(state.bot) in ADMINS:
        return
    query = state.callback_queries.get(query_id or "")
    is_press = query is not None and query.person is receiver
    asked_at = query.asked_at if query and is_press else _asked_at(reply, receiver)
    if chat.is_private or time.time() - asked_at > ANSWER_SECONDS:
        raise bad_request("BOT_NOT_ADMIN")


def _asked_at(reply: Message | None, receiver: User) -> float:
    is_theirs = reply is not None and reply.id == 0 and reply.sender is receiver
    return reply.date if reply and is_theirs else float("-inf")

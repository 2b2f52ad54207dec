"""Operations on groups: creation, members, title, topics, comments, migration."""

import time
from collections.abc import Iterable

from telegram_sandbox.errors import bad_request
from telegram_sandbox.state import State
from telegram_sandbox.types import (
    GENERAL,
    PRESENT,
    Chat,
    Destination,
    Json,
    Message,
    User,
)

FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_001_000_000_001

FIRST_CHANNEL = -1_002_000_000_001

TELEGRAM = User(777000, "Telegram")
"""The sender of automatic forwards."""

TOPIC_COLOR = 0x6FB9F0


def create(state: State, title: str, creator: User, others: Iterable[User]) -> Chat:
    """Creates a group; `others` are its further members and may include the bot."""
    chat = _new_chat(state, "group", title)
    state.set_status(chat, creator, "creator", creator)
    for user in others:
        state.set_status(chat, user, "member", creator)
    state.post(chat, creator, {"group_chat_created": True})
    return chat


def create_supergroup(  # noqa: PLR0913 - what a group can be
    state: State,
    title: str,
    creator: User,
    others: Iterable[User],
    *,
    is_forum: bool,
    is_direct: bool = False,
) -> Chat:
    """Creates a supergroup; `is_forum` gives it topics. With `is_direct` these are the direct
    messages of a channel; the bot is an administrator of that, and so sees all."""
    chat = _new_chat(state, "supergroup", title)
    chat.is_forum, chat.is_direct = is_forum, is_direct
    state.set_status(chat, creator, "creator", creator)
    state.post(chat, creator, {"supergroup_chat_created": True})
    add(state, chat, others, creator)
    return chat


def add(state: State, chat: Chat, users: Iterable[User], by: User) -> Message:
    """Adds people or the bot; returns the service message."""
    newcomers = list(users)
    for user in newcomers:
        if chat.status(user) not in PRESENT:
            state.set_status(chat, user, "member", by)
    return state.post(chat, by, {"new_chat_members": [user.as_json() for user in newcomers]})


def remove(state: State, chat: Chat, user: User, by: User) -> None:
    """Removes a user; if `by` is the same user, they leave.

    A user removed from a supergroup is banned, and so is a bot removed from any group. In a
    basic group, the bot still gets the service message about its own removal.
    """
    if chat.status(user) not in PRESENT:
        raise bad_request("user is not a member of the chat")
    is_banned = by is not user and (chat.type == "supergroup" or user.is_bot)
    if chat.type == "group":
        state.post(chat, by, {"left_chat_member": user.as_json()})
    state.set_status(chat, user, "kicked" if is_banned else "left", by)
    if chat.type == "supergroup":
        state.post(chat, by, {"left_chat_member": user.as_json()})


def rename(state: State, chat: Chat, title: str, by: User) -> None:
    """Changes the title."""
    chat.title = title
    state.post(chat, by, {"new_chat_title": title})
    state.notify_chat_lists(member.user.id for member in chat.present)


def pin(state: State, message: Message, by: User) -> None:
    """Pins a message."""
    state.post(message.chat, by, {"pinned_message": message.as_json()})


def open_topic(state: State, chat: Chat, name: str, by: User) -> Message:
    """Opens a topic; the id of the returned service message is the `message_thread_id`."""
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    thread = chat.last_message_id + 1
    chat.topics[thread] = name
    content = {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOR}}
    return state.post(chat, by, content, Destination(thread=thread))


def close_topic(state: State, chat: Chat, thread: int, by: User, *, is_closed: bool) -> None:
    """Closes a topic of a forum, or opens it again; 1 is the general one."""
    if thread not in chat.topics and thread != GENERAL:
        raise bad_request("there is no such topic")
    (chat.closed_topics.add if is_closed else chat.closed_topics.discard)(thread)
    if thread in chat.topics:
        kind = "forum_topic_closed" if is_closed else "forum_topic_reopened"
        state.post(chat, by, {kind: {}}, Destination(thread=thread))


def forward_post(state: State, chat: Chat, channel: str, content: Json) -> Message:
    """Adds the automatic forward of a channel's post to the channel's discussion group.

    Messages that reply to it are the post's comments.
    """
    about = {"id": FIRST_CHANNEL - len(channel), "type": "channel", "title": channel}
    marks = {
        "sender_chat": about,
        "is_automatic_forward": True,
        "forward_origin": {
            "type": "channel",
            "chat": about,
            "message_id": chat.last_message_id + 1,
            "date": int(time.time()),
        },
    }
    return state.post(chat, TELEGRAM, content, marks=marks)


def migrate(state: State, chat: Chat, by: User, *, is_forum: bool = False) -> Chat:
    """Upgrades a group to a supergroup, a new chat with a new id and no messages.

    The bot gets `my_chat_member` for the supergroup, then one service message in each chat;
    it gets no update about leaving the group.
    """
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad_request("the chat is not a group")
    supergroup = _new_chat(state, "supergroup", chat.title or "")
    supergroup.is_forum = is_forum
    for member in chat.present:
        state.set_status(supergroup, member.user, member.status, by)
    state.post(chat, by, {"migrate_to_chat_id": supergroup.id})
    chat.migrated_to = supergroup.id
    state.post(supergroup, by, {"migrate_from_chat_id": chat.id})
    state.notify_chat_lists(member.user.id for member in chat.present)
    return supergroup


def _new_chat(state: State, kind: str, title: str) -> Chat:
    first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
    number = first - sum(chat.type == kind for chat in state.chats.values())
    chat = state.chats[number] = Chat(number, kind, {}, title)
    return chat

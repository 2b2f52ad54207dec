"""The objects of the simulated Telegram: users, chats, members, messages, button presses."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

Status = Literal["creator", "administrator", "member", "left", "kicked"]

PRESENT = frozenset({"creator", "administrator", "member"})
ADMINS = frozenset({"creator", "administrator"})

GENERAL = 1
"""The id of a forum's general topic; messages in it name none."""

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
"""The rights of an administrator; here each administrator has all of them."""

STATUS_FIELDS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {
        "can_be_edited": False,
        "is_anonymous": False,
        **dict.fromkeys(RIGHTS, True),
    },
    "kicked": {"until_date": 0},
}
"""The further fields of the Bot API's `ChatMember`, by status."""

SERVICE_FIELDS = frozenset(
    {
        "group_chat_created",
        "supergroup_chat_created",
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
    }
)
"""The fields that make a message a service message."""


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None

    def as_json(self) -> Json:
        """Returns the Bot API's `User`."""
        return _without_none(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A user's status in a chat; users who left stay on record as `left`."""

    user: User
    status: Status

    def as_json(self) -> Json:
        """Returns the Bot API's `ChatMember`."""
        about = {"user": self.user.as_json(), "status": self.status}
        return about | STATUS_FIELDS.get(self.status, {})


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of a person with the bot, a group or a supergroup.

    Attributes:
        type: `private`, `group` or `supergroup`.
        members: by user id, including the bot.
        is_started: in private chats, whether the person has written; before that, the bot
            must not write.
        last_bot: the bot that has written last.
        topics: the names of a forum's topics, by the id of the message that opened each.
        migrated_to: the id of the supergroup that this group became.
        action: the current chat action; shown until `action_ends` (the loop's clock).
        is_direct: whether these are the direct messages of a channel, with a topic for each
            person who writes.
        closed_topics: the topics in which only administrators may write; 1 is the general one.
        reactions: the emoji that may be put on messages; `None` for all.
        ephemeral: messages that one person sees, by that person's id and their own.
    """

    id: int
    type: str
    members: dict[int, Member]
    title: str | None = None
    is_forum: bool = False
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_message_id: int = 0
    is_started: bool = False
    last_bot: User | None = None
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    action: str | None = None
    action_ends: float = 0
    is_direct: bool = False
    closed_topics: set[int] = field(default_factory=set)
    reactions: frozenset[str] | None = None
    ephemeral: dict[tuple[int, int], "Message"] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether this is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def present(self) -> list[Member]:
        """The members who are in the chat at present."""
        return [member for member in self.members.values() if member.status in PRESENT]

    def status(self, user: User) -> Status:
        """Returns the status of a user; `left` for users who never were members."""
        member = self.members.get(user.id)
        return member.status if member else "left"

    def as_json(self) -> Json:
        """Returns the Bot API's `Chat`."""
        if not self.is_private:
            return _without_none(
                id=self.id,
                type=self.type,
                title=self.title,
                is_forum=self.is_forum or None,
                is_direct_messages=self.is_direct or None,
            )
        person = self.members[self.id].user
        return _without_none(
            id=self.id, type=self.type, first_name=person.first_name, username=person.username
        )

    def thread_of(self, destination: "Destination") -> int | None:
        """Returns the `message_thread_id` of a new message.

        In a forum it is the topic, in other supergroups the first message of a chain of
        replies, elsewhere `None`.
        """
        original = destination.reply_to
        if destination.thread is not None or original is None:
            return destination.thread
        if self.is_forum or self.is_direct:
            return original.thread
        return (original.thread or original.id) if self.type == "supergroup" else None

    def current_action(self) -> str | None:
        """Returns the chat action that is shown at this moment."""
        return self.action if asyncio.get_running_loop().time() < self.action_ends else None


@dataclass(slots=True, eq=False)
class Message:
    """A message. `content` holds the fields of its kind, such as text, photo or caption.

    Attributes:
        marks: fields that an edit does not change, such as `via_bot`.
        inline_id: the bot's name for a message that was sent through it.
        emoji: what the bot has put on it.
        is_lost: whether it reached nobody, although the bot was told that it was sent.
    """

    id: int
    chat: Chat
    sender: User
    date: int
    content: Json
    reply_to: "Message | None" = None
    keyboard: Json | None = None
    thread: int | None = None
    edit_date: int | None = None
    external_reply: Json | None = None
    quote: Json | None = None
    marks: Json = field(default_factory=dict)
    inline_id: str | None = None
    emoji: list[str] = field(default_factory=list)
    is_lost: bool = False

    @property
    def is_service(self) -> bool:
        """Whether this is a service message, such as one about a new member."""
        return not SERVICE_FIELDS.isdisjoint(self.content)

    def as_json(self) -> Json:
        """Returns the Bot API's `Message`; `reply_to_message` is never nested."""
        original = self.reply_to or self._topic_message()
        if original and original.id in self.chat.messages:
            return self.without_reply() | {"reply_to_message": original.without_reply()}
        return self.without_reply()

    def without_reply(self) -> Json:
        """Returns the message without `reply_to_message`."""
        return (
            self.content
            | self.marks
            | _without_none(
                message_id=self.id,
                **{"from": self.sender.as_json()},
                chat=self.chat.as_json(),
                date=self.date,
                edit_date=self.edit_date,
                reply_markup=self.keyboard,
                external_reply=self.external_reply,
                quote=self.quote,
                message_thread_id=self.thread,
                is_topic_message=True if self.chat.is_forum and self.thread else None,
            )
        )

    def _topic_message(self) -> "Message | None":
        """The message that opened the topic; in a topic, all others are replies to it."""
        if not self.chat.is_forum or self.thread in (None, self.id):
            return None
        return self.chat.messages.get(self.thread or 0)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where in a chat a new message goes: the message it replies to, and its topic.

    Attributes:
        reply_to: a message of the same chat.
        thread: the topic.
        direct: the person whose topic of direct messages it is.
        external_reply: the Bot API's `ExternalReplyInfo`, for a message of another chat.
        quote: the Bot API's `TextQuote`, for the part of the message that is replied to.
    """

    reply_to: Message | None = None
    thread: int | None = None
    external_reply: Json | None = None
    quote: Json | None = None
    direct: User | None = None


NO_REPLY = Destination()


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """A press of an inline button, with the bot's answer once there is one."""

    id: str
    answer: Json | None = None
    person: User | None = None
    message: Message | None = None
    asked_at: float = 0


def _without_none(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}

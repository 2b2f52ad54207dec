"""What there is in the make-believe Telegram: users, chats and their members, messages."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

Status = Literal["creator", "administrator", "member", "left", "kicked"]

PRESENT = frozenset({"creator", "administrator", "member"})
ADMINS = frozenset({"creator", "administrator"})

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
"""What an administrator may do; here each may do all of it."""

STATUS_FIELDS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {
        "can_be_edited": False,
        "is_anonymous": False,
        **dict.fromkeys(RIGHTS, True),
    },
    "kicked": {"until_date": 0},
}
"""What the Bot API's `ChatMember` tells besides the status."""

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
    }
)
"""The content of messages that nobody wrote."""


@dataclass(slots=True, eq=False)
class User:
    """A person, or a bot."""

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


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is in a chat; those who left are remembered."""

    user: User
    status: Status

    def as_json(self) -> Json:
        """The Bot API's `ChatMember`."""
        about = {"user": self.user.as_json(), "status": self.status}
        return about | STATUS_FIELDS.get(self.status, {})


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat of a person with the bot, a group or a supergroup.

    Attributes:
        type: `private`, `group` or `supergroup`.
        members: by their ids; the bot, too, once it has been here.
        begun: private chats: whether the person has written; before that, the bot may not.
        last_bot: which bot wrote last.
        topics: names of a forum's topics, by the id of the message that opened each.
        migrated_to: the supergroup that this group became.
        action: what the bot says it is doing, until `action_ends` (of the loop's clock).
    """

    id: int
    type: str
    members: dict[int, Member]
    title: str | None = None
    is_forum: bool = False
    messages: dict[int, "Message"] = field(default_factory=dict)
    last_message_id: int = 0
    begun: bool = False
    last_bot: User | None = None
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    action: str | None = None
    action_ends: float = 0

    @property
    def is_private(self) -> bool:
        """Whether it is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def present(self) -> list[Member]:
        """Those who are in the chat."""
        return [member for member in self.members.values() if member.status in PRESENT]

    def status(self, user: User) -> Status:
        """What a user is here; `left` for those who never were."""
        member = self.members.get(user.id)
        return member.status if member else "left"

    def as_json(self) -> Json:
        """The Bot API's `Chat`."""
        if not self.is_private:
            forum = True if self.is_forum else None
            return _without_none(id=self.id, type=self.type, title=self.title, is_forum=forum)
        person = self.members[self.id].user
        return _without_none(
            id=self.id, type=self.type, first_name=person.first_name, username=person.username
        )

    def thread_at(self, place: "Place") -> int | None:
        """The thread of a message: its topic in a forum, in other supergroups the first
        message of a row of replies.
        """
        original = place.reply_to
        if place.thread is not None or original is None:
            return place.thread
        if self.is_forum:
            return original.thread
        return (original.thread or original.id) if self.type == "supergroup" else None

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
    thread: int | None = None
    edit_date: int | None = None

    @property
    def is_service(self) -> bool:
        """Whether it tells of something that happened, such as a new member."""
        return not SERVICE_FIELDS.isdisjoint(self.content)

    def as_json(self) -> Json:
        """The Bot API's `Message`. The message it replies to comes without its own reply."""
        original = self.reply_to or self._opening_of_topic()
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
            message_thread_id=self.thread,
            is_topic_message=True if self.chat.is_forum and self.thread else None,
        )

    def _opening_of_topic(self) -> "Message | None":
        """In a topic, what replies to nothing replies to the message that opened it."""
        if not self.chat.is_forum or self.thread in (None, self.id):
            return None
        return self.chat.messages.get(self.thread or 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a chat a message goes: what it replies to, and its topic."""

    reply_to: Message | None = None
    thread: int | None = None


NOWHERE_SPECIAL = Place()


@dataclass(slots=True, eq=False)
class Press:
    """A press of an inline button, and the bot's answer once there is one."""

    id: str
    answer: Json | None = None


def _without_none(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}

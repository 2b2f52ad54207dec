"""What happens in groups: people come, go and rise; titles, topics; the way to a supergroup."""

from collections.abc import Iterable

from telegram_sandbox.errors import bad_request
from telegram_sandbox.state import World
from telegram_sandbox.types import PRESENT, Chat, Message, Place, User

FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_001_000_000_001

TOPIC_COLOUR = 0x6FB9F0


def create(world: World, title: str, creator: User, others: Iterable[User]) -> Chat:
    """A group with these people in it; the bot, too, if it is among them."""
    chat = _new_chat(world, "group", title)
    world.set_status(chat, creator, "creator", creator)
    for user in others:
        world.set_status(chat, user, "member", creator)
    world.post(chat, creator, {"group_chat_created": True})
    return chat


def create_supergroup(
    world: World, title: str, creator: User, others: Iterable[User], *, is_forum: bool
) -> Chat:
    """A supergroup, with topics or without."""
    chat = _new_chat(world, "supergroup", title)
    chat.is_forum = is_forum
    world.set_status(chat, creator, "creator", creator)
    world.post(chat, creator, {"supergroup_chat_created": True})
    add(world, chat, others, creator)
    return chat


def add(world: World, chat: Chat, users: Iterable[User], by: User) -> Message:
    """Bring people or the bot in."""
    newcomers = list(users)
    for user in newcomers:
        if chat.status(user) not in PRESENT:
            world.set_status(chat, user, "member", by)
    return world.post(chat, by, {"new_chat_members": [user.as_json() for user in newcomers]})


def remove(world: World, chat: Chat, user: User, by: User) -> None:
    """Take somebody out; who takes out themselves leaves.

    Who is taken out of a supergroup is banned; a bot always is. In a group, the bot still
    sees the message that tells of its own going.
    """
    if chat.status(user) not in PRESENT:
        raise bad_request("user is not a member of the chat")
    is_banned = by is not user and (chat.type == "supergroup" or user.is_bot)
    if chat.type == "group":
        world.post(chat, by, {"left_chat_member": user.as_json()})
    world.set_status(chat, user, "kicked" if is_banned else "left", by)
    if chat.type == "supergroup":
        world.post(chat, by, {"left_chat_member": user.as_json()})


def retitle(world: World, chat: Chat, title: str, by: User) -> None:
    """Give a group another name."""
    chat.title = title
    world.post(chat, by, {"new_chat_title": title})
    world.show_chats(member.user.id for member in chat.present)


def pin(world: World, message: Message, by: User) -> None:
    """Pin a message."""
    world.post(message.chat, by, {"pinned_message": message.as_json()})


def open_topic(world: World, chat: Chat, name: str, by: User) -> Message:
    """Open a topic; the id of the message that tells so is the id of its thread."""
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    thread = chat.last_message_id + 1
    chat.topics[thread] = name
    content = {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOUR}}
    return world.post(chat, by, content, Place(thread=thread))


def migrate(world: World, chat: Chat, by: User, *, is_forum: bool = False) -> Chat:
    """Make a supergroup of a group: a new chat with a new id, in which all begins anew.

    The bot hears that it is in the supergroup, then one message in each of the two; it is
    never told that it left the group.
    """
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad_request("the chat is not a group")
    supergroup = _new_chat(world, "supergroup", chat.title or "")
    supergroup.is_forum = is_forum
    for member in chat.present:
        world.set_status(supergroup, member.user, member.status, by)
    world.post(chat, by, {"migrate_to_chat_id": supergroup.id})
    chat.migrated_to = supergroup.id
    world.post(supergroup, by, {"migrate_from_chat_id": chat.id})
    world.show_chats(member.user.id for member in chat.present)
    return supergroup


def _new_chat(world: World, kind: str, title: str) -> Chat:
    first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
    number = first - sum(chat.type == kind for chat in world.chats.values())
    chat = world.chats[number] = Chat(number, kind, {}, title)
    return chat

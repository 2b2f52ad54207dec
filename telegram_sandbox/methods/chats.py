"""Methods that describe a chat and its members, and `leaveChat`."""

from typing import Any

from telegram_sandbox import groups
from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import integer, required
from telegram_sandbox.types import ADMINS, Member

Json = dict[str, Any]

FULL_INFO: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}
"""The required fields of `ChatFullInfo` beyond `Chat`, with fixed values."""


async def get_chat(call: Call) -> Json:
    """Returns the full information about a chat."""
    return call.chat.as_json() | FULL_INFO


async def get_administrators(call: Call) -> list[Json]:
    """Returns the administrators of a group, without other bots."""
    chat, bot = call.chat, call.state.bot
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    administrators = [
        member
        for member in chat.present
        if member.status in ADMINS and (member.user is bot or not member.user.is_bot)
    ]
    return [member.as_json() for member in administrators]


async def get_member(call: Call) -> Json:
    """Returns the membership of a user; `left` if they are not in the chat."""
    user = call.user
    return call.chat.members.get(user.id, Member(user, "left")).as_json()


async def get_member_count(call: Call) -> int:
    """Returns the number of members, including the bot."""
    return len(call.chat.present)


async def leave(call: Call) -> bool:
    """Makes the bot leave a group."""
    if call.chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    groups.remove(call.state, call.chat, call.state.bot, call.state.bot)
    return True


_CHAT = {"chat_id": required(integer())}

METHODS = {
    "getChat": method(get_chat, **_CHAT),
    "getChatAdministrators": method(get_administrators, **_CHAT),
    "getChatMember": method(get_member, **_CHAT, user_id=required(integer())),
    "getChatMemberCount": method(get_member_count, **_CHAT),
    "leaveChat": method(leave, **_CHAT),
}

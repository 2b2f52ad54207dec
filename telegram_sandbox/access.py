"""Whether the bot may act in a chat."""

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.types import PRESENT, Chat, User


def check_access(chat: Chat, bot: User) -> None:
    """Refuse a chat that became a supergroup, and those that the bot is not in.

    Raises:
        ApiError: in Telegram's words; 400 with `migrate_to_chat_id`, or 403.
    """
    if chat.migrated_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if chat.is_private:
        _check_private(chat, bot)
    elif bot.id not in chat.members:
        raise bad_request("chat not found")
    elif (status := chat.status(bot)) not in PRESENT:
        why = "was kicked from" if status == "kicked" else "is not a member of"
        raise ApiError(403, f"Forbidden: bot {why} the {chat.type} chat")


def _check_private(chat: Chat, bot: User) -> None:
    if not chat.begun:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    if chat.status(bot) == "kicked":
        raise ApiError(403, "Forbidden: bot was blocked by the user")

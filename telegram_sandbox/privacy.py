"""Which messages of a chat the bot receives.

In groups, privacy mode (on by default in BotFather) holds back all messages that are not
meant for the bot. Telegram does not document every case. Where it is silent:

- A command counts where a text or caption begins with it, not further on.
- A command in a caption counts like one in a text.
- Switching the mode takes effect at once. (Telegram may want the bot added anew.)
"""

from telegram_sandbox.types import ADMINS, PRESENT, Message, User


def reaches_bot(message: Message, bot: User, *, privacy: bool) -> bool:
    """Returns whether the bot gets an update for a message that was written or edited."""
    chat = message.chat
    if message.sender.is_bot or chat.status(bot) not in PRESENT:
        return False
    if chat.is_private or message.is_service:
        return True
    if not privacy or chat.status(bot) in ADMINS:
        return True
    return _replies_to(message, bot) or _is_command_for(message, bot)


def _replies_to(message: Message, bot: User) -> bool:
    return message.reply_to is not None and message.reply_to.sender is bot


def _is_command_for(message: Message, bot: User) -> bool:
    """Whether a message begins with `/command@bot`, or with `/command` while this bot is the
    last one that has written.
    """
    content = message.content
    text = content.get("text") or content.get("caption") or ""
    entities = content.get("entities") or content.get("caption_entities") or []
    if not any(e["type"] == "bot_command" and e["offset"] == 0 for e in entities):
        return False
    _, separator, username = text.split(maxsplit=1)[0].partition("@")
    if separator:
        return bool(username.lower() == (bot.username or "").lower())
    return message.chat.last_bot is bot

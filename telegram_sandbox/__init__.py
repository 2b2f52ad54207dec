"""A Telegram Bot API server on loopback with a chat page: try a bot without a token.

It knows Telegram's documented behaviour and nothing of the bot that talks to it.

    server      `Sandbox`: start and stop
    bot_api     the bot's side over HTTP; `methods/` holds the table of methods
    people      the people's side over HTTP, for the page in `static/` and for `client`;
                `chats` is what they write, `membership` who is where, `shelf` their stickers
    state       `World`: people, chats, messages; with `updates`, `events`, `files`, `sets`
    groups      what happens in groups; `privacy` tells what of it reaches the bot
"""

from telegram_sandbox.server import PortTakenError, Sandbox

__all__ = ["PortTakenError", "Sandbox"]

"""A Telegram Bot API server on loopback with a chat page: try a bot without a token.

It knows Telegram's documented behaviour and nothing of the bot that talks to it.

    server      `Sandbox`: start and stop
    bot_api     the bot's side over HTTP; `methods/` holds the table of methods
    people      the people's side over HTTP, for the page in `static/` and for `client`
    state       `World`: people, chats, messages; with `updates`, `events`, `files`
"""

from removerbot.sandbox.server import PortTakenError, Sandbox

__all__ = ["PortTakenError", "Sandbox"]

"""A Telegram Bot API server on loopback with a chat page, to run and test bots locally.

It follows Telegram's documented behavior. See README.md for its use.

    server      `Sandbox` starts and stops the server
    bot_api     the bot's side over HTTP; `methods/` has the table of methods
    user_api/   the users' side over HTTP, for the page in `static/` and for `client/`
    state       `State`: people, chats, messages, files, updates, events
    groups      operations on groups; `privacy` decides which messages reach the bot
    faults      errors, delays and cut connections to inject
"""

from telegram_sandbox.errors import PortTakenError
from telegram_sandbox.server import SAMPLE_PHOTO, Sandbox

__all__ = ["SAMPLE_PHOTO", "PortTakenError", "Sandbox"]

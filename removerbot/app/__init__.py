"""The composition root, which knows all rooms: builds a bot from its settings and runs it."""

from removerbot.app.parts import running_bot
from removerbot.app.running import sandboxed, until_stopped

__all__ = ["running_bot", "sandboxed", "until_stopped"]

"""The table of methods. A new group of methods is a new module with its own `METHODS`."""

from telegram_sandbox.methods import (
    chats,
    editing,
    ephemeral,
    inline,
    profile,
    sending,
    sticker_sets,
    updates,
)
from telegram_sandbox.methods.base import Method

_MODULES = (updates, sending, editing, ephemeral, inline, sticker_sets, chats, profile)

METHOD_NAMES = tuple(name for module in _MODULES for name in module.METHODS)
"""The names as the Bot API spells them."""

METHODS: dict[str, Method] = {
    name.lower(): method for module in _MODULES for name, method in module.METHODS.items()
}
"""The methods by their names in lower case: the Bot API ignores case."""

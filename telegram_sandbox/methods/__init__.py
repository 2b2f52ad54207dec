"""The table of all methods. A new group of methods is a new module with its `METHODS`."""

from telegram_sandbox.methods import (
    editing,
    groups,
    introducing,
    reading,
    sending,
    sets,
    stickers,
)
from telegram_sandbox.methods.base import Method

_MODULES = (reading, sending, editing, stickers, sets, groups, introducing)

METHODS: dict[str, Method] = {
    name.lower(): method for module in _MODULES for name, method in module.METHODS.items()
}
"""By their names in lower case: Telegram does not mind the case."""

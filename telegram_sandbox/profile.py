"""What a bot tells about itself: names, descriptions and commands, per language."""

import json
from typing import Any

from telegram_sandbox.types import ADMINS, Chat, User

Commands = list[dict[str, str]]
Scope = dict[str, Any]

TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}
"""The texts and their most characters."""

DEFAULT_SCOPE: Scope = {"type": "default"}


class Profile:
    """Texts and commands; an empty language code stands for "every other language"."""

    def __init__(self, name: str) -> None:
        self._texts: dict[tuple[str, str], str] = {("name", ""): name}
        self._commands: dict[tuple[str, str], Commands] = {}

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Set the `name`, `description` or `short_description`; empty takes it away."""
        if text:
            self._texts[kind, language] = text
        else:
            self._texts.pop((kind, language), None)

    def text(self, kind: str, language: str) -> str:
        """The text that a person of this language sees."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")

    def set_commands(self, scope: Scope, language: str, commands: Commands) -> None:
        """Announce commands to whom they concern; an empty list takes them away."""
        if commands:
            self._commands[_key(scope), language] = commands
        else:
            self._commands.pop((_key(scope), language), None)

    def commands(self, scope: Scope, language: str) -> Commands:
        """What was announced to exactly this scope and language."""
        return self._commands.get((_key(scope), language), [])

    def commands_for(self, person: User, chat: Chat, language: str) -> Commands:
        """What a person sees in a chat: what was announced to the narrowest scope they are
        in there, in the person's language before others.
        """
        scopes = _scopes_in_private(chat) if chat.is_private else _scopes_in_group(chat, person)
        announced = (self.commands(scope, code) for scope in scopes for code in (language, ""))
        return next((commands for commands in announced if commands), [])


def _scopes_in_private(chat: Chat) -> list[Scope]:
    return [{"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, DEFAULT_SCOPE]


def _scopes_in_group(chat: Chat, person: User) -> list[Scope]:
    is_admin = chat.status(person) in ADMINS
    here: Scope = {"chat_id": chat.id}
    scopes: list[tuple[Scope, bool]] = [
        ({"type": "chat_member", **here, "user_id": person.id}, True),
        ({"type": "chat_administrators", **here}, is_admin),
        ({"type": "chat", **here}, True),
        ({"type": "all_chat_administrators"}, is_admin),
        ({"type": "all_group_chats"}, True),
        (DEFAULT_SCOPE, True),
    ]
    return [scope for scope, concerns in scopes if concerns]


def _key(scope: Scope) -> str:
    return json.dumps(scope, sort_keys=True)

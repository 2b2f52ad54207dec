"""The bot's profile: names, descriptions and commands, per language."""

import json
from typing import Any

from telegram_sandbox.types import ADMINS, Chat, User

Commands = list[dict[str, str]]
Scope = dict[str, Any]

TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}
"""The texts and their greatest lengths in characters."""

DEFAULT_SCOPE: Scope = {"type": "default"}


class BotProfile:
    """Texts and commands. An empty language code stands for all other languages."""

    def __init__(self, name: str, description: str = "") -> None:
        self._texts: dict[tuple[str, str], str] = {
            ("name", ""): name,
            ("description", ""): description,
        }
        self._commands: dict[tuple[str, str], Commands] = {}

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Sets the `name`, `description` or `short_description`; an empty text removes it."""
        if text:
            self._texts[kind, language] = text
        else:
            self._texts.pop((kind, language), None)

    def text(self, kind: str, language: str) -> str:
        """Returns the text that a person of this language sees."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")

    def set_commands(self, scope: Scope, language: str, commands: Commands) -> None:
        """Sets the commands of a scope and language; an empty list removes them."""
        if commands:
            self._commands[_key(scope), language] = commands
        else:
            self._commands.pop((_key(scope), language), None)

    def commands(self, scope: Scope, language: str) -> Commands:
        """Returns the commands of exactly this scope and language."""
        return self._commands.get((_key(scope), language), [])

    def commands_for(self, person: User, chat: Chat, language: str) -> Commands:
        """Returns the commands that a person sees in a chat.

        The narrowest scope wins, and in it the person's language. See
        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        scopes = _private_scopes(chat) if chat.is_private else _group_scopes(chat, person)
        lists = (self.commands(scope, code) for scope in scopes for code in (language, ""))
        return next((commands for commands in lists if commands), [])


def _private_scopes(chat: Chat) -> list[Scope]:
    return [{"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}, DEFAULT_SCOPE]


def _group_scopes(chat: Chat, person: User) -> list[Scope]:
    is_admin = chat.status(person) in ADMINS
    in_chat: Scope = {"chat_id": chat.id}
    scopes: list[tuple[Scope, bool]] = [
        ({"type": "chat_member", **in_chat, "user_id": person.id}, True),
        ({"type": "chat_administrators", **in_chat}, is_admin),
        ({"type": "chat", **in_chat}, True),
        ({"type": "all_chat_administrators"}, is_admin),
        ({"type": "all_group_chats"}, True),
        (DEFAULT_SCOPE, True),
    ]
    return [scope for scope, applies in scopes if applies]


def _key(scope: Scope) -> str:
    return json.dumps(scope, sort_keys=True)

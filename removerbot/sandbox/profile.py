"""What a bot tells about itself: names, descriptions and commands, per language."""

import json
from collections.abc import Iterable
from typing import Any

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

    def commands_in_private(self, chat_id: int, language: str) -> Commands:
        """What a person sees in a private chat: the first that was announced to
        the chat, to all private chats, to all; each in the person's language before others.
        """
        scopes: Iterable[Scope] = (
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            DEFAULT_SCOPE,
        )
        announced = (self.commands(scope, code) for scope in scopes for code in (language, ""))
        return next((commands for commands in announced if commands), [])


def _key(scope: Scope) -> str:
    return json.dumps(scope, sort_keys=True)

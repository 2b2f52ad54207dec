"""Formatted text: parses Telegram's HTML into a text and its entities."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from telegram_sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
"""The tags of Telegram's HTML and the types of their entities."""

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z0-9-]*)(?P<rest>[^>]*)(?P<close>>?)")
_ATTRIBUTE = re.compile(r"""\s+(?P<name>[\w-]+)\s*=\s*(["'])(?P<value>.*?)\2""")
_ESCAPE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);")
_COMMAND = re.compile(r"(?<![\w/@<>])/\w{1,32}(?:@\w{3,32})?(?![\w/])", re.ASCII)


def utf16_length(text: str) -> int:
    """Returns the length of a text in UTF-16 code units, the unit of entities."""
    return len(text.encode("utf-16-le")) // 2


def find_commands(text: str) -> list[Entity]:
    """Returns the entities of the commands in a text, such as `/help` or `/help@some_bot`."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _COMMAND.finditer(text)
    ]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Parses Telegram's HTML.

    Returns:
        The plain text and its entities, in order.

    Raises:
        ApiError: `can't parse entities`; a tag is unknown or unbalanced.
    """
    parser = _Parser()
    position = 0
    for token in _TOKEN.finditer(source):
        parser.add(source[position : token.start()])
        parser.tag(token)
        position = token.end()
    parser.add(source[position:])
    return parser.finish()


@dataclass(slots=True)
class _OpenTag:
    tag: str
    entity: Entity


@dataclass(slots=True)
class _Parser:
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    stack: list[_OpenTag] = field(default_factory=list)

    def add(self, escaped: str) -> None:
        self.text += _ESCAPE.sub(lambda match: unescape(match.group()), escaped)

    def tag(self, token: re.Match[str]) -> None:
        name = token["tag"].lower()
        at = len(token.string[: token.start()].encode())
        if not token["close"]:
            raise _parse_error(f"Unclosed start tag at byte offset {at}")
        if token["end"]:
            self._end(name, at)
        else:
            self._start(name, token["rest"], at)

    def _start(self, name: str, rest: str, at: int) -> None:
        attributes = {
            match["name"]: unescape(match["value"]) for match in _ATTRIBUTE.finditer(rest)
        }
        spoiler = name == "span" and attributes.get("class") == "tg-spoiler"
        if name not in TAGS and not spoiler:
            raise _parse_error(f'Unsupported start tag "{name}" at byte offset {at}')
        entity: Entity = {"type": TAGS.get(name, "spoiler"), "offset": utf16_length(self.text)}
        if name == "a":
            entity["url"] = attributes.get("href", "")
        if name == "code" and "class" in attributes:
            entity["language"] = attributes["class"].removeprefix("language-")
        self.stack.append(_OpenTag(name, entity))
        self.entities.append(entity)

    def _end(self, name: str, at: int) -> None:
        if not self.stack:
            raise _parse_error(f"Unexpected end tag at byte offset {at}")
        opened = self.stack.pop()
        if name not in ("", opened.tag):
            raise _parse_error(
                f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", '
                f'found "</{name}>"'
            )
        opened.entity["length"] = utf16_length(self.text) - opened.entity["offset"]

    def finish(self) -> tuple[str, list[Entity]]:
        if self.stack:
            raise _parse_error(
                f"Can't find end tag corresponding to start tag {self.stack[-1].tag}"
            )
        return self.text, [entity for entity in self.entities if entity["length"]]


def _parse_error(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")

"""The words of a message: its text or caption, checked as Telegram checks them."""

from collections.abc import Mapping
from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.markup import Entity, find_commands, parse_html

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


def text_content(values: Mapping[str, Any]) -> Json:
    """The fields of a text message."""
    text, entities = _formatted(values["text"], values, "entities")
    if not text.strip():
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(values: Mapping[str, Any]) -> Json:
    """The fields of a caption; none where there is no caption."""
    text, entities = _formatted(values.get("caption") or "", values, "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    fields: Json = {"caption": text, "caption_entities": entities}
    if values.get("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return {name: value for name, value in fields.items() if value} if text else {}


def in_album(content: Json) -> Json:
    """The field that ties a message to its album; none outside of one."""
    return {name: content[name] for name in content if name == "media_group_id"}


def without_caption(content: Json) -> Json:
    """The other fields of a message."""
    return {name: value for name, value in content.items() if name not in CAPTION_FIELDS}


def _formatted(
    text: str, values: Mapping[str, Any], entities_name: str
) -> tuple[str, list[Entity]]:
    entities: list[Entity] = values.get(entities_name) or []
    if values.get("parse_mode"):
        text, entities = parse_html(text)
    return text, entities + find_commands(text)

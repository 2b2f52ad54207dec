"""Methods for the bot's profile: commands, name and descriptions."""

import re
from functools import partial
from typing import Any

from telegram_sandbox.bot_profile import DEFAULT_SCOPE, TEXT_LIMITS
from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.base import Call, Method, method
from telegram_sandbox.params import (
    boolean,
    integer,
    json_array,
    json_object,
    limited_string,
    one_of,
    optional,
    required,
    string,
)

Json = dict[str, Any]

COMMANDS_LIMIT = 100

_command = json_object(
    command=required(string), description=required(string), is_ephemeral=optional(boolean)
)

_scope = json_object(
    type=required(
        one_of(
            "default",
            "all_private_chats",
            "all_group_chats",
            "all_chat_administrators",
            "chat",
            "chat_administrators",
            "chat_member",
        )
    ),
    chat_id=optional(integer()),
    user_id=optional(integer()),
)


def language(value: Any) -> str:
    """Reads a two-letter language code, or an empty text for all languages."""
    if not re.fullmatch(r"(?:[a-z]{2})?", string(value)):
        raise bad_request("invalid language code specified")
    return string(value)


async def set_commands(call: Call) -> bool:
    """Sets the commands of a scope and language."""
    commands = [_known(call, _checked(_command(item))) for item in call["commands"]]
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _store_commands(call, commands)
    return True


async def delete_commands(call: Call) -> bool:
    """Removes the commands of a scope and language."""
    _store_commands(call, [])
    return True


async def get_commands(call: Call) -> list[Json]:
    """Returns the commands of a scope and language."""
    scope, code = call["scope"] or DEFAULT_SCOPE, call["language_code"] or ""
    return list(call.state.profile.commands(scope, code))


async def set_text(kind: str, call: Call) -> bool:
    """Sets the name or a description, in one language or for all others."""
    profile, code = call.state.profile, call["language_code"] or ""
    profile.set_text(kind, code, call[kind] or "")
    if kind == "name" and not code:
        call.state.bot.first_name = profile.text("name", "") or call.state.bot.first_name
    call.state.events.add("profile", 0)
    return True


async def get_text(kind: str, call: Call) -> Json:
    """Returns the name or a description, as people of this language see it."""
    return {kind: call.state.profile.text(kind, call["language_code"] or "")}


def _checked(command: Json) -> Json:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"]) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return command


def _known(call: Call, command: Json) -> Json:
    """Returns the fields of a command that the server stores."""
    is_known = command.get("is_ephemeral") and "ephemeral" not in call.state.features.unknown
    return {name: each for name, each in command.items() if name != "is_ephemeral" or is_known}


def _store_commands(call: Call, commands: list[Json]) -> None:
    scope, code = call["scope"] or DEFAULT_SCOPE, call["language_code"] or ""
    call.state.profile.set_commands(scope, code, commands)
    call.state.events.add("profile", 0)


def _texts() -> dict[str, Method]:
    table = {}
    code = optional(language)
    for kind, limit in TEXT_LIMITS.items():
        name = kind.title().replace("_", "")
        setter, getter = partial(set_text, kind), partial(get_text, kind)
        table[f"setMy{name}"] = method(
            setter, language_code=code, **{kind: optional(limited_string(limit))}
        )
        table[f"getMy{name}"] = method(getter, language_code=code)
    return table


_AUDIENCE = {"scope": optional(_scope), "language_code": optional(language)}

METHODS = {
    "setMyCommands": method(set_commands, commands=required(json_array), **_AUDIENCE),
    "deleteMyCommands": method(delete_commands, **_AUDIENCE),
    "getMyCommands": method(get_commands, **_AUDIENCE),
    **_texts(),
}

"""Methods by which a bot introduces itself: commands, name and descriptions."""

import re
from functools import partial
from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.base import Call, Method, method
from telegram_sandbox.params import (
    array,
    integer,
    maybe,
    needed,
    one_of,
    short,
    string,
    structure,
)
from telegram_sandbox.profile import DEFAULT_SCOPE, TEXT_LIMITS

Json = dict[str, Any]

COMMANDS_LIMIT = 100

_command = structure(command=needed(string), description=needed(string))

_scope = structure(
    type=needed(
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
    chat_id=maybe(integer()),
    user_id=maybe(integer()),
)


def language(value: Any) -> str:
    """A two-letter language code, or nothing for all languages."""
    if not re.fullmatch(r"(?:[a-z]{2})?", string(value)):
        raise bad_request("invalid language code specified")
    return string(value)


async def set_commands(call: Call) -> bool:
    """Announce commands."""
    commands = [_checked(_command(item)) for item in call["commands"]]
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _keep_commands(call, commands)
    return True


async def delete_commands(call: Call) -> bool:
    """Announce none."""
    _keep_commands(call, [])
    return True


async def get_commands(call: Call) -> list[Json]:
    """What was announced."""
    scope, code = call["scope"] or DEFAULT_SCOPE, call["language_code"] or ""
    return list(call.world.profile.commands(scope, code))


async def set_text(kind: str, call: Call) -> bool:
    """Set the name or a description, in one language or for all others."""
    call.world.profile.set_text(kind, call["language_code"] or "", call[kind] or "")
    call.world.events.add("profile", 0)
    return True


async def get_text(kind: str, call: Call) -> Json:
    """The name or a description, as people of this language see it."""
    return {kind: call.world.profile.text(kind, call["language_code"] or "")}


def _checked(command: Json) -> Json:
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"]) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return command


def _keep_commands(call: Call, commands: list[Json]) -> None:
    scope, code = call["scope"] or DEFAULT_SCOPE, call["language_code"] or ""
    call.world.profile.set_commands(scope, code, commands)
    call.world.events.add("profile", 0)


def _texts() -> dict[str, Method]:
    table = {}
    code = maybe(language)
    for kind, limit in TEXT_LIMITS.items():
        name = kind.title().replace("_", "")
        setter, getter = partial(set_text, kind), partial(get_text, kind)
        table[f"setMy{name}"] = method(
            setter, language_code=code, **{kind: maybe(short(limit))}
        )
        table[f"getMy{name}"] = method(getter, language_code=code)
    return table


_AUDIENCE = {"scope": maybe(_scope), "language_code": maybe(language)}

METHODS = {
    "setMyCommands": method(set_commands, commands=needed(array), **_AUDIENCE),
    "deleteMyCommands": method(delete_commands, **_AUDIENCE),
    "getMyCommands": method(get_commands, **_AUDIENCE),
    **_texts(),
}

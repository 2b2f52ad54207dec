"""Declared parameters: how the values of a request are read and checked.

Values are text in a query or a form (JSON text for anything that has parts), and typed in a
JSON body.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.errors import bad_request

Reader = Callable[[Any], Any]
"""Takes a raw value; returns it typed, or raises ValueError or ApiError."""


@dataclass(frozen=True, slots=True)
class Param:
    """One declared parameter."""

    read: Reader
    is_required: bool = False


def required(read: Reader) -> Param:
    """Declares a parameter that must be given."""
    return Param(read, is_required=True)


def optional(read: Reader) -> Param:
    """Declares a parameter that may be left out; its value is `None` then."""
    return Param(read)


def read_params(declared: Mapping[str, Param], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the typed values of all declared parameters.

    Raises:
        ApiError: a parameter is missing, invalid, or not declared. (Telegram ignores unknown
            parameters; here they are refused, so that mistakes are found.)
    """
    for name in raw.keys() - declared.keys():
        raise bad_request(f'unknown parameter "{name}"')
    return {name: _read(name, param, raw.get(name)) for name, param in declared.items()}


def _read(name: str, param: Param, value: Any) -> Any:
    if value is None:
        if param.is_required:
            raise bad_request(f'parameter "{name}" is required')
        return None
    try:
        return param.read(value)
    except ValueError as error:
        raise bad_request(f'can\'t parse parameter "{name}": {error}') from error


def string(value: Any) -> str:
    """Reads text of any length."""
    if not isinstance(value, str):
        raise ValueError("a string was expected")
    return value


def limited_string(most: int, least: int = 0) -> Reader:
    """Returns a reader of text of `least` to `most` characters."""

    def read(value: Any) -> str:
        if not least <= len(text := string(value)) <= most:
            raise ValueError(f"{least} to {most} characters were expected, got {len(text)}")
        return text

    return read


def one_of(*choices: str) -> Reader:
    """Returns a reader of one of a few words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}")
        return str(value)

    return read


def boolean(value: Any) -> bool:
    """Reads true or false, as forms or JSON spell them."""
    known = {"true": True, "1": True, "false": False, "0": False}
    spelling = str(value).lower()
    if spelling not in known:
        raise ValueError("a boolean was expected")
    return known[spelling]


def integer(least: int | None = None, most: int | None = None) -> Reader:
    """Returns a reader of an integer of `least` to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool | float):
            raise ValueError("an integer was expected")
        number = int(value)
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(f"{number} is not from {least} to {most}")
        return number

    return read


def json_array(value: Any) -> list[Any]:
    """Reads a JSON array."""
    if not isinstance(items := _parsed(value), list):
        raise ValueError("an array was expected")
    return items


def string_list(value: Any) -> list[str]:
    """Reads a JSON array of strings."""
    return [string(item) for item in json_array(value)]


def json_object(**fields: Param) -> Reader:
    """Returns a reader of a JSON object with these fields; it omits those left out."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(parts := _parsed(value), dict):
            raise ValueError("an object was expected")
        values = read_params(fields, parts)
        return {name: item for name, item in values.items() if item is not None}

    return read


def _parsed(value: Any) -> Any:
    """The JSON in a form's text; any other value unchanged."""
    return json.loads(value) if isinstance(value, str) else value

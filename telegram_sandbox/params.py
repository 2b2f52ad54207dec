"""How a method declares its parameters, and how their values are read and checked.

Values come as text from a query or a form (JSON in it for anything that has parts) and
as they are from a JSON body.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.errors import bad_request

Reader = Callable[[Any], Any]
"""Takes a raw value; returns it typed, or raises ValueError or an ApiError."""


@dataclass(frozen=True, slots=True)
class Param:
    """One declared parameter."""

    read: Reader
    required: bool = False


def needed(read: Reader) -> Param:
    """A parameter that must be given."""
    return Param(read, required=True)


def maybe(read: Reader) -> Param:
    """A parameter that may be left out; then it is `None`."""
    return Param(read)


def read_all(declared: Mapping[str, Param], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The typed values of all declared parameters.

    Raises:
        ApiError: one is missing, wrong, or not declared. (Telegram itself ignores what
            it does not know; here a typo is to be found.)
    """
    for name in raw.keys() - declared.keys():
        raise bad_request(f'unknown parameter "{name}"')
    values: dict[str, Any] = {}
    for name, param in declared.items():
        value = raw.get(name)
        if value is None and param.required:
            raise bad_request(f'parameter "{name}" is required')
        try:
            values[name] = None if value is None else param.read(value)
        except ValueError as error:
            raise bad_request(f'can\'t parse parameter "{name}": {error}') from error
    return values


def string(value: Any) -> str:
    """Text of any length."""
    if not isinstance(value, str):
        raise ValueError("a string was expected")
    return value


def short(most: int, least: int = 0) -> Reader:
    """Text of `least` to `most` characters."""

    def read(value: Any) -> str:
        if not least <= len(text := string(value)) <= most:
            raise ValueError(f"{least} to {most} characters were expected, got {len(text)}")
        return text

    return read


def one_of(*choices: str) -> Reader:
    """One of a few words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}")
        return str(value)

    return read


def boolean(value: Any) -> bool:
    """True or false, in the spellings of forms and of JSON."""
    known = {"true": True, "1": True, "false": False, "0": False}
    spelling = str(value).lower()
    if spelling not in known:
        raise ValueError("a boolean was expected")
    return known[spelling]


def integer(least: int | None = None, most: int | None = None) -> Reader:
    """A whole number of `least` to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool | float):
            raise ValueError("an integer was expected")
        number = int(value)
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(f"{number} is not from {least} to {most}")
        return number

    return read


def parsed(value: Any) -> Any:
    """The JSON in a form's text; anything else as it is."""
    return json.loads(value) if isinstance(value, str) else value


def array(value: Any) -> list[Any]:
    """A JSON array."""
    if not isinstance(items := parsed(value), list):
        raise ValueError("an array was expected")
    return items


def strings(value: Any) -> list[str]:
    """A JSON array of strings."""
    return [string(item) for item in array(value)]


def structure(**fields: Param) -> Reader:
    """A JSON object with declared fields; those left out are left out of the result."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(parts := parsed(value), dict):
            raise ValueError("an object was expected")
        values = read_all(fields, parts)
        return {name: item for name, item in values.items() if item is not None}

    return read

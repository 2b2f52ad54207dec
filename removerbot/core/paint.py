"""A colour, as people write it."""

import re

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


def read_colour(text: str) -> Colour:
    """A colour as six hexadecimal digits or, each standing for two, three; with `#` before
    them or without.

    Raises:
        ValueError: it is none.
    """
    match = _HEX.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no colour such as #ff8800")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def hex_code(colour: Colour) -> str:
    """The reverse of `read_colour`: `#` and six digits."""
    return f"#{bytes(colour).hex()}"

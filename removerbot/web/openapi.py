"""The description of the API, as OpenAPI wants it."""

from enum import StrEnum
from typing import Any

from removerbot.imaging.matting import Edge
from removerbot.imaging.options import DEFAULTS, MOST_GROWTH, MOST_MARGIN, Crop, Format
from removerbot.web.problems import MEDIA_TYPE

Json = dict[str, Any]

MEDIA_TYPES = {
    Format.PNG: "image/png",
    Format.WEBP: "image/webp",
    Format.JPEG: "image/jpeg",
}
"""What each kind of file is called."""

_VERSION = "1"
"""Of the API; another one would be another path."""

_PROBLEMS = {
    "401": "The API key is missing or wrong.",
    "413": "The photo has too many bytes or pixels.",
    "415": "This is no form, or the photo is no image that can be read.",
    "422": "The prompt cannot be read, lies outside the photo, or nothing is found there.",
    "429": "Too many requests at once.",
    "500": "Something went wrong on this side.",
    "503": "Too many photos wait.",
    "504": "The model took too long.",
}

_PROMPT = """What to cut out: words as one types them in chat, such as `C4`, `640,360`,
`C4 D5 -A1`, `B2:F7`, `C4 + F2`; or JSON with pixels of the upright photo:
`{"keep": [[x, y], …], "drop": [[x, y], …], "box": [left, top, right, bottom]}`."""


_COLOUR = "white|black|#?([0-9A-Fa-f]{3}){1,2}"


def describe() -> Json:
    """An OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "removerbot", "version": _VERSION},
        "paths": {"/api/cut": {"post": _cut()}},
        "components": {
            "schemas": {"Problem": _problem_schema()},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


def _cut() -> Json:
    return {
        "operationId": "cut",
        "summary": "Cut a thing out of a photo",
        "security": [{"bearer": []}, {"key": []}],
        "requestBody": {
            "required": True,
            "content": {"multipart/form-data": {"schema": _form_schema()}},
        },
        "responses": {
            "200": {
                "description": "The cutout; unless asked otherwise a PNG file at the photo's "
                "size, transparent around the thing.",
                "headers": {
                    "X-Score": {
                        "description": "How good the mask is expected to be: its IoU.",
                        "required": True,
                        "schema": {"type": "number", "minimum": 0, "maximum": 1},
                    }
                },
                "content": {name: {} for name in MEDIA_TYPES.values()},
            },
            **{status: _problem(words) for status, words in _PROBLEMS.items()},
        },
    }


def _form_schema() -> Json:
    return {
        "type": "object",
        "required": ["photo", "prompt"],
        "additionalProperties": False,
        "properties": {
            "photo": _file("A JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF or BMP file."),
            "prompt": {"type": "string", "description": _PROMPT, "examples": ["C4"]},
            "edge": _one_of(Edge, DEFAULTS.edge, "How the edge is made."),
            "grow": _number(
                -MOST_GROWTH, MOST_GROWTH, DEFAULTS.grow, "Pixels to move the edge outwards."
            ),
            "crop": _one_of(Crop, DEFAULTS.crop, "What part of the photo it spans."),
            "margin": _number(
                0, MOST_MARGIN, DEFAULTS.margin, "Around it where it is cropped, in percent."
            ),
            "background": {
                "type": "string",
                "pattern": f"^(none|blur|{_COLOUR})$",
                "default": "none",
                "description": "A colour, or `blur` for the photo itself out of focus.",
            },
            "outline": {
                "type": "string",
                "pattern": f"^(none|{_COLOUR})$",
                "default": "none",
                "description": "The colour of a line around it.",
            },
            "shadow": {
                "type": "boolean",
                "default": DEFAULTS.shadow,
                "description": "Whether it casts a soft shadow.",
            },
            "behind": _file("A photo to put behind it, instead of `background`."),
            "format": _one_of(Format, DEFAULTS.format, "The kind of file."),
        },
    }


def _file(words: str) -> Json:
    return {"type": "string", "format": "binary", "description": words}


def _one_of(kind: type[StrEnum], usual: StrEnum, words: str) -> Json:
    values = [member.value for member in kind]
    return {"type": "string", "enum": values, "default": usual.value, "description": words}


def _number(least: int, most: int, usual: int, words: str) -> Json:
    limits = {"minimum": least, "maximum": most}
    return {"type": "integer", **limits, "default": usual, "description": words}


def _problem(words: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem_schema() -> Json:
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {
                "type": "string",
                "description": "`urn:removerbot:` and what programs can go by.",
            },
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What went wrong, for people."},
        },
    }

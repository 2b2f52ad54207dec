"""The requests and answers of the API, and its description as OpenAPI derived from them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, Strict
from pydantic.json_schema import SkipJsonSchema, models_json_schema

from removerbot.imaging.encode import CODECS
from removerbot.imaging.options import Options
from removerbot.segmentation.prompt_parser import MAX_POINTS
from removerbot.web.problems import MEDIA_TYPE

Json = dict[str, Any]

_PROMPT = """What to cut out: words as one types them in chat, such as `C4`, `640,360`,
`C4 D5 -A1`, `B2:F7`, `C4 + F2`; or JSON with pixels of the upright photo:
`{"keep": [[x, y], …], "drop": [[x, y], …], "box": [left, top, right, bottom]}`."""

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

_Number = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
_Points = Annotated[list[tuple[_Number, _Number]], Field(max_length=MAX_POINTS)]
_File = Annotated[bytes, Strict()]


def _without_default(schema: Json) -> None:
    del schema["default"]


class PointsAndBox(BaseModel, extra="forbid"):
    """A prompt in pixels of the upright photo."""

    keep: _Points = []
    drop: _Points = []
    box: tuple[_Number, _Number, _Number, _Number] | None = None


class CutForm(Options, frozen=True, extra="forbid"):
    """The fields and files of a form."""

    photo: _File = Field(description="A JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF or BMP file.")
    prompt: str = Field(description=_PROMPT, examples=["C4"])
    behind: _File | SkipJsonSchema[None] = Field(
        default=None,
        description="A photo to put behind the object, instead of `background`.",
        json_schema_extra=_without_default,
    )


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="`urn:removerbot:` and a name for programs to go by.")
    title: str
    status: int
    detail: str = Field(description="What went wrong, for people.")


def describe() -> Json:
    """Returns an OpenAPI 3.1 document."""
    _, schemas = models_json_schema(
        [(CutForm, "serialization"), (Problem, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "removerbot", "version": "1"},
        "paths": {"/api/cut": {"post": _cut()}},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
    }


def _cut() -> Json:
    score = {
        "description": "How good the mask is expected to be: its IoU.",
        "required": True,
        "schema": {"type": "number", "minimum": 0, "maximum": 1},
    }
    partial = {
        "description": "There if the photo's file ends too early and a part is missing.",
        "schema": {"type": "string", "enum": ["true"]},
    }
    return {
        "operationId": "cut",
        "summary": "Cut a thing out of a photo",
        "security": [{"bearer": []}, {"key": []}],
        "requestBody": {
            "required": True,
            "content": {"multipart/form-data": _schema_of(CutForm)},
        },
        "responses": {
            "200": {
                "description": "The cutout; unless asked otherwise a PNG file at the photo's "
                "size, transparent around the thing.",
                "headers": {"X-Score": score, "X-Partial": partial},
                "content": {codec.media_type: {} for codec in CODECS.values()},
            },
            **{
                status: {"description": words, "content": {MEDIA_TYPE: _schema_of(Problem)}}
                for status, words in _PROBLEMS.items()
            },
        },
    }


def _schema_of(model: type[BaseModel]) -> Json:
    return {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}

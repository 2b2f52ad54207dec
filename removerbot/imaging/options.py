"""The options of a cutout, each declared once.

The rows of the database, the API and its description, the command line, the Python API, the
chat's buttons and the site's table are all derived from the fields of `Options`.
"""

from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from os import PathLike
from typing import Annotated, Any, Self, TypedDict

from PIL import Image
from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    InstanceOf,
    PlainSerializer,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from removerbot.imaging.background import KINDS, Background, Transparent, read_background
from removerbot.imaging.color import NAMED, NAMED_OR_HEX, Color, hex_code, read_named_color
from removerbot.imaging.encode import Format
from removerbot.imaging.matting import Edge
from removerbot.imaging.types import RGB


class Crop(StrEnum):
    """What a cutout spans: the photo, the object and a margin, or a square around both."""

    NONE = "none"
    TRIM = "trim"
    SQUARE = "square"


_NO_OUTLINE = "none"


def read_outline(text: str) -> Color | None:
    """Parses the color of an outline; `none` means no outline.

    Raises:
        ValueError: the text is neither.
    """
    return None if text.lower() == _NO_OUTLINE else read_named_color(text)


def outline_text(outline: Color | None) -> str:
    """Returns a text that `read_outline` parses to this outline."""
    return hex_code(outline) if outline else _NO_OUTLINE


def _text(read: Callable[[str], Any]) -> BeforeValidator:
    """Makes a field take texts, too."""
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)


def _schema(pattern: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": "string", "pattern": f"^({pattern})$", "examples": [*examples]}
    )


class Options(BaseModel, frozen=True):
    """The options of a cutout.

    Fields can be given as their texts (`"fine"`, `"-1"`, `"#ff8800"`), which are also what
    `model_dump(mode="json")` returns. What a validation error says of a field is one line.
    """

    edge: Edge = Field(
        default=Edge.SOFT,
        description="how the edge is made: in or out, as in the photo, or for hair",
    )
    grow: int = Field(
        default=0, ge=-5, le=5, description="pixels to move the edge outwards, inwards below 0"
    )
    crop: Crop = Field(
        default=Crop.NONE, description="what it spans: the whole photo, the object, or a square"
    )
    margin: int = Field(
        default=5,
        ge=0,
        le=100,
        description="around what is cropped, in percent of the object's longer side",
        json_schema_extra={"x-unit": " percent"},
    )
    outline: Annotated[
        Color | None,
        _text(read_outline),
        PlainSerializer(outline_text),
        _schema(f"{_NO_OUTLINE}|{NAMED_OR_HEX}", _NO_OUTLINE, *NAMED, "#ff8800"),
    ] = Field(default=None, description="the color of a line around the object")
    shadow: bool = Field(default=False, description="whether the object casts a soft shadow")
    background: Annotated[
        InstanceOf[Background],
        _text(read_background),
        PlainSerializer(lambda background: background.text),
        _schema(
            "|".join(kind.pattern for kind in KINDS),
            *(text for kind in KINDS for text in (*kind.words, kind.example) if text),
        ),
    ] = Field(
        default=Transparent(),
        description=f"what is behind the object: {', '.join(kind.meaning for kind in KINDS)}, "
        "or another photo (its path; for the API a file `behind`)",
    )
    format: Format = Field(default=Format.PNG, description="the kind of file")

    @field_validator("*", mode="wrap")
    @classmethod
    def _explain(
        cls, value: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        try:
            return validate(value)
        except ValidationError as error:
            first, schema = error.errors()[0], schemas().get(str(info.field_name), {})
            reason = str(first.get("ctx", {}).get("error", first["msg"]))
            if "enum" in schema:
                reason = f"must be one of {', '.join(schema['enum'])}, not {value!r:.50}"
            elif "minimum" in schema:
                unit = schema.get("x-unit", "")
                reason = f"must be {_range(schema)}{unit}, not {value!r:.50}"
            raise PydanticCustomError("option", "{reason}", {"reason": reason}) from None

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Self:
        """Validates options given by name.

        Raises:
            ValueError: a value is wrong; the message is one line.
            TypeError: there is no option of such a name.
        """
        if unknown := values.keys() - cls.model_fields.keys():
            raise TypeError(f"there is no option {min(unknown)!r}")
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise ValueError(f"{first['loc'][0]} {first['msg']}") from None

    def replace(self, **values: object) -> Self:
        """Returns a copy with other values. Raises as `read` does."""
        return self.read({**dict(self), **values})


DEFAULTS = Options()


class OptionArguments(TypedDict, total=False):
    """Options as keywords of the Python API."""

    edge: str
    grow: int | str
    crop: str
    margin: int | str
    outline: str | Color | None
    shadow: bool | str
    background: str | bytes | PathLike[str] | RGB | Image.Image | Background


@cache
def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Returns the JSON schema of each option."""
    schema = Options.model_json_schema(mode="serialization", ref_template="{model}")
    return {
        name: schema["$defs"].get(each.pop("$ref", ""), {}) | each
        for name, each in schema["properties"].items()
    }


def values_of(option: str) -> list[str]:
    """Returns values of an option, or their range, for documentation."""
    schema = schemas()[option]
    if "minimum" in schema:
        return [_range(schema)]
    return [*schema.get("enum", schema.get("examples", ()))]


_ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "boolean": {"action": BooleanOptionalAction},
    "integer": {"type": int, "metavar": "N"},
}


def add_arguments(parser: ArgumentParser) -> None:
    """Adds all options but the format to a command line."""
    for option, schema in schemas().items():
        if option != "format":
            values = ", ".join([*values_of(option), "default %(default)s"])
            kind = _ARGUMENTS.get(schema["type"], {"metavar": option.upper()})
            parser.add_argument(
                f"--{option}",
                default=schema["default"],
                help=f"{schema['description']} [{values}]",
                **kind,
            )


def _range(schema: Mapping[str, Any]) -> str:
    return f"{schema['minimum']} to {schema['maximum']}"

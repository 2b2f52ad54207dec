"""How a cutout is finished: its edge, its frame, what is behind it, the kind of file."""

from dataclasses import dataclass
from enum import StrEnum

from removerbot.imaging.color import BLACK, WHITE, Color, hex_code, read_color
from removerbot.imaging.matting import Edge

MOST_GROWTH = 5
"""Pixels that an edge can be moved outwards, or inwards."""

MARGIN = 5
"""Around a trimmed object unless asked otherwise, in percent of its longer side."""

MOST_MARGIN = 100


class Crop(StrEnum):
    """What part of the photo a cutout spans."""

    NONE = "none"
    """All of it: the object stays where it was."""

    TRIM = "trim"
    """The object and a margin."""

    SQUARE = "square"
    """A square with the object and a margin in its middle."""


class Backdrop(StrEnum):
    """What is behind a cutout, if it is neither a colour nor another photo."""

    TRANSPARENT = "none"
    BLURRED = "blur"
    """The photo itself, blurred."""


@dataclass(frozen=True, slots=True)
class OtherPhoto:
    """Another photo behind a cutout, by the name that it is fetched under."""

    file_id: str


Background = Backdrop | Color | OtherPhoto

_NO_OUTLINE = "none"

_COLOURS = {"white": WHITE, "black": BLACK}

_NAMED: dict[str, Background] = {
    "transparent": Backdrop.TRANSPARENT,
    "blurred": Backdrop.BLURRED,
    **_COLOURS,
    **{backdrop.value: backdrop for backdrop in Backdrop},
}


class Format(StrEnum):
    """The kind of file, by the ending of its name."""

    PNG = "png"
    WEBP = "webp"
    JPEG = "jpg"
    """Knows no transparency: the background is white unless another is chosen."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a cutout is finished.

    Attributes:
        edge: how its edge is made.
        grow: pixels of the photo that the edge is moved outwards, inwards below 0; up to
            `MOST_GROWTH` either way.
        crop: what part of the photo it spans.
        margin: around the object where it is cropped, in percent of its longer side; what is
            drawn around the object has room in it, or else makes it wider.
        background: what is behind it.
        format: the kind of file.
        outline: the colour of a line around it, `None` for no line.
        shadow: whether it casts a soft shadow.
    """

    edge: Edge = Edge.SOFT
    grow: int = 0
    crop: Crop = Crop.NONE
    margin: int = MARGIN
    background: Background = Backdrop.TRANSPARENT
    format: Format = Format.PNG
    outline: Color | None = None
    shadow: bool = False

    def __post_init__(self) -> None:
        if abs(self.grow) > MOST_GROWTH:
            raise ValueError(f"grow must be {-MOST_GROWTH} to {MOST_GROWTH}, not {self.grow}")
        if not 0 <= self.margin <= MOST_MARGIN:
            raise ValueError(f"margin must be 0 to {MOST_MARGIN} percent, not {self.margin}")


DEFAULTS = Options()
"""Unless somebody asks for something else."""


def read_background(text: str) -> Backdrop | Color:
    """What is behind a cutout, in words: `none`, `blur`, `white`, `black` or a colour.

    Raises:
        ValueError: it is none of these.
    """
    named = _NAMED.get(text.lower())
    return read_color(text) if named is None else named  # type: ignore[return-value]


def background_name(background: Backdrop | Color) -> str:
    """The reverse of `read_background`."""
    if isinstance(background, Backdrop):
        return background.value
    return hex_code(background)


def read_outline(text: str) -> Color | None:
    """The colour of an outline, in words: `white`, `black` or a colour; `none` for none.

    Raises:
        ValueError: it is none of these.
    """
    name = text.lower()
    if name == _NO_OUTLINE:
        return None
    return _COLOURS.get(name) or read_color(text)


def outline_name(outline: Color | None) -> str:
    """The reverse of `read_outline`."""
    return hex_code(outline) if outline else _NO_OUTLINE
